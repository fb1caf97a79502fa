"""线索评估: three columns, the draft kept, then submitted with the handler's opinion."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.leads.rules.procedure import ASSESSABLE
from xiezhi.leads.selectors.lead_page import AssessmentPage, get_assessment_page
from xiezhi.leads.services.assessment import save_assessment, submit_assessment
from xiezhi.web.desk.assess_form import AssessmentForm
from xiezhi.web.desk.clocks import clock_line
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.requests import require_kind

_FIELDS_OF: Final = {
    "leads.must_be_filed": "proposal",
    "leads.not_public_interest": "proposal",
    "leads.verdict_contradicts": "verdict",
    "leads.unknown_proposal": "proposal",
    "leads.unknown_area": "area",
}


@require_http_methods(["GET", "POST"])
def assess(request: HttpRequest, lead_id: UUID) -> HttpResponse:
    """Show the assessment's form; keep or submit what was written."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.HANDLE_LEAD)
    page = get_assessment_page(acting, lead_id, now=clock.now())
    form = _form(request, acting, page)
    if request.method == "GET":
        return _show(request, page, form, HTTPStatus.OK)
    if not form.is_valid():
        return _show(request, page, form, HTTPStatus.BAD_REQUEST)
    is_submission = "submit" in request.POST
    keep = submit_assessment if is_submission else save_assessment
    try:
        keep(lead_id=lead_id, draft=form.draft(), acting=acting, now=clock.now())
    except DomainError as error:
        _add(request, form, error)
        return _show(request, page, form, HTTPStatus(error.status))
    if is_submission:
        messages.success(request, _("评估意见已提交。"))
        return HttpResponseRedirect(reverse("desk:lead", args=[lead_id]))
    messages.success(request, _("草稿已保存。"))
    return HttpResponseRedirect(reverse("desk:assess", args=[lead_id]))


def _form(request: HttpRequest, acting: Actor, page: AssessmentPage) -> AssessmentForm:
    newest = page.assessments[0].content if page.assessments else None
    return AssessmentForm(
        request.POST if request.method == "POST" else None,
        lead=page.lead,
        acting=acting,
        today=clock.legal_day(clock.now()),
        instance=newest,
    )


def _add(request: HttpRequest, form: AssessmentForm, error: DomainError) -> None:
    field = _FIELDS_OF.get(error.code)
    if error.code == "leads.assessment_incomplete":
        field = str(error.params.get("part", "")) or None
    add_refusal(request, form, error, field)


def _show(
    request: HttpRequest, page: AssessmentPage, form: AssessmentForm, status: HTTPStatus
) -> HttpResponse:
    today = clock.legal_day(clock.now())
    running = [one for one in page.clocks if one.ended_on is None]
    context = {
        "page": page,
        "lead": page.lead,
        "form": form,
        "clocks": [clock_line(one, today) for one in running],
        "returned": _last_return(page),
        # What somebody typed meanwhile is shown again, never thrown away.
        "is_past": request.method == "GET" and page.lead.state not in ASSESSABLE,
    }
    return render(request, "desk/assess.html", context, status=status)


def _last_return(page: AssessmentPage) -> str:
    """Return why the last version was sent back, when it was."""
    last = page.last_step
    return last.reason if last is not None and last.event == "return_assessment" else ""
