"""What every template may name."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from xiezhi.house.selectors.citations import repealed_words
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind


def office(request: HttpRequest) -> dict[str, Any]:
    """Return the procuratorate and the actor, when the request has them."""
    return {
        "procuratorate": getattr(request, "procuratorate", None),
        "actor": getattr(request, "actor", None),
    }


def house(request: HttpRequest) -> dict[str, Any]:
    """Return ``repealed_bases``: read only when a page shows a limit that cites a text.

    That a text is to be renewed is the office's own business: nobody outside is told.
    """
    actor = getattr(request, "actor", None)
    is_inside = actor is not None and actor.kind is ActorKind.STAFF
    return {"repealed_bases": SimpleLazyObject(_repealed) if is_inside else frozenset()}


def _repealed() -> frozenset[str]:
    return repealed_words(clock.legal_day(clock.now()))
