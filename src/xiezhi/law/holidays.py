"""Which days are worked: national holidays with their adjusted working days, and own tables.

Source: the State Council's yearly notices (节假日安排), as far as ``chinesecalendar`` carries them.
A year it does not carry is unknown until the office fills in its own table. 法定休假日 is read
as every day off: weekends, festivals and days off in lieu; a make-up Saturday or Sunday is worked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

import chinese_calendar  # type: ignore[import-untyped]  # the package carries no types

from xiezhi.kernel.errors import InvalidInputError

_NATIONAL_HOLIDAYS: Final[Mapping[date, str]] = chinese_calendar.holidays
_NATIONAL_WORKDAYS: Final[Mapping[date, str]] = chinese_calendar.workdays
_NAMES: Final = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}
_NATIONAL_YEARS: Final = frozenset(day.year for day in _NATIONAL_HOLIDAYS)
_SATURDAY: Final = 5
# Notices for 元旦 have moved days as early as 29 December of the year before (2007, 2018).
_NEXT_YEARS_NOTICE_FROM: Final = (12, 28)


class DayKind(StrEnum):
    """What a day is for those who count."""

    WORKDAY = "workday"
    ADJUSTED_WORKDAY = "adjusted_workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A day off by notice, days off in lieu included, with the festival it belongs to (春节)."""

    day: date
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayTable:
    """An office's own table of one year, copied from that year's notice.

    Replaces what is built in for its year. May reach back to 28 December of the year before, as
    the notices do. Weekends need not be listed.
    """

    year: int
    holidays: tuple[Holiday, ...]
    adjusted_workdays: frozenset[date]

    def __post_init__(self) -> None:
        off = {holiday.day for holiday in self.holidays}
        if len(off) != len(self.holidays):
            raise InvalidInputError("law.holiday_listed_twice", year=self.year)
        for day in sorted(off | self.adjusted_workdays):
            if day not in self:
                raise _wrong_day("law.holiday_outside_year", self.year, day)
        for day in sorted(self.adjusted_workdays):
            if day in off:
                raise _wrong_day("law.holiday_also_workday", self.year, day)
            if day.weekday() < _SATURDAY:
                raise _wrong_day("law.adjusted_workday_not_weekend", self.year, day)

    def __contains__(self, day: date) -> bool:
        return day.year == self.year or _awaits_notice_of(day) == self.year

    def name_of(self, day: date) -> str:
        """Return the festival a day off belongs to, or ""."""
        return next((holiday.name for holiday in self.holidays if holiday.day == day), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFacts:
    """What is known of a day.

    Attributes:
        holiday: name of the festival on a day off by notice, else "".
        unknown_year: the year whose notice is not known yet, so that only weekends were assumed;
            None when the day is certain.
    """

    kind: DayKind
    holiday: str = ""
    unknown_year: int | None = None

    @property
    def is_worked(self) -> bool:
        """Whether offices work, so far as known."""
        return self.kind in {DayKind.WORKDAY, DayKind.ADJUSTED_WORKDAY}


def facts_of(day: date, tables: Iterable[HolidayTable] = ()) -> DayFacts:
    """Return what a day is, by the own tables first, then by the built-in years.

    Raises:
        InvalidInputError: ``law.holiday_table_twice`` when a year has two tables.
    """
    own = _by_year(tables)
    notice_year = _awaits_notice_of(day)
    if notice_year is not None and (table := own.get(notice_year)) is not None:
        facts = _facts_in(table, day)
        if facts.kind in {DayKind.HOLIDAY, DayKind.ADJUSTED_WORKDAY}:
            return facts
    unknown_year = _unknown_year(day, own)
    table = own.get(day.year)
    facts = _facts_in(table, day) if table is not None else _national_facts(day)
    if unknown_year is None or facts.kind in {DayKind.HOLIDAY, DayKind.ADJUSTED_WORKDAY}:
        return facts
    return DayFacts(kind=facts.kind, unknown_year=unknown_year)


def is_working_day(day: date, tables: Iterable[HolidayTable] = ()) -> bool:
    """Return whether offices work on a day, weekends alone assumed off in unknown years."""
    return facts_of(day, tables).is_worked


def known_years(tables: Iterable[HolidayTable] = ()) -> frozenset[int]:
    """Return the years whose days off are certain, built in or by own table."""
    return _NATIONAL_YEARS | frozenset(_by_year(tables))


def _by_year(tables: Iterable[HolidayTable]) -> dict[int, HolidayTable]:
    own: dict[int, HolidayTable] = {}
    for table in tables:
        if table.year in own:
            raise InvalidInputError("law.holiday_table_twice", year=table.year)
        own[table.year] = table
    return own


def _awaits_notice_of(day: date) -> int | None:
    is_late = (day.month, day.day) >= _NEXT_YEARS_NOTICE_FROM
    return day.year + 1 if is_late else None


def _unknown_year(day: date, own: dict[int, HolidayTable]) -> int | None:
    for year in (day.year, _awaits_notice_of(day)):
        if year is not None and year not in own and year not in _NATIONAL_YEARS:
            return year
    return None


def _facts_in(table: HolidayTable, day: date) -> DayFacts:
    if day in table.adjusted_workdays:
        return DayFacts(kind=DayKind.ADJUSTED_WORKDAY)
    if name := table.name_of(day):
        return DayFacts(kind=DayKind.HOLIDAY, holiday=name)
    return _weekday_facts(day)


def _national_facts(day: date) -> DayFacts:
    if day in _NATIONAL_WORKDAYS:
        return DayFacts(kind=DayKind.ADJUSTED_WORKDAY)
    if name := _NATIONAL_HOLIDAYS.get(day):
        return DayFacts(kind=DayKind.HOLIDAY, holiday=_NAMES[name])
    return _weekday_facts(day)


def _weekday_facts(day: date) -> DayFacts:
    is_weekend = day.weekday() >= _SATURDAY
    return DayFacts(kind=DayKind.WEEKEND if is_weekend else DayKind.WORKDAY)


def _wrong_day(code: str, year: int, day: date) -> InvalidInputError:
    return InvalidInputError(code, year=year, day=day.isoformat())
