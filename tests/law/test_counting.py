"""How legal periods are counted: each row carries the reasoning beside it."""

from calendar import monthrange
from datetime import UTC, date, datetime

import pytest

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.calendar import count_back, count_forward
from xiezhi.law.counting import corresponding_day
from xiezhi.law.periods import Period, Suspension, Unit
from xiezhi.law.steps import CountedDate, Step, StepCode


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(length: int) -> Period:
    return Period(length=length, unit=Unit.DAY)


def working_days(length: int) -> Period:
    return Period(length=length, unit=Unit.WORKING_DAY)


def months(length: int) -> Period:
    return Period(length=length, unit=Unit.MONTH)


def years(length: int) -> Period:
    return Period(length=length, unit=Unit.YEAR)


def pause(first: str, last: str) -> Suspension:
    return Suspension(first=day(first), last=day(last))


def codes(counted: CountedDate) -> list[StepCode]:
    return [step.code for step in counted.steps]


CALENDAR_DAYS = [
    # 民诉法85条: the trigger's day is not counted, so three days after Wednesday is Saturday
    ("plain_weekend", "2026-11-18", 3, "2026-11-23"),  # Sat 21 -> Mon 23
    ("weekday_stays", "2026-11-16", 3, "2026-11-19"),  # Thu
    ("trigger_on_day_off_counts_normally", "2026-02-22", 2, "2026-02-24"),  # 春节 Sun -> Tue
    # 2024: 春节 10-17 Feb, worked Sun 4 and Sun 18 Feb
    ("2024_sunday_before_spring_is_worked", "2024-01-28", 7, "2024-02-04"),
    ("2024_spring_rolls_to_worked_sunday", "2024-02-08", 3, "2024-02-18"),
    ("2024_last_day_of_spring_holiday", "2024-02-10", 7, "2024-02-18"),
    ("2024_tomb_sweeping_to_worked_sunday", "2024-04-01", 3, "2024-04-07"),
    ("2024_sunday_before_labour_day_is_worked", "2024-04-26", 2, "2024-04-28"),
    ("2024_labour_day", "2024-04-29", 3, "2024-05-06"),  # 1-5 May off
    ("2024_saturday_after_labour_day_is_worked", "2024-05-08", 3, "2024-05-11"),
    ("2024_saturday_before_mid_autumn_is_worked", "2024-09-11", 3, "2024-09-14"),
    ("2024_mid_autumn", "2024-09-12", 3, "2024-09-18"),  # 15-17 Sep off
    ("2024_sunday_before_national_day_is_worked", "2024-09-27", 2, "2024-09-29"),
    ("2024_national_day", "2024-09-30", 5, "2024-10-08"),  # 1-7 Oct off
    # 2025: 春节 28 Jan - 4 Feb, worked Sun 26 Jan and Sat 8 Feb
    ("2025_sunday_before_spring_is_worked", "2025-01-23", 3, "2025-01-26"),
    ("2025_spring", "2025-01-27", 3, "2025-02-05"),
    ("2025_saturday_after_spring_is_worked", "2025-02-03", 5, "2025-02-08"),
    ("2025_sunday_after_it_is_not", "2025-02-04", 5, "2025-02-10"),
    ("2025_dragon_boat", "2025-05-28", 3, "2025-06-03"),  # Sat 31 May - Mon 2 Jun off
    ("2025_national_and_mid_autumn", "2025-09-30", 1, "2025-10-09"),  # 1-8 Oct off
    ("2025_saturday_after_it_is_worked", "2025-10-08", 3, "2025-10-11"),
    # 2026: 元旦 1-3 Jan with Sun 4 worked; 春节 15-23 Feb, worked Sat 14 and Sat 28 Feb
    ("2026_new_year_across_the_years", "2025-12-31", 2, "2026-01-04"),
    ("2026_saturday_before_spring_is_worked", "2026-02-11", 3, "2026-02-14"),
    ("2026_spring", "2026-02-12", 3, "2026-02-24"),
    ("2026_saturday_after_spring_is_worked", "2026-02-21", 7, "2026-02-28"),
    ("2026_sunday_after_it_is_not", "2026-02-28", 1, "2026-03-02"),
    ("2026_tomb_sweeping", "2026-04-02", 3, "2026-04-07"),
    ("2026_saturday_after_labour_day_is_worked", "2026-05-06", 3, "2026-05-09"),
    ("2026_sunday_before_national_day_is_worked", "2026-09-18", 2, "2026-09-20"),
    ("2026_national_day", "2026-09-30", 7, "2026-10-08"),
    ("2026_saturday_after_it_is_worked", "2026-10-07", 3, "2026-10-10"),
    # 2022, the year of the practice: a week over 1 May, off 30 Apr - 4 May
    ("2022_labour_day", "2022-04-25", 7, "2022-05-05"),
]


@pytest.mark.parametrize(
    ("trigger", "length", "last"),
    [row[1:] for row in CALENDAR_DAYS],
    ids=[r[0] for r in CALENDAR_DAYS],
)
def test_calendar_days_end_on_a_working_day(trigger: str, length: int, last: str) -> None:
    counted = count_forward(day(trigger), days(length))

    assert (counted.day, counted.provisional) == (day(last), False)


MONTHS_AND_YEARS = [
    # 民法典202条: corresponding day; none -> last day of the month
    ("no_29_to_31_in_february", "2021-12-31", months(2), "2022-02-28"),  # Mon
    ("29th_has_none_in_a_common_year", "2022-12-29", months(2), "2023-02-28"),  # Tue
    ("29th_has_one_in_a_leap_year", "2023-12-29", months(2), "2024-02-29"),  # Thu
    ("31st_in_a_leap_year", "2023-12-31", months(2), "2024-02-29"),
    ("28th_is_not_the_month_end", "2023-02-28", months(1), "2023-03-28"),  # Tue, not the 31st
    ("leap_day_to_the_29th", "2024-02-29", months(1), "2024-03-29"),  # Fri
    ("leap_day_to_a_common_year", "2024-02-29", years(1), "2025-02-28"),  # Fri
    ("corresponding_day_on_a_sunday", "2026-06-30", months(2), "2026-08-31"),  # Sun 30 -> Mon
    ("corresponding_day_in_spring_festival", "2025-12-17", months(2), "2026-02-24"),
    ("three_months_of_art_163", "2025-11-14", months(3), "2026-02-14"),  # worked Saturday
    ("across_a_year", "2025-11-30", months(3), "2026-02-28"),  # month end, worked Saturday
]


@pytest.mark.parametrize(
    ("trigger", "period", "last"),
    [row[1:] for row in MONTHS_AND_YEARS],
    ids=[row[0] for row in MONTHS_AND_YEARS],
)
def test_months_end_on_the_corresponding_day(trigger: str, period: Period, last: str) -> None:
    counted = count_forward(day(trigger), period)

    assert (counted.day, counted.provisional) == (day(last), False)


ENDS_OF_2023 = {  # last day of each month of 2023 -> one month on, by hand
    "2023-01-31": "2023-02-28",
    "2023-02-28": "2023-03-28",
    "2023-03-31": "2023-04-30",
    "2023-04-30": "2023-05-30",
    "2023-05-31": "2023-06-30",
    "2023-06-30": "2023-07-30",
    "2023-07-31": "2023-08-31",
    "2023-08-31": "2023-09-30",
    "2023-09-30": "2023-10-30",
    "2023-10-31": "2023-11-30",
    "2023-11-30": "2023-12-30",
    "2023-12-31": "2024-01-31",
}
ENDS_OF_LEAP_YEARS = {
    "2024-01-31": "2024-02-29",
    "2024-02-29": "2024-03-29",
    "2024-12-31": "2025-01-31",
    "2028-01-30": "2028-02-29",
    "2028-01-31": "2028-02-29",
    "2028-02-29": "2028-03-29",
}


@pytest.mark.parametrize(("start", "end"), [*ENDS_OF_2023.items(), *ENDS_OF_LEAP_YEARS.items()])
def test_every_month_end_has_its_corresponding_day(start: str, end: str) -> None:
    assert corresponding_day(day(start), 1) == day(end)


@pytest.mark.parametrize("year", [2023, 2024, 2027, 2028])
@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("ahead", [1, 2, 3, 6])
def test_a_month_end_never_skips_into_the_month_after(year: int, month: int, ahead: int) -> None:
    start = date(year, month, monthrange(year, month)[1])

    reached = corresponding_day(start, ahead)

    assert (reached.year * 12 + reached.month) - (year * 12 + month) == ahead
    assert reached.day == min(start.day, monthrange(reached.year, reached.month)[1])


def test_leap_day_meets_itself_four_years_on() -> None:
    assert corresponding_day(day("2024-02-29"), 48) == day("2028-02-29")


WORKING_DAYS = [
    # 6 7 8 9 Feb, then the worked Sunday 18, 19, 20
    ("across_spring_with_worked_sunday", "2024-02-05", 7, "2024-02-20"),
    ("worked_sunday_counts", "2025-09-26", 2, "2025-09-29"),  # Sun 28, Mon 29
    ("mid_autumn_does_not_count", "2026-09-24", 3, "2026-09-30"),  # 25-27 off
    ("ends_on_a_worked_saturday", "2026-02-13", 1, "2026-02-14"),
    ("plain_week", "2026-11-16", 5, "2026-11-23"),
]


@pytest.mark.parametrize(
    ("trigger", "length", "last"),
    [row[1:] for row in WORKING_DAYS],
    ids=[r[0] for r in WORKING_DAYS],
)
def test_working_days_count_worked_days_only(trigger: str, length: int, last: str) -> None:
    assert count_forward(day(trigger), working_days(length)).day == day(last)


@pytest.mark.parametrize(
    ("trigger", "period", "last"),
    [
        ("2026-02-10", days(7), "2026-02-17"),  # 春节 itself
        ("2026-11-18", days(3), "2026-11-21"),  # Saturday
        ("2025-12-17", months(2), "2026-02-17"),
        ("2027-02-01", days(7), "2027-02-08"),  # a year without table: still certain
    ],
)
def test_custody_never_rolls(trigger: str, period: Period, last: str) -> None:
    counted = count_forward(day(trigger), period, rolls=False)

    assert (counted.day, counted.provisional) == (day(last), False)
    assert StepCode.NEVER_ROLLS in codes(counted)


BACK = [
    # 「三日前」: three full days between; 7, 8, 9 May lie between
    ("three_days", "2026-05-10", days(3), "2026-05-06"),
    ("one_day", "2026-05-10", days(1), "2026-05-08"),
    ("may_fall_on_a_day_off", "2026-05-09", days(3), "2026-05-05"),  # nothing moves
    ("one_month", "2026-03-31", months(1), "2026-02-27"),  # 28 Feb is the first day between
    ("one_year", "2026-03-31", years(1), "2025-03-30"),
    # Mon 19, worked Sun 18 and Fri 9 Feb lie between
    ("working_days", "2024-02-20", working_days(3), "2024-02-08"),
]


@pytest.mark.parametrize(
    ("event", "period", "latest"), [row[1:] for row in BACK], ids=[row[0] for row in BACK]
)
def test_counting_back_leaves_full_days_between(event: str, period: Period, latest: str) -> None:
    counted = count_back(day(event), period)

    assert (counted.day, counted.provisional) == (day(latest), False)
    assert codes(counted) == [StepCode.TRIGGER, StepCode.COUNTED_BACK, StepCode.LAST_DAY]


SUSPENDED = [
    # ten days from 1 Mar 2026 end on Wed 11 Mar
    ("inside", days(10), [pause("2026-03-05", "2026-03-09")], "2026-03-16"),
    ("over_before_the_trigger", days(10), [pause("2026-02-20", "2026-03-01")], "2026-03-11"),
    ("begun_before_the_trigger", days(10), [pause("2026-02-25", "2026-03-02")], "2026-03-12"),
    ("after_the_last_day", days(10), [pause("2026-03-12", "2026-03-20")], "2026-03-11"),
    (
        "overlapping_count_once",
        days(10),
        [pause("2026-03-08", "2026-03-10"), pause("2026-03-05", "2026-03-09")],
        "2026-03-17",
    ),
    (
        "second_reached_because_of_the_first",
        days(10),
        [pause("2026-03-05", "2026-03-09"), pause("2026-03-12", "2026-03-13")],
        "2026-03-18",
    ),
    # one month ends 1 Apr; ten days out -> Sat 11 -> Mon 13 Apr
    ("month", months(1), [pause("2026-03-10", "2026-03-19")], "2026-04-13"),
    # 2-6 Mar are five working days; two of them suspended -> 9, 10 Mar
    ("working_days", working_days(5), [pause("2026-03-05", "2026-03-06")], "2026-03-10"),
    ("weekend_only", working_days(6), [pause("2026-03-07", "2026-03-08")], "2026-03-09"),
    ("last_working_day", working_days(5), [pause("2026-03-06", "2026-03-20")], "2026-03-23"),
]


@pytest.mark.parametrize(
    ("period", "pauses", "last"), [row[1:] for row in SUSPENDED], ids=[row[0] for row in SUSPENDED]
)
def test_suspended_days_are_left_out(period: Period, pauses: list[Suspension], last: str) -> None:
    counted = count_forward(day("2026-03-01"), period, suspensions=pauses)

    assert counted.day == day(last)


EXTENDED = [
    ("month_and_month", "2026-03-02", months(1), [months(1)], "2026-05-06"),  # 2 May off till 5
    # 28 Feb, then its own corresponding day, Sat 28 Mar -> Mon: earlier than 31 Mar
    ("stepwise_is_the_cautious_reading", "2026-01-31", months(1), [months(1)], "2026-03-30"),
    # Sat 21 Nov does not roll before the extension starts
    ("no_roll_in_between", "2026-11-18", days(3), [days(3)], "2026-11-24"),
]


@pytest.mark.parametrize(
    ("trigger", "period", "extensions", "last"),
    [row[1:] for row in EXTENDED],
    ids=[row[0] for row in EXTENDED],
)
def test_extensions_run_on_from_the_day_reached(
    trigger: str, period: Period, extensions: list[Period], last: str
) -> None:
    counted = count_forward(day(trigger), period, extensions=extensions)

    assert counted.day == day(last)
    assert codes(counted).count(StepCode.EXTENDED) == len(extensions)


def test_a_suspension_inside_an_extension_is_left_out_once() -> None:
    counted = count_forward(
        day("2026-03-01"),
        days(5),
        extensions=[days(5)],
        suspensions=[pause("2026-03-08", "2026-03-09")],
    )

    assert counted.day == day("2026-03-13")  # 6 Mar, 11 Mar, two days out


def test_the_explanation_names_each_reason() -> None:
    counted = count_forward(day("2024-02-08"), days(3))

    assert counted.steps == (
        Step(code=StepCode.TRIGGER, params={"day": day("2024-02-08")}),
        Step(code=StepCode.FIRST_DAY_EXCLUDED, params={"day": day("2024-02-09")}),
        Step(
            code=StepCode.COUNTED,
            params={"length": 3, "unit": "day", "day": day("2024-02-11")},
        ),
        Step(
            code=StepCode.ROLLED_HOLIDAY,
            params={"first": day("2024-02-11"), "last": day("2024-02-17"), "holiday": "春节"},
        ),
        Step(code=StepCode.ADJUSTED_WORKDAY, params={"day": day("2024-02-18")}),
        Step(code=StepCode.LAST_DAY, params={"day": day("2024-02-18")}),
    )


def test_weekend_and_holiday_are_separate_reasons() -> None:
    counted = count_forward(day("2025-10-01"), days(3))  # 4 Oct: 国庆, 6 Oct 中秋, 7-8 国庆

    reasons = [step.params["holiday"] for step in counted.steps if "holiday" in step.params]
    assert reasons == ["国庆节", "中秋节", "国庆节"]


def test_a_suspension_is_explained_by_the_days_left_out() -> None:
    counted = count_forward(
        day("2026-03-01"), days(10), suspensions=[pause("2026-02-25", "2026-03-02")]
    )

    assert (
        Step(
            code=StepCode.SUSPENDED,
            params={"first": day("2026-03-02"), "last": day("2026-03-02"), "days": 1},
        )
        in counted.steps
    )


@pytest.mark.parametrize(
    ("length", "unit"),
    [(0, Unit.DAY), (-3, Unit.DAY), (11_001, Unit.DAY), (2_601, Unit.WORKING_DAY), (31, Unit.YEAR)],
)
def test_lengths_no_rule_has_are_refused(length: int, unit: Unit) -> None:
    with pytest.raises(InvalidInputError, match=r"^law\.period_out_of_range$"):
        Period(length=length, unit=unit)


@pytest.mark.parametrize("trigger", [date.min, date(1948, 12, 31), date(2201, 1, 1), date.max])
def test_days_out_of_range_are_refused(trigger: date) -> None:
    with pytest.raises(InvalidInputError, match=r"^law\.day_out_of_range$"):
        count_forward(trigger, days(1))
    with pytest.raises(InvalidInputError, match=r"^law\.day_out_of_range$"):
        count_back(trigger, days(1))


def test_an_instant_is_not_a_day() -> None:
    with pytest.raises(TypeError):
        count_forward(datetime(2026, 3, 1, tzinfo=UTC), days(1))


def test_a_reversed_suspension_is_refused() -> None:
    with pytest.raises(InvalidInputError, match=r"^law\.suspension_reversed$"):
        pause("2026-03-02", "2026-03-01")
