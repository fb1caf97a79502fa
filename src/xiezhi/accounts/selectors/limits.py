"""A time limit as it runs from a day: of the law, or as long as the office set for itself."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from xiezhi.accounts.selectors.office_settings import (
    find_own_limit,
    list_holiday_tables,
    period_of,
)
from xiezhi.law.deadlines import DeadlineKind, due, rule_on
from xiezhi.law.periods import Period

OWN_WITHOUT_TEXT: Final = "本院设定"


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningLimit:
    """A counted limit. ``kind`` is *statutory* or *own*; ``length`` is 0 where the law sets a day."""

    kind: str
    length: int
    unit: str
    basis: str
    trigger_on: date
    due_on: date
    is_provisional: bool


def count_limit(
    rule_key: str,
    trigger_on: date,
    *,
    law_day: date | None = None,
    variant: str = "",
    chosen: Period | None = None,
) -> RunningLimit:
    """Return the limit of a rule counted from a day; an own rule as the office set, else as suggested.

    Args:
        rule_key: of the rule.
        trigger_on: the day of the event.
        law_day: the day whose version of the rule counts; without it that of the trigger.
        variant: of the rule; an own one runs as long as the office set for it, not for the plain rule.
        chosen: the length of an own rule for this one matter, in the place of the office's usual one.

    Raises:
        NotFoundError: ``law.no_rule``, ``law.no_variant``.
        InvalidInputError: no number to count with: ``law.own_length_missing``, ``law.in_words``,
            ``law.variant_needed``.
    """
    rule = rule_on(rule_key, law_day or trigger_on, variant=variant)
    is_own = rule.kind is DeadlineKind.OWN
    limit = find_own_limit(rule.limit_key, trigger_on) if is_own else None
    usual = None if limit is None else period_of(limit)
    own = chosen or usual
    period = own or rule.period
    counted = due(rule, trigger_on, list_holiday_tables(), own)
    own_basis = OWN_WITHOUT_TEXT if limit is None else limit.citation or OWN_WITHOUT_TEXT
    return RunningLimit(
        kind=rule.kind,
        length=0 if period is None else period.length,
        unit="" if period is None else period.unit,
        basis=rule.basis if rule.kind is DeadlineKind.STATUTORY else own_basis,
        trigger_on=trigger_on,
        due_on=counted.day,
        is_provisional=counted.provisional,
    )
