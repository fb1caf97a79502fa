"""When a running time limit rings: seven, three and one day before, on the day, and once overdue."""

from datetime import date, timedelta
from enum import IntEnum
from typing import Final

from xiezhi.notifications.rules.notices import Notice


class Stage(IntEnum):
    """How near the last day is; the value is the number of days that rings it."""

    OVERDUE = -1
    TODAY = 0
    ONE = 1
    THREE = 3
    SEVEN = 7


LONGEST_DAYS: Final = int(Stage.SEVEN)
OVERDUE_DAYS: Final = 30
"""An alarm missed by a standstill is caught up for so long; after that the daily list remains."""

STAGE_NOTICES: Final = {
    Stage.OVERDUE: Notice.OVERDUE,
    Stage.TODAY: Notice.DUE_TODAY,
    Stage.ONE: Notice.DUE_IN_1,
    Stage.THREE: Notice.DUE_IN_3,
    Stage.SEVEN: Notice.DUE_IN_7,
}


def stage_on(today: date, *, trigger_on: date, due_on: date) -> Stage | None:
    """Return the stage a clock is in, or None while it is quiet.

    A stage lasts until the next, so that a day the server stood still loses no alarm. A stage as
    long as the whole limit says nothing new and is left out.
    """
    days_left = (due_on - today).days
    if days_left < 0:
        return Stage.OVERDUE
    stage = next((one for one in sorted(Stage) if 0 <= days_left <= one), None)
    if stage is None or (stage > 0 and stage >= (due_on - trigger_on).days):
        return None
    return stage


def days_of_stage(stage: Stage, today: date) -> tuple[date, date]:
    """Return the first and last day on which a limit ends that is in a stage today."""
    if stage is Stage.OVERDUE:
        return today - timedelta(days=OVERDUE_DAYS), today - timedelta(days=1)
    nearer = max(one for one in Stage if one < stage)
    return today + timedelta(days=nearer + 1), today + timedelta(days=stage)


def days_words(today: date, due_on: date) -> str:
    """Return how far away a last day is, as the worklist says it: 剩3日, 今日到期, 逾期2日."""
    days_left = (due_on - today).days
    if days_left > 0:
        return f"剩{days_left}日"
    return f"逾期{-days_left}日" if days_left else "今日到期"


def kind_words(kind: str, basis: str, *, is_provisional: bool) -> str:
    """Return 法定 or 本院规定 (本院设定 without a text) with its basis; own is never shown as law."""
    word = "法定" if kind == "statutory" else "本院规定"
    words = basis if basis == "本院设定" else f"{word}·{basis}"
    return f"{words}，暂定" if is_provisional else words
