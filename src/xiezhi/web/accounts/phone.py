"""Sign-in of a grid member: a code by SMS or a work card; the phone stays bound for 180 days."""

from contextlib import suppress
from datetime import datetime
from typing import Final

from django.conf import settings
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from xiezhi.accounts.models import Account
from xiezhi.accounts.rules.devices import BOUND_FOR, Means
from xiezhi.accounts.rules.names import short_name
from xiezhi.accounts.rules.sms_codes import MIN_INTERVAL
from xiezhi.accounts.services.devices import bind_device, revoke_device
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotFoundError
from xiezhi.supporters.models import Supporter
from xiezhi.supporters.selectors.rosters import find_card, find_supporter_of_mobile
from xiezhi.supporters.services.sign_in import request_supporter_code
from xiezhi.supporters.services.work_cards import bind_phone_by_card
from xiezhi.web.accounts.forms import PhoneCodeForm, PhoneForm
from xiezhi.web.accounts.lockout import forgive, unknown_name
from xiezhi.web.middleware.phone import COOKIE
from xiezhi.web.requests import actor_of

_OUTER: Final = "outer"
SESSION_NUMBER: Final = "phone_sign_in"
SESSION_SENT_AT: Final = "phone_code_sent_at"


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Take the number, send a code, take the code.

    The outer zone knows nobody's number: there a work card is the only way.
    """
    if actor_of(request).kind is ActorKind.SUPPORTER:
        return redirect(own_page())
    if settings.XIEZHI_ZONE == _OUTER:
        return _page(request, PhoneForm(), "card")
    match request.POST.get("act"):
        case "send":
            return _send(request)
        case "verify":
            return _verify(request)
        case _:
            pass
    request.session.pop(SESSION_NUMBER, None)
    return _page(request, PhoneForm(), "phone")


def _send(request: HttpRequest) -> HttpResponse:
    """Send a code where the number is known; the page is the same where it is not."""
    known = {"phone": request.session.get(SESSION_NUMBER, "")}
    form = PhoneForm(request.POST if "phone" in request.POST else known)
    if not form.is_valid():
        return _page(request, form, "phone")
    now = clock.now()
    number = form.cleaned_data["phone"]
    _part_from_reports(request)
    request.session[SESSION_NUMBER] = number
    if not _seconds_to_wait(request, now):
        request.session[SESSION_SENT_AT] = now.timestamp()
        supporter = find_supporter_of_mobile(number, today=legal_day(now))
        if supporter is not None:
            request_supporter_code(acting=actor_of(request), supporter=supporter, now=now)
    return _page(request, PhoneCodeForm(), "code")


def _verify(request: HttpRequest) -> HttpResponse:
    number = str(request.session.get(SESSION_NUMBER, ""))
    if not number:
        return _page(request, PhoneForm(), "phone")
    form = PhoneCodeForm(request.POST)
    if form.is_valid():
        supporter = find_supporter_of_mobile(number, today=legal_day(clock.now()))
        account = authenticate(
            request,
            username=_lock_name(supporter, number),
            sms_code=form.cleaned_data["code"],
            kind=ActorKind.SUPPORTER,
        )
        if isinstance(account, Account):
            return _bind(request, account)
        form.add_error("code", _("验证码不正确或已过期。"))
    return _page(request, form, "code")


def _lock_name(supporter: Supporter | None, number: str) -> str:
    account = supporter.account if supporter is not None else None
    return unknown_name(number) if account is None else short_name(account.username)


def _bind(request: HttpRequest, account: Account) -> HttpResponse:
    forgive(request, account.username)
    request.session.flush()
    token = bind_device(
        acting=actor_of(request), account_id=account.pk, means=Means.SMS, now=clock.now()
    )
    return keep_phone(HttpResponseRedirect(own_page()), token, is_secure=request.is_secure())


@never_cache
@require_http_methods(["GET", "POST"])
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Show whose card it is; only the button binds, so that no preview of a chat uses it up."""
    now = clock.now()
    if request.method == "POST":
        _supporter, device = bind_phone_by_card(acting=actor_of(request), token=token, now=now)
        response = HttpResponseRedirect(own_page())
        return keep_phone(response, device, is_secure=request.is_secure())
    found = find_card(token, today=legal_day(now))
    if found is None:
        raise NotFoundError("supporters.no_card")
    return render(
        request, "accounts/card.html", {"label": found.supporter.label, "days": BOUND_FOR.days}
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Unbind this phone."""
    token = request.COOKIES.get(COOKIE, "")
    with suppress(NotFoundError):  # already unbound: signing out still ends well
        revoke_device(acting=actor_of(request), token=token, now=clock.now())
    response = HttpResponseRedirect(reverse("member:sign_in"))
    response.delete_cookie(COOKIE, samesite="Lax")
    # Not "storage": there lies, encrypted, what could not be sent yet; 立即清除 is a button of its own.
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def keep_phone(response: HttpResponse, token: str, *, is_secure: bool) -> HttpResponse:
    """Let the phone keep its token. Lax: a card opened from a chat comes from another site."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(BOUND_FOR.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=is_secure,
    )
    return response


def _part_from_reports(request: HttpRequest) -> None:
    """Drop what this browser knows of reports: one row must not hold a number beside them."""
    for name in [key for key in request.session.keys() if key.startswith("snap_")]:  # noqa: SIM118
        del request.session[name]


def forget_number(request: HttpRequest) -> None:
    """Drop a number typed and left, before the session keeps anything of a report."""
    request.session.pop(SESSION_NUMBER, None)


def own_page() -> str:
    """Return the address of 「我的」, or the front page where there is none."""
    try:
        return reverse("member:mine")
    except NoReverseMatch:
        return "/"


def _seconds_to_wait(request: HttpRequest, now: datetime) -> int:
    sent = request.session.get(SESSION_SENT_AT)
    if not isinstance(sent, (int, float)):
        return 0
    return max(0, int(MIN_INTERVAL.total_seconds() - (now.timestamp() - sent)))


def _page(request: HttpRequest, form: object, step: str) -> HttpResponse:
    number = str(request.session.get(SESSION_NUMBER, ""))
    context = {
        "form": form,
        "step": step,
        "phone_shown": f"{number[:3]}****{number[-4:]}" if number else "",
        "resend_seconds": _seconds_to_wait(request, clock.now()),
        "card": None,
        "bound_days": BOUND_FOR.days,
    }
    return render(request, "snap/sign_in.html", context)
