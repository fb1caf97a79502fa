"""Days off: what the notices say, and what is only assumed until an office fills in a year."""

from datetime import date, timedelta

import pytest

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.calendar import count_forward
from xiezhi.law.holidays import (
    DayKind,
    Holiday,
    HolidayTable,
    facts_of,
    is_working_day,
    known_years,
)
from xiezhi.law.periods import Period, Unit
from xiezhi.law.steps import Step, StepCode

SEVEN_DAYS = Period(length=7, unit=Unit.DAY)
TWO_MONTHS = Period(length=2, unit=Unit.MONTH)


def spring(first: date, days: int) -> tuple[Holiday, ...]:
    return tuple(Holiday(day=first + timedelta(days=n), name="春节") for n in range(days))


# Made up for these tests; the notice for 2027 was not published when they were written.
TABLE_2027 = HolidayTable(
    year=2027,
    holidays=(
        Holiday(day=date(2026, 12, 31), name="元旦"),
        Holiday(day=date(2027, 1, 1), name="元旦"),
        *spring(date(2027, 2, 5), 7),
    ),
    adjusted_workdays=frozenset({date(2027, 1, 31), date(2027, 2, 20)}),
)


@pytest.mark.parametrize(
    ("day", "kind", "holiday"),
    [
        (date(2026, 2, 17), DayKind.HOLIDAY, "春节"),
        (date(2026, 2, 14), DayKind.ADJUSTED_WORKDAY, ""),
        (date(2026, 3, 7), DayKind.WEEKEND, ""),
        (date(2026, 3, 9), DayKind.WORKDAY, ""),
        (date(2025, 10, 6), DayKind.HOLIDAY, "中秋节"),
        (date(2022, 6, 3), DayKind.HOLIDAY, "端午节"),
        (date(2015, 9, 3), DayKind.HOLIDAY, "抗战胜利纪念日"),
        (date(2018, 12, 29), DayKind.ADJUSTED_WORKDAY, ""),  # by the notice for 2019
    ],
)
def test_a_day_is_what_the_notice_says(day: date, kind: DayKind, holiday: str) -> None:
    facts = facts_of(day)

    assert (facts.kind, facts.holiday, facts.unknown_year) == (kind, holiday, None)


def test_every_built_in_day_off_has_a_name() -> None:
    first, last = min(known_years()), max(known_years())
    day = date(first, 1, 1)
    while day.year <= last:
        facts = facts_of(day)
        assert (facts.kind is DayKind.HOLIDAY) == bool(facts.holiday)
        day += timedelta(days=1)


def test_2027_is_provisional_until_the_office_fills_it_in() -> None:
    before = count_forward(date(2026, 12, 8), TWO_MONTHS)
    after = count_forward(date(2026, 12, 8), TWO_MONTHS, tables=[TABLE_2027])

    assert (before.day, before.provisional) == (date(2027, 2, 8), True)
    assert Step(code=StepCode.YEAR_UNKNOWN, params={"year": 2027}) in before.steps
    assert (after.day, after.provisional) == (date(2027, 2, 12), False)  # off 5-11 Feb


def test_a_worked_sunday_of_the_own_table_does_not_roll() -> None:
    before = count_forward(date(2027, 1, 24), SEVEN_DAYS)
    after = count_forward(date(2027, 1, 24), SEVEN_DAYS, tables=[TABLE_2027])

    assert (before.day, before.provisional) == (date(2027, 2, 1), True)
    assert (after.day, after.provisional) == (date(2027, 1, 31), False)


def test_an_unknown_weekday_is_provisional_too() -> None:
    counted = count_forward(date(2027, 3, 1), SEVEN_DAYS)

    assert (counted.day, counted.provisional) == (date(2027, 3, 8), True)


def test_working_days_passing_through_an_unknown_year_are_provisional() -> None:
    period = Period(length=10, unit=Unit.WORKING_DAY)

    assert count_forward(date(2026, 12, 25), period).provisional


@pytest.mark.parametrize("day", [date(2026, 12, 28), date(2026, 12, 30), date(2026, 12, 31)])
def test_the_last_days_of_a_year_await_the_next_years_notice(day: date) -> None:
    # the notices for 2008 and 2019 moved 29-31 December of the year before
    assert facts_of(day).unknown_year == 2027
    assert facts_of(day, [TABLE_2027]).unknown_year is None


def test_a_table_reaches_back_into_december() -> None:
    counted = count_forward(date(2026, 12, 24), SEVEN_DAYS, tables=[TABLE_2027])

    # Thu 31 Dec and Fri 1 Jan off, then a weekend
    assert (counted.day, counted.provisional) == (date(2027, 1, 4), False)


def test_an_own_table_replaces_the_built_in_year() -> None:
    regional = HolidayTable(
        year=2026,
        holidays=(Holiday(day=date(2026, 8, 18), name="地方节日"),),
        adjusted_workdays=frozenset(),
    )

    assert not is_working_day(date(2026, 8, 18), [regional])
    assert is_working_day(date(2026, 8, 18))


def test_known_years_end_where_the_notices_end() -> None:
    assert {2022, 2024, 2025, 2026} <= known_years()
    assert 2027 not in known_years()
    assert 2027 in known_years([TABLE_2027])


@pytest.mark.parametrize(
    ("code", "holidays", "workdays"),
    [
        ("law.holiday_outside_year", [date(2026, 5, 1)], []),
        ("law.holiday_outside_year", [], [date(2028, 1, 1)]),
        ("law.holiday_also_workday", [date(2027, 2, 6)], [date(2027, 2, 6)]),
        ("law.adjusted_workday_not_weekend", [], [date(2027, 2, 8)]),
        ("law.holiday_listed_twice", [date(2027, 2, 6), date(2027, 2, 6)], []),
    ],
)
def test_a_table_with_a_slip_is_refused(
    code: str, holidays: list[date], workdays: list[date]
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        HolidayTable(
            year=2027,
            holidays=tuple(Holiday(day=day, name="春节") for day in holidays),
            adjusted_workdays=frozenset(workdays),
        )
    assert refused.value.code == code


def test_two_tables_of_one_year_are_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"^law\.holiday_table_twice$"):
        facts_of(date(2027, 2, 6), [TABLE_2027, TABLE_2027])
