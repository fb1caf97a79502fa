"""Signing out and the pages every signed-in person has: confirm, password."""

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal import auth as webauthn
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from xiezhi.accounts.models import Account
from xiezhi.accounts.services.sign_ins import (
    change_own_password,
    record_confirmation,
    record_sign_out,
)
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import InvalidInputError, NotAllowedError
from xiezhi.web.accounts.forms import ConfirmForm, PasswordForm
from xiezhi.web.accounts.step_up import mark_stepped_up
from xiezhi.web.problem_texts import text_of
from xiezhi.web.requests import actor_of


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and clear what the site left in the browser."""
    user = request.user
    target = reverse("account_login")
    if isinstance(user, Account):
        if user.kind == ActorKind.UNIT:
            target = reverse("portal_sign_in")
        record_sign_out(acting=actor_of(request), account_id=user.pk, now=clock.now())
    logout(request)
    response = HttpResponseRedirect(target)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask once more who it is, then lead back to the act that asked for it."""
    user = signed_in(request)
    target = local_path(request, request.POST.get("next") or request.GET.get("next", ""))
    if not is_mfa_enabled(user):
        return redirect("mfa_index")
    form = ConfirmForm(request.POST or None, request=request, user=user)
    if request.method == "POST" and form.is_valid():
        mark_stepped_up(request)
        record_confirmation(acting=actor_of(request), account_id=user.pk, now=clock.now())
        return HttpResponseRedirect(target)
    context = {"form": form, "next": target, "js_data": None}
    if is_mfa_enabled(user, [Authenticator.Type.WEBAUTHN]):
        context["js_data"] = {"request_options": webauthn.begin_authentication(user)}
    return render(request, "accounts/confirm.html", context)


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Change one's own password; other sessions of the account end by it."""
    user = signed_in(request)
    form = PasswordForm(request.POST or None, request=request, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            change_own_password(
                acting=actor_of(request),
                account=user,
                password=form.cleaned_data["new"],
                now=clock.now(),
            )
        except InvalidInputError as error:
            form.add_error("new", text_of(error).text)
        else:
            update_session_auth_hash(request, user)
            return HttpResponseRedirect("/portal/" if user.kind == ActorKind.UNIT else "/desk/")
    return render(request, "accounts/password.html", {"form": form, "user": user})


def signed_in(request: HttpRequest) -> Account:
    """Return the account of the session.

    Raises:
        NotAllowedError: ``accounts.sign_in_first``.
    """
    user = request.user
    if not isinstance(user, Account) or user.kind == ActorKind.SUPPORTER:
        raise NotAllowedError("accounts.sign_in_first", kinds=ActorKind.STAFF)
    return user


def local_path(request: HttpRequest, path: str) -> str:
    """Return a path of this site to go on to, or the desk's front page."""
    is_ours = url_has_allowed_host_and_scheme(
        path, allowed_hosts=None, require_https=request.is_secure()
    )
    return path if path.startswith("/") and is_ours else "/desk/"
