"""Tabs of 函件与送达 and cards of the portal."""

from enum import StrEnum
from typing import Final

PAGE_SIZE: Final = 50
MAX_PAGE: Final = 400
MAX_ENDED_COUNT: Final = 1000
"""Beyond this an ended tab shows 999+; nobody reads a longer count, and it stays cheap."""


class LetterTab(StrEnum):
    """A tab of the letters; each letter stands in exactly one."""

    DRAFT = "draft"
    TO_CHECK = "to_check"
    TO_ISSUE = "to_issue"
    TO_SERVE = "to_serve"
    TO_REPLY = "to_reply"
    OVERDUE = "overdue"
    DONE = "done"
    REPLIED = "replied"
    WITHDRAWN = "withdrawn"


LETTER_TAB_LABELS: Final = {
    LetterTab.DRAFT: "草稿",
    LetterTab.TO_CHECK: "待核稿",
    LetterTab.TO_ISSUE: "待签发用印",
    LetterTab.TO_SERVE: "待送达",
    LetterTab.TO_REPLY: "待回复",
    LetterTab.OVERDUE: "逾期",
    LetterTab.REPLIED: "已回复",
    LetterTab.DONE: "已送达·不须回复",
    LetterTab.WITHDRAWN: "已撤回",
}
ENDED_TABS: Final = (LetterTab.REPLIED, LetterTab.DONE, LetterTab.WITHDRAWN)


class Box(StrEnum):
    """A card of the portal."""

    ALL = "all"
    TO_CONFIRM = "to_confirm"
    TO_REPLY = "to_reply"
    DUE_SOON = "due_soon"
    REPLIED = "replied"


BOX_LABELS: Final = {
    Box.ALL: "全部",
    Box.TO_CONFIRM: "待签收",
    Box.TO_REPLY: "待回复",
    Box.DUE_SOON: "7日内到期",
    Box.REPLIED: "已回复",
}
