"""Refusals turned into pages: what happened, what to do next. The texts of every error code."""

import sys
from http import HTTPStatus
from typing import Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from xiezhi.kernel.errors import DomainError
from xiezhi.web.accounts.redirects import find_sign_in
from xiezhi.web.problem_texts import text_at
from xiezhi.web.requests import wants_json

RETRY_SECONDS: Final = 10


def problem_page(request: HttpRequest, error: DomainError) -> HttpResponse:
    """Return the page for a refusal, in the layout of the face it happened on."""
    problem = text_at(request.resolver_match, error)
    sign_in = find_sign_in(request, error)
    context = {
        "title": problem.title,
        "happened": problem.text,
        "next_steps": [problem.next_step],
        "basis": problem.basis,
        "code": problem.code,
        "home_url": _home(request),
        "sign_in_url": sign_in,
    }
    response = render(request, "problem.html", context, status=error.status)
    if sign_in:
        response["X-Sign-In"] = sign_in
    return response


def _home(request: HttpRequest) -> str:
    """Return the front door of the face the person is on."""
    face = request.path.split("/")[1]
    return f"/{face}/" if face in {"desk", "portal", "open"} else "/"


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Return the page for a stale form."""
    response = render(request, "csrf.html", {"reason": reason}, status=403)
    response["X-Stale-Page"] = "yes"  # a script renews the page and sends again
    return response


def no_such_office(request: HttpRequest) -> HttpResponse:
    """Return a plain page: no office stands behind this host name, so no layout has a name."""
    return HttpResponse(
        _("这个网址没有对应的检察院，请核对网址。"),
        status=404,
        content_type="text/plain; charset=utf-8",
    )


def server_error(request: HttpRequest) -> HttpResponse:
    """Return the page for an error of ours; while the database is away, one that says to wait.

    Django calls it while the error is being handled. The page is drawn without the request: what
    a page knows of its reader comes from the database.
    """
    if not isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        page = render_to_string("500.html")
        return HttpResponse(page, status=HTTPStatus.INTERNAL_SERVER_ERROR)
    happened = _("数据库暂时没有应答，这一次没有保存任何改动。")
    next_step = _("请过十几秒再试一次，填写过的内容都在；已收到的不受影响。")
    response: HttpResponse
    if wants_json(request):
        response = JsonResponse({"errors": {}, "summary": happened, "next": next_step})
    else:
        context = {"title": _("请稍等再试"), "happened": happened, "next_steps": [next_step]}
        response = HttpResponse(render_to_string("problem.html", context))
    response.status_code = HTTPStatus.SERVICE_UNAVAILABLE
    response["Retry-After"] = str(RETRY_SECONDS)
    return response
