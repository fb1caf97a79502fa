"""Words with the reporter of a report that is no lead yet."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from xiezhi.intake.services.conversation import ask_reporter, mark_read_by_office
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.web.desk.pool_report import report_context
from xiezhi.web.desk.refusals import refused, sentence_of
from xiezhi.web.requests import require_kind


@require_POST
def ask(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Put a question behind the receipt."""
    acting = require_kind(request, ActorKind.STAFF)
    words = request.POST.get("words", "")
    try:
        ask_reporter(report_id=report_id, words=words, acting=acting, now=clock.now())
    except DomainError as error:
        context = report_context(acting, report_id) | {
            "problem": sentence_of(refused(request, error)),
            "ask_words": words,
            "back": "",
        }
        status = HTTPStatus(error.status)
        return render(request, "desk/pool_report.html", context, status=status)
    messages.success(request, _("已发出，反映人凭查询码可以看到。"))
    return HttpResponseRedirect(reverse("desk:pool_report", args=[report_id]))


@require_POST
def read(request: HttpRequest, report_id: UUID) -> HttpResponse:
    """Note that the reporter's last words were read."""
    acting = require_kind(request, ActorKind.STAFF)
    mark_read_by_office(report_id=report_id, acting=acting, now=clock.now())
    return HttpResponseRedirect(reverse("desk:pool_report", args=[report_id]))
