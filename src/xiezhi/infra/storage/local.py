"""Files in a folder of this machine, or of one all machines share."""

import hashlib
import os
import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from xiezhi.infra.storage.durable import (
    blur_times,
    flush_folder,
    make_folder,
    told_when_full,
)
from xiezhi.infra.storage.protocol import (
    ContentAlteredError,
    KeptFile,
    StoredContent,
    address_of,
    name_of,
    parts_of,
)
from xiezhi.kernel.errors import NotFoundError

INCOMING: Final = "incoming"


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
        with told_when_full():
            return self._put(procuratorate_id, content)

    def _put(self, procuratorate_id: uuid.UUID, content: bytes | IO[bytes]) -> StoredContent:
        incoming = self._root / str(procuratorate_id) / INCOMING
        make_folder(incoming, self._root)
        with _temporary(incoming) as temporary:
            stored = _write(temporary, content)
            final = self._path(procuratorate_id, stored.sha256)
            if _size(final) == stored.size_bytes:
                return stored
            make_folder(final.parent, self._root)
            # A damaged copy of the same content is healed by the whole one.
            temporary.rename(final)
            for folder in (final.parent, final.parent.parent):
                blur_times(folder)
            flush_folder(final.parent)
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

    def find_size(self, procuratorate_id: uuid.UUID, sha256: bytes) -> int | None:
        """Return how many bytes stand at an address of this procuratorate; None where none do."""
        return _size(self._path(procuratorate_id, sha256))

    def exists(self, procuratorate_id: uuid.UUID, sha256: bytes) -> bool:
        """Return whether this procuratorate keeps these bytes."""
        return self.find_size(procuratorate_id, sha256) is not None

    def list_kept(self, procuratorate_id: uuid.UUID | None = None) -> Iterator[KeptFile]:
        """Yield every file of one procuratorate, or of all, in the order of addresses."""
        of_one = "*" if procuratorate_id is None else str(procuratorate_id)
        for folder in sorted(self._root.glob(f"{of_one}/[0-9a-f][0-9a-f]/[0-9a-f][0-9a-f]")):
            for path in sorted(folder.iterdir()):
                found = address_of(path.relative_to(self._root).as_posix())
                if found is not None:
                    yield from _listed(path, *found)

    def remove(self, procuratorate_id: uuid.UUID, sha256: bytes) -> None:
        """Remove a file nobody names any more; none there is no error."""
        self._path(procuratorate_id, sha256).unlink(missing_ok=True)

    def list_unfinished(self, procuratorate_id: uuid.UUID) -> list[Path]:
        """Return what broken writes left; a write under way is among it."""
        folder = self._root / str(procuratorate_id) / INCOMING
        return sorted(folder.iterdir()) if folder.is_dir() else []

    def _path(self, procuratorate_id: uuid.UUID, sha256: bytes) -> Path:
        """Return where these bytes lie."""
        return self._root / str(procuratorate_id) / name_of(sha256)


def _listed(path: Path, procuratorate_id: uuid.UUID, sha256: bytes) -> Iterator[KeptFile]:
    """Yield a file as it lies there; nothing where it was removed meanwhile."""
    with suppress(FileNotFoundError):
        state = path.stat()
        yield KeptFile(
            procuratorate_id=procuratorate_id,
            sha256=sha256,
            size_bytes=state.st_size,
            written_at=datetime.fromtimestamp(state.st_mtime, UTC),
        )


def _write(path: Path, content: bytes | IO[bytes]) -> StoredContent:
    """Write, hash and flush to disk."""
    digest, size = hashlib.sha256(), 0
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    with os.fdopen(handle, "wb") as written:
        for part in parts_of(content):
            digest.update(part)
            written.write(part)
            size += len(part)
        written.flush()
        blur_times(path)
        os.fchmod(written.fileno(), 0o400)
        os.fsync(written.fileno())
    return StoredContent(sha256=digest.digest(), size_bytes=size)


@contextmanager
def _temporary(folder: Path) -> Iterator[Path]:
    """Lend a fresh name; what is left under it afterwards is removed."""
    path = folder / secrets.token_hex(16)
    try:
        yield path
    finally:
        with suppress(FileNotFoundError):
            path.unlink()


def _size(path: Path) -> int | None:
    """Return the length of the file that stands there, if one does."""
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return None
