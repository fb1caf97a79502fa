"""统计期: months that end on the office's 统计截止日, quarters and the year so far."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

MONTH_END: Final = 31
CUTOFF_DAYS: Final = (20, 25, MONTH_END)
"""Days on which offices close their month; the last stands for the end of the month."""
_MONTHS: Final = 12
_QUARTER: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticalPeriod:
    """First and last day, both included."""

    since: date
    until: date


def month_of(day: date, cutoff: int) -> StatisticalPeriod:
    """Return the statistical month a day lies in: from the day after one cutoff to the next."""
    until = _cutoff_in(day.year, day.month, cutoff)
    if day > until:
        year, month = _shifted(day.year, day.month, 1)
        until = _cutoff_in(year, month, cutoff)
    year, month = _shifted(until.year, until.month, -1)
    return StatisticalPeriod(since=_cutoff_in(year, month, cutoff) + timedelta(days=1), until=until)


def month_before(day: date, cutoff: int) -> StatisticalPeriod:
    """Return the statistical month before the one a day lies in."""
    return month_of(month_of(day, cutoff).since - timedelta(days=1), cutoff)


def quarter_of(day: date, cutoff: int) -> StatisticalPeriod:
    """Return the quarter a day's statistical month lies in."""
    last = month_of(day, cutoff).until
    first_month = last.month - (last.month - 1) % _QUARTER
    first = month_of(_cutoff_in(last.year, first_month, cutoff), cutoff)
    year, month = _shifted(last.year, first_month, _QUARTER - 1)
    return StatisticalPeriod(since=first.since, until=_cutoff_in(year, month, cutoff))


def year_so_far(day: date, cutoff: int) -> StatisticalPeriod:
    """Return the statistical year up to a day."""
    last = month_of(day, cutoff).until
    january = month_of(_cutoff_in(last.year, 1, cutoff), cutoff)
    return StatisticalPeriod(since=january.since, until=day)


def _cutoff_in(year: int, month: int, cutoff: int) -> date:
    return date(year, month, min(cutoff, calendar.monthrange(year, month)[1]))


def _shifted(year: int, month: int, months: int) -> tuple[int, int]:
    total = year * _MONTHS + month - 1 + months
    return total // _MONTHS, total % _MONTHS + 1
