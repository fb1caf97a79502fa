"""Running clocks near or past their last day, for alarms and the daily list."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from xiezhi.clocks.models import Clock
from xiezhi.clocks.rules.alarms import LONGEST_DAYS, OVERDUE_DAYS, Stage, days_of_stage
from xiezhi.kernel.matters import MatterKind

CHUNK: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningClock:
    """A running clock and what it repeats of its matter."""

    id: UUID
    rule_key: str
    kind: str
    basis: str
    law_day: date
    trigger_on: date
    due_on: date
    is_provisional: bool
    matter_kind: MatterKind
    matter_id: UUID
    matter_label: str
    matter_title: str
    handler_id: UUID | None
    department_id: UUID


_COLUMNS: Final = tuple(field.name for field in fields(RunningClock))


def running_clocks(*, until: date) -> Iterator[RunningClock]:
    """Yield counting clocks whose last day has come by a day, nearest first, in constant memory."""
    clocks = counting_clocks().filter(due_on__lte=until).order_by("due_on", "id")
    for row in clocks.values_list(*_COLUMNS).iterator(chunk_size=CHUNK):
        yield _running(row)


def clocks_to_ring(today: date) -> list[RunningClock]:
    """Return the clocks that entered a stage they were not rung in yet, nearest first; one query."""
    since = today - timedelta(days=OVERDUE_DAYS)
    until = today + timedelta(days=LONGEST_DAYS)
    rung = Q()
    for stage in Stage:
        first, last = days_of_stage(stage, today)
        rung |= Q(rung_stage=stage, due_on__gte=first, due_on__lte=last)
    clocks = (
        counting_clocks()
        .filter(due_on__gte=since, due_on__lte=until)
        .exclude(rung, rung_for=F("due_on"))
        .order_by("due_on", "id")
    )
    return [_running(row) for row in clocks.values_list(*_COLUMNS)]


def find_last_day(matter_id: UUID, rule_keys: Collection[str]) -> date | None:
    """Return the nearest last day of a matter's running clocks of these rules; None where none runs."""
    clocks = counting_clocks().filter(matter_id=matter_id, rule_key__in=list(rule_keys))
    found: date | None = clocks.order_by("due_on").values_list("due_on", flat=True).first()
    return found


def has_begun(matter_id: UUID, rule_key: str, *, since: date) -> bool:
    """Return whether a clock of a rule began on a matter on a day or later, running or met."""
    begun: bool = Clock.objects.filter(
        matter_id=matter_id, rule_key=rule_key, trigger_on__gte=since, void_on__isnull=True
    ).exists()
    return begun


def has_any(matter_id: UUID, rule_keys: Collection[str]) -> bool:
    """Return whether a clock of these rules runs on a matter or ever did."""
    found: bool = Clock.objects.filter(matter_id=matter_id, rule_key__in=list(rule_keys)).exists()
    return found


def find_due(
    matter_id: UUID, rule_key: str, *, trigger_on: date | None, with_void: bool = False
) -> date | None:
    """Return the last day of a matter's clock of a rule that began on a day; void ones when asked."""
    clocks = Clock.objects.filter(matter_id=matter_id, rule_key=rule_key, trigger_on=trigger_on)
    if not with_void:
        clocks = clocks.filter(void_on__isnull=True)
    dues = clocks.order_by("-due_on").values_list("due_on", flat=True)
    found: date | None = dues.first()
    return found


def has_variant(matter_id: UUID, rule_keys: Collection[str], variant: str) -> bool:
    """Return whether a clock of these rules runs on a matter, or ran, by a variant of its rule."""
    clocks = Clock.objects.filter(matter_id=matter_id, rule_key__in=list(rule_keys))
    found: bool = clocks.filter(variant=variant).exists()
    return found


def trigger_days(matter_id: UUID, rule_keys: Collection[str]) -> list[date]:
    """Return the days clocks of these rules began on, void ones too, first first, each once."""
    clocks = Clock.objects.filter(matter_id=matter_id, rule_key__in=list(rule_keys))
    return sorted(set(clocks.values_list("trigger_on", flat=True)))


def list_passed(rule_keys: Collection[str], today: date) -> list[UUID]:
    """Return the matters with a running clock of these rules whose last day has passed for certain.

    A provisional last day may still move on once the year's holidays are known.
    """
    clocks = counting_clocks().filter(rule_key__in=list(rule_keys), due_on__lt=today)
    matters = clocks.filter(is_provisional=False).order_by("due_on", "matter_id")
    return list(dict.fromkeys(matters.values_list("matter_id", flat=True)))


def counting_clocks() -> QuerySet[Clock]:
    """Return the clocks whose days count now: neither ended nor standing still."""
    clocks: QuerySet[Clock] = Clock.objects.filter(
        met_on__isnull=True, void_on__isnull=True, is_paused=False
    )
    return clocks


def _running(row: tuple[object, ...]) -> RunningClock:
    values = dict(zip(_COLUMNS, row, strict=True))
    kind = MatterKind(str(values.pop("matter_kind")))
    return RunningClock(matter_kind=kind, **values)  # type: ignore[arg-type]  # columns by name
