"""Files by what they hold: written once under their SHA-256, never changed, never shared.

The tenant is part of the address, so the same file in two procuratorates is kept twice and
neither can learn that the other has it.
"""

import errno
import hashlib
import os
import secrets
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, ClassVar, Final, Protocol

from xiezhi.kernel.errors import DomainError, InvalidInputError, NotFoundError

_CHUNK: Final = 1024 * 1024
_SHA256_BYTES: Final = 32
_INCOMING: Final = "incoming"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredContent:
    """Proof of what was kept: SHA-256 (32 bytes) and the length."""

    sha256: bytes
    size_bytes: int


class ContentAlteredError(DomainError):
    """The store no longer holds the bytes it was given."""

    status: ClassVar[int] = 500


class StorageFullError(DomainError):
    """There is no room for the bytes; what is kept stays and can be read."""

    status: ClassVar[int] = 507


class FileStore(Protocol):
    """Where files are kept. A folder here, an S3-compatible store by setting later."""

    def put(self, procuratorate_id: uuid.UUID, content: bytes | IO[bytes]) -> StoredContent:
        """Keep the bytes durably before returning; the same bytes again change nothing.

        Raises:
            StorageFullError: ``storage.full``; nothing is left of the attempt.
        """

    def open(
        self, procuratorate_id: uuid.UUID, sha256: bytes, *, is_verified: bool = False
    ) -> IO[bytes]:
        """Return a readable stream, hashed through once beforehand when ``is_verified``.

        Raises:
            NotFoundError: ``storage.missing``.
            ContentAlteredError: ``storage.altered``.
        """

    def exists(self, procuratorate_id: uuid.UUID, sha256: bytes) -> bool:
        """Return whether this procuratorate keeps these bytes."""

    def clear(self, area_id: uuid.UUID) -> None:
        """Remove an area of files that were never more than staged; none there is no error."""


class LocalFileStore:
    """A folder: ``<root>/<procuratorate>/<aa>/<bb>/<sha256>``, folders 0700, files 0400.

    Written to a temporary name, flushed to disk, renamed, folder flushed: after a crash a file is
    whole or absent. Several processes may write at once.
    """

    def __init__(self, root: Path) -> None:
        self._root: Final = root

    def put(self, procuratorate_id: uuid.UUID, content: bytes | IO[bytes]) -> StoredContent:
        """Keep the bytes durably before returning; the same bytes again change nothing.

        Raises:
            StorageFullError: ``storage.full``; nothing is left of the attempt.
        """
        with _told_when_full():
            return self._put(procuratorate_id, content)

    def _put(self, procuratorate_id: uuid.UUID, content: bytes | IO[bytes]) -> StoredContent:
        incoming = self._root / str(procuratorate_id) / _INCOMING
        _make_folder(incoming, self._root)
        with _temporary(incoming) as temporary:
            stored = _write(temporary, content)
            final = self._path(procuratorate_id, stored.sha256)
            if _has_size(final, stored.size_bytes):
                return stored
            _make_folder(final.parent, self._root)
            # A damaged copy of the same content is healed by the whole one.
            temporary.rename(final)
            _flush_folder(final.parent)
        return stored

    def open(
        self, procuratorate_id: uuid.UUID, sha256: bytes, *, is_verified: bool = False
    ) -> IO[bytes]:
        """Return a readable stream, hashed through once beforehand when ``is_verified``.

        Raises:
            NotFoundError: ``storage.missing``.
            ContentAlteredError: ``storage.altered``.
        """
        try:
            stream = self._path(procuratorate_id, sha256).open("rb")
        except FileNotFoundError as missing:
            raise NotFoundError("storage.missing") from missing
        if is_verified and hashlib.file_digest(stream, "sha256").digest() != sha256:
            stream.close()
            raise ContentAlteredError("storage.altered", sha256=sha256.hex())
        stream.seek(0)
        return stream

    def exists(self, procuratorate_id: uuid.UUID, sha256: bytes) -> bool:
        """Return whether this procuratorate keeps these bytes."""
        return self._path(procuratorate_id, sha256).is_file()

    def clear(self, area_id: uuid.UUID) -> None:
        """Remove an area of files that were never more than staged; none there is no error."""
        with suppress(FileNotFoundError):
            shutil.rmtree(self._root / str(area_id))

    def _path(self, procuratorate_id: uuid.UUID, sha256: bytes) -> Path:
        """Return where these bytes lie."""
        if len(sha256) != _SHA256_BYTES:
            raise InvalidInputError("storage.not_an_address")
        name = sha256.hex()
        return self._root / str(procuratorate_id) / name[:2] / name[2:4] / name


@contextmanager
def _told_when_full() -> Iterator[None]:
    """Turn the system's word for a full disk, or a full share of it, into ours."""
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise StorageFullError("storage.full") from error


def _write(path: Path, content: bytes | IO[bytes]) -> StoredContent:
    """Write, hash and flush to disk."""
    digest, size = hashlib.sha256(), 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as written:
        for part in _parts(content):
            digest.update(part)
            written.write(part)
            size += len(part)
        written.flush()
        os.fchmod(written.fileno(), 0o400)
        os.fsync(written.fileno())
    return StoredContent(sha256=digest.digest(), size_bytes=size)


def _parts(content: bytes | IO[bytes]) -> Iterator[bytes]:
    """Yield the content in pieces that fit into memory."""
    if isinstance(content, bytes):
        yield content
        return
    while part := content.read(_CHUNK):
        yield part


@contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    """Lend a fresh name; what is left under it afterwards is removed."""
    path = folder / secrets.token_hex(16)
    try:
        yield path
    finally:
        with suppress(FileNotFoundError):
            path.unlink()


def _has_size(path: Path, size_bytes: int) -> bool:
    """Return whether a file of this length stands there."""
    try:
        return path.stat().st_size == size_bytes
    except FileNotFoundError:
        return False


def _make_folder(folder: Path, root: Path) -> None:
    """Make a folder and its parents up to the root, for this user only, durably."""
    if folder.is_dir():
        return
    if folder != root:
        _make_folder(folder.parent, root)
        folder.mkdir(mode=0o700, exist_ok=True)
        _flush_folder(folder.parent)
    else:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def _flush_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
