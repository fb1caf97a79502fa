"""Lengths of time as legal texts state them, and intervals that do not count."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError


class Unit(StrEnum):
    """What a length is counted in. ``DAY`` is a calendar day: 日 in these texts never means 工作日."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    YEAR = "year"


_LONGEST: Final = {Unit.DAY: 11_000, Unit.WORKING_DAY: 2_600, Unit.MONTH: 360, Unit.YEAR: 30}


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A length with its unit, at least one and at most about thirty years (ten of working days)."""

    length: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.length <= _LONGEST[self.unit]:
            raise InvalidInputError(
                "law.period_out_of_range", length=self.length, longest=_LONGEST[self.unit]
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspension:
    """Days that do not count, first and last included (for example 委托鉴定期间).

    Source: 办案规则48条. An interval still open cannot be counted: show the matter as suspended.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise InvalidInputError(
                "law.suspension_reversed",
                first=self.first.isoformat(),
                last=self.last.isoformat(),
            )

    @property
    def length_days(self) -> int:
        """Number of days that do not count."""
        return (self.last - self.first).days + 1


def merged(suspensions: tuple[Suspension, ...]) -> tuple[Suspension, ...]:
    """Return the intervals in order, overlapping ones joined, so that no day is counted twice."""
    joined: list[Suspension] = []
    for interval in sorted(suspensions, key=lambda one: (one.first, one.last)):
        if joined and interval.first <= joined[-1].last:
            last = max(joined[-1].last, interval.last)
            joined[-1] = Suspension(first=joined[-1].first, last=last)
        else:
            joined.append(interval)
    return tuple(joined)
