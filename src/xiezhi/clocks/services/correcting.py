"""Clocks put right inside the act of a matter, when the day something happened was entered wrongly.

Called like those of `running`: inside the caller's `act()`, with the matter locked by the caller, which
also records what it did.
"""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from xiezhi.accounts.selectors.limits import count_limit
from xiezhi.clocks.models import Clock
from xiezhi.clocks.selectors.counting import counted_again


def count_from(  # one correction, each value named
    matter_id: UUID,
    rule_keys: Collection[str],
    *,
    was_on: date,
    on: date,
    about_id: UUID | None = None,
    law_day: date | None = None,
    variant: str | None = None,
) -> list[Clock]:
    """Count the clocks of these rules that began on a wrong day from the right one; return them.

    Met ones too: whether they were kept follows from the right last day. Void ones stay as they are.
    ``law_day`` replaces the day whose law counts where that was the day it began, ``variant`` the
    variant of the rule where another one applies.
    """
    chosen = Clock.objects.filter(
        matter_id=matter_id, rule_key__in=list(rule_keys), trigger_on=was_on, void_on__isnull=True
    )
    if about_id is not None:
        chosen = chosen.filter(about_id=about_id)
    clocks = list(chosen.order_by("id"))
    for clock in clocks:
        clock.trigger_on, clock.law_day = on, law_day or clock.law_day
        if variant is not None:
            _take_variant(clock, variant)
        clock.rung_stage = clock.rung_for = None
        counted = counted_again(clock)
        clock.due_on, clock.is_provisional = counted.day, counted.provisional
        clock.save()
    return clocks


def _take_variant(clock: Clock, variant: str) -> None:
    """Count by another variant of the rule; one with no number of its own is refused by the count."""
    limit = count_limit(clock.rule_key, clock.trigger_on, law_day=clock.law_day, variant=variant)
    clock.variant, clock.kind, clock.basis = variant, limit.kind, limit.basis
    clock.length, clock.unit = limit.length, limit.unit


def meet_on(
    matter_id: UUID,
    rule_keys: Collection[str],
    *,
    was_on: date,
    on: date,
    about_id: UUID | None = None,
) -> int:
    """Put right the day clocks of these rules were met on, of one letter when given; returns how many."""
    chosen = Clock.objects.filter(matter_id=matter_id, rule_key__in=list(rule_keys), met_on=was_on)
    if about_id is not None:
        chosen = chosen.filter(about_id=about_id)
    met: int = chosen.update(met_on=on)
    return met
