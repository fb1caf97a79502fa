"""The front page of the outer zone's desk."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from xiezhi.kernel.actor import ActorKind
from xiezhi.web.requests import require_kind


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """Say what this side is for, and lead to the packages."""
    require_kind(request, ActorKind.STAFF)
    return render(request, "outer/home.html")
