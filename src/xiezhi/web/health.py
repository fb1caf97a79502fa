"""Answers for machines: alive, ready, figures."""

from ipaddress import ip_address
from typing import Final

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

_FORWARDED: Final = ("X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Forwarded", "Via")


def healthz(request: HttpRequest) -> HttpResponse:
    """Return 200 while the process answers."""
    return HttpResponse("ok", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Return 200 when the database answers too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


def metrics(request: HttpRequest) -> HttpResponse:
    """Return the figures in Prometheus' text format, to this machine only.

    How many reports came in and when is nobody else's to know.

    Raises:
        Http404: asked from another machine, or through a proxy.
    """
    if any(name in request.headers for name in _FORWARDED) or not _is_here(request):
        raise Http404
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def _is_here(request: HttpRequest) -> bool:
    """Return whether the connection came from this machine; nothing of it is kept."""
    try:
        return ip_address(str(request.META.get("REMOTE_ADDR", ""))).is_loopback
    except ValueError:
        return False
