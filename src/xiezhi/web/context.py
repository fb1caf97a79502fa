"""What every template may name."""

from typing import Any

from django.http import HttpRequest


def office(request: HttpRequest) -> dict[str, Any]:
    """Return the procuratorate and the actor, when the request has them."""
    return {
        "procuratorate": getattr(request, "procuratorate", None),
        "actor": getattr(request, "actor", None),
    }
