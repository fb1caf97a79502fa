"""Files of a document: the sealed letter and what the unit itself handed in."""

from uuid import UUID

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_GET

from xiezhi.evidence.rules.kinds import EXTENSIONS, MediaFormat
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.kernel.actor import ActorKind
from xiezhi.letters.selectors.portal import access_unit_file
from xiezhi.web.held_picture import held_picture
from xiezhi.web.requests import require_kind


@require_GET
def file(request: HttpRequest, letter_id: UUID, file_id: UUID) -> HttpResponseBase:
    """Send a picture as its safe copy, a PDF as it came and to be saved, never opened inside."""
    acting = require_kind(request, ActorKind.UNIT)
    stored = access_unit_file(acting, letter_id, file_id)
    is_picture = stored.media_type.startswith("image/")
    wants_small = is_picture and request.GET.get("copy") == "thumbnail"
    held = held_picture(stored) if wants_small else None
    if held is not None:
        return held
    copy = FileCopy.THUMBNAIL if wants_small else FileCopy.SHARED
    stream, media_type = open_copy(stored, copy if is_picture else FileCopy.ORIGINAL)
    extension = EXTENSIONS[MediaFormat(media_type)]
    return FileResponse(
        stream,
        content_type=media_type,
        as_attachment=not is_picture,
        filename=f"{str(stored.id)[:8]}.{extension}",
    )
