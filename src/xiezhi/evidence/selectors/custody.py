"""保管记录 of a file: its manifest and its chain, oldest first."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiezhi.evidence.models import CustodyEntry, FileManifest, StoredFile
from xiezhi.evidence.rules.custody import CustodyEvent
from xiezhi.evidence.rules.manifest import ManifestValues, split_chunks


@dataclass(frozen=True, slots=True, kw_only=True)
class CustodyRecord:
    """保管记录: what was received, and what happened to it since.

    Attributes:
        manifest: None while an old file waits for the job that writes them.
    """

    file: StoredFile
    manifest: FileManifest | None
    chain: tuple[CustodyEntry, ...]

    @property
    def is_claim_kept(self) -> bool | None:
        """Whether what arrived is what the device says it sent; None where it says nothing."""
        if self.manifest is None or self.manifest.device_sha256 is None:
            return None
        return bytes(self.manifest.device_sha256) == bytes(self.manifest.sha256)


def get_custody(file: StoredFile) -> CustodyRecord:
    """Return the record of a file the caller may see; two queries."""
    return custody_of([file])[0]


def custody_of(files: Collection[StoredFile]) -> tuple[CustodyRecord, ...]:
    """Return the records of several files in their order; two queries."""
    ids = [file.id for file in files]
    manifests = {one.file_id: one for one in FileManifest.objects.filter(file_id__in=ids)}
    chains: dict[UUID, list[CustodyEntry]] = defaultdict(list)
    for entry in sorted(CustodyEntry.objects.filter(file_id__in=ids), key=_in_order):
        chains[entry.file_id].append(entry)
    return tuple(
        CustodyRecord(
            file=file, manifest=manifests.get(file.id), chain=tuple(chains.get(file.id, ()))
        )
        for file in files
    )


def sealed_copies(file_ids: Collection[UUID]) -> dict[UUID, bytes]:
    """Return the SHA-256 of the copy each file's 封存清单 names, where it names one; one query."""
    named = FileManifest.objects.filter(
        file_id__in=list(file_ids), shared_sha256__isnull=False
    ).values_list("file_id", "shared_sha256")
    return {file_id: bytes(digest) for file_id, digest in named}


def _in_order(entry: CustodyEntry) -> tuple[datetime, int, UUID]:
    """Lines of one act stand as they follow from one another: verified, then fixed."""
    return entry.at, list(CustodyEvent).index(CustodyEvent(entry.event)), entry.id


def manifest_values(manifest: FileManifest) -> ManifestValues:
    """Return a manifest as values.

    Raises:
        InvalidInputError: ``evidence.manifest_damaged``.
    """
    return ManifestValues(
        file_id=manifest.file_id,
        media_type=manifest.media_type,
        sha256=bytes(manifest.sha256),
        sm3=_digest(manifest.sm3),
        device_sha256=_digest(manifest.device_sha256),
        size_bytes=manifest.size_bytes,
        part_count=manifest.part_count,
        chunks=split_chunks(bytes(manifest.chunk_sha256)),
        shared_sha256=_digest(manifest.shared_sha256),
        received_at=manifest.received_at,
    )


def _digest(value: bytes | memoryview | None) -> bytes | None:
    return None if value is None else bytes(value)
