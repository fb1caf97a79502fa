"""联络员: yearly confirmation and handing over to a successor."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import NotFoundError
from xiezhi.partners.services.units import (
    LiaisonContact,
    confirm_liaison,
    hand_over_liaison,
)
from xiezhi.web.portal.forms import LiaisonForm
from xiezhi.web.portal.page import frame
from xiezhi.web.requests import require_kind


@require_GET
def officers(request: HttpRequest) -> HttpResponse:
    """Show who answers for the unit and the form of 交接."""
    acting = require_kind(request, ActorKind.UNIT)
    return _page(request, acting, LiaisonForm(), HTTPStatus.OK)


@require_POST
def confirm(request: HttpRequest) -> HttpResponse:
    """Note that the officer still answers for the unit."""
    acting = require_kind(request, ActorKind.UNIT)
    confirm_liaison(acting=acting, officer_id=_own_id(acting), now=clock.now())
    messages.success(request, _("已确认，一年后再请您确认。"))
    return HttpResponseRedirect(reverse("portal:liaison"))


@require_POST
def hand_over(request: HttpRequest) -> HttpResponse:
    """交接: the present officer's sign-in ends with this answer."""
    acting = require_kind(request, ActorKind.UNIT)
    form = LiaisonForm(request.POST)
    if not form.is_valid():
        return _page(request, acting, form, HTTPStatus.BAD_REQUEST)
    successor = hand_over_liaison(
        acting=acting,
        officer_id=_own_id(acting),
        label=form.cleaned_data["label"],
        contact=LiaisonContact(
            section=form.cleaned_data["section"],
            mobile=form.cleaned_data["mobile"],
            email=form.cleaned_data["email"],
        ),
        now=clock.now(),
    )
    logout(request)
    return render(request, "portal/handed_over.html", {"successor": successor.label})


def _own_id(acting: Actor) -> UUID:
    if acting.id is None:
        raise NotFoundError("partners.no_officer")
    return acting.id


def _page(request: HttpRequest, acting: Actor, form: LiaisonForm, status: int) -> HttpResponse:
    context, officer = frame(acting, clock.legal_day(clock.now()), "portal:liaison")
    context |= {"officer": officer, "form": form}
    return render(request, "portal/liaison.html", context, status=status)
