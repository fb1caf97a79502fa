"""信息池: the list, one report beside it, and who to call."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from xiezhi.intake.services.contact import view_contact
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.web.desk.fragments import is_fragment
from xiezhi.web.desk.pool_page import pool_page
from xiezhi.web.desk.pool_report import report_context
from xiezhi.web.requests import require_kind


@require_GET
def pool_list(request: HttpRequest) -> HttpResponse:
    """Show one page of the pool."""
    acting = require_kind(request, ActorKind.STAFF)
    return pool_page(request, acting, request.GET)


@require_GET
def pool_report(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Show one report: alone as a page, or beside the list."""
    acting = require_kind(request, ActorKind.STAFF)
    context = report_context(acting, report_id) | {"back": request.GET.urlencode()}
    if is_fragment(request):
        return render(request, "desk/_pool_report.html", context)
    return render(request, "desk/pool_report.html", context)


@require_POST
def contact(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Show who to call; the look is recorded."""
    acting = require_kind(request, ActorKind.STAFF)
    found = view_contact(report_id=report_id, acting=acting, now=clock.now())
    template = "desk/_contact.html" if is_fragment(request) else "desk/contact.html"
    return render(request, template, {"contact": found, "report_id": report_id})
