"""台账: rows of the lead ledger and of the information ledger, values only, streamed from a cursor.

Two ledgers, two counts: information is not a lead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.models import Report
from xiezhi.intake.selectors.behind_leads import reports_received
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import CHINA
from xiezhi.leads.models import Lead, LeadReport
from xiezhi.leads.selectors.access import visible_leads

CHUNK: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadLedgerRow:
    """One line of 线索台账. Codes; labels are put on where it is printed."""

    id: UUID
    year: int
    number: int
    registered_at: datetime
    title: str
    area: str
    town: str
    place_words: str
    channel: str
    source: str
    reporter_kind: str
    report_count: int
    department: str
    handler: str | None
    state: str
    verdict: str
    organ_names: str
    next_due_on: date | None
    next_due_kind: str
    national_number: str
    national_registered_on: date | None
    feedback_due_on: date | None
    closed_at: datetime | None
    is_urgent: bool
    is_major: bool
    campaign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InformationLedgerRow:
    """One line of 反映信息台账; names nobody."""

    id: UUID
    code: str
    received_on: date
    channel: str
    external_number: str
    grade: str
    title: str
    words: str
    town: str
    village: str
    suspected_area: str
    photo_count: int
    pool_state: str
    not_lead_reason: str
    screening_note: str
    screened_at: datetime | None
    screened_by: str | None
    lead_year: int | None
    lead_number: int | None


_LEAD_COLUMNS: Final = (
    "id",
    "year",
    "number",
    "registered_at",
    "title",
    "area",
    "town",
    "place_words",
    "channel",
    "source",
    "reporter_kind",
    "reports",
    "department__name",
    "handler__label",
    "state",
    "verdict",
    "organ_names",
    "next_due_on",
    "next_due_kind",
    "national_number",
    "national_registered_on",
    "feedback_due_on",
    "closed_at",
    "is_urgent",
    "is_major",
    "campaign",
)
_REPORT_COLUMNS: Final = (
    "id",
    "code",
    "received_on",
    "channel",
    "external_number",
    "grade",
    "title",
    "words",
    "town",
    "village",
    "suspected_area",
    "photo_count",
    "pool_state",
    "not_lead_reason",
    "screening_note",
    "screened_at",
    "screened_by__label",
    "lead_year",
    "lead_number",
)


def iterate_lead_ledger(
    acting: Actor, *, since: date | None = None, until: date | None = None
) -> Iterator[LeadLedgerRow]:
    """Return the leads the actor may see, registered in a period (both days included), by number.

    Rows come from a cursor of the open transaction; 100,000 of them need little memory.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.EXPORT_LEDGER)
    leads = visible_leads(acting)
    if since is not None:
        leads = leads.filter(registered_at__gte=_start_of(since))
    if until is not None:
        leads = leads.filter(registered_at__lt=_start_of(until + timedelta(days=1)))
    return _lead_rows(leads)


def iterate_chosen_leads(acting: Actor, lead_ids: list[UUID]) -> Iterator[LeadLedgerRow]:
    """Return ledger rows of leads chosen on the worklist, those the actor may see."""
    require(acting, Action.EXPORT_LEDGER)
    return _lead_rows(visible_leads(acting).filter(id__in=lead_ids))


def iterate_information_ledger(
    acting: Actor, *, since: date | None = None, until: date | None = None
) -> Iterator[InformationLedgerRow]:
    """Return the reports received in a period, oldest first, with the lead each stands behind.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.EXPORT_LEDGER)
    require(acting, Action.VIEW_POOL)
    return _report_rows(reports_received(since, until))


def _start_of(day: date) -> datetime:
    return datetime.combine(day, time.min, tzinfo=CHINA)


def _lead_rows(leads: QuerySet[Lead]) -> Iterator[LeadLedgerRow]:
    linked = LeadReport.objects.filter(lead_id=OuterRef("id"), unlinked_at__isnull=True)
    counted = linked.order_by().values("lead_id").annotate(n=Count("id")).values("n")
    rows = (
        leads.annotate(reports=Coalesce(Subquery(counted), 0))
        .order_by("year", "number")
        .values_list(*_LEAD_COLUMNS)
    )
    names = tuple(LeadLedgerRow.__dataclass_fields__)
    for row in rows.iterator(chunk_size=CHUNK):
        yield LeadLedgerRow(**dict(zip(names, row, strict=True)))


def _report_rows(reports: QuerySet[Report]) -> Iterator[InformationLedgerRow]:
    behind = LeadReport.objects.filter(report_id=OuterRef("id"), unlinked_at__isnull=True)
    rows = reports.annotate(
        lead_year=Subquery(behind.values("lead__year")[:1]),
        lead_number=Subquery(behind.values("lead__number")[:1]),
    ).values_list(*_REPORT_COLUMNS)
    names = tuple(InformationLedgerRow.__dataclass_fields__)
    for row in rows.iterator(chunk_size=CHUNK):
        yield InformationLedgerRow(**dict(zip(names, row, strict=True)))
