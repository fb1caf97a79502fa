"""Files that came in a package: the bytes into the store, the row under the same id."""

from collections.abc import Callable
from typing import IO

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.crossing import CrossedFile, check_copy, check_crossed
from xiezhi.evidence.rules.kinds import FILMS, MediaFormat, MediaKind
from xiezhi.evidence.rules.manifest import Measures, measure
from xiezhi.evidence.rules.readiness import CopyState, Keeping, ScanState
from xiezhi.evidence.selectors.files import is_scanning
from xiezhi.evidence.services.carrying_away import keep_bytes
from xiezhi.evidence.services.sealing import Arrival, seal_manifest
from xiezhi.infra.jobs import enqueue
from xiezhi.kernel.errors import InvalidInputError

OpenBlob = Callable[[bytes], IO[bytes]]
"""Opens a content of the package by its SHA-256."""


def keep_crossed_file(file: CrossedFile, *, open_blob: OpenBlob) -> StoredFile:
    """Keep a file with its copies, byte for byte; a second time changes nothing.

    One that was let go here comes back into its old row.

    Raises:
        InvalidInputError: ``evidence.foreign_file`` or the codes of `check_file`.
    """
    found: StoredFile | None = StoredFile.objects.filter(id=file.id).first()
    if found is not None and found.keeping == Keeping.HERE:
        return found
    kind, media_format = check_crossed(file)
    copies = {} if file.shared is None else {file.shared: (kind, _copy_format(media_format))}
    if file.thumbnail is not None:
        copies[file.thumbnail] = (MediaKind.PHOTO, MediaFormat.JPEG)
    for sha256, (copy_kind, expected) in copies.items():
        with open_blob(sha256) as stream:
            check_copy(copy_kind, stream.read(), expected)
    if not file.is_sealed:
        with open_blob(file.stored) as stream:
            check_copy(kind, stream.read(), media_format)
    for sha256 in file.blobs:
        _keep(sha256, open_blob)
    if found is not None:
        return _back(found, file)
    stored = _row(file, kind)
    stored.save(force_insert=True)
    if is_scanning() and not file.is_infected:
        enqueue("evidence.scan", file_id=str(stored.id))
    arrival = Arrival(device_sha256=file.device_sha256)
    seal_manifest(file=stored, measures=_measured(file, open_blob), arrival=arrival)
    return stored


def _back(found: StoredFile, file: CrossedFile) -> StoredFile:
    """Return a row whose bytes are here again."""
    if bytes(found.stored_sha256) != file.stored:
        raise InvalidInputError("evidence.foreign_file")
    found.keeping, found.original_name = Keeping.HERE, file.original_name
    found.shared_sha256, found.thumbnail_sha256 = file.shared, file.thumbnail
    found.save()
    return found


def _row(file: CrossedFile, kind: MediaKind) -> StoredFile:
    return StoredFile(
        id=file.id,
        kind=file.kind,
        media_type=file.media_type,
        original_name=file.original_name,
        sha256=file.sha256,
        size_bytes=file.size_bytes,
        stored_sha256=file.stored,
        is_sealed=file.is_sealed,
        shared_sha256=file.shared,
        thumbnail_sha256=file.thumbnail,
        width=file.width,
        height=file.height,
        duration_s=file.duration_s,
        received_at=file.received_at,
        copy_state=_copy_state(file, kind),
        scan_state=ScanState.INFECTED if file.is_infected else ScanState.UNSCANNED,
    )


def _measured(file: CrossedFile, open_blob: OpenBlob) -> Measures:
    """Return the measures of an original; of a sealed one, what the other side measured."""
    if file.is_sealed:
        return Measures(sha256=file.sha256, sm3=file.sm3, size_bytes=file.size_bytes, chunks=())
    with open_blob(file.stored) as stream:
        return measure(stream)


def _copy_format(original: MediaFormat) -> MediaFormat:
    """Return what the shared copy must be: bare JPEGs of pictures, MP4 of films, else the same."""
    if original in FILMS:
        return MediaFormat.FILM
    return MediaFormat.JPEG if original.startswith("image/") else original


def _copy_state(file: CrossedFile, kind: MediaKind) -> CopyState:
    """Return whether the other side made a copy of a film; nobody does here."""
    if kind is not MediaKind.VIDEO:
        return CopyState.NONE
    return CopyState.FAILED if file.shared is None else CopyState.MADE


def _keep(sha256: bytes, open_blob: OpenBlob) -> None:
    with open_blob(sha256) as stream:
        kept = keep_bytes(stream)
    if kept.sha256 != sha256:
        raise InvalidInputError("evidence.foreign_file")
