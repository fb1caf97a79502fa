"""Files of reports, leads and cases, shown to whoever may see what they hang on."""

from typing import Final
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.kernel.actor import ActorKind
from xiezhi.web.evidence.access import SHOWN_IN_PLACE, access_file, asks_purpose, read_copy
from xiezhi.web.held_picture import held_picture
from xiezhi.web.ranges import sent
from xiezhi.web.requests import require_kind

_NAMES: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "application/pdf": "pdf",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "video/3gpp": "3gp",
}


@require_GET
def file(request: HttpRequest, file_id: UUID, copy: str) -> HttpResponse:
    """Send one copy of a file; anything but pictures, sound and films is handed over as a download.

    An original under custody asks first what it is opened for.
    """
    acting = require_kind(request, ActorKind.STAFF)
    stored = access_file(acting, file_id)
    wanted = read_copy(copy)
    if asks_purpose(request, stored, wanted):
        return HttpResponseRedirect(reverse("evidence:open", args=[stored.id, wanted.value]))
    held = held_picture(stored) if wanted is FileCopy.THUMBNAIL else None
    if held is not None:
        return held
    stream, media_type = open_copy(stored, wanted)
    with stream:
        response = sent(request, stream, media_type)
    place = "inline" if media_type.startswith(SHOWN_IN_PLACE) else "attachment"
    response["Content-Disposition"] = (
        f"{place}; filename*=UTF-8''{quote(_name(stored, media_type))}"
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    if wanted is FileCopy.THUMBNAIL:
        response["Cache-Control"] = "private, max-age=3600"
    return response


def _name(stored: StoredFile, media_type: str) -> str:
    if stored.original_name and media_type == stored.media_type:
        return stored.original_name
    return f"{stored.kind}-{stored.id.hex[:8]}.{_NAMES.get(media_type, 'bin')}"
