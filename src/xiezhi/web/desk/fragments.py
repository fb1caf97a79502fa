"""Parts of pages that scripts ask for."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


def is_fragment(request: HttpRequest) -> bool:
    """Return whether a script asks for a part of a page; a plain request gets the whole page."""
    return request.headers.get("HX-Request") == "true"


def lead_on(request: HttpRequest, address: str) -> HttpResponse:
    """Return the way to the next page after an act, for a form sent plainly or by script."""
    if is_fragment(request):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)
