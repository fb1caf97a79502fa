"""Which lead a report already stands behind: what the pool shows beside it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from xiezhi.intake.models import Report
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.models import Lead, LeadReport
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.selectors.access import visible_leads


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadBehind:
    """A lead named in the pool. Its title is empty when the actor may not open it."""

    id: UUID
    year: int
    number: int
    title: str
    state: LeadState
    is_visible: bool

    @property
    def reference(self) -> str:
        """The number staff say (2026-17)."""
        return f"{self.year}-{self.number}"


def find_leads_behind(acting: Actor, report_ids: Iterable[UUID]) -> dict[UUID, LeadBehind]:
    """Return the lead each report stands behind, by report; one query."""
    links = LeadReport.objects.filter(
        report_id__in=list(report_ids), unlinked_at__isnull=True
    ).annotate(is_visible=Exists(visible_leads(acting).filter(id=OuterRef("lead_id"))))
    columns = ("report_id", "lead_id", "lead__year", "lead__number", "lead__title", "lead__state")
    found: dict[UUID, LeadBehind] = {}
    for report_id, lead_id, year, number, title, state, is_visible in links.values_list(
        *columns, "is_visible"
    ):
        found[report_id] = LeadBehind(
            id=lead_id,
            year=year,
            number=number,
            title=title if is_visible else "",
            state=LeadState(state),
            is_visible=is_visible,
        )
    return found


def access_report_behind(acting: Actor, lead_id: UUID, report_id: UUID) -> LeadReport:
    """Return the link of a report to a lead the actor may see.

    Raises:
        NotFoundError: ``intake.no_report``.
    """
    link: LeadReport | None = LeadReport.objects.filter(
        lead_id__in=visible_leads(acting).filter(id=lead_id).values("id"),
        report_id=report_id,
        unlinked_at__isnull=True,
    ).first()
    if link is None:
        raise NotFoundError("intake.no_report")
    return link


def list_reports_behind(lead: Lead) -> list[Report]:
    """Return the reports that stand behind a lead the actor was given access to."""
    links = LeadReport.objects.filter(lead_id=lead.id, unlinked_at__isnull=True)
    return [link.report for link in links.select_related("report").defer("report__search")]
