"""Figures for Prometheus; labels are route names, never values."""

from typing import Final

from prometheus_client import Histogram

REQUEST_SECONDS: Final = Histogram(
    "xiezhi_request_seconds", "Time to answer.", ["route", "method", "status"]
)
