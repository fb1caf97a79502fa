"""Bytes of stored files."""

from enum import StrEnum
from typing import IO, Final

from django.conf import settings
from django.db.models import QuerySet

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.kinds import MediaFormat, MediaKind
from xiezhi.evidence.rules.readiness import CopyState, Keeping, ScanState, may_be_served
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.errors import NotFoundError

_OUTER: Final = "outer"


class FileCopy(StrEnum):
    """Which copy of a file."""

    SHARED = "shared"
    THUMBNAIL = "thumbnail"
    ORIGINAL = "original"


def unready_files() -> QuerySet[StoredFile]:
    """Return the films whose copy is still to be made, to be asked for by id."""
    return StoredFile.objects.filter(copy_state=CopyState.PENDING)


def list_files() -> QuerySet[StoredFile]:
    """Return every file of the office, to be narrowed to what a person may see."""
    return StoredFile.objects.all()


def open_copy(file: StoredFile, copy: FileCopy) -> tuple[IO[bytes], str]:
    """Return a readable stream and its media type.

    The shared copy of a picture is a bare JPEG, of a voice the same sound without notes, of a film
    a smaller one. A paper has no shared copy but itself. What is sealed cannot be opened here.

    Raises:
        NotFoundError: ``evidence.no_copy``, ``evidence.infected``, ``evidence.not_scanned``,
            ``evidence.carried_away``.
    """
    if file.keeping != Keeping.HERE:
        raise NotFoundError("evidence.carried_away")
    if not may_be_served(file.scan_state, is_scanning=is_scanning()):
        is_found = file.scan_state == ScanState.INFECTED
        raise NotFoundError("evidence.infected" if is_found else "evidence.not_scanned")
    digest = _digest(file, copy)
    if digest is None:
        raise NotFoundError("evidence.no_copy")
    return file_store().open(current_tenant(), bytes(digest)), _media_type(file, copy)


def has_copy(file: StoredFile, copy: FileCopy) -> bool:
    """Return whether a copy can be opened here."""
    is_open = file.keeping == Keeping.HERE and may_be_served(
        file.scan_state, is_scanning=is_scanning()
    )
    return is_open and _digest(file, copy) is not None


def is_scanning() -> bool:
    """Return whether this installation has a virus scanner."""
    return bool(settings.XIEZHI_CLAMD)


def has_vault() -> bool:
    """Return whether this zone has a vault process that can read sealed originals."""
    return bool(settings.XIEZHI_ZONE != _OUTER)


def originals_to_scan() -> QuerySet[StoredFile]:
    """Return the sealed originals no scanner has seen: sealed before there was one, or outside."""
    return StoredFile.objects.filter(
        is_sealed=True, is_original_scanned=False, keeping=Keeping.HERE
    ).exclude(scan_state=ScanState.INFECTED)


def is_original_unscanned(file: StoredFile) -> bool:
    """Return whether no scanner has seen a sealed original, where there is a scanner."""
    return is_scanning() and file.is_sealed and not file.is_original_scanned


def count_unscanned_originals() -> int:
    """Return how many sealed originals no scanner has seen; 0 where there is no scanner."""
    return originals_to_scan().count() if is_scanning() else 0


def hold_word(*, kind: str, copy_state: str, scan_state: str) -> str:
    """Return why a file is not shown: a key of `HOLD_LABELS`; "" where it is."""
    if scan_state == ScanState.INFECTED:
        return "infected"
    if not may_be_served(scan_state, is_scanning=is_scanning()):
        return "unscanned"
    is_unseen = kind == MediaKind.VIDEO and copy_state != CopyState.MADE
    return (copy_state or CopyState.ABSENT.value) if is_unseen else ""


def _media_type(file: StoredFile, copy: FileCopy) -> str:
    if copy is FileCopy.ORIGINAL:
        return str(file.media_type)
    if file.kind == MediaKind.VIDEO:
        return (MediaFormat.JPEG if copy is FileCopy.THUMBNAIL else MediaFormat.FILM).value
    is_picture = file.media_type.startswith("image/")
    return MediaFormat.JPEG.value if is_picture else str(file.media_type)


def _digest(file: StoredFile, copy: FileCopy) -> bytes | memoryview | None:
    return {
        FileCopy.SHARED: file.shared_sha256,
        FileCopy.THUMBNAIL: file.thumbnail_sha256,
        FileCopy.ORIGINAL: None if file.is_sealed else file.stored_sha256,
    }[copy]
