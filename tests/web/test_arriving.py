"""Who sends slowly keeps nobody waiting for a turn."""

import io
from threading import Event, Thread

from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from typing_extensions import override

from xiezhi.cli.services import WEB_THREADS
from xiezhi.web.middleware.arriving import WORK_AT_ONCE, ArrivalMiddleware
from xiezhi.web.middleware.sizes import PART_TYPE

PATIENCE = 30


class SlowLine(io.BytesIO):
    """A body that comes only when it is let go."""

    def __init__(self, begun: Event, let_go: Event) -> None:
        super().__init__(b"part")
        self._begun, self._let_go = begun, let_go

    @override
    def read(self, size: int | None = -1) -> bytes:
        self._begun.set()
        self._let_go.wait(PATIENCE)
        return super().read(size)


def slow_part(begun: Event, let_go: Event) -> HttpRequest:
    request = RequestFactory().generic("PATCH", "/tus/1/", b"part", content_type=PART_TYPE)
    request._stream = SlowLine(begun, let_go)
    return request


def test_more_slow_telephones_than_turns_hold_up_nobody() -> None:
    """As many as there are turns, and one more, are on their way; another request is answered."""
    bodies: list[bytes] = []

    def answer(request: HttpRequest) -> HttpResponse:
        bodies.append(request.body)
        return HttpResponse()

    site, let_go = ArrivalMiddleware(answer), Event()
    begun = [Event() for _ in range(WORK_AT_ONCE + 1)]
    senders = [Thread(target=site, args=(slow_part(one, let_go),), daemon=True) for one in begun]
    try:
        for sender in senders:
            sender.start()
        assert all(one.wait(PATIENCE) for one in begun)
        site(RequestFactory().get("/"))
        assert bodies == [b""]
    finally:
        let_go.set()
    for sender in senders:
        sender.join(PATIENCE)
    assert bodies == [b"", *[b"part"] * len(senders)]


def test_there_are_more_threads_than_turns() -> None:
    assert 2 * WORK_AT_ONCE < WEB_THREADS < 100
