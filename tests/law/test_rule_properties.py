"""What holds of every rule, whatever the trigger."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from xiezhi.law.deadlines import CountOutcome, DeadlineRule, Direction, due, explain, rules_on
from xiezhi.law.holidays import is_working_day
from xiezhi.law.periods import Period, Suspension, Unit
from xiezhi.law.steps import StepCode

EVERY = [
    version
    for rule in rules_on(date(2026, 3, 2))
    for version in (rule, *(rule.varied(one.key) for one in rule.variants))
]
NUMBERED = [rule for rule in EVERY if rule.period is not None]
FORWARD = [rule for rule in NUMBERED if rule.direction is Direction.AFTER]
TRIGGERS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
PLAIN = settings(deadline=None, max_examples=60)


@PLAIN
@given(st.sampled_from(NUMBERED), TRIGGERS, st.integers(0, 60))
def test_a_later_trigger_never_ends_earlier(rule: DeadlineRule, day: date, later: int) -> None:
    assert due(rule, day).day <= due(rule, day + timedelta(days=later)).day


@PLAIN
@given(st.sampled_from(FORWARD), TRIGGERS, st.integers(1, 90))
def test_an_extension_never_ends_earlier(rule: DeadlineRule, day: date, days: int) -> None:
    longer = due(rule, day, extensions=[Period(length=days, unit=Unit.DAY)])

    assert longer.day >= due(rule, day).day


@PLAIN
@given(st.sampled_from(FORWARD), TRIGGERS, st.integers(1, 40))
def test_a_suspension_within_shifts_by_its_days(rule: DeadlineRule, day: date, days: int) -> None:
    if rule.period is None or rule.period.unit is Unit.WORKING_DAY:
        return
    pause = Suspension(first=day + timedelta(days=1), last=day + timedelta(days=days))
    plain = explain(rule, day)
    paused = explain(rule, day, suspensions=[pause])

    (nominal,) = [one.params["day"] for one in plain.steps if one.code is StepCode.COUNTED]
    (left_out,) = [one for one in paused.steps if one.code is StepCode.SUSPENDED]
    assert left_out.params["days"] == days
    assert isinstance(nominal, date)
    assert paused.day is not None
    assert paused.day >= nominal + timedelta(days=days)
    if not rule.rolls:
        assert paused.day == nominal + timedelta(days=days)


@PLAIN
@given(st.sampled_from([rule for rule in FORWARD if rule.rolls]), TRIGGERS)
def test_what_rolls_never_ends_on_a_day_off(rule: DeadlineRule, day: date) -> None:
    assert is_working_day(due(rule, day).day)


@PLAIN
@given(st.sampled_from(EVERY), TRIGGERS)
def test_every_explanation_names_trigger_and_basis_and_agrees_with_the_count(
    rule: DeadlineRule, day: date
) -> None:
    found = explain(rule, day)

    assert found.steps[0].params == {"event": rule.trigger, "day": day}
    assert any(step.params.get("basis") == rule.basis for step in found.steps)
    assert (found.day is not None) == (found.outcome is CountOutcome.COUNTED)
    if found.day is not None:
        assert found.day == due(rule, day).day


@PLAIN
@given(st.sampled_from(FORWARD), TRIGGERS, st.integers(1, 400))
def test_an_open_suspension_either_stops_the_count_or_came_too_late(
    rule: DeadlineRule, day: date, after: int
) -> None:
    since = day + timedelta(days=after)
    found = explain(rule, day, paused_since=since)

    is_within = since <= due(rule, day).day
    assert (found.outcome is CountOutcome.PAUSED) == is_within
    assert (found.day is None) == is_within
