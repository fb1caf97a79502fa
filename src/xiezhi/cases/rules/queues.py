"""Tabs of the list of cases."""

from enum import StrEnum
from typing import Final

from xiezhi.cases.rules.states import ENDED, OPEN, CaseState


class CaseTab(StrEnum):
    """A tab of the list of cases; each open case stands in exactly one beside 未办结."""

    OPEN = "open"
    TO_DECIDE = "to_decide"
    INVESTIGATION = "investigation"
    SUGGESTION = "suggestion"
    FOLLOW_UP = "follow_up"
    REVIEW = "review"
    SUIT = "suit"
    SUSPENDED = "suspended"
    ENDED = "ended"


TAB_LABELS: Final = {
    CaseTab.OPEN: "未办结",
    CaseTab.TO_DECIDE: "待决定",
    CaseTab.INVESTIGATION: "调查",
    CaseTab.SUGGESTION: "检察建议",
    CaseTab.FOLLOW_UP: "跟进调查",
    CaseTab.REVIEW: "审查起诉",
    CaseTab.SUIT: "诉讼",
    CaseTab.SUSPENDED: "中止",
    CaseTab.ENDED: "已终结",
}
TAB_STATES: Final[dict[CaseTab, frozenset[CaseState]]] = {
    CaseTab.OPEN: OPEN,
    CaseTab.TO_DECIDE: frozenset({CaseState.PROPOSED}),
    CaseTab.INVESTIGATION: frozenset(
        {CaseState.FILED, CaseState.INVESTIGATING, CaseState.INVESTIGATED}
    ),
    CaseTab.SUGGESTION: frozenset(
        {
            CaseState.POLICY_REVIEW,
            CaseState.POLICY_PASSED,
            CaseState.SUGGESTION_DECIDED,
            CaseState.OBJECTED,
        }
    ),
    CaseTab.FOLLOW_UP: frozenset({CaseState.FOLLOW_UP, CaseState.ESCALATED}),
    CaseTab.REVIEW: frozenset({CaseState.ANNOUNCED, CaseState.UNDER_REVIEW, CaseState.REVIEWED}),
    CaseTab.SUIT: frozenset(
        {CaseState.SUED, CaseState.JUDGED, CaseState.APPEALED, CaseState.SUPPORTING}
    ),
    CaseTab.SUSPENDED: frozenset({CaseState.SUSPENDED}),
    CaseTab.ENDED: ENDED,
}
