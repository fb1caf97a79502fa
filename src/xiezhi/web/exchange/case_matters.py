"""移送案件: what of a case went to another procuratorate, handing it over, opening one that came."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.cases.models import Case
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.crossing import offered_of
from xiezhi.exchange.inner.cases import CaseTelling, hand_case_over, take_case
from xiezhi.exchange.rules.matters import CARRIED_BASIS, TAKEN_BASIS, CarriedMatter
from xiezhi.exchange.selectors.matters import (
    access_received,
    list_receivers,
    list_sent_of_lead,
)
from xiezhi.exchange.services.matters import withdraw_matter
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError, NotFoundError
from xiezhi.web.desk.fragments import is_fragment
from xiezhi.web.desk.refusals import add_refusal, refused
from xiezhi.web.exchange.case_forms import CaseTellingForm, TakeCaseForm
from xiezhi.web.exchange.matter_rows import sent_row
from xiezhi.web.requests import office_of, require_kind


@require_safe
def case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show what of a case went to other procuratorates; a fragment for the case's page."""
    acting = require_kind(request, ActorKind.STAFF)
    found = access_case(acting, case_id)
    sent = list_sent_of_lead(found.id)
    is_gone = any(matter.withdrawn_at is None for matter in sent)
    may_hand = may(acting, Action.HANDLE_CASE)
    context = {
        "case": found,
        "rows": [sent_row(matter) for matter in sent],
        "may_hand": may_hand and found.state == CaseState.TRANSFERRED and not is_gone,
        "may_withdraw": may_hand,
    }
    name = "exchange/_case_matters.html" if is_fragment(request) else "exchange/case_matters.html"
    return render(request, name, context)


@require_http_methods(["GET", "HEAD", "POST"])
def hand(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Choose what another procuratorate gets of a case, and have it cross."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.HANDLE_CASE)
    found = access_case(acting, case_id)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            _hand(request, form, found, acting)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            messages.success(request, _("已列入发往该院的下一个摆渡包；回执自动写回本案。"))
            return redirect("cases:case", case_id=case_id)
    context = {
        "form": form,
        "case": found,
        "basis": CARRIED_BASIS[CarriedMatter.CASE],
        "has_peers": bool(list_receivers(CarriedMatter.CASE)),
    }
    return render(request, "exchange/case_form.html", context, status=400 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, case_id: UUID, matter_id: UUID) -> HttpResponse:
    """Take a case back that no package carries yet."""
    acting = require_kind(request, ActorKind.STAFF)
    access_case(acting, case_id)
    try:
        withdraw_matter(lead_id=case_id, matter_id=matter_id, acting=acting, now=clock.now())
    except DomainError as error:
        messages.error(request, refused(request, error).text)
    else:
        messages.success(request, _("已撤回，没有发出。"))
    return redirect("cases:case", case_id=case_id)


@require_http_methods(["GET", "HEAD", "POST"])
def take(request: HttpRequest, handed_id: UUID) -> HttpResponse:
    """收案: open the case that came, with its papers and evidence."""
    acting = require_kind(request, ActorKind.STAFF)
    require(acting, Action.OPEN_CASE)
    matter = access_received(acting, handed_id)
    if matter.carried != CarriedMatter.CASE:
        raise NotFoundError("exchange.no_matter")
    form = TakeCaseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = {name: UUID(form.cleaned_data[name]) for name in ("department_id", "handler_id")}
        try:
            made = take_case(matter_id=handed_id, acting=acting, now=clock.now(), **chosen)
        except DomainError as error:
            add_refusal(request, form, error)
        else:
            messages.success(request, _("已收案，随案文书和证据已入卷。"))
            return redirect("cases:case", case_id=made.id)
    context = {
        "form": form,
        "matter": matter,
        "title": matter.body.get("title", ""),
        "basis": TAKEN_BASIS,
    }
    return render(request, "exchange/take_case.html", context, status=400 if form.errors else 200)


def _form(request: HttpRequest, found: Case) -> CaseTellingForm:
    offered = offered_of(found)
    return CaseTellingForm(
        request.POST or None,
        peers=list_receivers(CarriedMatter.CASE),
        offered=offered,
        initial={"title": found.title, "facts": found.summary},
    )


def _hand(request: HttpRequest, form: CaseTellingForm, found: Case, acting: Actor) -> None:
    data: dict[str, Any] = form.cleaned_data
    hand_case_over(
        case_id=found.id,
        peer_id=UUID(data["peer"]),
        telling=CaseTelling(
            title=data["title"],
            facts=data["facts"],
            note=data["note"],
            contact_words=data["contact_words"],
            chosen={UUID(one) for one in (*data["papers"], *data["evidence"])},
        ),
        office=office_of(request),
        acting=acting,
        now=clock.now(),
    )
