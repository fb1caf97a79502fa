"""统计期: months that end on the office's 统计截止日, quarters and the year so far."""

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, assert_never

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


class Span(StrEnum):
    """Which stretch a cell of a form counts, seen from the period it is filled for."""

    PERIOD = "period"
    YEAR = "year"
    PREVIOUS = "previous"
    LAST_YEAR = "last_year"


SPAN_LABELS: Final = {
    Span.PERIOD: "本期",
    Span.YEAR: "本年累计",
    Span.PREVIOUS: "上期",
    Span.LAST_YEAR: "上年同期",
}


class PeriodKind(StrEnum):
    """How often a form is filled."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    ONCE = "once"


PERIOD_KIND_LABELS: Final = {
    PeriodKind.MONTH: "月报",
    PeriodKind.QUARTER: "季报",
    PeriodKind.YEAR: "年报",
    PeriodKind.ONCE: "不定期",
}


def period_containing(day: date, kind: PeriodKind, cutoff: int) -> StatisticalPeriod:
    """Return the period of a form a day lies in; a form filled now and then takes its month."""
    match kind:
        case PeriodKind.MONTH | PeriodKind.ONCE:
            return month_of(day, cutoff)
        case PeriodKind.QUARTER:
            return quarter_of(day, cutoff)
        case PeriodKind.YEAR:
            return whole_year(day, cutoff)
        case _ as never:
            assert_never(never)


def period_before(day: date, kind: PeriodKind, cutoff: int) -> StatisticalPeriod:
    """Return the period before the one a day lies in: what is usually due for reporting."""
    first = period_containing(day, kind, cutoff).since
    return period_containing(first - timedelta(days=1), kind, cutoff)


def whole_year(day: date, cutoff: int) -> StatisticalPeriod:
    """Return the statistical year a day lies in, to its last day."""
    last = month_of(day, cutoff).until
    return StatisticalPeriod(
        since=month_of(_cutoff_in(last.year, 1, cutoff), cutoff).since,
        until=_cutoff_in(last.year, _MONTHS, cutoff),
    )


def span_of(
    span: Span, period: StatisticalPeriod, kind: PeriodKind, cutoff: int
) -> StatisticalPeriod:
    """Return the days a span means for a period."""
    match span:
        case Span.PERIOD:
            return period
        case Span.YEAR:
            return year_so_far(period.until, cutoff)
        case Span.PREVIOUS if kind is PeriodKind.ONCE:
            length = period.until - period.since
            last = period.since - timedelta(days=1)
            return StatisticalPeriod(since=last - length, until=last)
        case Span.PREVIOUS:
            return period_containing(period.since - timedelta(days=1), kind, cutoff)
        case Span.LAST_YEAR:
            return _year_earlier(period, kind, cutoff)
        case _ as never:
            assert_never(never)


def _year_earlier(period: StatisticalPeriod, kind: PeriodKind, cutoff: int) -> StatisticalPeriod:
    until = _a_year_before(period.until)
    if kind is PeriodKind.ONCE:
        return StatisticalPeriod(since=_a_year_before(period.since), until=until)
    return period_containing(until, kind, cutoff)


def _a_year_before(day: date) -> date:
    last = calendar.monthrange(day.year - 1, day.month)[1]
    return date(day.year - 1, day.month, min(day.day, last))


def _cutoff_in(year: int, month: int, cutoff: int) -> date:
    return date(year, month, min(cutoff, calendar.monthrange(year, month)[1]))


def _shifted(year: int, month: int, months: int) -> tuple[int, int]:
    total = year * _MONTHS + month - 1 + months
    return total // _MONTHS, total % _MONTHS + 1
