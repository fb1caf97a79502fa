"""More than a request may bring is refused kindly, before it is read."""

from contextlib import ExitStack
from threading import BoundedSemaphore
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory

from xiezhi.accounts.models import Procuratorate
from xiezhi.web.middleware.sizes import (
    LARGE_AT_ONCE,
    LARGE_BYTES,
    RequestSizeMiddleware,
    most_request_bytes,
    turn_of,
)


def _announce(length: str, accept: str = "text/html") -> Any:
    client = Client(headers={"host": "localhost", "accept": accept})
    return client.generic(
        "POST", "/", b"x", content_type="multipart/form-data; boundary=b", CONTENT_LENGTH=length
    )


@pytest.mark.parametrize(
    "length",
    [
        pytest.param(str(most_request_bytes() + 1), id="one byte too many"),
        pytest.param("99999999999999999999", id="absurd"),
        pytest.param("-1", id="negative"),
        pytest.param("²", id="a digit that is no number"),
    ],
)
def test_too_much_is_refused_with_what_to_do_next(office: Procuratorate, length: str) -> None:
    answer = _announce(length)
    assert answer.status_code == 413
    page = answer.content.decode()
    assert "250 兆" in page
    assert "其余的随后再补充" in page


def test_a_phone_gets_it_at_its_field(office: Procuratorate) -> None:
    answer = _announce(str(most_request_bytes() + 1), "application/json")
    assert answer.status_code == 413
    assert "photos" in answer.json()["errors"]


def test_the_largest_is_let_through(rf: RequestFactory) -> None:
    request = rf.generic("POST", "/", CONTENT_LENGTH=str(most_request_bytes()))
    answer = RequestSizeMiddleware(lambda _request: HttpResponse("taken"))(request)
    assert answer.status_code == 200


def test_large_requests_wait_for_their_turn_and_small_ones_do_not(rf: RequestFactory) -> None:
    large = rf.generic("POST", "/", CONTENT_LENGTH=str(LARGE_BYTES + 1))
    small = rf.generic("POST", "/", CONTENT_LENGTH=str(LARGE_BYTES))
    turns = turn_of(large)
    assert isinstance(turns, BoundedSemaphore)
    with ExitStack() as held:
        for _ in range(LARGE_AT_ONCE):
            held.enter_context(turn_of(large))
        assert not turns.acquire(blocking=False)
        with turn_of(small):
            pass
    assert turns.acquire(blocking=False)
    turns.release()
