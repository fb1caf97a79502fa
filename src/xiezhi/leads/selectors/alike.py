"""疑似重复 among leads: those behind whose reports others were told of in words alike."""

from collections.abc import Sequence
from uuid import UUID

from xiezhi.intake.selectors.duplicates import alike_by_report
from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import LeadReport
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.leads.selectors.queues import WorklistRow


def count_alike_leads(acting: Actor, rows: Sequence[WorklistRow]) -> dict[UUID, int]:
    """Return how many other leads the actor may see repeat each of some leads; two queries.

    Leads merged already are not counted, nor leads without a repetition.
    """
    own = {report_id: row.id for row in rows for report_id in row.report_ids}
    alike = alike_by_report(own)
    behind = _leads_behind(acting, {one for others in alike.values() for one in others})
    found: dict[UUID, set[UUID]] = {}
    for report_id, others in alike.items():
        leads = {behind[one] for one in others if one in behind} - {own[report_id]}
        found.setdefault(own[report_id], set()).update(leads)
    return {lead_id: len(leads) for lead_id, leads in found.items() if leads}


def _leads_behind(acting: Actor, report_ids: set[UUID]) -> dict[UUID, UUID]:
    visible = visible_leads(acting).exclude(state=LeadState.MERGED)
    links = LeadReport.objects.filter(
        report_id__in=report_ids, unlinked_at__isnull=True, lead_id__in=visible.values("id")
    )
    return dict(links.values_list("report_id", "lead_id"))
