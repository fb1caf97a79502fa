"""巡查: a walk along a place a grid member is asked for, and what it can end with."""

from enum import StrEnum
from typing import Final


class PatrolResult(StrEnum):
    """What a patrol ended with."""

    CLEAR = "clear"
    REPORTED = "reported"


PATROL_RESULT_LABELS: Final = {
    PatrolResult.CLEAR: "未发现问题",
    PatrolResult.REPORTED: "发现问题，已上报",
}
MOST_REPORTS: Final = 9
