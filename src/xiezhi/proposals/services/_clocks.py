"""The clocks of a proposal. They run side by side; conversion never stops the one of the answer."""

from typing import Final

from xiezhi.clocks.rules.clocked import Clocked
from xiezhi.clocks.services.running import nearest_clock, start_clock
from xiezhi.kernel.matters import MatterKind
from xiezhi.law.deadlines import rule_on
from xiezhi.proposals.models import Proposal
from xiezhi.proposals.rules.clocks import ANSWER_CLOCKS, COMPLEX, ProposalClock
from xiezhi.proposals.rules.kinds import ProposalKind
from xiezhi.proposals.selectors.page import label_of

_BASIS: Final = 60
DUE_FIELDS: Final = ("next_due_on", "next_due_key", "next_due_kind")


def clocked(proposal: Proposal) -> Clocked:
    """Return a proposal as its clocks know it."""
    return Clocked(
        kind=MatterKind.PROPOSAL,
        id=proposal.id,
        label=label_of(proposal),
        title=proposal.title[:60],
        handler_id=proposal.handler_id,
        department_id=proposal.department_id,
    )


def answer_clock(proposal: Proposal) -> ProposalClock:
    """Return which time limit the answer is owed by."""
    return ANSWER_CLOCKS[ProposalKind(proposal.kind)]


def start_answer_clock(proposal: Proposal) -> None:
    """Let the time to answer run from the day of 交办."""
    start_clock(
        clocked(proposal),
        answer_clock(proposal),
        proposal.assigned_on,
        variant=COMPLEX if proposal.is_complex else "",
    )


def answer_basis(proposal: Proposal) -> str:
    """Return why the answer is owed, by the rule of the day of 交办."""
    return rule_on(answer_clock(proposal), proposal.assigned_on).basis[:_BASIS]


def repeat_nearest(proposal: Proposal) -> None:
    """Write the nearest running clock onto the proposal."""
    nearest = nearest_clock(proposal.id)
    proposal.next_due_on = None if nearest is None else nearest.due_on
    proposal.next_due_key = "" if nearest is None else nearest.rule_key
    proposal.next_due_kind = "" if nearest is None else nearest.kind
    proposal.save(update_fields=list(DUE_FIELDS))
