"""What a list of due matters shows: which days, whose, and how much at once."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final

PAGE_SIZE: Final = 50
MAX_PAGE: Final = 400
MAX_COUNT: Final = 1000
"""Beyond this a tab shows 999+; nobody reads a longer count, and it stays cheap."""


class DueTab(StrEnum):
    """A tab of 到期事项; each clock stands in at most one of the first three."""

    TODAY = "today"
    WEEK = "week"
    OVERDUE = "overdue"
    DECIDE = "decide"


DUE_TAB_LABELS: Final = {
    DueTab.TODAY: "今日到期",
    DueTab.WEEK: "本周到期",
    DueTab.OVERDUE: "逾期",
    DueTab.DECIDE: "待我决定",
}


class DueScope(StrEnum):
    """Whose matters a list shows; never more than the person may see."""

    MINE = "mine"
    DEPARTMENT = "department"
    OFFICE = "office"


DUE_SCOPE_LABELS: Final = {
    DueScope.MINE: "我的",
    DueScope.DEPARTMENT: "本部门",
    DueScope.OFFICE: "全院",
}


def days_of_tab(tab: DueTab, today: date) -> tuple[date | None, date]:
    """Return the first and last due day of a tab; None: however long ago.

    This week are the days after today up to its Sunday; last days that roll are working days.
    """
    match tab:
        case DueTab.TODAY:
            return today, today
        case DueTab.WEEK:
            return today + timedelta(days=1), today + timedelta(days=6 - today.weekday())
        case _:
            return None, today - timedelta(days=1)
