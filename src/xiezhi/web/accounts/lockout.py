"""Locking a name after failures: the same for passwords, second factors and codes by SMS."""

from collections.abc import Mapping
from typing import Final

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.utils import reset
from django.contrib.auth.signals import user_login_failed
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac

from xiezhi.accounts.services.sign_ins import record_lock
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.web.requests import office_of

TOO_MANY: Final = 429


def locked_name(request: HttpRequest, credentials: Mapping[str, object] | None = None) -> str:
    """Return the name failures are counted under: with the office, so that none locks another's."""
    slug = office_of(request).slug
    typed = str((credentials or {}).get("username") or "").strip().lower()[:60]
    return typed if typed.startswith(f"{slug}/") else f"{slug}/{typed}"


def no_address(request: HttpRequest) -> None:
    """Keep no address: the application never learns one."""


def is_locked(request: HttpRequest, name: str) -> bool:
    """Return whether a name is locked, and have the answer replaced by the page that says so."""
    if AxesProxyHandler.is_allowed(request, {"username": name}):
        return False
    request.axes_locked_out = True  # type: ignore[attr-defined]  # read by axes' middleware
    return True


def note_failure(request: HttpRequest, name: str) -> None:
    """Count a failure that did not pass through `authenticate`."""
    user_login_failed.send(sender=__name__, credentials={"username": name}, request=request)


def forgive(request: HttpRequest, username: str) -> None:
    """Forget the failures of an account that has signed in without a session."""
    reset(username=username)


def unknown_name(number: str) -> str:
    """Return the name under which failures for a number nobody has are counted.

    The number itself is not kept: the table is no place for it.
    """
    return f"sms-{salted_hmac('xiezhi.unknown_number', number).hexdigest()[:16]}"


def locked_out(
    request: HttpRequest,
    response: HttpResponse | None = None,
    credentials: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Return the page that says how long to wait and whom to ask."""
    nobody = Actor(kind=ActorKind.PUBLIC, procuratorate_id=office_of(request).id)
    record_lock(acting=nobody, now=clock.now())
    wait = get_cool_off(request)
    page = render(
        request,
        "accounts/locked.html",
        {"minutes": int(wait.total_seconds() // 60)},
        status=TOO_MANY,
    )
    page.headers["Retry-After"] = str(int(wait.total_seconds()))
    return page
