"""Files of reports, leads and cases, shown to whoever may see what they hang on."""

from typing import Final
from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.selectors.files import access_case_file
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.intake.selectors.access import access_report_file
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.selectors.files import access_lead_file
from xiezhi.letters.selectors.files import access_letter_file
from xiezhi.web.requests import require_kind

_NAMES: Final = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
    "application/pdf": "pdf",
}
_SHOWN_IN_PLACE: Final = ("image/jpeg", "image/png", "image/webp", "audio/")


@require_GET
def file(request: HttpRequest, file_id: UUID, copy: str) -> HttpResponse:
    """Send one copy of a file; anything but pictures and sound is handed over as a download."""
    acting = require_kind(request, ActorKind.STAFF)
    stored = _access(acting, file_id)
    wanted = _copy(copy)
    stream, media_type = open_copy(stored, wanted)
    with stream:
        response = HttpResponse(stream.read(), content_type=media_type)
    place = "inline" if media_type.startswith(_SHOWN_IN_PLACE) else "attachment"
    response["Content-Disposition"] = (
        f"{place}; filename*=UTF-8''{quote(_name(stored, media_type))}"
    )
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    if wanted is FileCopy.THUMBNAIL:
        response["Cache-Control"] = "private, max-age=3600"
    return response


def _access(acting: Actor, file_id: UUID) -> StoredFile:
    doors = [access_case_file, access_lead_file, access_letter_file]
    if may(acting, Action.VIEW_POOL):
        doors.insert(0, access_report_file)
    for door in doors[:-1]:
        try:
            return door(acting, file_id)
        except NotFoundError:
            continue
    return doors[-1](acting, file_id)


def _copy(copy: str) -> FileCopy:
    try:
        return FileCopy(copy)
    except ValueError as error:
        raise NotFoundError("evidence.no_copy") from error


def _name(stored: StoredFile, media_type: str) -> str:
    if stored.original_name and media_type == stored.media_type:
        return stored.original_name
    return f"{stored.kind}-{stored.id.hex[:8]}.{_NAMES.get(media_type, 'bin')}"
