"""What an address asks, as far as it can be text."""

import re
from collections.abc import Callable
from typing import Final

from django.http import HttpRequest, HttpResponseBase

_NUL: Final = re.compile("%00|\x00")


class PlainQueryMiddleware:
    """Leaves NUL out of what an address asks: nobody types it, and PostgreSQL takes no text with it.

    Fields of forms refuse it by themselves; what stands behind the question mark is read in many
    places. Stands before anything that reads ``request.GET``.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as if it had not been there."""
        query = request.META.get("QUERY_STRING", "")
        while _NUL.search(query):  # what is left may come together to another
            query = request.META["QUERY_STRING"] = _NUL.sub("", query)
        return self.get_response(request)
