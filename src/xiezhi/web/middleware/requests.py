"""One log line a request, without person, address or content; figures for /metrics."""

import time
import uuid
from collections.abc import Callable
from typing import Final

import structlog
from django.http import HttpRequest, HttpResponseBase

from xiezhi.web.metrics import REQUEST_SECONDS

_log = structlog.get_logger("xiezhi.requests")
# A client may send any word as its method; each new one would be kept as a figure of its own.
_METHODS: Final = frozenset({"GET", "HEAD", "POST", "OPTIONS"})


class RequestLogMiddleware:
    """Logs the named route, never the path: a path may hold an id, a query a word."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, then log and measure."""
        request_id = uuid.uuid4().hex[:12]
        structlog.contextvars.bind_contextvars(request=request_id)
        started = time.perf_counter()
        try:
            response = self.get_response(request)
        finally:
            structlog.contextvars.clear_contextvars()
        seconds = time.perf_counter() - started
        match = request.resolver_match
        route = match.view_name if match is not None and match.view_name else "unknown"
        method = request.method if request.method in _METHODS else "other"
        REQUEST_SECONDS.labels(route, method, str(response.status_code)).observe(seconds)
        _log.info(
            "request",
            request=request_id,
            route=route,
            method=method,
            status=response.status_code,
            ms=round(seconds * 1000),
        )
        return response
