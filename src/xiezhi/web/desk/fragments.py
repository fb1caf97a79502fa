"""Parts of pages that scripts ask for."""

from django.http import HttpRequest


def is_fragment(request: HttpRequest) -> bool:
    """Return whether a script asks for a part of a page; a plain request gets the whole page."""
    return request.headers.get("HX-Request") == "true"
