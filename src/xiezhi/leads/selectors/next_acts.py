"""What may lawfully happen next with a lead, and why not where it may not."""

from dataclasses import dataclass

from xiezhi.accounts.rules.rights import may
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.transitions import lawful_events
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.acts import action_for
from xiezhi.leads.rules.outcomes import DecisionWay, OpinionStage
from xiezhi.leads.rules.procedure import DECISIONS, TRANSITIONS, LeadEvent, LeadFacts, LeadState


@dataclass(frozen=True, slots=True, kw_only=True)
class NextAct:
    """A step leaving the present state.

    Attributes:
        may_online: the actor holds the right to take it themself.
        may_enter: the actor may enter it from a slip 代录 (decisions only).
        reason: code why it is not possible now, "" when it is.
    """

    event: LeadEvent
    target: LeadState
    basis: str
    may_online: bool
    may_enter: bool
    reason: str

    @property
    def is_possible(self) -> bool:
        """Whether the actor may take the step now."""
        return not self.reason


def list_next_acts(acting: Actor, lead: Lead, facts: LeadFacts) -> tuple[NextAct, ...]:
    """Return the steps of the table from the lead's state, the proposed decision among decisions only."""
    rows = lawful_events(TRANSITIONS, LeadState(lead.state))
    return tuple(
        _next_act(
            acting, lead, row.event, row.target, row.basis, row.guard(facts) if row.guard else ""
        )
        for row in rows
        if row.event not in DECISIONS or row.event is facts.proposal
    )


def _next_act(  # noqa: PLR0917  # one value, built in one place
    acting: Actor, lead: Lead, event: LeadEvent, target: LeadState, basis: str, refusal: str
) -> NextAct:
    is_decision = event in DECISIONS
    may_online = may(acting, action_for(event))
    may_enter = is_decision and may(acting, action_for(event, DecisionWay.ENTERED))
    reason = refusal
    if not may_online and not may_enter:
        reason = "accounts.no_right"
    elif is_decision and not may_enter and lead.awaits != OpinionStage.CHIEF and not reason:
        reason = "leads.no_head_opinion"
    return NextAct(
        event=event,
        target=target,
        basis=basis,
        may_online=may_online,
        may_enter=may_enter,
        reason=reason,
    )
