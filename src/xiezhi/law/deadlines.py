"""Finds the time limit that applied on a day and counts its last day."""

from collections.abc import Sequence
from datetime import date

from xiezhi.kernel.errors import InvalidInputError, NotFoundError, RuleRefusedError
from xiezhi.law.calendar import count_back, count_forward
from xiezhi.law.deadline_rules import (
    DeadlineKind,
    DeadlineRule,
    Direction,
    ExtensionRule,
    deadline_rules,
)
from xiezhi.law.holidays import HolidayTable
from xiezhi.law.periods import Period, Suspension
from xiezhi.law.steps import CountedDate

__all__ = [
    "DeadlineKind",
    "DeadlineRule",
    "Direction",
    "ExtensionRule",
    "due",
    "rule_on",
    "rules_on",
]


def rule_on(key: str, day: date) -> DeadlineRule:
    """Return the version of a rule in force on the day of the trigger.

    Raises:
        NotFoundError: ``law.no_rule``.
    """
    for rule in deadline_rules():
        if rule.key == key and rule.is_in_force(day):
            return rule
    raise NotFoundError("law.no_rule", rule=key, day=day.isoformat())


def rules_on(day: date) -> tuple[DeadlineRule, ...]:
    """Return every rule in force on a day, in the order of the file."""
    return tuple(rule for rule in deadline_rules() if rule.is_in_force(day))


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
            ``law.counted_back_fixed``: suspension or extension of a rule counted back.
    """
    period = _period(rule, own_length)
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


def _period(rule: DeadlineRule, own_length: Period | None) -> Period:
    if rule.kind is DeadlineKind.STATUTORY and own_length is not None:
        raise RuleRefusedError("law.statutory_length_fixed", basis=rule.basis, rule=rule.key)
    period = own_length or rule.period
    if period is None:
        raise InvalidInputError("law.own_length_missing", rule=rule.key)
    return period
