"""One count in progress: runs periods over the days, rolls last days, remembers what was unknown."""

import calendar
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby
from typing import Final, assert_never

from xiezhi.law.holidays import DayFacts, DayKind, HolidayTable, facts_of
from xiezhi.law.periods import Period, Suspension, Unit, merged
from xiezhi.law.steps import Step, StepCode, StepParam

ONE_DAY: Final = timedelta(days=1)


def corresponding_day(day: date, months: int) -> date:
    """Return the corresponding day some months on (or back), else that month's last day.

    Source: 民法典202条, in force 2021-01-01.
    """
    year, month_index = divmod(day.year * 12 + day.month - 1 + months, 12)
    last_of_month = calendar.monthrange(year, month_index + 1)[1]
    return date(year, month_index + 1, min(day.day, last_of_month))


class Count:
    """Runs periods and collects the steps.

    Attributes:
        unknown_years: years relied on whose holidays are not known.
    """

    def __init__(
        self, tables: Sequence[HolidayTable], suspensions: Sequence[Suspension] = ()
    ) -> None:
        self._tables = tuple(tables)
        self._pauses = merged(tuple(suspensions))
        self._steps: list[Step] = []
        self.unknown_years: set[int] = set()

    def note(self, code: StepCode, **params: StepParam) -> None:
        """Add a step."""
        self._steps.append(Step(code=code, params=params))

    def finished_steps(self, day: date) -> tuple[Step, ...]:
        """Return every step, the unknown years and the last day closing them."""
        for year in sorted(self.unknown_years):
            self.note(StepCode.YEAR_UNKNOWN, year=year)
        self.note(StepCode.LAST_DAY, day=day)
        return tuple(self._steps)

    def run(self, start: date, period: Period, code: StepCode) -> date:
        """Return the day a period reaches from a start not counted, suspended days left out."""
        plain = self._plain_end(start, period)
        self.note(code, length=period.length, unit=period.unit.value, day=plain)
        return self._pass_over_pauses(start, plain, period.unit)

    def run_back(self, event: date, period: Period) -> date:
        """Return the earliest of the full days that lie between an act and an event."""
        match period.unit:
            case Unit.DAY:
                return event - timedelta(days=period.length)
            case Unit.MONTH:
                return corresponding_day(event, -period.length)
            case Unit.YEAR:
                return corresponding_day(event, -12 * period.length)
            case Unit.WORKING_DAY:
                return self._working_day(event, period.length, -ONE_DAY)
            case _:
                assert_never(period.unit)

    def roll(self, day: date) -> date:
        """Return the first working day from a nominal last day on."""
        skipped: list[tuple[date, DayFacts]] = []
        facts = self._facts(day)
        while not facts.is_worked:
            skipped.append((day, facts))
            day += ONE_DAY
            facts = self._facts(day)
        self._steps += _reasons(skipped)
        if facts.kind is DayKind.ADJUSTED_WORKDAY:
            self.note(StepCode.ADJUSTED_WORKDAY, day=day)
        return day

    def _plain_end(self, start: date, period: Period) -> date:
        match period.unit:
            case Unit.DAY:
                return start + timedelta(days=period.length)
            case Unit.MONTH:
                return corresponding_day(start, period.length)
            case Unit.YEAR:
                return corresponding_day(start, 12 * period.length)
            case Unit.WORKING_DAY:
                return self._working_day(start, period.length, ONE_DAY)
            case _:
                assert_never(period.unit)

    def _pass_over_pauses(self, start: date, day: date, unit: Unit) -> date:
        for pause in self._pauses:
            if pause.last <= start or pause.first > day:
                continue
            left_out = Suspension(first=max(pause.first, start + ONE_DAY), last=pause.last)
            day = self._postponed(day, left_out, unit)
            self.note(
                StepCode.SUSPENDED,
                first=left_out.first,
                last=left_out.last,
                days=left_out.length_days,
            )
        return day

    def _postponed(self, day: date, left_out: Suspension, unit: Unit) -> date:
        if unit is not Unit.WORKING_DAY:
            return day + timedelta(days=left_out.length_days)
        counted_in_pause = [
            one
            for one in _each_day(left_out.first, min(day, left_out.last))
            if self._is_worked(one)
        ]
        return self._working_day(max(day, left_out.last), len(counted_in_pause), ONE_DAY)

    def _working_day(self, start: date, length: int, step: timedelta) -> date:
        day = start
        for _ in range(length):
            day += step
            while not self._is_worked(day):
                day += step
        return day

    def _is_worked(self, day: date) -> bool:
        return self._facts(day).is_worked

    def _facts(self, day: date) -> DayFacts:
        facts = facts_of(day, self._tables)
        if facts.unknown_year is not None:
            self.unknown_years.add(facts.unknown_year)
        return facts


def _each_day(first: date, last: date) -> Iterator[date]:
    for offset in range((last - first).days + 1):
        yield first + timedelta(days=offset)


def _reasons(skipped: Iterable[tuple[date, DayFacts]]) -> Iterator[Step]:
    for holiday, run in groupby(skipped, key=lambda pair: pair[1].holiday):
        passed = [day for day, _ in run]
        bounds: dict[str, StepParam] = {"first": passed[0], "last": passed[-1]}
        if holiday:
            yield Step(code=StepCode.ROLLED_HOLIDAY, params={**bounds, "holiday": holiday})
        else:
            yield Step(code=StepCode.ROLLED_WEEKEND, params=bounds)
