"""Bytes of stored files."""

from enum import StrEnum
from typing import IO

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.errors import NotFoundError


class FileCopy(StrEnum):
    """Which copy of a file."""

    SHARED = "shared"
    THUMBNAIL = "thumbnail"
    ORIGINAL = "original"


def open_copy(file: StoredFile, copy: FileCopy) -> tuple[IO[bytes], str]:
    """Return a readable stream and its media type.

    A voice or a paper has one copy, the original. A sealed picture's original cannot be opened
    here; a voice of a secret report is not sealed, because it must be heard.

    Raises:
        NotFoundError: ``evidence.no_copy``.
    """
    digest = {
        FileCopy.SHARED: file.shared_sha256,
        FileCopy.THUMBNAIL: file.thumbnail_sha256,
        FileCopy.ORIGINAL: None if file.is_sealed else file.stored_sha256,
    }[copy]
    if digest is None:
        raise NotFoundError("evidence.no_copy")
    media_type = file.media_type if copy is FileCopy.ORIGINAL else "image/jpeg"
    return file_store().open(current_tenant(), bytes(digest)), media_type
