"""延长审查起诉期限: one month by the chief procurator, then as the superior approves (第47条第4款)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.rules.clocks import REVIEWS
from xiezhi.cases.rules.deciders import makers_of
from xiezhi.cases.rules.kinds import DECIDER_LABELS, Decider
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.services._procedure import DUE_FIELDS, repeat_nearest
from xiezhi.clocks.models import Clock
from xiezhi.clocks.selectors.counting import rule_of
from xiezhi.clocks.selectors.of_matters import find_running
from xiezhi.clocks.services.running import extend_clock
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError
from xiezhi.law.periods import Period
from xiezhi.ledger.services.acts import act

BASIS: Final = "办案规则第47条"
FIRST: Final = "extend_first"
FURTHER: Final = "extend_further"
"""Decision rights of the rule book: the first lengthening, and every one after it."""
_NAMES: Final = {**DECIDER_LABELS, Decider.SUPERIOR: "上一级人民检察院"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionInput:
    """An approval; one the law gives no length to, the superior's, names the day in ``until_on``."""

    approver: Decider
    decided_on: date
    until_on: date | None = None
    slip: IncomingFile | None = None


def extend_review(
    *, case_id: UUID, extension: ExtensionInput, acting: Actor, now: datetime
) -> Clock:
    """Lengthen the review for suit as approved.

    Raises:
        InvalidInputError: ``cases.no_review_runs``, ``cases.slip_missing``, ``cases.no_until``,
            ``cases.day_in_future``; the codes of `extend_clock`.
        RuleRefusedError: ``cases.wrong_approver``; what the rule's extensions refuse.
    """
    files = check_papers([extension.slip])
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        case = access_case(acting, case_id, lock=True)
        if not files:
            raise InvalidInputError("cases.slip_missing")
        if extension.decided_on > legal_day(now):
            raise InvalidInputError("cases.day_in_future")
        clock = find_running(case.id, REVIEWS)
        if clock is None:
            raise InvalidInputError("cases.no_review_runs", basis=BASIS)
        place = clock.extensions.count()
        if extension.approver not in makers_of(FURTHER if place else FIRST, case.law_day):
            raise RuleRefusedError("cases.wrong_approver", basis=BASIS)
        length = _length(clock, place)
        if length is None and extension.until_on is None:
            raise InvalidInputError("cases.no_until")
        extended = extend_clock(
            clock,
            length=length,
            due_on=extension.until_on if length is None else None,
            approver=_NAMES[extension.approver],
            decided_on=extension.decided_on,
            basis=BASIS,
            file_id=keep_papers(files, now)[0],
        )
        repeat_nearest(case)
        case.save(update_fields=list(DUE_FIELDS))
        after = {"clock": str(clock.id), "due_on": extended.due_on.isoformat()}
        record("cases.extend_review", "case", case.id, after=after)
    return extended


def _length(clock: Clock, place: int) -> Period | None:
    """Return by how much the rule lets the next approval lengthen; None where the approver says."""
    extensions = rule_of(clock).extensions
    return extensions[place].period if place < len(extensions) else None
