"""Where a file stands on its way to being shown: its copy, and the search for viruses."""

from enum import StrEnum
from typing import Final


class CopyState(StrEnum):
    """Whether a film has a copy others may see; other files have theirs at once."""

    NONE = ""
    PENDING = "pending"
    MADE = "made"
    ABSENT = "absent"
    FAILED = "failed"


class ScanState(StrEnum):
    """What the virus scanner said."""

    UNSCANNED = "unscanned"
    CLEAN = "clean"
    INFECTED = "infected"


class Keeping(StrEnum):
    """Whether the bytes of a file are kept here, or were carried into the inner zone and let go."""

    HERE = ""
    LEAVING = "leaving"
    CARRIED = "carried"


MOST_TRIES: Final = 5
"""A film whose copying ends the worker this often is left alone."""


HOLD_LABELS: Final = {
    "infected": "发现病毒，已隔离，任何人都不能打开；原件保持封存",
    "unscanned": "正在查毒，查完才能看",
    "pending": "正在制作可以观看的副本",
    "absent": "原件已封存；本院服务器没有装视频转码程序，没有可以观看的副本",
    "failed": "原件已封存；做不出可以观看的副本",
}
"""Why a file is not shown, as people read it."""


def may_be_served(state: str, *, is_scanning: bool) -> bool:
    """Return whether a file may be shown: never with a virus; scanned, where there is a scanner."""
    if state == ScanState.INFECTED:
        return False
    return state == ScanState.CLEAN or not is_scanning
