"""Stored files as values that may cross between the zones."""

import os
from uuid import uuid5

from xiezhi.evidence.models import FileManifest, StoredFile
from xiezhi.evidence.rules.crossing import CrossedFile
from xiezhi.evidence.rules.readiness import ScanState
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant


def crossed_file(file: StoredFile) -> CrossedFile:
    """Return a file as values, with its original."""
    manifest = FileManifest.objects.filter(file_id=file.id).first()
    is_infected = file.scan_state == ScanState.INFECTED
    return CrossedFile(
        id=file.id,
        kind=file.kind,
        media_type=file.media_type,
        original_name=file.original_name,
        sha256=bytes(file.sha256),
        size_bytes=file.size_bytes,
        stored=bytes(file.stored_sha256),
        is_sealed=file.is_sealed,
        shared=None if is_infected else _hash(file.shared_sha256),
        thumbnail=None if is_infected else _hash(file.thumbnail_sha256),
        width=file.width,
        height=file.height,
        duration_s=file.duration_s,
        received_at=file.received_at,
        is_infected=is_infected,
        sm3=None if manifest is None else _hash(manifest.sm3),
        device_sha256=None if manifest is None else _hash(manifest.device_sha256),
    )


def crossed_copy(file: StoredFile) -> CrossedFile | None:
    """Return the shared copy of a picture as a file of its own; None where there is none.

    The original stays behind: its head may name a camera, and it may be sealed. The copy has an id
    of its own, made from the original's: outside it comes and goes by itself.
    """
    shared = _hash(file.shared_sha256)
    is_seen = file.scan_state != ScanState.INFECTED and file.media_type.startswith("image/")
    if shared is None or not is_seen:
        return None
    return CrossedFile(
        id=uuid5(file.id, "shared"),
        kind=file.kind,
        media_type="image/jpeg",
        original_name="",
        sha256=shared,
        size_bytes=blob_bytes(shared),
        stored=shared,
        is_sealed=False,
        shared=shared,
        thumbnail=_hash(file.thumbnail_sha256),
        width=file.width,
        height=file.height,
        duration_s=None,
        received_at=file.received_at,
    )


def blob_bytes(sha256: bytes) -> int:
    """Return how long a stored content is.

    Raises:
        NotFoundError: ``storage.missing``.
    """
    with file_store().open(current_tenant(), sha256) as stream:
        return stream.seek(0, os.SEEK_END)


def _hash(value: bytes | memoryview | None) -> bytes | None:
    return None if value is None else bytes(value)
