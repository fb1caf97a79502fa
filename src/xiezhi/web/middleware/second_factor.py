"""No desk page without a second factor; no portal page without one where the unit asks for it."""

from collections.abc import Callable
from typing import Final

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from xiezhi.accounts.models import Account
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.partners.selectors.units import requires_totp

SESSION_KEY: Final = "has_second_factor"
DOORS: Final = ("/desk/sign-in/", "/desk/confirm/", "/portal/sign-in/")


class SecondFactorMiddleware:
    """Leads to a new password first, then to enrolling, before the page asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or lead to what has to be done first."""
        first = _what_comes_first(request)
        return HttpResponseRedirect(reverse(first)) if first else self.get_response(request)


def _what_comes_first(request: HttpRequest) -> str:
    path = request.path
    if not path.startswith(("/desk/", "/portal/")) or path.startswith(DOORS):
        return ""
    user = getattr(request, "user", None)
    if not isinstance(user, Account) or user.kind == ActorKind.SUPPORTER:
        return ""
    if user.must_change_password:
        return "account_change_password"
    return "" if _is_enrolled(request, user) else "mfa_index"


def _is_enrolled(request: HttpRequest, user: Account) -> bool:
    """Return whether the account may go on; asked of the database until it may, then kept."""
    if request.session.get(SESSION_KEY) == str(user.pk):
        return True
    is_free = user.kind == ActorKind.UNIT and not requires_totp(user, today=legal_day(clock.now()))
    is_enrolled = is_free or bool(is_mfa_enabled(user))
    if is_enrolled:
        request.session[SESSION_KEY] = str(user.pk)
    return is_enrolled
