"""One lead on one page."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.clocks.selectors.of_matters import ClockShown
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.selectors.behind import list_reports_behind
from xiezhi.leads.selectors.deliveries import list_deliveries
from xiezhi.leads.selectors.lead_page import get_lead_page
from xiezhi.web.desk.clocks import Clock, clock_line
from xiezhi.web.desk.fragments import is_fragment
from xiezhi.web.desk.lead_acts import acts_of, later_of
from xiezhi.web.desk.lead_story import pairs_of, stages_of, story_of
from xiezhi.web.desk.materials import custody_of_lead
from xiezhi.web.desk.sketches import sketch_of_lead
from xiezhi.web.requests import require_kind
from xiezhi.web.vault.rows import identity_acts


@require_GET
def lead(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Show everything about a lead."""
    acting = require_kind(request, ActorKind.STAFF)
    now = clock.now()
    today = clock.legal_day(now)
    page = get_lead_page(acting, lead_id, now=now)
    context = {
        "page": page,
        "lead": page.lead,
        "stages": stages_of(page.lead),
        "story": story_of(page),
        "clocks": [_clock(one, today) for one in page.clocks if one.ended_on is None],
        "ended_clocks": [_clock(one, today) for one in page.clocks if one.ended_on],
        "acts": acts_of(acting, page),
        "later": later_of(page),
        "pairs": pairs_of(page),
        "custody": custody_of_lead(acting, page.reports),
        "may_handle": may(acting, Action.HANDLE_LEAD),
        "may_talk": may(acting, Action.TALK_WITH_REPORTER),
        "may_call": may(acting, Action.CALL_REPORTER),
        "may_refer": may(acting, Action.REFER_TO_ORGAN),
        "may_record": may(acting, Action.RECORD_PAPER_REPLY),
        "may_enter": may(acting, Action.RECORD_DECISION),
        "may_send_task": may(acting, Action.SEND_FIELD_TASK),
    } | identity_acts(acting)
    return render(request, "desk/lead.html", context)


def _clock(shown: ClockShown, today: date) -> Clock:
    """Return a clock with the page that explains it."""
    return clock_line(shown, today) | {"url": reverse("desk:clock", args=[shown.id])}


@require_GET
def sketch(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Show where a lead lies; fetched by the lead's page after it stands."""
    acting = require_kind(request, ActorKind.STAFF)
    found = access_lead(acting, lead_id)
    drawing = sketch_of_lead(found, list_reports_behind(found))
    template = "desk/_sketch.html" if is_fragment(request) else "desk/sketch.html"
    return render(request, template, {"lead": found, "sketch": drawing})


@require_GET
def deliveries(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Show how far documents and tasks got; fetched by the lead's page after it stands."""
    acting = require_kind(request, ActorKind.STAFF)
    lines = list_deliveries(acting, lead_id)
    template = "inbox/_deliveries.html" if is_fragment(request) else "desk/deliveries.html"
    return render(request, template, {"lead_id": lead_id, "deliveries": lines})
