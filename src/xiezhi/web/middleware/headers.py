"""Headers that keep pages out of caches and devices within bounds."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase


class PrivacyHeadersMiddleware:
    """Adds no-store and the permissions policy; camera and position only on the phone pages."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the headers set unless the view chose its own."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        desk = request.path.startswith(("/desk/", "/portal/"))
        devices = "()" if desk else "(self)"
        response.headers.setdefault(
            "Permissions-Policy",
            f"camera={devices}, microphone={devices}, geolocation={devices}, payment=(), usb=()",
        )
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response
