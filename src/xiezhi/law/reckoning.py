"""Counts the last day a rule gives and tells how: trigger, article, each step, or why there is none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError
from xiezhi.law.calendar import count_back, count_forward
from xiezhi.law.holidays import HolidayTable
from xiezhi.law.limits import DeadlineKind, DeadlineRule, Direction
from xiezhi.law.periods import Period, Suspension
from xiezhi.law.steps import CountedDate, Step, StepCode, StepParam


class CountOutcome(StrEnum):
    """What a count came to: a day, a standstill, words of the law, or no number anywhere."""

    COUNTED = "counted"
    PAUSED = "paused"
    IN_WORDS = "in_words"
    OPEN = "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """An approved lengthening: a period, or the day an approver fixed."""

    approver: str
    period: Period | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if (self.period is None) == (self.until is None):
            raise InvalidInputError("law.extension_unclear")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A rule applied to a trigger.

    Attributes:
        period: what was counted; None without a number.
        day: the last day (the latest day of a rule counted back); None when paused or not counted.
        provisional: holidays of a year touched are not known yet.
    """

    rule: DeadlineRule
    outcome: CountOutcome
    period: Period | None
    day: date | None
    provisional: bool
    steps: tuple[Step, ...]


def due(
    rule: DeadlineRule,
    trigger_day: date,
    tables: Sequence[HolidayTable] = (),
    own_length: Period | None = None,
    *,
    suspensions: Sequence[Suspension] = (),
    extensions: Sequence[Period] = (),
) -> CountedDate:
    """Return the last day a rule gives for a trigger.

    Args:
        rule: as found by ``rule_on`` for the trigger's day.
        trigger_day: day of the event, or the day of the hearing for rules counted back.
        tables: the office's own holiday tables.
        own_length: what the office set; own rules only.
        suspensions: days left out.
        extensions: approved lengthenings.

    Raises:
        RuleRefusedError: ``law.statutory_length_fixed``: an own length for a statutory rule.
        InvalidInputError: ``law.own_length_missing``: neither own length nor suggestion;
            ``law.variant_needed``: each variant has its length, the rule itself none;
            ``law.in_words``: the law gives words, no number;
            ``law.counted_back_fixed``: suspension or extension of a rule counted back.
    """
    period = _period(rule, own_length)
    if period is None:
        raise InvalidInputError(_why_none(rule), rule=rule.key)
    if rule.direction is Direction.BEFORE:
        if suspensions or extensions:
            raise InvalidInputError("law.counted_back_fixed", rule=rule.key)
        return count_back(trigger_day, period, tables=tables)
    return count_forward(
        trigger_day,
        period,
        tables=tables,
        rolls=rule.rolls,
        suspensions=suspensions,
        extensions=extensions,
    )


def explain(
    rule: DeadlineRule,
    trigger_day: date,
    tables: Sequence[HolidayTable] = (),
    own_length: Period | None = None,
    *,
    suspensions: Sequence[Suspension] = (),
    extensions: Sequence[Extension] = (),
    paused_since: date | None = None,
) -> Explanation:
    """Return every step of a count, also where the law gives no number or the count stands still.

    Args:
        rule: as found by ``rule_on``.
        trigger_day: day of the event, or of what a rule counted back looks to.
        tables: the office's own holiday tables.
        own_length: what the office set; own rules only.
        suspensions: days left out, those that have ended.
        extensions: approved lengthenings in the order of their approval.
        paused_since: first day of a suspension that has not ended.

    Raises:
        RuleRefusedError, InvalidInputError: as ``due``, but never for a missing number.
    """
    period = _period(rule, own_length)
    if period is None:
        return _uncounted(rule, trigger_day)
    counted = due(
        rule,
        trigger_day,
        tables,
        own_length,
        suspensions=suspensions,
        extensions=[one.period for one in extensions if one.period is not None],
    )
    fixed = next((one for one in reversed(extensions) if one.until is not None), None)
    steps = _approved(counted.steps[1:], [one for one in extensions if one.period is not None])
    day: date | None = counted.day
    outcome = CountOutcome.COUNTED
    if fixed is not None and fixed.until is not None:
        day = fixed.until
        steps = (*steps[:-1], _fixed(fixed, fixed.until), steps[-1])
        steps = (*steps[:-1], Step(code=StepCode.LAST_DAY, params={"day": fixed.until}))
    if paused_since is not None and day is not None and trigger_day < paused_since <= day:
        steps = (*steps[:-1], Step(code=StepCode.PAUSED, params={"first": paused_since}))
        day, outcome = None, CountOutcome.PAUSED
    elif rule.is_minimum and day is not None:
        steps = (*steps[:-1], Step(code=StepCode.NOT_BEFORE, params={"day": day}))
    return Explanation(
        rule=rule,
        outcome=outcome,
        period=period,
        day=day,
        provisional=counted.provisional,
        steps=(*_reasons(rule, trigger_day, own_length), *steps, *_afterwards(rule)),
    )


def _period(rule: DeadlineRule, own_length: Period | None) -> Period | None:
    if rule.kind is DeadlineKind.STATUTORY and own_length is not None:
        raise RuleRefusedError("law.statutory_length_fixed", basis=rule.basis, rule=rule.key)
    return own_length or rule.period


def _why_none(rule: DeadlineRule) -> str:
    if rule.kind is DeadlineKind.OWN:
        return "law.own_length_missing"
    return "law.in_words" if rule.wording else "law.variant_needed"


def _uncounted(rule: DeadlineRule, trigger_day: date) -> Explanation:
    if rule.wording:
        outcome = CountOutcome.IN_WORDS
        last = Step(code=StepCode.IN_WORDS, params={"wording": rule.wording})
    elif rule.variants and not rule.variant:
        outcome, last = CountOutcome.OPEN, Step(code=StepCode.CHOOSE_VARIANT, params={})
    else:
        outcome, last = CountOutcome.OPEN, Step(code=StepCode.NO_NUMBER, params={})
    return Explanation(
        rule=rule,
        outcome=outcome,
        period=None,
        day=None,
        provisional=False,
        steps=(*_reasons(rule, trigger_day, None), last, *_afterwards(rule)),
    )


def _reasons(rule: DeadlineRule, day: date, own_length: Period | None) -> tuple[Step, ...]:
    is_back = rule.direction is Direction.BEFORE
    event = StepCode.LOOKS_TO if is_back else StepCode.EVENT
    steps = [Step(code=event, params={"event": rule.trigger, "day": day})]
    if rule.condition:
        steps.append(Step(code=StepCode.CONDITION, params={"condition": rule.condition}))
    steps.append(Step(code=_basis_code(rule, own_length), params={"basis": rule.basis}))
    if not rule.is_verified:
        steps.append(Step(code=StepCode.UNVERIFIED, params={}))
    return tuple(steps)


def _basis_code(rule: DeadlineRule, own_length: Period | None) -> StepCode:
    if rule.kind is DeadlineKind.STATUTORY:
        return StepCode.BASIS_STATUTORY
    if own_length is not None:
        return StepCode.BASIS_OWN
    return StepCode.BASIS_OPEN if rule.period is None else StepCode.BASIS_SUGGESTED


def _approved(steps: Sequence[Step], extensions: Sequence[Extension]) -> tuple[Step, ...]:
    """Return the steps with the approver named in each lengthening."""
    waiting = list(extensions)
    named = []
    for step in steps:
        if step.code is StepCode.EXTENDED:
            params: dict[str, StepParam] = {**step.params, "approver": waiting.pop(0).approver}
            named.append(replace(step, code=StepCode.EXTENDED_BY, params=params))
        else:
            named.append(step)
    return tuple(named)


def _fixed(extension: Extension, until: date) -> Step:
    params: dict[str, StepParam] = {"approver": extension.approver, "day": until}
    return Step(code=StepCode.EXTENDED_UNTIL, params=params)


def _afterwards(rule: DeadlineRule) -> tuple[Step, ...]:
    """Return what may still change the day: what does not count, what restarts, who may extend."""
    return (
        *(_happening(StepCode.EXCLUDES, one.event, one.basis) for one in rule.excludes),
        *(_happening(StepCode.RESTARTS, one.event, one.basis) for one in rule.restarts_on),
        *((Step(code=StepCode.RECURS, params={}),) if rule.is_recurring else ()),
    )


def _happening(code: StepCode, event: str, basis: str) -> Step:
    return Step(code=code, params={"event": event, "basis": basis})
