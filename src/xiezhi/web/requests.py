"""Typed access to what middleware put on a request."""

from django.http import HttpRequest

from xiezhi.accounts.models import Procuratorate
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotAllowedError


def office_of(request: HttpRequest) -> Procuratorate:
    """Return the procuratorate the host name led to."""
    office = getattr(request, "procuratorate", None)
    if not isinstance(office, Procuratorate):
        raise TypeError("no procuratorate on this request")
    return office


def actor_of(request: HttpRequest) -> Actor:
    """Return who acts: the signed-in person's profile, or the public."""
    acting = getattr(request, "actor", None)
    if not isinstance(acting, Actor):
        raise TypeError("no actor on this request")
    return acting


def wants_json(request: HttpRequest) -> bool:
    """Return whether a script asks: the phone client reads refusals field by field."""
    return "application/json" in request.headers.get("Accept", "")


def require_kind(request: HttpRequest, *kinds: str) -> Actor:
    """Return the actor when of one of the kinds.

    Raises:
        NotAllowedError: ``accounts.sign_in_first``; the page of problems offers the right sign-in.
    """
    acting = actor_of(request)
    if acting.kind not in kinds:
        raise NotAllowedError("accounts.sign_in_first", kinds=",".join(kinds))
    return acting
