"""What leads say of a report to the vault: which lead, who handles it, and when it ended."""

from datetime import date
from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import Matter
from xiezhi.leads.models import Lead, LeadReport
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.leads.selectors.letter_door import matter_of
from xiezhi.vault.selectors.doors import ReportDoor, register_reports


def open_vault_door() -> None:
    """Register the door; called when the application starts."""
    register_reports(ReportDoor(matters=_matters, team=_team, is_open=_is_open, ended_on=_ended_on))


def _matters(acting: Actor, report_id: UUID) -> list[Matter]:
    leads = visible_leads(acting).filter(
        report_links__report_id=report_id, report_links__unlinked_at__isnull=True
    )
    return [matter_of(lead) for lead in leads.order_by("year", "number")]


def _team(report_id: UUID) -> frozenset[UUID]:
    """Return the handlers of every lead the report stands or stood behind."""
    found = LeadReport.objects.filter(
        report_id=report_id, lead__handler_id__isnull=False
    ).values_list("lead__handler_id", flat=True)
    return frozenset(found)


def _is_open(report_id: UUID) -> bool:
    return Lead.objects.filter(
        is_open=True, report_links__report_id=report_id, report_links__unlinked_at__isnull=True
    ).exists()


def _ended_on(report_id: UUID) -> date | None:
    leads = Lead.objects.filter(report_links__report_id=report_id, closed_at__isnull=False)
    last = leads.order_by("-closed_at").values_list("closed_at", flat=True).first()
    return None if last is None else legal_day(last)
