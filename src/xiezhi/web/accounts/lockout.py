"""What a locked-out person reads."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """Return the page that says how long to wait and whom to ask."""
    return render(request, "accounts/locked.html", status=429)
