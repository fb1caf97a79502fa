"""One act on a lead as a small page: what is done, by which article, its form, the lead beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.leads.models import Lead
from xiezhi.leads.selectors.access import access_lead
from xiezhi.web.desk.act_forms import ActForm
from xiezhi.web.desk.doing import Entries, attempt, form_of
from xiezhi.web.desk.fragments import lead_on
from xiezhi.web.requests import require_kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing(Entries):
    """An act on a lead being done."""

    lead: Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class ActPage:
    """What an act's page says and does.

    Attributes:
        right: asked before the page is shown; None where the form itself depends on rights.
        perform: does the act; may return the address to go on to, else the lead's page follows.
        done: what the person reads afterwards.
        fields_of: which field a refusal's code belongs to.
    """

    title: Any
    submit: Any
    done: Any
    form: type[ActForm]
    perform: Callable[[Doing], object]
    right: Action | None = None
    text: Any = ""
    basis: str = ""
    template: str = "desk/act.html"
    fields_of: Mapping[str, str] | None = None
    anchor: str = ""


def act_page(
    request: HttpRequest,
    lead_id: UUID,
    page: ActPage,
    *,
    instance: object = None,
    extra: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Show an act's form, or do the act; a refusal comes back with everything that was entered."""
    acting = require_kind(request, ActorKind.STAFF)
    if page.right is not None:
        require(acting, page.right)
    now = clock.now()
    lead = access_lead(acting, lead_id)
    today = clock.legal_day(now)
    form = form_of(request, page.form, acting=acting, today=today, lead=lead, instance=instance)
    status = HTTPStatus.OK
    if request.method == "POST":
        fields_of = page.fields_of or {}
        tried = attempt(request, form, lambda: page.perform(_doing(request, form, now)), fields_of)
        status = tried.status
        if tried.is_done:
            messages.success(request, str(page.done))
            return lead_on(request, _address_after(tried.done, lead, page))
    context = {"page": page, "lead": lead, "form": form, **(extra or {})}
    return render(request, page.template, context, status=status)


def _address_after(done: object, lead: Lead, page: ActPage) -> str:
    return done if done and isinstance(done, str) else lead_address(lead.id, page.anchor)


def lead_address(lead_id: UUID, anchor: str = "") -> str:
    """Return the address of a lead's page, at one of its parts."""
    address = reverse("desk:lead", args=[lead_id])
    return f"{address}#{anchor}" if anchor else address


def _doing(request: HttpRequest, form: ActForm, now: datetime) -> Doing:
    data, acting = form.cleaned_data, form.acting
    return Doing(request=request, lead=form.lead, data=data, acting=acting, now=now)
