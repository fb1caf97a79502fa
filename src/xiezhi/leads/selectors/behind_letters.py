"""Where the leads behind a page of letters stand."""

from collections.abc import Collection
from uuid import UUID

from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadState


def states_of_leads(lead_ids: Collection[UUID]) -> dict[UUID, LeadState]:
    """Return the states of leads by id; the caller has checked that they may be seen. One query."""
    rows = Lead.objects.filter(id__in=list(lead_ids)).values_list("id", "state")
    return {lead_id: LeadState(state) for lead_id, state in rows}
