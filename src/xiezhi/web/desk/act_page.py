"""One act on a lead as a small page: what is done, by which article, its form, the lead beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import DomainError
from xiezhi.leads.models import Lead
from xiezhi.leads.selectors.access import access_lead
from xiezhi.web.desk.act_forms import ActForm
from xiezhi.web.desk.refusals import add_refusal
from xiezhi.web.requests import require_kind
from xiezhi.web.uploads import incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """An act being done: on what, with which entries, by whom, when."""

    request: HttpRequest
    lead: Lead
    data: Mapping[str, Any]
    acting: Actor
    now: datetime

    def papers(self, field: str, limit: int = 1) -> list[IncomingFile]:
        """Return the papers handed in with a field."""
        return incoming(self.request, field, kind=MediaKind.PAPER, limit=limit)

    def paper(self, field: str) -> IncomingFile | None:
        """Return the one paper of a field, or None."""
        return next(iter(self.papers(field)), None)


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
    form = _form(request, page, lead, acting, now, instance)
    status = HTTPStatus.OK
    if request.method == "POST":
        status, address = _perform(request, page, form, now)
        if status is HTTPStatus.OK:
            messages.success(request, str(page.done))
            return HttpResponseRedirect(address or lead_address(lead.id, page.anchor))
    context = {"page": page, "lead": lead, "form": form, **(extra or {})}
    return render(request, page.template, context, status=status)


def lead_address(lead_id: UUID, anchor: str = "") -> str:
    """Return the address of a lead's page, at one of its parts."""
    address = reverse("desk:lead", args=[lead_id])
    return f"{address}#{anchor}" if anchor else address


def _form(  # noqa: PLR0917  # one value, built in one place
    request: HttpRequest, page: ActPage, lead: Lead, acting: Actor, now: datetime, instance: object
) -> ActForm:
    is_post = request.method == "POST"
    return page.form(
        request.POST if is_post else None,
        request.FILES if is_post else None,
        lead=lead,
        acting=acting,
        today=clock.legal_day(now),
        instance=instance,
    )


def _perform(
    request: HttpRequest, page: ActPage, form: ActForm, now: datetime
) -> tuple[HTTPStatus, str]:
    if not form.is_valid():
        return HTTPStatus.BAD_REQUEST, ""
    doing = Doing(
        request=request, lead=form.lead, data=form.cleaned_data, acting=form.acting, now=now
    )
    try:
        done = page.perform(doing)
    except DomainError as error:
        add_refusal(request, form, error, (page.fields_of or {}).get(error.code))
        return HTTPStatus(error.status), ""
    return HTTPStatus.OK, done if isinstance(done, str) else ""
