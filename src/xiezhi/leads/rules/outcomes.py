"""Words an assessment uses: proposals, quality verdicts, grounds, ways of deciding."""

from enum import StrEnum
from typing import Final

from xiezhi.leads.rules.procedure import LeadEvent

# Migration 0001 names these here; they belong to letters and supporters.
from xiezhi.letters.rules.replies import ReplyConclusion  # noqa: F401
from xiezhi.supporters.rules.field import FieldResult  # noqa: F401


class Verdict(StrEnum):
    """线索质效: what a lead proved worth, told to the grid member and counted."""

    VALID = "valid"
    GENERAL = "general"
    OUT_OF_SCOPE = "out_of_scope"
    UNTRUE = "untrue"


VERDICT_LABELS: Final = {
    Verdict.VALID: "有效线索",
    Verdict.GENERAL: "一般信息",
    Verdict.OUT_OF_SCOPE: "不属范围",
    Verdict.UNTRUE: "不实",
}

PROPOSAL_LABELS: Final = {
    LeadEvent.DECIDE_FILING: "建议立案",
    LeadEvent.DECIDE_PRELIMINARY: "初步调查",
    LeadEvent.DECIDE_NOT_FILED: "不立案",
    LeadEvent.DECIDE_TRANSFER: "移送其他检察院",
    LeadEvent.DECIDE_DEPARTMENT: "移送本院部门",
    LeadEvent.DECIDE_REFERRAL: "移送主管行政机关",
    LeadEvent.DECIDE_SUPERVISION: "移送监委、公安",
    LeadEvent.DECIDE_UPWARD: "报请上级检察院",
    LeadEvent.DECIDE_SHELVE: "存查",
}


class DecisionWay(StrEnum):
    """How a decision came into the record: by the decider on line, or entered from a slip."""

    ONLINE = "online"
    ENTERED = "entered"


class OpinionStage(StrEnum):
    """Whose opinion: handler, department head, chief procurator."""

    HANDLER = "handler"
    HEAD = "head"
    CHIEF = "chief"
