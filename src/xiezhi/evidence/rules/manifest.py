"""封存清单: what is written down of an original when it is sealed, and how it is measured."""

import hashlib
import io
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Final
from uuid import UUID

from cryptography.hazmat.primitives.hashes import SM3, Hash

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.canonical import Json

CHUNK_BYTES: Final = 1024 * 1024
"""Length of the parts that are hashed one by one; the last may be shorter."""
_SHA256_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What the bytes of an original say of themselves.

    Attributes:
        sm3: None where the bytes cannot be read here and nobody measured them before.
        chunks: SHA-256 of each part of `CHUNK_BYTES`, in order; none where they cannot be read.
    """

    sha256: bytes
    sm3: bytes | None
    size_bytes: int
    chunks: tuple[bytes, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ManifestValues:
    """封存清单 of one original.

    Attributes:
        device_sha256: what the sender's device claims; shown beside, never trusted as proof.
        sm3: None of an original that was sealed before it was measured so: nobody here can read it.
        part_count: in how many parts it came over the network.
        chunks: none where ``sm3`` is none.
        shared_sha256: of the copy others may see, without metadata.
    """

    file_id: UUID
    media_type: str
    sha256: bytes
    sm3: bytes | None
    device_sha256: bytes | None
    size_bytes: int
    part_count: int
    chunks: tuple[bytes, ...]
    shared_sha256: bytes | None
    received_at: datetime


def measure(content: bytes | IO[bytes]) -> Measures:
    """Return the measures of an original, read once from where it stands."""
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    sha256, sm3, size, chunks = hashlib.sha256(), Hash(SM3()), 0, []
    while chunk := stream.read(CHUNK_BYTES):
        sha256.update(chunk)
        sm3.update(chunk)
        size += len(chunk)
        chunks.append(hashlib.sha256(chunk).digest())
    return Measures(
        sha256=sha256.digest(), sm3=sm3.finalize(), size_bytes=size, chunks=tuple(chunks)
    )


def manifest_snapshot(manifest: ManifestValues) -> dict[str, Json]:
    """Return what the ledger hashes of a manifest; the same words stand in a bundle."""
    return {
        "file": manifest.file_id,
        "media_type": manifest.media_type,
        "sha256": manifest.sha256.hex(),
        "sm3": _hex(manifest.sm3),
        "device_sha256": _hex(manifest.device_sha256),
        "size_bytes": manifest.size_bytes,
        "part_count": manifest.part_count,
        "chunk_bytes": CHUNK_BYTES,
        "chunks": [one.hex() for one in manifest.chunks],
        "shared_sha256": _hex(manifest.shared_sha256),
        "received_at": manifest.received_at,
    }


def split_chunks(joined: bytes) -> tuple[bytes, ...]:
    """Return the hashes kept one after the other.

    Raises:
        InvalidInputError: ``evidence.manifest_damaged``.
    """
    if len(joined) % _SHA256_BYTES:
        raise InvalidInputError("evidence.manifest_damaged")
    places = range(0, len(joined), _SHA256_BYTES)
    return tuple(joined[place : place + _SHA256_BYTES] for place in places)


def _hex(digest: bytes | None) -> str | None:
    return None if digest is None else digest.hex()
