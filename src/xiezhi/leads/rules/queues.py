"""Tabs and scopes of the worklists 线索办理 and 协助核实."""

from enum import StrEnum
from typing import Final

from xiezhi.leads.rules.procedure import ENDED, OPEN, LeadEvent, LeadState


class Tab(StrEnum):
    """A tab of the worklist."""

    OPEN = "open"
    TO_ASSESS = "to_assess"
    PRELIMINARY = "preliminary"
    AWAITING = "awaiting"
    REFERRED = "referred"
    TO_VERIFY = "to_verify"
    TO_FEED_BACK = "to_feed_back"
    NO_NATIONAL_NUMBER = "no_national_number"
    ENDED = "ended"


TAB_LABELS: Final = {
    Tab.OPEN: "未办结",
    Tab.TO_ASSESS: "待评估",
    Tab.PRELIMINARY: "初步调查",
    Tab.AWAITING: "待决定",
    Tab.REFERRED: "已移送待回复",
    Tab.TO_VERIFY: "待核实",
    Tab.TO_FEED_BACK: "待反馈",
    Tab.NO_NATIONAL_NUMBER: "应登记2.0而未登记",
    Tab.ENDED: "已办结",
}
TAB_STATES: Final[dict[Tab, frozenset[LeadState]]] = {
    Tab.OPEN: OPEN,
    Tab.TO_ASSESS: frozenset({LeadState.REGISTERED, LeadState.MORE_MATERIAL}),
    Tab.PRELIMINARY: frozenset({LeadState.PRELIMINARY}),
    Tab.AWAITING: frozenset({LeadState.AWAITING_DECISION}),
    Tab.REFERRED: frozenset({LeadState.REFERRED, LeadState.TRANSFER_OFFERED}),
    Tab.TO_VERIFY: frozenset({LeadState.REPLIED}),
    Tab.ENDED: ENDED,
}


class TaskTab(StrEnum):
    """A tab of the grid members' tasks; each task stands in exactly one."""

    TO_DO = "to_do"
    OVERDUE = "overdue"
    TO_JUDGE = "to_judge"
    ENDED = "ended"


TASK_TAB_LABELS: Final = {
    TaskTab.TO_DO: "待核实",
    TaskTab.OVERDUE: "已逾期",
    TaskTab.TO_JUDGE: "已回报待判断",
    TaskTab.ENDED: "已结束",
}
JUDGES_REPORT: Final = frozenset(
    {LeadEvent.SUBMIT_ASSESSMENT, LeadEvent.VERIFY_MENDED, LeadEvent.VERIFY_NOT_MENDED}
)
"""Steps by which an officer judges what a grid member reported; so does the end of the lead."""


class Scope(StrEnum):
    """Whose leads a worklist shows; never more than the person may see."""

    MINE = "mine"
    DEPARTMENT = "department"
    OFFICE = "office"
    UNASSIGNED = "unassigned"


SCOPE_LABELS: Final = {
    Scope.MINE: "我的",
    Scope.DEPARTMENT: "本部门",
    Scope.OFFICE: "全院",
    Scope.UNASSIGNED: "未分派",
}


class Order(StrEnum):
    """How a worklist is sorted."""

    DUE = "due"
    NEWEST = "newest"
    OLDEST = "oldest"


PAGE_SIZE: Final = 50
MAX_PAGE: Final = 400
MAX_ENDED_COUNT: Final = 1000
"""Beyond this an ended tab shows 999+; nobody reads a longer count, and it stays cheap."""
