"""Which faces this installation shows, by zone."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("accounts/", include("allauth.urls")),
    path("desk/style/", include("xiezhi.web.style.urls")),
    path("", include("xiezhi.web.snap.urls")),
]
