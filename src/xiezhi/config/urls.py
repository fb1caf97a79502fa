"""Addresses: the four faces, each switched on by zone."""

from django.urls import include, path

from xiezhi.web import health

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("", include("xiezhi.web.faces")),
]
handler500 = "xiezhi.web.problems.server_error"
