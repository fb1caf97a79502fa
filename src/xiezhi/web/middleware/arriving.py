"""A slow telephone holds a thread that waits, and nothing else."""

from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Final

from django.http import HttpRequest, HttpResponseBase

from xiezhi.web.middleware.sizes import PART_TYPE

WORK_AT_ONCE: Final = 24
"""Requests that are worked on at once, and so what they may hold of the database."""
_work: Final = BoundedSemaphore(WORK_AT_ONCE)


class ArrivalMiddleware:
    """Takes in the whole of what is sent, then waits for a turn to work on it.

    There are many more threads than turns: who sends a byte a second, by a weak line or on purpose,
    keeps neither a connection to the database nor anybody else waiting.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer once everything has come."""
        _take_in_whole(request)
        with _work:
            return self.get_response(request)


def _take_in_whole(request: HttpRequest) -> None:
    if request.content_type == PART_TYPE:
        bool(request.body)
    elif request.method == "POST":
        bool(request.POST)
