"""Files by what they hold: written once under their SHA-256, never changed, never shared.

The tenant is part of the address, so the same file in two procuratorates is kept twice and
neither can learn that the other has it.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, ClassVar, Final, Protocol

from xiezhi.kernel.errors import DomainError, InvalidInputError

CHUNK: Final = 1024 * 1024
SHA256_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredContent:
    """Proof of what was kept: SHA-256 (32 bytes) and the length."""

    sha256: bytes
    size_bytes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file as the store lists it; nothing of it was read."""

    procuratorate_id: uuid.UUID
    sha256: bytes
    size_bytes: int
    written_at: datetime


class ContentAlteredError(DomainError):
    """The store no longer holds the bytes it was given."""

    status: ClassVar[int] = 500


class StorageFullError(DomainError):
    """There is no room for the bytes; what is kept stays and can be read."""

    status: ClassVar[int] = 507


class StoreAwayError(DomainError):
    """The store does not answer, or not as it should; nothing was kept and nothing lost."""

    status: ClassVar[int] = 503


class FileStore(Protocol):
    """Where finished files are kept: a folder, or an S3-compatible store by setting."""

    def put(self, procuratorate_id: uuid.UUID, content: bytes | IO[bytes]) -> StoredContent:
        """Keep the bytes durably before returning; the same bytes again change nothing.

        Raises:
            StorageFullError: ``storage.full``; nothing is left of the attempt.
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """

    def open(
        self, procuratorate_id: uuid.UUID, sha256: bytes, *, is_verified: bool = False
    ) -> IO[bytes]:
        """Return a readable stream that can be sought in, hashed beforehand when ``is_verified``.

        Raises:
            NotFoundError: ``storage.missing``.
            ContentAlteredError: ``storage.altered``.
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """

    def find_size(self, procuratorate_id: uuid.UUID, sha256: bytes) -> int | None:
        """Return how many bytes stand at an address of this procuratorate; None where none do.

        Raises:
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """

    def exists(self, procuratorate_id: uuid.UUID, sha256: bytes) -> bool:
        """Return whether this procuratorate keeps these bytes.

        Raises:
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """

    def list_kept(self, procuratorate_id: uuid.UUID | None = None) -> Iterator[KeptFile]:
        """Yield every file of one procuratorate, or of all, in the order of addresses.

        Raises:
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """

    def remove(self, procuratorate_id: uuid.UUID, sha256: bytes) -> None:
        """Remove a file nobody names any more; none there is no error.

        Raises:
            StoreAwayError: ``storage.away``, ``storage.refused``.
        """


def name_of(sha256: bytes) -> str:
    """Return the path of an address below its procuratorate: ``aa/bb/<sha256>``.

    Raises:
        InvalidInputError: ``storage.not_an_address``.
    """
    if len(sha256) != SHA256_BYTES:
        raise InvalidInputError("storage.not_an_address")
    name = sha256.hex()
    return f"{name[:2]}/{name[2:4]}/{name}"


def address_of(path: str) -> tuple[uuid.UUID, bytes] | None:
    """Return whose and what a path ``<procuratorate>/aa/bb/<sha256>`` is; None for any other."""
    parts = path.split("/")
    try:
        office, sha256 = uuid.UUID(parts[0]), bytes.fromhex(parts[-1])
    except ValueError:
        return None
    if len(sha256) != SHA256_BYTES or path != f"{office}/{name_of(sha256)}":
        return None
    return office, sha256


def parts_of(content: bytes | IO[bytes]) -> Iterator[bytes]:
    """Yield the content in pieces that fit into memory."""
    if isinstance(content, bytes):
        yield content
        return
    while part := content.read(CHUNK):
        yield part
