"""Refusals that a sign-in or a confirmation resolves: where to send the person."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect

from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import DomainError, StepUpRequiredError

_DOORS = {
    ActorKind.STAFF: "account_login",
    ActorKind.UNIT: "portal_sign_in",
    ActorKind.SUPPORTER: "member:sign_in",
}


def find_door(request: HttpRequest, error: DomainError) -> HttpResponse | None:
    """Return the redirect that resolves a refusal, or None when it stands.

    A confirmation leads back to the page of the act: the address itself when it can be opened,
    else the field ``page`` of the form. Signing in is offered to those who open a page; what
    was posted without a session gets the page of problems and keeps what was typed.
    """
    if isinstance(error, StepUpRequiredError):
        page = request.POST.get("page") or request.get_full_path()
        return _go(request, reverse("account_reauthenticate"), page)
    if request.method not in {"GET", "HEAD"}:
        return None
    door = sign_in_door(request, error)
    return _go(request, door, request.get_full_path()) if door else None


def find_sign_in(request: HttpRequest, error: DomainError) -> str:
    """Return where to sign in before sending again what was posted, back to the page it stood on; or ""."""
    door = sign_in_door(request, error)
    return _target(door, _page_of(request)) if door else ""


def sign_in_door(request: HttpRequest, error: DomainError) -> str:
    """Return the sign-in of whoever may do what was refused, or "" where signing in is not it."""
    if error.code != "accounts.sign_in_first":
        return ""
    kind = str(error.params.get("kinds", "")).split(",")[0]
    actor = getattr(request, "actor", None)
    if kind not in _DOORS or (actor is not None and actor.kind is not ActorKind.PUBLIC):
        return ""
    try:
        return reverse(_DOORS[ActorKind(kind)])
    except NoReverseMatch:
        return ""


def _page_of(request: HttpRequest) -> str:
    """Return the page a form stood on: not every address that takes a form can be opened."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return request.get_full_path()
    return urlsplit(came_from)._replace(scheme="", netloc="", fragment="").geturl()


def _target(door: str, page: str) -> str:
    return f"{door}?{urlencode({'next': page})}"


def _go(request: HttpRequest, door: str, page: str) -> HttpResponse:
    target = _target(door, page)
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(target)
    return HttpResponseRedirect(target)
