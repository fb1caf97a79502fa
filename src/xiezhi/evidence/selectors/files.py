"""Bytes of stored files."""

from enum import StrEnum
from typing import IO

from django.db.models import QuerySet

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.errors import NotFoundError


class FileCopy(StrEnum):
    """Which copy of a file."""

    SHARED = "shared"
    THUMBNAIL = "thumbnail"
    ORIGINAL = "original"


def list_files() -> QuerySet[StoredFile]:
    """Return every file of the office, to be narrowed to what a person may see."""
    return StoredFile.objects.all()


def open_copy(file: StoredFile, copy: FileCopy) -> tuple[IO[bytes], str]:
    """Return a readable stream and its media type.

    The shared copy of a picture is a bare JPEG, of a voice the same sound without notes. A paper
    has no shared copy but itself. What is sealed cannot be opened here.

    Raises:
        NotFoundError: ``evidence.no_copy``.
    """
    digest = _digest(file, copy)
    if digest is None:
        raise NotFoundError("evidence.no_copy")
    is_picture_copy = copy is not FileCopy.ORIGINAL and file.media_type.startswith("image/")
    media_type = "image/jpeg" if is_picture_copy else file.media_type
    return file_store().open(current_tenant(), bytes(digest)), media_type


def has_copy(file: StoredFile, copy: FileCopy) -> bool:
    """Return whether a copy can be opened here."""
    return _digest(file, copy) is not None


def _digest(file: StoredFile, copy: FileCopy) -> bytes | memoryview | None:
    return {
        FileCopy.SHARED: file.shared_sha256,
        FileCopy.THUMBNAIL: file.thumbnail_sha256,
        FileCopy.ORIGINAL: None if file.is_sealed else file.stored_sha256,
    }[copy]
