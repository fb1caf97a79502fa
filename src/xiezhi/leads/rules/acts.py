"""Which right each step of the procedure needs."""

from typing import Final

from xiezhi.accounts.rules.rights import Action
from xiezhi.leads.rules.outcomes import DecisionWay
from xiezhi.leads.rules.procedure import DECISIONS, LeadEvent

_PLAIN: Final = {
    LeadEvent.START_PRELIMINARY: Action.HANDLE_LEAD,
    LeadEvent.ASK_MATERIAL: Action.HANDLE_LEAD,
    LeadEvent.RECEIVE_MATERIAL: Action.HANDLE_LEAD,
    LeadEvent.SUBMIT_ASSESSMENT: Action.HANDLE_LEAD,
    LeadEvent.RETURN_ASSESSMENT: Action.REVIEW_ASSESSMENT,
    LeadEvent.ACCEPT_TRANSFER: Action.HANDLE_LEAD,
    LeadEvent.RECEIVE_REPLY: Action.RECORD_PAPER_REPLY,
    LeadEvent.VERIFY_MENDED: Action.HANDLE_LEAD,
    LeadEvent.VERIFY_NOT_MENDED: Action.HANDLE_LEAD,
    LeadEvent.REOPEN: Action.HANDLE_LEAD,
    LeadEvent.MERGE: Action.MERGE_LEADS,
    LeadEvent.UNMERGE: Action.MERGE_LEADS,
}


def action_for(event: LeadEvent, way: DecisionWay = DecisionWay.ONLINE) -> Action:
    """Return the right a step needs; decisions differ by whether the decider acts (本人线上) or 代录."""
    if event in DECISIONS:
        return Action.DECIDE_LEAD if way is DecisionWay.ONLINE else Action.RECORD_DECISION
    return _PLAIN[event]
