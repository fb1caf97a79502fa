"""The clocks of matters, for the pages and lists of whoever keeps the matters."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.clocks.models import Clock
from xiezhi.kernel.matters import MatterKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A running time limit. ``kind`` is *statutory* (法定) or *own* (本院规定)."""

    rule_key: str
    kind: str
    on: date
    days_left: int
    length: int
    unit: str
    basis: str
    is_provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockShown:
    """A time limit; ``ended_on`` is the day it was met or voided, paused ones wait for a day to count."""

    id: UUID
    due: Due
    trigger_on: date
    ended_on: date | None
    is_void: bool
    is_paused: bool = False


def clocks_of_matters(
    kind: MatterKind, matter_ids: "QuerySet[Any, Any] | Collection[UUID]"
) -> QuerySet[Clock]:
    """Return every clock of some matters of one kind."""
    clocks: QuerySet[Clock] = Clock.objects.filter(matter_kind=kind, matter_id__in=matter_ids)
    return clocks


def clocks_by_rule(kind: MatterKind, rule_key: str) -> QuerySet[Clock]:
    """Return every clock of one rule on matters of one kind, void ones left out."""
    clocks: QuerySet[Clock] = Clock.objects.filter(
        matter_kind=kind, rule_key=rule_key, void_on__isnull=True
    )
    return clocks


def find_running(matter_id: UUID, rule_keys: Collection[str]) -> Clock | None:
    """Return a clock of one of these rules that runs on a matter, paused or not."""
    running: Clock | None = Clock.objects.filter(
        matter_id=matter_id,
        rule_key__in=list(rule_keys),
        met_on__isnull=True,
        void_on__isnull=True,
    ).first()
    return running


def began_on(matter_id: UUID, rule_key: str, about_id: UUID) -> date | None:
    """Return the day the clock of a letter or task began; None where none ran, or it is void."""
    clock: Clock | None = Clock.objects.filter(
        matter_id=matter_id, rule_key=rule_key, about_id=about_id, void_on__isnull=True
    ).first()
    return None if clock is None else clock.trigger_on


def list_clocks(matter_id: UUID, today: date) -> tuple[ClockShown, ...]:
    """Return every clock of a matter: running ones first, nearest due first; then ended ones, last first."""
    clocks = Clock.objects.filter(matter_id=matter_id).order_by("due_on", "id")
    shown = [clock_shown(clock, today) for clock in clocks]
    running = [one for one in shown if one.ended_on is None]
    ended = [one for one in shown if one.ended_on is not None]
    return (*running, *reversed(ended))


def nearest_dues(kind: MatterKind, matter_ids: Collection[UUID], today: date) -> dict[UUID, Due]:
    """Return the nearest running limit of each matter; one query."""
    clocks = clocks_of_matters(kind, matter_ids).filter(
        met_on__isnull=True, void_on__isnull=True, is_paused=False
    )
    nearest: dict[UUID, Due] = {}
    for clock in clocks.order_by("due_on", "id"):
        nearest.setdefault(clock.matter_id, due_of(clock, today))
    return nearest


def clock_shown(clock: Clock, today: date) -> ClockShown:
    """Return a clock as a page shows it."""
    return ClockShown(
        id=clock.id,
        due=due_of(clock, today),
        trigger_on=clock.trigger_on,
        ended_on=clock.met_on or clock.void_on,
        is_void=clock.void_on is not None,
        is_paused=clock.is_paused,
    )


def due_of(clock: Clock, today: date) -> Due:
    """Return a running clock as it is shown; ``days_left`` is negative when overdue."""
    return Due(
        rule_key=clock.rule_key,
        kind=clock.kind,
        on=clock.due_on,
        days_left=(clock.due_on - today).days,
        length=clock.length,
        unit=clock.unit,
        basis=clock.basis,
        is_provisional=clock.is_provisional,
    )
