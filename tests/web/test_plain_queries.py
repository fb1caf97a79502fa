"""NUL in an address: left out before anything reads it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from xiezhi.web.middleware.queries import PlainQueryMiddleware


@pytest.mark.parametrize(
    ("asked", "read"),
    [
        pytest.param("q=%00", "", id="alone"),
        pytest.param("q=%E6%B2%B3%00%E9%81%93", "河道", id="within"),
        pytest.param("q=a%2500b", "a%00b", id="written out"),
        pytest.param("q=%0%0000", "0", id="put together"),
        pytest.param("q=%E6%B2%B3%E9%81%93", "河道", id="none"),
    ],
)
def test_query_is_read_without_nul(asked: str, read: str) -> None:
    found = []

    def answer(request: HttpRequest) -> HttpResponse:
        found.append(request.GET["q"])
        return HttpResponse()

    PlainQueryMiddleware(answer)(RequestFactory().get("/", QUERY_STRING=asked))
    assert found == [read]
