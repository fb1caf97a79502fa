"""The one door to a file for staff: through whatever it hangs on; originals only with a purpose."""

from typing import Final
from uuid import UUID

from django.http import HttpRequest

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.selectors.custody import find_evidence_of
from xiezhi.cases.selectors.files import access_case_file
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.selectors.files import FileCopy, has_copy
from xiezhi.evidence.selectors.particulars import may_have_particulars
from xiezhi.intake.selectors.access import access_report_file
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.selectors.files import access_lead_file
from xiezhi.letters.selectors.files import access_letter_file

SESSION: Final = "custody_told"
PARTICULARS: Final = "particulars"
MOST_KEPT: Final = 400
SHOWN_IN_PLACE: Final = ("image/jpeg", "image/png", "image/webp", "audio/", "video/mp4")
_SENT: Final = frozenset({MediaKind.PHOTO, MediaKind.VOICE, MediaKind.VIDEO})


def access_file(acting: Actor, file_id: UUID) -> StoredFile:
    """Return a file of a report, a lead, a letter or a case the actor may see.

    Raises:
        NotFoundError: ``evidence.no_copy``.
    """
    doors = [access_case_file, access_lead_file, access_letter_file]
    if may(acting, Action.VIEW_POOL):
        doors.insert(0, access_report_file)
    for door in doors[:-1]:
        try:
            return door(acting, file_id)
        except NotFoundError:
            continue
    return doors[-1](acting, file_id)


def read_copy(copy: str) -> FileCopy:
    """Return which copy an address names.

    Raises:
        NotFoundError: ``evidence.no_copy``.
    """
    try:
        return FileCopy(copy)
    except ValueError as error:
        raise NotFoundError("evidence.no_copy") from error


def asks_purpose(request: HttpRequest, stored: StoredFile, copy: FileCopy) -> bool:
    """Return whether a purpose must be said first: of originals sent in, and of evidence.

    Once for each file and session: officials look at the same picture many times a day.
    """
    is_here = copy is FileCopy.ORIGINAL and has_copy(stored, copy)
    if not is_here or was_told(request, stored, copy):
        return False
    return stored.kind in _SENT or find_evidence_of(stored.id) is not None


def was_told(request: HttpRequest, stored: StoredFile, copy: FileCopy | str) -> bool:
    """Return whether the purpose was said in this session."""
    return _mark(stored, copy) in request.session.get(SESSION, [])


def remember(request: HttpRequest, stored: StoredFile, copy: FileCopy | str) -> None:
    """Keep for this session that the purpose was said."""
    told = [one for one in request.session.get(SESSION, []) if one != _mark(stored, copy)]
    request.session[SESSION] = [*told, _mark(stored, copy)][-MOST_KEPT:]


def access_particulars(acting: Actor, file_id: UUID) -> StoredFile:
    """Return a file whose 拍摄信息 this person may ask for: whoever may open its original.

    Raises:
        NotFoundError: ``evidence.no_copy``.
    """
    stored = access_file(acting, file_id)
    if not (may_have_particulars(stored) and has_copy(stored, FileCopy.ORIGINAL)):
        raise NotFoundError("evidence.no_copy")
    return stored


def _mark(stored: StoredFile, copy: FileCopy | str) -> str:
    return f"{stored.id.hex}:{copy}"
