"""Counts the last day of a period and explains, step by step, how it came about.

Source: 民事诉讼法85条 and 民法典201-203条 (行政诉讼法101条 and 办案规则111条 send there): the first
day is not counted; months and years end on the corresponding day; a last day on a 法定休假日 moves
to the next working day. 刑事诉讼法105条: custody never moves.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.counting import ONE_DAY, Count
from xiezhi.law.holidays import HolidayTable
from xiezhi.law.periods import Period, Suspension
from xiezhi.law.steps import CountedDate, StepCode

_FIRST_YEAR: Final = 1949
_LAST_YEAR: Final = 2200


def count_forward(
    trigger: date,
    period: Period,
    *,
    tables: Sequence[HolidayTable] = (),
    rolls: bool = True,
    suspensions: Sequence[Suspension] = (),
    extensions: Sequence[Period] = (),
) -> CountedDate:
    """Return the last day of a period that an event starts; the event's day is not counted.

    Args:
        trigger: day of the event.
        period: the length the rule gives.
        tables: the office's own holiday tables.
        rolls: False for custody and where an own rule wants no moving.
        suspensions: days left out.
        extensions: approved lengthenings. Each runs on from the day reached before it, without
            rolling in between: the cautious reading, never later than any other.

    Raises:
        InvalidInputError: ``law.day_out_of_range`` outside 1949-2200.
    """
    _check(trigger)
    count = Count(tables, suspensions)
    count.note(StepCode.TRIGGER, day=trigger)
    count.note(StepCode.FIRST_DAY_EXCLUDED, day=trigger + ONE_DAY)
    day = count.run(trigger, period, StepCode.COUNTED)
    for extension in extensions:
        day = count.run(day, extension, StepCode.EXTENDED)
    if rolls:
        day = count.roll(day)
    else:
        count.note(StepCode.NEVER_ROLLS, day=day)
    return _finished(count, day)


def count_back(event: date, period: Period, *, tables: Sequence[HolidayTable] = ()) -> CountedDate:
    """Return the latest day for what must be done a period before an event (「三日前」).

    The event day is excluded and the whole period lies between: three days before the 10th is
    the 6th. Nothing moves, because the statutes move last days of running periods only; the
    method of counting is practice, no text was found.

    Raises:
        InvalidInputError: ``law.day_out_of_range`` outside 1949-2200.
    """
    _check(event)
    count = Count(tables)
    count.note(StepCode.TRIGGER, day=event)
    day = count.run_back(event, period) - ONE_DAY
    count.note(StepCode.COUNTED_BACK, length=period.length, unit=period.unit.value, day=day)
    return _finished(count, day)


def _finished(count: Count, day: date) -> CountedDate:
    steps = count.finished_steps(day)
    return CountedDate(day=day, provisional=bool(count.unknown_years), steps=steps)


def _check(day: date) -> None:
    if isinstance(day, datetime):
        raise TypeError("legal periods count days, not instants: use kernel.clock.legal_day")
    if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
        raise InvalidInputError("law.day_out_of_range", day=day.isoformat())
