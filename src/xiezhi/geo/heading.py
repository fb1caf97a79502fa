"""Which way somebody looked: degrees clockwise from north, and their word."""

import math
from typing import Final

FULL_TURN: Final = 360
_POINTS: Final = 8
HEADING_LABELS: Final = {
    0: "正北",
    1: "东北",
    2: "正东",
    3: "东南",
    4: "正南",
    5: "西南",
    6: "正西",
    7: "西北",
}
"""The eight winds in the order of the compass."""


def checked_heading(degrees: float | None) -> float | None:
    """Return whole degrees from 0 to 359, or None where the number is no direction.

    A compass of a telephone is a few degrees off at best: more digits would be false precision.
    """
    if degrees is None or not math.isfinite(degrees) or not 0 <= degrees <= FULL_TURN:
        return None
    return float(round(degrees) % FULL_TURN)


def wind_of(degrees: float) -> int:
    """Return which of the eight winds is nearest."""
    return round(degrees / (FULL_TURN / _POINTS)) % _POINTS
