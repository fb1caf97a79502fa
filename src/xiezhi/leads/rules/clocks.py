"""Which time limits each step starts, meets and voids. Lengths come from the law library and 本院规定."""

from enum import StrEnum
from typing import Final

from xiezhi.leads.rules.procedure import LeadEvent, LeadState


class ClockRule(StrEnum):
    """Keys of the law library's time limits that run on a lead."""

    ASSESSMENT = "lead_assessment"
    URGENT = "urgent_handling"
    PRELIMINARY = "preliminary_investigation"
    MATERIAL = "more_material"
    NATIONAL = "official_system_registration"
    TRANSFER = "lead_transfer"
    DEPARTMENT = "internal_transfer"
    SUPERVISION = "crime_lead_transfer"
    MAJOR = "major_lead_record_filing"
    ORGAN_REPLY = "referral_reply"
    FIELD_TASK = "grid_member_verification"
    FEEDBACK = "reporter_feedback"


STARTS: Final[dict[LeadEvent, ClockRule]] = {
    LeadEvent.START_PRELIMINARY: ClockRule.PRELIMINARY,
    LeadEvent.DECIDE_PRELIMINARY: ClockRule.PRELIMINARY,
    LeadEvent.ASK_MATERIAL: ClockRule.MATERIAL,
    LeadEvent.RETURN_ASSESSMENT: ClockRule.ASSESSMENT,
    LeadEvent.DECIDE_FILING: ClockRule.NATIONAL,
    LeadEvent.DECIDE_TRANSFER: ClockRule.TRANSFER,
    LeadEvent.DECIDE_DEPARTMENT: ClockRule.DEPARTMENT,
    LeadEvent.DECIDE_SUPERVISION: ClockRule.SUPERVISION,
    LeadEvent.VERIFY_NOT_MENDED: ClockRule.ASSESSMENT,
    LeadEvent.REOPEN: ClockRule.ASSESSMENT,
    LeadEvent.UNMERGE: ClockRule.ASSESSMENT,
}
MEETS: Final[dict[LeadEvent, frozenset[ClockRule]]] = {
    LeadEvent.START_PRELIMINARY: frozenset({ClockRule.URGENT}),
    LeadEvent.ASK_MATERIAL: frozenset({ClockRule.URGENT}),
    LeadEvent.RECEIVE_MATERIAL: frozenset({ClockRule.MATERIAL}),
    LeadEvent.SUBMIT_ASSESSMENT: frozenset(
        {ClockRule.ASSESSMENT, ClockRule.PRELIMINARY, ClockRule.URGENT}
    ),
    LeadEvent.ACCEPT_TRANSFER: frozenset({ClockRule.TRANSFER}),
}
HANDED_OVER: Final = frozenset({ClockRule.DEPARTMENT, ClockRule.SUPERVISION})
"""Met when the lead was really handed over: the decision alone hands nothing over (第31条)."""
# Preliminary investigation has a limit of its own in place of the assessment's.
VOIDS: Final[dict[LeadEvent, frozenset[ClockRule]]] = {
    LeadEvent.START_PRELIMINARY: frozenset({ClockRule.ASSESSMENT}),
    LeadEvent.SUBMIT_ASSESSMENT: frozenset({ClockRule.MATERIAL}),
    LeadEvent.MERGE: frozenset(ClockRule),
    LeadEvent.REOPEN: frozenset({ClockRule.FEEDBACK}),
}
# After these the reporter must be told the outcome 反馈.
FEEDBACK_AFTER: Final = frozenset(
    {
        LeadState.PROPOSED_FILING,
        LeadState.NOT_FILED,
        LeadState.TRANSFER_OFFERED,
        LeadState.TRANSFERRED_DEPARTMENT,
        LeadState.TRANSFERRED_SUPERVISION,
        LeadState.REPORTED_UPWARD,
        LeadState.REFERRED,
        LeadState.SHELVED,
        LeadState.CLOSED,
    }
)
