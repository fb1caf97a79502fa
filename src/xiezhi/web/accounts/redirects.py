"""Refusals that a sign-in or a confirmation resolves: where to send the person."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
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
    if error.code != "accounts.sign_in_first" or request.method not in {"GET", "HEAD"}:
        return None
    kind = str(error.params.get("kinds", "")).split(",")[0]
    actor = getattr(request, "actor", None)
    if kind not in _DOORS or (actor is not None and actor.kind is not ActorKind.PUBLIC):
        return None
    try:
        door = reverse(_DOORS[ActorKind(kind)])
    except NoReverseMatch:
        return None
    return _go(request, door, request.get_full_path())


def _go(request: HttpRequest, door: str, page: str) -> HttpResponse:
    target = f"{door}?{urlencode({'next': page})}"
    if request.headers.get("HX-Request"):
        return HttpResponseClientRedirect(target)
    return HttpResponseRedirect(target)
