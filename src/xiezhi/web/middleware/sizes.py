"""How much one request may bring: refused by its announced length, before a byte is read."""

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

# Nine photographs of a new telephone, or a scanned file of papers. Each of the eight threads may
# hold one request in memory, so this bounds the process.
MAX_REQUEST_BYTES: Final = 128 * 1024 * 1024
_MEGABYTE: Final = 1024 * 1024


class RequestSizeMiddleware:
    """Answers 413 in words of its own. A body without a length is not read at all (WSGI)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or refuse what is too large."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) <= MAX_REQUEST_BYTES:
            return self.get_response(request)
        return _too_large(request)


def _too_large(request: HttpRequest) -> HttpResponse:
    """Return the refusal; nobody is known yet, so the page is drawn without a request."""
    happened = _("一次提交的文件加起来超过了 %(limit)s 兆，没有收。") % {
        "limit": MAX_REQUEST_BYTES // _MEGABYTE
    }
    next_step = _("请少选几个文件先提交，其余的随后再补充。已填写的文字还在，返回上一页即可。")
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if "application/json" in request.headers.get("Accept", ""):
        errors = {"photos": f"{happened}{next_step}"}
        return JsonResponse({"errors": errors, "summary": ""}, status=status)
    context = {
        "title": _("文件太大"),
        "happened": happened,
        "next_steps": [next_step],
        "home_url": "/",
    }
    return HttpResponse(render_to_string("problem.html", context), status=status)
