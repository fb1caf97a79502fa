"""Counts a clock's last day anew from its trigger, its pauses and what lengthened it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from xiezhi.kernel.errors import RuleRefusedError
from xiezhi.law.calendar import count_forward
from xiezhi.law.deadlines import DeadlineKind, DeadlineRule, due
from xiezhi.law.holidays import HolidayTable
from xiezhi.law.periods import Period, Suspension, merged
from xiezhi.law.steps import CountedDate, Step, StepCode, StepParam


@dataclass(frozen=True, slots=True, kw_only=True)
class Lengthened:
    """An approved lengthening: by ``period``, or to the day ``until_on``; one of them is given."""

    period: Period | None
    until_on: date | None
    decided_on: date


def count_clock(
    rule: DeadlineRule,
    trigger_on: date,
    *,
    own_length: Period | None,
    tables: Sequence[HolidayTable],
    pauses: Sequence[Suspension],
    extensions: Sequence[Lengthened],
) -> CountedDate:
    """Return the last day; a day set by an approver stands in place of everything counted before it.

    Pauses that begin after that decision still push it on, and later lengthenings run on from it.
    """
    fixed = next((one for one in reversed(extensions) if one.until_on is not None), None)
    if fixed is None or fixed.until_on is None:
        periods = [one.period for one in extensions if one.period is not None]
        return due(rule, trigger_on, tables, own_length, suspensions=pauses, extensions=periods)
    later = list(takewhile(lambda one: one is not fixed, reversed(extensions)))
    periods = [one.period for one in reversed(later) if one.period is not None]
    after = [one for one in pauses if one.first > fixed.decided_on]
    return _from_day(rule, fixed.until_on, tables=tables, pauses=after, periods=periods)


def _from_day(
    rule: DeadlineRule,
    day: date,
    *,
    tables: Sequence[HolidayTable],
    pauses: Sequence[Suspension],
    periods: Sequence[Period],
) -> CountedDate:
    steps = [Step(code=StepCode.TRIGGER, params={"day": day})]
    for pause in merged(tuple(pauses)):
        if pause.first > day:
            break
        day += timedelta(days=pause.length_days)
        params: dict[str, StepParam] = {
            "first": pause.first,
            "last": pause.last,
            "days": pause.length_days,
        }
        steps.append(Step(code=StepCode.SUSPENDED, params=params))
    if not periods:
        steps.append(Step(code=StepCode.LAST_DAY, params={"day": day}))
        return CountedDate(day=day, provisional=False, steps=tuple(steps))
    counted = count_forward(
        day, periods[0], tables=tables, rolls=rule.rolls, extensions=periods[1:]
    )
    return CountedDate(
        day=counted.day,
        provisional=counted.provisional,
        steps=(*steps, *counted.steps[1:]),
    )


def check_extension(
    rule: DeadlineRule,
    *,
    place: int,
    length: Period | None,
    until_on: date | None,
    approver: str,
    due_on: date,
) -> None:
    """Refuse a lengthening the rule does not know; what the office set for itself it may lengthen.

    Args:
        rule: of the clock.
        place: how many came before it; the first is the 检察长's, the second the superior's.
        length: how much is added, or None where ``until_on`` names a day.
        until_on: the day named.
        approver: who decided, as written on the paper.
        due_on: the last day so far.

    Raises:
        RuleRefusedError: ``clocks.no_extension``, ``clocks.extension_too_long``,
            ``clocks.no_approver``.
    """
    if not approver.strip():
        raise RuleRefusedError("clocks.no_approver", basis=rule.basis)
    if rule.kind is DeadlineKind.OWN and not rule.extensions:
        return
    if place >= len(rule.extensions):
        raise RuleRefusedError("clocks.no_extension", basis=rule.basis, most=len(rule.extensions))
    allowed = rule.extensions[place].period
    if allowed is None:
        return
    asked = until_on if length is None else _end_of(length, due_on)
    if asked is None or asked > _end_of(allowed, due_on):
        raise RuleRefusedError(
            "clocks.extension_too_long",
            basis=rule.basis,
            length=allowed.length,
            unit=allowed.unit.value,
        )


def _end_of(period: Period, start: date) -> date:
    return count_forward(start, period, rolls=False).day
