"""Finds the time limit that applied on a day, and counts and explains its last day."""

from collections.abc import Iterable, Iterator
from datetime import date

from xiezhi.kernel.errors import NotFoundError
from xiezhi.law.deadline_rules import deadline_rules
from xiezhi.law.limits import (
    VARIANT_MARK,
    DeadlineKind,
    DeadlineRule,
    Direction,
    ExtensionRule,
)
from xiezhi.law.reckoning import CountOutcome, Explanation, Extension, due, explain
from xiezhi.law.regimes import Regime, regime_on, regimes

__all__ = [
    "CountOutcome",
    "DeadlineKind",
    "DeadlineRule",
    "Direction",
    "Explanation",
    "Extension",
    "ExtensionRule",
    "due",
    "explain",
    "own_rules_on",
    "rule_keys",
    "rule_of_limit",
    "rule_on",
    "rules_on",
]


def rule_on(
    key: str, day: date, *, regime: Regime | None = None, variant: str = ""
) -> DeadlineRule:
    """Return the version of a rule that counts for a trigger of a day.

    Args:
        key: of the rule, or one of its aliases.
        day: of the trigger, or of the filing where a matter keeps that day's law.
        regime: the one the case was filed under; else the regime of the day.
        variant: of the rule (urgent, complex …); "" for the rule itself.

    Raises:
        NotFoundError: ``law.no_rule``, ``law.no_variant``.
    """
    followed = regime or _find_regime(day)
    for rule in _candidates(key, day, followed):
        return rule.varied(variant)
    raise NotFoundError("law.no_rule", rule=key, day=day.isoformat())


def rules_on(day: date, *, regime: Regime | None = None) -> tuple[DeadlineRule, ...]:
    """Return every rule in force on a day, a regime's own in the place of the general ones."""
    found: list[DeadlineRule] = []
    for key in rule_keys():
        try:
            found.append(rule_on(key, day, regime=regime))
        except NotFoundError:
            continue
    return tuple(found)


def own_rules_on(day: date) -> tuple[DeadlineRule, ...]:
    """Return what the law of a day leaves to the office: own rules, and own variants of any rule."""
    found: list[DeadlineRule] = []
    for rule in rules_on(day):
        found += [rule] if rule.kind is DeadlineKind.OWN else []
        found += [rule.varied(one.key) for one in rule.variants if one.kind is DeadlineKind.OWN]
    return tuple(found)


def rule_of_limit(limit_key: str, day: date) -> DeadlineRule:
    """Return the rule or variant an office's own length is kept under (`DeadlineRule.limit_key`).

    Raises:
        NotFoundError: ``law.no_rule``, ``law.no_variant``.
    """
    key, _mark, variant = limit_key.partition(VARIANT_MARK)
    return rule_on(key, day, variant=variant)


def rule_keys() -> tuple[str, ...]:
    """Return the key of every rule, whenever in force, in the order of the files."""
    every = [*deadline_rules(), *(rule for one in regimes() for rule in one.deadlines)]
    return tuple(dict.fromkeys(rule.key for rule in every))


def _candidates(key: str, day: date, followed: Regime | None) -> Iterator[DeadlineRule]:
    if followed is not None:
        kept_day = min(day, followed.effective_to or day)
        yield from _in_force(followed.deadlines, key, kept_day)
        for rule in _in_force(deadline_rules(), key, kept_day):
            if rule.flow in followed.flows:
                yield rule
    yield from _in_force(deadline_rules(), key, day)


def _in_force(rules: Iterable[DeadlineRule], key: str, day: date) -> Iterator[DeadlineRule]:
    return (rule for rule in rules if rule.answers_to(key) and rule.is_in_force(day))


def _find_regime(day: date) -> Regime | None:
    try:
        return regime_on(day)
    except NotFoundError:
        return None
