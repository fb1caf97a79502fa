"""What holds of every count, whatever the dates."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from xiezhi.law.calendar import count_back, count_forward
from xiezhi.law.holidays import is_working_day
from xiezhi.law.periods import Period, Suspension, Unit, merged
from xiezhi.law.steps import StepCode

ONE_DAY = timedelta(days=1)
TRIGGERS = st.dates(date(2003, 1, 1), date(2031, 12, 31))
LENGTHS = {Unit.DAY: 120, Unit.WORKING_DAY: 60, Unit.MONTH: 24, Unit.YEAR: 5}


@st.composite
def periods(draw: st.DrawFn, units: tuple[Unit, ...] = tuple(Unit)) -> Period:
    unit = draw(st.sampled_from(units))
    return Period(length=draw(st.integers(1, LENGTHS[unit])), unit=unit)


@st.composite
def pauses(draw: st.DrawFn) -> Suspension:
    first = draw(st.dates(date(2024, 1, 1), date(2024, 12, 31)))
    return Suspension(first=first, last=first + timedelta(days=draw(st.integers(0, 30))))


def is_paused(day: date, suspensions: list[Suspension]) -> bool:
    return any(one.first <= day <= one.last for one in suspensions)


@settings(deadline=None)
@given(TRIGGERS, periods())
def test_rolling_never_ends_before_the_nominal_day(trigger: date, period: Period) -> None:
    nominal = count_forward(trigger, period, rolls=False).day

    assert count_forward(trigger, period).day >= nominal > trigger


@settings(deadline=None)
@given(TRIGGERS, periods())
def test_rolling_ends_on_the_first_working_day(trigger: date, period: Period) -> None:
    day = count_forward(trigger, period, rolls=False).day
    last = count_forward(trigger, period).day

    assert is_working_day(last)
    while day < last:
        assert not is_working_day(day)
        day += ONE_DAY


@settings(deadline=None)
@given(TRIGGERS, st.integers(0, 40), periods())
def test_a_later_trigger_never_ends_earlier(trigger: date, later: int, period: Period) -> None:
    first = count_forward(trigger, period).day
    second = count_forward(trigger + timedelta(days=later), period).day

    assert first <= second


@settings(deadline=None)
@given(TRIGGERS, periods(), periods())
def test_an_extension_never_shortens(trigger: date, period: Period, extension: Period) -> None:
    plain = count_forward(trigger, period).day

    assert count_forward(trigger, period, extensions=[extension]).day >= plain


@settings(deadline=None)
@given(
    st.dates(date(2023, 12, 1), date(2024, 12, 31)),
    periods((Unit.DAY, Unit.WORKING_DAY)),
    st.lists(pauses(), max_size=4),
)
def test_suspension_means_the_nth_day_that_counts(
    trigger: date, period: Period, suspensions: list[Suspension]
) -> None:
    day, counted = trigger, 0
    while counted < period.length:
        day += ONE_DAY
        is_counted = period.unit is Unit.DAY or is_working_day(day)
        counted += is_counted and not is_paused(day, suspensions)

    found = count_forward(trigger, period, rolls=False, suspensions=suspensions)

    assert found.day == day


@settings(deadline=None)
@given(st.lists(pauses(), max_size=6))
def test_merging_keeps_exactly_the_suspended_days(suspensions: list[Suspension]) -> None:
    joined = merged(tuple(suspensions))

    days = {one.first + timedelta(days=n) for one in suspensions for n in range(one.length_days)}
    assert sum(one.length_days for one in joined) == len(days)
    assert all(is_paused(day, list(joined)) for day in days)


@settings(deadline=None)
@given(TRIGGERS, st.integers(1, 60))
def test_counting_back_leaves_exactly_the_days_between(event: date, length: int) -> None:
    latest = count_back(event, Period(length=length, unit=Unit.DAY)).day

    assert (event - latest).days - 1 == length


@settings(deadline=None)
@given(TRIGGERS, periods())
def test_the_explanation_begins_with_the_trigger_and_ends_with_the_day(
    trigger: date, period: Period
) -> None:
    counted = count_forward(trigger, period)

    assert counted.steps[0].code is StepCode.TRIGGER
    assert counted.steps[0].params == {"day": trigger}
    assert counted.steps[-1].code is StepCode.LAST_DAY
    assert counted.steps[-1].params == {"day": counted.day}


@settings(deadline=None)
@given(TRIGGERS, periods())
def test_provisional_days_name_the_unknown_year(trigger: date, period: Period) -> None:
    counted = count_forward(trigger, period)

    has_reason = any(step.code is StepCode.YEAR_UNKNOWN for step in counted.steps)
    assert counted.provisional == has_reason
