"""What the platform is, how to report, what becomes of personal data, the published checkpoint."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xiezhi.kernel import clock
from xiezhi.ledger.selectors.log import find_published_checkpoint
from xiezhi.ledger.services.keys import published_key
from xiezhi.web.open.navigation import open_navigation
from xiezhi.web.requests import office_of

_TEXT = "text/plain; charset=utf-8"


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Say what the platform is and how to report."""
    return render(request, "open/home.html", {"open_navigation": open_navigation("home")})


@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """Say what is kept, for what, how long, and what cannot be promised."""
    return render(request, "open/privacy.html", {"open_navigation": open_navigation("privacy")})


@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    """Publish the day's signed checkpoint, the key, and how to verify both."""
    found = find_published_checkpoint(today=clock.legal_day(clock.now()))
    context = {
        "open_navigation": open_navigation("ledger"),
        "checkpoint": found,
        "key": published_key(office_of(request).slug),
    }
    return render(request, "open/ledger.html", context)


@require_GET
def checkpoint(request: HttpRequest) -> HttpResponse:
    """Send the checkpoint byte for byte, as it was signed."""
    del request
    found = find_published_checkpoint(today=clock.legal_day(clock.now()))
    if found is None:
        raise Http404
    return HttpResponse(found.note, content_type=_TEXT)


@require_GET
def key(request: HttpRequest) -> HttpResponse:
    """Send the key that verifies, one line."""
    return HttpResponse(published_key(office_of(request).slug) + "\n", content_type=_TEXT)
