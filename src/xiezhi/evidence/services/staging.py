"""Files that wait to be entered: looked through at once, kept encrypted, removed without trace.

Staged files lie in an area of their own, so removing one never touches a file that was kept. The
key stands in the installation's key folder and not in the database: neither a dump nor the stored
files alone show a picture nobody has entered yet.
"""

import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from xiezhi.evidence.decoding.parent import DECODERS_AT_ONCE
from xiezhi.evidence.rules.exif import PhotoPosition
from xiezhi.evidence.rules.kinds import MediaFormat, MediaKind, identify
from xiezhi.evidence.rules.taken import TakenTime
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile, check_files
from xiezhi.evidence.services.waiting import put_staged
from xiezhi.kernel.errors import DomainError


@dataclass(frozen=True, slots=True, kw_only=True)
class StagedFile:
    """Where a file waits: addresses in its area of the original and of what a page may show."""

    kind: MediaKind
    name: str
    media_type: str
    size_bytes: int
    original: bytes
    shared: bytes | None
    thumbnail: bytes | None
    duration_s: float | None
    taken: TakenTime | None
    position: PhotoPosition | None


def kind_of_content(data: bytes) -> MediaKind | None:
    """Return what a file is by its first bytes; None for what is no picture, sound or PDF."""
    found = identify(data)
    if found is None:
        return None
    if found is MediaFormat.PDF:
        return MediaKind.PAPER
    return MediaKind.PHOTO if found.startswith("image/") else MediaKind.VOICE


def look_through(
    files: Sequence[IncomingFile], *, as_kind: MediaKind | None = None
) -> list[CheckedFile | DomainError]:
    """Return each file checked, or why it may not be taken, in the order given; stores nothing.

    ``as_kind`` is what all are handed in as; None lets the first bytes say.
    """
    if not files:
        return []
    with ThreadPoolExecutor(max_workers=DECODERS_AT_ONCE) as pool:
        return list(pool.map(lambda file: _look(file, as_kind), files))


def stage_file(checked: CheckedFile, area_id: uuid.UUID) -> StagedFile:
    """Keep a checked file and what may be shown of it in an area, encrypted."""
    photo = checked.photo
    return StagedFile(
        kind=checked.kind,
        name=checked.name,
        media_type=checked.media_format.value,
        size_bytes=len(checked.data),
        original=put_staged(area_id, checked.data),
        shared=None if photo is None else put_staged(area_id, photo.shared_jpeg),
        thumbnail=None if photo is None else put_staged(area_id, photo.thumbnail_jpeg),
        duration_s=checked.duration_s,
        taken=checked.taken,
        position=checked.position,
    )


def _look(file: IncomingFile, as_kind: MediaKind | None) -> CheckedFile | DomainError:
    kind = as_kind or kind_of_content(file.data) or MediaKind.PHOTO
    try:
        return check_files(kind, [file])[0]
    except DomainError as error:
        return error
