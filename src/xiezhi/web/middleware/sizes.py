"""How much one request may bring, and how many large ones are worked on at once."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from http import HTTPStatus
from threading import BoundedSemaphore
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from xiezhi.evidence.rules.kinds import MediaKind, most_bytes
from xiezhi.uploads.rules.protocol import MAX_PART_BYTES
from xiezhi.web.requests import wants_json

PART_TYPE: Final = "application/offset+octet-stream"
"""A part of a resumable upload; read whole into memory, so it stays small."""
_MEGABYTE: Final = 1024 * 1024
_MARGIN: Final = 15 * _MEGABYTE
LARGE_BYTES: Final = 8 * _MEGABYTE
LARGE_AT_ONCE: Final = 4
HUGE_BYTES: Final = 100 * _MEGABYTE
"""Films: sealing one holds it twice in memory, so one such request is worked on at a time."""
_turns: Final = BoundedSemaphore(LARGE_AT_ONCE)
_huge_turn: Final = BoundedSemaphore(1)


class RequestSizeMiddleware:
    """Answers 413 in words of its own. A body without a length is not read at all (WSGI)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or refuse what is too large."""
        length = _length(request)
        is_part = request.content_type == PART_TYPE
        if length is not None and length <= (MAX_PART_BYTES if is_part else most_request_bytes()):
            return self.get_response(request)
        return _too_large(request)


def most_request_bytes() -> int:
    """Return how much one request may bring: nine photographs and a voice, 250 MB by default.

    Measured: a request is held once in memory while its files are looked at, so this times the
    turns is what all uploads together may take, 1 GB.
    """
    return 9 * most_bytes(MediaKind.PHOTO) + most_bytes(MediaKind.VOICE) + _MARGIN


def turn_of(request: HttpRequest) -> AbstractContextManager[object]:
    """Return what a request waits for before its files are read into memory; small ones do not.

    Asked when the body has come in and lies on disk, so that no slow telephone holds a turn.
    """
    return turn_for(_length(request) or 0)


def turn_for(size_bytes: int) -> AbstractContextManager[object]:
    """Return what the work on so many bytes waits for."""
    if size_bytes > HUGE_BYTES:
        return _huge_turn
    return _turns if size_bytes > LARGE_BYTES else nullcontext()


def _length(request: HttpRequest) -> int | None:
    words = request.META.get("CONTENT_LENGTH") or "0"
    return int(words) if words.isascii() and words.isdecimal() else None


def _too_large(request: HttpRequest) -> HttpResponse:
    """Return the refusal; nobody is known yet, so the page is drawn without a request."""
    happened = _("一次提交的文件加起来超过了 %(limit)s 兆，没有收。") % {
        "limit": most_request_bytes() // _MEGABYTE
    }
    next_step = _("请少选几个文件先提交，其余的随后再补充。已填写的文字还在，返回上一页即可。")
    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    if wants_json(request):
        errors = {"photos": f"{happened}{next_step}"}
        return JsonResponse({"errors": errors, "summary": ""}, status=status)
    context = {
        "title": _("文件太大"),
        "happened": happened,
        "next_steps": [next_step],
        "home_url": "/",
    }
    return HttpResponse(render_to_string("problem.html", context), status=status)
