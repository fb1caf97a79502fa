"""线索质效 as a grid member reads it: of the own reports only."""

from collections.abc import Sequence
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import LeadReport
from xiezhi.leads.rules.outcomes import Verdict


def find_own_verdicts(acting: Actor, report_ids: Sequence[UUID]) -> dict[UUID, Verdict]:
    """Return the verdicts given so far, by report; one query.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.VIEW_OWN_REPORTS)
    links = LeadReport.objects.filter(
        report_id__in=list(report_ids),
        report__supporter_id=acting.id,
        unlinked_at__isnull=True,
    ).exclude(lead__verdict="")
    return {
        report_id: Verdict(verdict)
        for report_id, verdict in links.values_list("report_id", "lead__verdict")
    }
