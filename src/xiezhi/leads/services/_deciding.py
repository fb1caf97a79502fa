"""Who decided and who typed: 本人线上 or 代录 with the scanned approval slip."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.services.papers import keep_papers
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError
from xiezhi.language.cleaning import clean_line
from xiezhi.leads.rules.outcomes import DecisionWay
from xiezhi.leads.services._procedure import Decided

MAX_LABEL: Final = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredDecision:
    """A decision made on paper and typed by somebody else (代录); the slip must come along."""

    decided_by_label: str
    decided_on: date
    slip: IncomingFile | None = None
    slip_id: UUID | None = None
    """A slip stored already (drafts, imports); otherwise ``slip`` is stored."""


def check_decider(
    entered: EnteredDecision | None, own_right: Action, *, acting: Actor, now: datetime
) -> None:
    """Refuse an opinion or decision the actor may neither give nor enter.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        RuleRefusedError: ``leads.decision_not_delegable``: 代办 covers work, not decisions.
        InvalidInputError: ``leads.slip_missing``, ``leads.no_decider``, ``leads.day_in_future``.
    """
    if entered is None:
        require(acting, own_right)
        if acting.on_behalf_of is not None:
            raise RuleRefusedError("leads.decision_not_delegable", basis="本院规定")
        return
    require(acting, Action.RECORD_DECISION)
    if not entered.decided_by_label.strip():
        raise InvalidInputError("leads.no_decider")
    if entered.slip is None and entered.slip_id is None:
        raise InvalidInputError("leads.slip_missing")
    if entered.decided_on > legal_day(now):
        raise InvalidInputError("leads.day_in_future")


def decided(
    entered: EnteredDecision | None, slips: list[CheckedFile], *, acting: Actor, now: datetime
) -> Decided:
    """Return who decided and how; stores the slip."""
    if entered is None:
        return Decided(by_label=acting.label[:MAX_LABEL], on=legal_day(now), way=DecisionWay.ONLINE)
    kept = keep_papers(slips, now)
    return Decided(
        by_label=clean_line(entered.decided_by_label, limit=MAX_LABEL),
        on=entered.decided_on,
        way=DecisionWay.ENTERED,
        slip_id=kept[0] if kept else entered.slip_id,
    )
