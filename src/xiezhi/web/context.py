"""What every template may name."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from xiezhi.house.selectors.citations import repealed_words
from xiezhi.kernel import clock


def office(request: HttpRequest) -> dict[str, Any]:
    """Return the procuratorate and the actor, when the request has them."""
    return {
        "procuratorate": getattr(request, "procuratorate", None),
        "actor": getattr(request, "actor", None),
    }


def house(request: HttpRequest) -> dict[str, Any]:  # as Django calls it
    """Return ``repealed_bases``: read only when a page shows a limit that cites a text."""
    return {"repealed_bases": SimpleLazyObject(_repealed)}


def _repealed() -> frozenset[str]:
    return repealed_words(clock.legal_day(clock.now()))
