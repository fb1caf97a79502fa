"""One step of the procedure: the table asked, the row moved, the history written."""

from datetime import date, datetime

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.kernel.transitions import next_state
from xiezhi.language.cleaning import clean_line
from xiezhi.proposals.models import Proposal, ProposalStep
from xiezhi.proposals.rules.procedure import (
    TRANSITIONS,
    Decided,
    ProposalEvent,
    ProposalState,
)
from xiezhi.proposals.selectors.page import facts_of


def take_step(
    proposal: Proposal,
    event: ProposalEvent,
    *,
    words: str = "",
    basis: str = "",
    decided: Decided | None = None,
    acting: Actor,
    now: datetime,
) -> ProposalStep:
    """Move a locked proposal as the procedure allows; the caller saves other fields itself.

    Raises:
        TransitionRefusedError: as `next_state`.
        InvalidInputError: ``proposals.day_in_future``: decided on a day that has not come.
    """
    source = ProposalState(proposal.state)
    step = next_state(TRANSITIONS, source, event, facts_of(proposal))
    if step.target is not source:
        proposal.state, proposal.state_since = step.target, now
        proposal.save(update_fields=["state", "state_since"])
    return write_step(
        proposal,
        event,
        source=source,
        words=words,
        basis=basis or step.basis,
        decided=decided,
        acting=acting,
        now=now,
    )


def write_step(
    proposal: Proposal,
    event: ProposalEvent,
    *,
    source: ProposalState | None,
    words: str = "",
    basis: str = "",
    decided: Decided | None = None,
    acting: Actor,
    now: datetime,
) -> ProposalStep:
    """Write a line of history."""
    who, day = decided_of(decided, acting, now)
    row: ProposalStep = ProposalStep.objects.create(
        id=new_id(now),
        proposal=proposal,
        event=event,
        source_state="" if source is None else source,
        target_state=proposal.state,
        basis=basis,
        words=words,
        decided_by_label=who,
        decided_on=day,
        recorded_by_label=acting.signature,
        at=now,
    )
    return row


def decided_of(decided: Decided | None, acting: Actor, now: datetime) -> tuple[str, date]:
    """Return who decided and when.

    Raises:
        InvalidInputError: ``proposals.day_in_future``.
    """
    today = legal_day(now)
    given = decided or Decided()
    day = given.on or today
    if day > today:
        raise InvalidInputError("proposals.day_in_future")
    return clean_line(given.by, limit=60) or acting.label, day
