"""延长审查起诉期限: one month by the chief procurator, then as the superior approves (第47条第4款)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.rules.clocks import REVIEWS
from xiezhi.cases.rules.kinds import DECIDER_LABELS, Decider
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.services._procedure import DUE_FIELDS, repeat_nearest
from xiezhi.clocks.models import Clock
from xiezhi.clocks.selectors.of_matters import find_running
from xiezhi.clocks.services.running import extend_clock
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError
from xiezhi.law.periods import Period, Unit
from xiezhi.ledger.services.acts import act

BASIS: Final = "办案规则第47条"
CHIEFS: Final = Period(length=1, unit=Unit.MONTH)
APPROVERS: Final = {
    Decider.CHIEF: DECIDER_LABELS[Decider.CHIEF],
    Decider.SUPERIOR: "上一级人民检察院",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionInput:
    """An approval: first by the chief one month, after that by the superior to the day it names."""

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
        if extension.approver not in APPROVERS:
            raise RuleRefusedError("cases.wrong_approver", basis=BASIS)
        is_chief = extension.approver is Decider.CHIEF
        if not is_chief and extension.until_on is None:
            raise InvalidInputError("cases.no_until")
        clock = find_running(case.id, REVIEWS)
        if clock is None:
            raise InvalidInputError("cases.no_review_runs", basis=BASIS)
        if is_chief == clock.extensions.exists():
            raise RuleRefusedError("cases.wrong_approver", basis=BASIS)
        extended = extend_clock(
            clock,
            length=CHIEFS if is_chief else None,
            due_on=None if is_chief else extension.until_on,
            approver=APPROVERS[extension.approver],
            decided_on=extension.decided_on,
            basis=BASIS,
            file_id=keep_papers(files, now)[0],
        )
        repeat_nearest(case)
        case.save(update_fields=list(DUE_FIELDS))
        after = {"clock": str(clock.id), "due_on": extended.due_on.isoformat()}
        record("cases.extend_review", "case", case.id, after=after)
    return extended
