"""Running clocks near or past their last day, for alarms and the daily list."""

from collections.abc import Iterator
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
