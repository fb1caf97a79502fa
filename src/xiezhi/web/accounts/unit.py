"""Sign-in of a partner unit's liaison officer: password or a code by SMS."""

from typing import Final

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from xiezhi.accounts.models import Account
from xiezhi.accounts.selectors.staff import find_account_named
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.partners.services.sign_in import request_unit_code
from xiezhi.web.accounts.forms import UnitCodeForm, UnitNameForm
from xiezhi.web.accounts.session import local_path
from xiezhi.web.requests import actor_of, office_of

SESSION_NAME: Final = "unit_sign_in"


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Take the account with a password, or send a code and take that."""
    if isinstance(request.user, Account) and request.user.kind == ActorKind.UNIT:
        return redirect("/portal/")
    match request.POST.get("act"):
        case "send":
            return _send(request)
        case "verify":
            return _verify(request)
        case "password":
            return _check_password(request)
        case _:
            pass
    request.session.pop(SESSION_NAME, None)
    return _page(request, UnitNameForm(), "name")


def _check_password(request: HttpRequest) -> HttpResponse:
    form = UnitNameForm(request.POST)
    if form.is_valid():
        account = authenticate(
            request,
            username=form.cleaned_data["account"],
            password=form.cleaned_data["password"],
            kind=ActorKind.UNIT,
        )
        if account is not None:
            return _enter(request, account)
        form.add_error(None, _("单位账号或密码不正确。"))
    return _page(request, form, "name")


def _send(request: HttpRequest) -> HttpResponse:
    """Send a code where the account exists; the page is the same where it does not."""
    name = str(request.session.get(SESSION_NAME, "") if "account" not in request.POST else "")
    form = UnitNameForm({"account": name} if name else request.POST)
    if not form.is_valid():
        return _page(request, form, "name")
    name = form.cleaned_data["account"].strip().lower()
    request.session[SESSION_NAME] = name
    account = find_account_named(f"{office_of(request).slug}/{name}", ActorKind.UNIT)
    if account is not None:
        request_unit_code(acting=actor_of(request), account=account, now=clock.now())
    return _page(request, UnitCodeForm(), "code")


def _verify(request: HttpRequest) -> HttpResponse:
    name = str(request.session.get(SESSION_NAME, ""))
    form = UnitCodeForm(request.POST)
    if not name:
        return _page(request, UnitNameForm(), "name")
    if form.is_valid():
        account = authenticate(
            request, username=name, sms_code=form.cleaned_data["code"], kind=ActorKind.UNIT
        )
        if account is not None:
            request.session.pop(SESSION_NAME, None)
            return _enter(request, account)
        form.add_error("code", _("验证码不正确或已过期。"))
    return _page(request, form, "code")


def _enter(request: HttpRequest, account: object) -> HttpResponse:
    target = local_path(request, request.GET.get("next", "") or "/portal/")
    login = Login(user=account, redirect_url=target)
    response = perform_login(request, login)
    request.session.set_expiry(0)
    return response  # type: ignore[no-any-return]  # allauth ships no types


def _page(request: HttpRequest, form: object, step: str) -> HttpResponse:
    return render(request, "accounts/unit_sign_in.html", {"form": form, "step": step})
