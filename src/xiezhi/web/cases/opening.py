"""【立案办理】: a case from one or more leads, or from the work itself."""

from http import HTTPStatus
from typing import Final
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.cases.models import Case
from xiezhi.cases.selectors.openings import OpeningSeed, get_opening_seed
from xiezhi.cases.services.opening import open_case, open_cases
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError, NotFoundError
from xiezhi.web.cases.act import SWITCH
from xiezhi.web.cases.opening_form import OpeningForm
from xiezhi.web.cases.page import case_address
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.requests import require_kind

_MOST_LEADS: Final = 50
_FIELDS_OF: Final = {
    "cases.no_title": "title",
    "cases.no_area": "area",
    "leads.unknown_area": "area",
    "cases.no_situation": "situation",
    "cases.day_in_future": "law_day",
    "cases.national_number_in_use": "national_number",
}


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Show the form of a new case, or open it."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.OPEN_CASE)
    given = request.POST if request.method == "POST" else request.GET
    seed = get_opening_seed(acting, _chosen(given))
    form = _form(request, acting, seed, given)
    status = HTTPStatus.OK
    if form.is_bound:
        status = HTTPStatus.BAD_REQUEST
        if form.is_valid():
            cases, status = _open(request, form, acting, seed)
            if cases:
                return HttpResponseRedirect(_after(cases))
    context = {"form": form, "seed": seed, "may_join": may(acting, Action.HANDLE_CASE)}
    return render(request, "cases/new.html", context, status=status)


def _chosen(given: QueryDict) -> list[UUID]:
    try:
        return [UUID(one) for one in given.getlist("selected")[:_MOST_LEADS]]
    except ValueError as error:
        raise NotFoundError("leads.not_found") from error


def _form(request: HttpRequest, acting: Actor, seed: OpeningSeed, given: QueryDict) -> OpeningForm:
    is_sent = request.method == "POST" and given.get("do") != SWITCH
    kept = {name: value for name, value in given.items() if value}
    if given.get("do") == SWITCH:
        kept.pop("title", None)
    return OpeningForm(
        given if is_sent else None,
        initial=kept,
        acting=acting,
        today=clock.legal_day(clock.now()),
        instance=seed,
    )


def _open(
    request: HttpRequest, form: OpeningForm, acting: Actor, seed: OpeningSeed
) -> tuple[list[Case], HTTPStatus]:
    openings, now = form.openings(), clock.now()
    lead_ids = [lead.id for lead in seed.leads]
    try:
        if len(openings) > 1:
            cases = open_cases(openings=openings, lead_ids=lead_ids, acting=acting, now=now)
        else:
            cases = [open_case(opening=openings[0], lead_ids=lead_ids, acting=acting, now=now)]
    except DomainError as error:
        add_refusal(request, form, error, _FIELDS_OF.get(error.code))
        return [], HTTPStatus(error.status)
    numbers = "、".join(f"{case.year}-{case.number}" for case in cases)
    words = _("已登记案件 %(numbers)s，待决定立案；决定后登记2.0办理结果。")
    messages.success(request, words % {"numbers": numbers})
    return cases, HTTPStatus.OK


def _after(cases: list[Case]) -> str:
    return case_address(cases[0]) if len(cases) == 1 else reverse("cases:list")
