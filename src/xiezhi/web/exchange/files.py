"""Bytes of exchange: a part to be carried, a file of an item to be looked at."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST, require_safe

from xiezhi.evidence.services.scanning import refuse_unscanned
from xiezhi.exchange.selectors.access import access_package
from xiezhi.exchange.selectors.contents import open_content
from xiezhi.exchange.selectors.packages import get_item
from xiezhi.exchange.services.carrying import hand_out_part
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.web.ranges import sent
from xiezhi.web.requests import require_kind

_SHOWN_IN_PLACE: Final = ("image/jpeg", "image/png", "image/webp", "audio/", "video/mp4")


@require_POST
def part(request: HttpRequest, package_id: UUID, number: int) -> HttpResponseBase:
    """Hand out one part of a sealed package."""
    acting = require_kind(request, ActorKind.STAFF)
    found = hand_out_part(package_id=package_id, number=number, acting=acting, now=clock.now())
    response = StreamingHttpResponse(found.blocks, content_type="application/octet-stream")
    response["Content-Length"] = str(found.size_bytes)
    response["Content-Disposition"] = f'attachment; filename="{found.name}"'
    return response


@require_safe
def item_file(request: HttpRequest, package_id: UUID, position: int, sha256: str) -> HttpResponse:
    """Show a picture, sound or film of an item; anything else is handed over as a download."""
    acting = require_kind(request, ActorKind.STAFF)
    package = access_package(acting, package_id)
    content = open_content(package, get_item(package, position), sha256)
    with content.stream:
        refuse_unscanned(content.stream.read())
        response = sent(request, content.stream, content.media_type)
    place = "inline" if content.media_type.startswith(_SHOWN_IN_PLACE) else "attachment"
    response["Content-Disposition"] = f'{place}; filename="{sha256[:16]}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
