"""台账: rows of the lead ledger and of the information ledger, values only, streamed from a cursor.

Two ledgers, two counts: information is not a lead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.clocks.selectors.of_matters import clocks_by_rule
from xiezhi.infra.tenant import TenantModel
from xiezhi.intake.models import Report
from xiezhi.intake.selectors.behind_leads import reports_received
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Assessment, Lead, LeadReport, LeadStep
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.measures import LeadMeasure, ReportMeasure
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.leads.selectors.ledger_measures import lead_condition, report_condition

CHUNK: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFilter:
    """Which rows a ledger holds; both days included, empty values do not filter.

    Attributes:
        area: 领域 of a lead, 疑似领域 of a report.
        state: of a lead, a letter or a duty, or a report's place in the pool.
        department_id: of a lead; a report belongs to no department.
        measure: the measure of the ledger whose figure opened the list; "" for all its rows.
        today: for what depends on the day (到期、逾期); without it all is over.
    """

    since: date | None = None
    until: date | None = None
    department_id: UUID | None = None
    area: str = ""
    state: str = ""
    town: str = ""
    channel: str = ""
    source: str = ""
    measure: str = ""
    today: date = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadLedgerRow:
    """One line of 线索台账. Codes; labels are put on where it is printed."""

    id: UUID
    year: int
    number: int
    registered_at: datetime
    title: str
    summary: str
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
    proposal: str | None
    verdict: str
    organ_names: str
    replied_at: datetime | None
    verification: str | None
    fed_back_on: date | None
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
    supporter_kind: str | None
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


_VERIFIED: Final = (LeadEvent.VERIFY_MENDED, LeadEvent.VERIFY_NOT_MENDED)
_LEAD_COLUMNS: Final = (
    "id",
    "year",
    "number",
    "registered_at",
    "title",
    "summary",
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
    "proposal",
    "verdict",
    "organ_names",
    "replied_at",
    "verification",
    "fed_back_on",
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
    "supporter__kind",
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


def iterate_lead_ledger(acting: Actor, asked: LedgerFilter) -> Iterator[LeadLedgerRow]:
    """Return the leads the actor may see, registered in a period, by number.

    Rows come from a cursor of the open transaction; 100,000 of them need little memory.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    return _lead_rows(_leads(acting, asked))


def count_lead_ledger(acting: Actor, asked: LedgerFilter) -> int:
    """Return how many lines 线索台账 has.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    return _leads(acting, asked).count()


def iterate_chosen_leads(acting: Actor, lead_ids: list[UUID]) -> Iterator[LeadLedgerRow]:
    """Return ledger rows of leads chosen on the worklist, those the actor may see."""
    require(acting, Action.EXPORT_LEDGER)
    return _lead_rows(visible_leads(acting).filter(id__in=lead_ids))


def iterate_information_ledger(
    acting: Actor, asked: LedgerFilter
) -> Iterator[InformationLedgerRow]:
    """Return the reports received in a period, oldest first, with the lead each stands behind.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    return _report_rows(_reports(acting, asked))


def count_information_ledger(acting: Actor, asked: LedgerFilter) -> int:
    """Return how many lines 信息台账 has.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    return _reports(acting, asked).count()


def count_office_leads(acting: Actor, asked: LedgerFilter) -> int:
    """Return how many leads of the whole office a filter finds: a figure for the superior.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.PREPARE_RETURN)
    leads: QuerySet[Lead] = Lead.objects.all()
    return _chosen_leads(leads, asked).count()


def count_office_reports(acting: Actor, asked: LedgerFilter) -> int:
    """Return how many reports of the whole office a filter finds: a figure for the superior.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.PREPARE_RETURN)
    return _chosen_reports(asked).count()


def _leads(acting: Actor, asked: LedgerFilter) -> QuerySet[Lead]:
    require(acting, Action.EXPORT_LEDGER)
    return _chosen_leads(visible_leads(acting), asked)


def _chosen_leads(leads: QuerySet[Lead], asked: LedgerFilter) -> QuerySet[Lead]:
    measure = LeadMeasure(asked.measure or LeadMeasure.REGISTERED)
    plain: dict[str, object] = {
        "area": asked.area,
        "state": asked.state,
        "town": asked.town,
        "channel": asked.channel,
        "source": asked.source,
        "department_id": asked.department_id,
    }
    chosen = {field: value for field, value in plain.items() if value}
    return leads.filter(lead_condition(measure, asked.since, asked.until), **chosen)


def _reports(acting: Actor, asked: LedgerFilter) -> QuerySet[Report]:
    require(acting, Action.EXPORT_LEDGER)
    require(acting, Action.VIEW_POOL)
    return _chosen_reports(asked)


def _chosen_reports(asked: LedgerFilter) -> QuerySet[Report]:
    measure = ReportMeasure(asked.measure or ReportMeasure.RECEIVED)
    plain = {
        "suspected_area": asked.area,
        "pool_state": asked.state,
        "town": asked.town,
        "channel": asked.channel,
    }
    chosen = {field: value for field, value in plain.items() if value}
    received = reports_received(asked.since, asked.until)
    return received.filter(report_condition(measure), **chosen)


def _lead_rows(leads: QuerySet[Lead]) -> Iterator[LeadLedgerRow]:
    linked = LeadReport.objects.filter(lead_id=OuterRef("id"), unlinked_at__isnull=True)
    counted = linked.order_by().values("lead_id").annotate(n=Count("id")).values("n")
    rows = (
        leads.annotate(
            reports=Coalesce(Subquery(counted), 0),
            proposal=_last(Assessment, "version", "proposal", is_draft=False),
            replied_at=_last(LeadStep, "at", "at", event=LeadEvent.RECEIVE_REPLY),
            verification=_last(LeadStep, "at", "event", event__in=_VERIFIED),
            fed_back_on=_fed_back_on(),
        )
        .order_by("year", "number")
        .values_list(*_LEAD_COLUMNS)
    )
    names = tuple(LeadLedgerRow.__dataclass_fields__)
    for row in rows.iterator(chunk_size=CHUNK):
        yield LeadLedgerRow(**dict(zip(names, row, strict=True)))


def _last(model: type[TenantModel], order: str, column: str, **conditions: object) -> Subquery:
    """Return a column of a lead's last row of a kind."""
    found = model.objects.filter(lead_id=OuterRef("id"), **conditions)
    return Subquery(found.order_by(f"-{order}").values(column)[:1])


def _fed_back_on() -> Subquery:
    """Return the day a lead's reporter was told last."""
    told = clocks_by_rule(MatterKind.LEAD, ClockRule.FEEDBACK).filter(
        matter_id=OuterRef("id"), met_on__isnull=False
    )
    return Subquery(told.order_by("-met_on").values("met_on")[:1])


def _report_rows(reports: QuerySet[Report]) -> Iterator[InformationLedgerRow]:
    behind = LeadReport.objects.filter(report_id=OuterRef("id"), unlinked_at__isnull=True)
    rows = reports.annotate(
        lead_year=Subquery(behind.values("lead__year")[:1]),
        lead_number=Subquery(behind.values("lead__number")[:1]),
    ).values_list(*_REPORT_COLUMNS)
    names = tuple(InformationLedgerRow.__dataclass_fields__)
    for row in rows.iterator(chunk_size=CHUNK):
        yield InformationLedgerRow(**dict(zip(names, row, strict=True)))
