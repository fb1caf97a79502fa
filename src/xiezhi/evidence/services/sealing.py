"""封存: the manifest of an original, written once and entered in the ledger."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import Exists, OuterRef

from xiezhi.evidence.models import FileManifest, StoredFile
from xiezhi.evidence.rules.manifest import (
    CHUNK_BYTES,
    ManifestValues,
    Measures,
    manifest_snapshot,
    measure,
)
from xiezhi.evidence.rules.readiness import Keeping
from xiezhi.evidence.store import file_store
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import ActorKind, system_actor
from xiezhi.ledger.services.acts import act, open_act

SEALED: Final = "evidence.seal"
BY_PROGRAM: Final = "系统接收"
BATCH: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """How an original came: what its sender's device claims, in how many parts."""

    device_sha256: bytes | None = None
    part_count: int = 1


def seal_manifest(
    *, file: StoredFile, measures: Measures, arrival: Arrival, now: datetime | None = None
) -> FileManifest:
    """Write the manifest of a file and its entry; once for each file.

    The entry is the program's, whoever sent the file: its leaf stands in bundles that leave the
    office, and a reporter must not. Takes the time of the open act where none is given.
    """
    opened = open_act()
    at = now or (opened.now if opened else file.received_at)
    is_staff = opened is not None and opened.acting.kind is ActorKind.STAFF
    with act(acting=system_actor(current_tenant()), now=at) as record:
        manifest: FileManifest = FileManifest.objects.create(
            file=file,
            media_type=file.media_type,
            sha256=measures.sha256,
            sm3=measures.sm3,
            device_sha256=arrival.device_sha256,
            size_bytes=measures.size_bytes,
            part_count=arrival.part_count,
            chunk_bytes=CHUNK_BYTES,
            chunk_sha256=b"".join(measures.chunks),
            shared_sha256=file.shared_sha256,
            received_at=file.received_at,
            received_by_label=opened.acting.label[:60] if is_staff and opened else BY_PROGRAM,
            sealed_at=at,
        )
        record(SEALED, "file", file.id, after=manifest_snapshot(_values(file, measures, arrival)))
    return manifest


def complete_manifests(*, now: datetime, file_ids: Collection[UUID] | None = None) -> int:
    """Write the manifests of files kept before there were any; return how many were written.

    At most `BATCH` at a time, of those named where some are. A file whose bytes are missing or not
    what was received gets none. Safe to run again.
    """
    has_one = Exists(FileManifest.objects.filter(file_id=OuterRef("id")))
    files = StoredFile.objects.filter(~has_one, keeping=Keeping.HERE)
    if file_ids is not None:
        files = files.filter(id__in=list(file_ids))
    written = 0
    for file in files.order_by("received_at", "id")[:BATCH]:
        measures = _measured(file)
        if measures is not None and measures.sha256 == bytes(file.sha256):
            seal_manifest(file=file, measures=measures, arrival=Arrival(), now=now)
            written += 1
    return written


def _measured(file: StoredFile) -> Measures | None:
    """Return the measures of a kept original; a sealed one cannot be read here."""
    if not file_store().exists(current_tenant(), bytes(file.stored_sha256)):
        return None
    if file.is_sealed:
        return Measures(sha256=bytes(file.sha256), sm3=None, size_bytes=file.size_bytes, chunks=())
    with file_store().open(current_tenant(), bytes(file.stored_sha256)) as stream:
        return measure(stream)


def _values(file: StoredFile, measures: Measures, arrival: Arrival) -> ManifestValues:
    return ManifestValues(
        file_id=file.id,
        media_type=file.media_type,
        sha256=measures.sha256,
        sm3=measures.sm3,
        device_sha256=arrival.device_sha256,
        size_bytes=measures.size_bytes,
        part_count=arrival.part_count,
        chunks=measures.chunks,
        shared_sha256=None if file.shared_sha256 is None else bytes(file.shared_sha256),
        received_at=file.received_at,
    )
