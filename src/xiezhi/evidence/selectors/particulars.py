"""拍摄信息 of a file, decrypted for one page, one sheet or one bundle and nothing else."""

from collections.abc import Collection
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from xiezhi.evidence.field_key import open_field
from xiezhi.evidence.models import FileParticulars, StoredFile
from xiezhi.evidence.rules.particulars import Particulars, read_particulars
from xiezhi.evidence.rules.readiness import ScanState

_OUTER: Final = "outer"
# A picture handed in as a paper of evidence is a picture all the same.
_SHOWING: Final = ("image/", "video/")


def are_kept_here() -> bool:
    """Return whether this zone keeps them: nobody outside handles evidence."""
    return bool(settings.XIEZHI_ZONE != _OUTER)


def may_have_particulars(file: StoredFile) -> bool:
    """Return whether a file is one whose 拍摄信息 are kept apart: an open picture or film."""
    return file.media_type.startswith(_SHOWING) and not file.is_sealed


def find_particulars(file_id: UUID) -> Particulars | None:
    """Return the 拍摄信息 of a file; None where its head was not looked at (yet).

    Who may see them is asked before, and for what.

    Raises:
        InvalidInputError: ``evidence.unreadable``.
    """
    return particulars_of([file_id]).get(file_id)


def particulars_of(file_ids: Collection[UUID]) -> dict[UUID, Particulars]:
    """Return the 拍摄信息 of several files; one query.

    Raises:
        InvalidInputError: ``evidence.unreadable``.
    """
    rows = FileParticulars.objects.filter(file_id__in=list(file_ids))
    return {
        row.file_id: read_particulars(open_field(bytes(row.sealed)), bound_to=str(row.file_id))
        for row in rows
    }


def files_without_particulars() -> QuerySet[StoredFile]:
    """Return the open pictures and films whose head was not looked at yet."""
    has_some = Exists(FileParticulars.objects.filter(file_id=OuterRef("id")))
    shows = Q(media_type__startswith=_SHOWING[0]) | Q(media_type__startswith=_SHOWING[1])
    files = StoredFile.objects.filter(~has_some, shows, is_sealed=False)
    return files.exclude(scan_state=ScanState.INFECTED)
