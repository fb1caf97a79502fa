"""The cases a lead stands behind, for the lead's page."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xiezhi.cases.selectors.of_lead import cases_of_lead
from xiezhi.kernel.actor import ActorKind
from xiezhi.leads.selectors.access import access_lead
from xiezhi.web.desk.fragments import is_fragment
from xiezhi.web.requests import require_kind


@require_GET
def of_lead(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Show the cases of a lead as far as the reader may see them; fetched by the lead's page."""
    acting = require_kind(request, ActorKind.STAFF)
    lead = access_lead(acting, lead_id)
    template = "cases/_of_lead.html" if is_fragment(request) else "cases/of_lead.html"
    context = {"lead": lead, "cases": cases_of_lead(acting, lead.id)}
    return render(request, template, context)
