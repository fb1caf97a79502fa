"""tus 1.0: the server's side. Addresses are secrets of the telephone; no session, no cookie.

Safe without a CSRF token: a page of another site cannot send ``Tus-Resumable``, PATCH or the part
type without being asked first, and is never allowed to.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from xiezhi.evidence.rules.kinds import MediaKind, most_bytes
from xiezhi.kernel import clock
from xiezhi.kernel.errors import DomainError, InvalidInputError
from xiezhi.uploads.models import Upload
from xiezhi.uploads.rules.protocol import (
    CHECKSUMS,
    EXTENSIONS,
    VERSION,
    is_whole,
    read_plan,
    whole_number,
)
from xiezhi.uploads.services.arriving import (
    begin_upload,
    find_upload,
    give_up_upload,
    receive_part,
)
from xiezhi.web.middleware.sizes import PART_TYPE
from xiezhi.web.problem_texts import text_of
from xiezhi.web.tus.passes import has_pass

CHECKSUM_MISMATCH: Final = 460
_RETRY_SECONDS: Final = {HTTPStatus.LOCKED: "1", HTTPStatus.INSUFFICIENT_STORAGE: "60"}

View = Callable[..., HttpResponse]


def _tus(view: View) -> View:
    """Ask for the version first; answer refusals in a line, with the headers of the protocol."""

    @csrf_exempt
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        told = request.headers.get("Tus-Resumable")
        if request.method != "OPTIONS" and told != VERSION:
            response = HttpResponse(status=HTTPStatus.PRECONDITION_FAILED)
        else:
            response = _answered(view, request, *args, **kwargs)
        response["Tus-Resumable"] = VERSION
        response["Tus-Version"] = VERSION
        return response

    return answer


def _answered(view: View, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
    try:
        return view(request, *args, **kwargs)
    except DomainError as error:
        problem = text_of(error)
        response = HttpResponse(
            problem.words,
            status=error.status,
            content_type="text/plain; charset=utf-8",
        )
        if error.status in _RETRY_SECONDS:
            response["Retry-After"] = _RETRY_SECONDS[HTTPStatus(error.status)]
        return response


@_tus
@require_http_methods(["OPTIONS", "POST"])
def uploads(request: HttpRequest) -> HttpResponse:
    """Say what is spoken here; announce a file."""
    if request.method == "OPTIONS":
        response = HttpResponse(status=HTTPStatus.NO_CONTENT)
        response["Tus-Extension"] = ",".join(EXTENSIONS)
        response["Tus-Max-Size"] = str(max(most_bytes(kind) for kind in MediaKind))
        response["Tus-Checksum-Algorithm"] = ",".join(CHECKSUMS)
        return response
    plan = read_plan(
        length=request.headers.get("Upload-Length", ""),
        metadata=request.headers.get("Upload-Metadata", ""),
    )
    upload, token = begin_upload(plan, now=clock.now(), is_known=has_pass(request))
    response = _state(upload, HTTPStatus.CREATED)
    response["Location"] = reverse("tus:upload", args=[token])
    return response


@_tus
@require_http_methods(["OPTIONS", "HEAD", "PATCH", "DELETE"])
def upload(request: HttpRequest, token: str) -> HttpResponse:
    """Tell how far a file has come; take its next part; give it up."""
    if request.method == "PATCH":
        return _patch(request, token)
    if request.method == "DELETE":
        give_up_upload(token, now=clock.now())
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    if request.method == "OPTIONS":
        return HttpResponse(status=HTTPStatus.NO_CONTENT)
    response = _state(find_upload(token, now=clock.now()), HTTPStatus.OK)
    response["Cache-Control"] = "no-store"
    return response


def _patch(request: HttpRequest, token: str) -> HttpResponse:
    if request.content_type != PART_TYPE:
        return HttpResponse(status=HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    part = request.body
    if len(part) != whole_number(request.headers.get("Content-Length", "")):
        raise InvalidInputError("uploads.unreadable")  # the line broke in the middle
    if not is_whole(request.headers.get("Upload-Checksum", ""), part):
        return HttpResponse(status=CHECKSUM_MISMATCH)
    begins_at = whole_number(request.headers.get("Upload-Offset", ""))
    changed = receive_part(
        token, part, begins_at=begins_at, now=clock.now(), is_known=has_pass(request)
    )
    return _state(changed, HTTPStatus.NO_CONTENT)


def _state(upload: Upload, status: HTTPStatus) -> HttpResponse:
    response = HttpResponse(status=status)
    response["Upload-Offset"] = str(upload.received_bytes)
    response["Upload-Length"] = str(upload.size_bytes)
    response["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return response
