"""Running clocks near or past their last day, for alarms and the daily list."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from xiezhi.leads.models import LeadClock

CHUNK: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningClock:
    """A running clock and the lead it runs on."""

    id: UUID
    rule_key: str
    kind: str
    basis: str
    trigger_on: date
    due_on: date
    is_provisional: bool
    lead_id: UUID
    lead_number: str
    lead_title: str
    handler_id: UUID | None
    department_id: UUID


def running_clocks(*, until: date, since: date | None = None) -> Iterator[RunningClock]:
    """Yield running clocks whose last day lies in a span, nearest first, in constant memory."""
    clocks = LeadClock.objects.filter(
        met_on__isnull=True, void_on__isnull=True, due_on__lte=until
    ).select_related("lead")
    if since is not None:
        clocks = clocks.filter(due_on__gte=since)
    ordered = clocks.defer("lead__search", "lead__summary").order_by("due_on", "id")
    for clock in ordered.iterator(chunk_size=CHUNK):
        yield _running(clock)


def _running(clock: LeadClock) -> RunningClock:
    lead = clock.lead
    return RunningClock(
        id=clock.id,
        rule_key=clock.rule_key,
        kind=clock.kind,
        basis=clock.basis,
        trigger_on=clock.trigger_on,
        due_on=clock.due_on,
        is_provisional=clock.is_provisional,
        lead_id=lead.id,
        lead_number=f"{lead.year}-{lead.number}",
        lead_title=lead.title,
        handler_id=lead.handler_id,
        department_id=lead.department_id,
    )
