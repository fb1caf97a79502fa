"""What a ledger may be narrowed to, so that each figure is the count of one list.

The words and definitions of the figures stand in ``reporting.rules.figures``.
"""

from enum import StrEnum
from typing import Final

from xiezhi.leads.rules.outcomes import Verdict
from xiezhi.leads.rules.procedure import LeadEvent


class ReportMeasure(StrEnum):
    """Reports of the period that share a place in the pool."""

    RECEIVED = "received"
    SCREENED = "screened"
    LEAD = "lead"
    NOT_LEAD = "not_lead"
    KEPT = "kept"
    PENDING = "pending"


class LeadMeasure(StrEnum):
    """Leads something happened to in the period; each lead counts once."""

    REGISTERED = "registered"
    MAJOR = "major"
    MERGED = "merged"
    ASSESSED = "assessed"
    VALID = "valid"
    GENERAL = "general"
    OUT_OF_SCOPE = "out_of_scope"
    UNTRUE = "untrue"
    FILING = "filing"
    PRELIMINARY = "preliminary"
    NOT_FILED = "not_filed"
    TRANSFER = "transfer"
    DEPARTMENT = "department"
    SUPERVISION = "supervision"
    UPWARD = "upward"
    REFERRAL = "referral"
    SHELVED = "shelved"
    CLOSED = "closed"
    NATIONAL = "national"


class FeedbackMeasure(StrEnum):
    """Duties of 反馈 whose last day lies in the period."""

    ALL = "all"
    DUE = "due"
    DONE = "done"
    ON_TIME = "on_time"
    OVERDUE = "overdue"
    NOT_YET = "not_yet"


MEASURED_DECISIONS: Final = {
    LeadMeasure.FILING: LeadEvent.DECIDE_FILING,
    LeadMeasure.PRELIMINARY: LeadEvent.DECIDE_PRELIMINARY,
    LeadMeasure.NOT_FILED: LeadEvent.DECIDE_NOT_FILED,
    LeadMeasure.TRANSFER: LeadEvent.DECIDE_TRANSFER,
    LeadMeasure.DEPARTMENT: LeadEvent.DECIDE_DEPARTMENT,
    LeadMeasure.SUPERVISION: LeadEvent.DECIDE_SUPERVISION,
    LeadMeasure.UPWARD: LeadEvent.DECIDE_UPWARD,
    LeadMeasure.REFERRAL: LeadEvent.DECIDE_REFERRAL,
    LeadMeasure.SHELVED: LeadEvent.DECIDE_SHELVE,
}
MEASURED_VERDICTS: Final = {
    LeadMeasure.VALID: Verdict.VALID,
    LeadMeasure.GENERAL: Verdict.GENERAL,
    LeadMeasure.OUT_OF_SCOPE: Verdict.OUT_OF_SCOPE,
    LeadMeasure.UNTRUE: Verdict.UNTRUE,
}
ASSESSED_BY: Final = frozenset(MEASURED_DECISIONS.values()) - {LeadEvent.DECIDE_PRELIMINARY}
"""评估办结: decisions after which the assessment is over; 初步调查 goes on with it."""
