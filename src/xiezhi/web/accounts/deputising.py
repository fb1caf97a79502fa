"""Whose work a session does under 代办授权; asked anew at each request, so a revoked one ends at once."""

from datetime import date
from typing import Final
from uuid import UUID

from django.http import HttpRequest

from xiezhi.accounts.selectors.actors import find_principal, on_behalf
from xiezhi.kernel.actor import Actor

SESSION_KEY: Final = "deputises_for"


def deputised(request: HttpRequest, acting: Actor, *, today: date) -> Actor:
    """Return the actor with the member named whose work the session does, if it still may."""
    chosen = request.session.get(SESSION_KEY)
    if not isinstance(chosen, str):
        return acting
    principal = find_principal(acting.id, UUID(chosen), today=today)
    if principal is None:
        del request.session[SESSION_KEY]
        return acting
    return on_behalf(acting, principal)


def begin(request: HttpRequest, principal_id: UUID) -> None:
    """Do a member's work from the next request on."""
    request.session[SESSION_KEY] = str(principal_id)


def end(request: HttpRequest) -> None:
    """Do one's own work again."""
    request.session.pop(SESSION_KEY, None)
