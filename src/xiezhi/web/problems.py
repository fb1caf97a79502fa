"""Refusals turned into pages: what happened, what to do next. The texts of every error code."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from xiezhi.kernel.errors import DomainError
from xiezhi.web.problem_texts import text_of


def problem_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Return the page for a refusal, in the layout of the face it happened on."""
    problem = text_of(error)
    context = {
        "title": problem.title,
        "happened": problem.text,
        "next_steps": [problem.next_step],
        "basis": problem.basis,
        "code": problem.code,
        "home_url": _home(request),
    }
    return render(request, "problem.html", context, status=error.status)


def _home(request: HttpRequest) -> str:
    """Return the front door of the face the person is on."""
    face = request.path.split("/")[1]
    return f"/{face}/" if face in {"desk", "portal", "open"} else "/"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a stale form."""
    return render(request, "csrf.html", {"reason": reason}, status=403)


def no_such_office(request: HttpRequest) -> HttpResponse:
    """Return a plain page: no office stands behind this host name, so no layout has a name."""
    return HttpResponse(
        _("这个网址没有对应的检察院，请核对网址。"),
        status=404,
        content_type="text/plain; charset=utf-8",
    )
