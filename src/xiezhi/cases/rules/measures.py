"""What 案件台账 may be narrowed to, so that a figure is the count of a list."""

from enum import StrEnum


class CaseMeasure(StrEnum):
    """Cases by the day in the period: filed, closed, verified as mended."""

    FILED = "filed"
    CLOSED = "closed"
    VERIFIED = "verified"
