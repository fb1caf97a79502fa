"""日历订阅: the page that gives a secret address, and the feed behind it."""

import hashlib

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from xiezhi.clocks.rules.ics import calendar_text
from xiezhi.clocks.selectors.calendar import (
    access_calendar,
    find_calendar_address,
    list_calendar_days,
)
from xiezhi.clocks.services.calendar_addresses import (
    renew_calendar_address,
    revoke_calendar_address,
)
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.web.office.pages import done
from xiezhi.web.requests import require_kind

CALENDAR_TYPE = "text/calendar; charset=utf-8"


@require_http_methods(["GET", "POST"])
def calendar_page(request: HttpRequest) -> HttpResponse:
    """Explain the feed; give a new address, which is shown this once only."""
    acting = require_kind(request, ActorKind.STAFF)
    address = ""
    if request.method == "POST":
        secret = renew_calendar_address(acting=acting, now=clock.now())
        address = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
    context = {"standing": _standing(acting), "address": address}
    return render(request, "desk/calendar.html", context)


@require_POST
def calendar_revoke(request: HttpRequest) -> HttpResponse:
    """End the address."""
    acting = require_kind(request, ActorKind.STAFF)
    revoke_calendar_address(acting=acting, now=clock.now())
    return done(request, _("订阅地址已停用。"), reverse("desk:calendar"))


@require_GET
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """Send the last days behind an address; the same days are answered by 304."""
    address = access_calendar(token)
    today = clock.legal_day(clock.now())
    text = calendar_text(_("协治 · 我的期限"), list_calendar_days(address.staff_id, today))
    tag = f'"{hashlib.sha256(text.encode()).hexdigest()}"'
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(text, content_type=CALENDAR_TYPE)
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _standing(acting: Actor) -> object:
    return None if acting.id is None else find_calendar_address(acting.id)
