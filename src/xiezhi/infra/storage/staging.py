"""Bytes that wait, in areas apart from what is kept: always a folder, whatever the store.

Flat: one folder an office, one an area in it, a file or two in that. What never was more than
staged is removed with its area, and an area no table names is left over from a process that died.
Areas that were made before they were flat stand beside the offices; they are still read and removed.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import struct
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Final

from xiezhi.infra.storage.durable import flush_folder, make_folder, told_when_full
from xiezhi.infra.storage.protocol import name_of
from xiezhi.kernel.errors import NotFoundError

FOLDER: Final = "staged"
_ROW: Final = "row"
_HEAD: Final = ">I"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """An area as it lies there."""

    area_id: uuid.UUID
    changed_at: datetime


class Row:
    """Pieces one after the other in one file, held; each with its length before it."""

    def __init__(self, handle: int, folder: Path) -> None:
        self._handle: Final = handle
        self._folder: Final = folder

    def write(self, piece: bytes, *, place: int) -> int:
        """Write a piece durably where the row ends; return where it ends now.

        What stands behind is of an attempt that was broken off, and goes. One flush of one file;
        of its folder as well, the first time.
        """
        os.ftruncate(self._handle, place)
        os.lseek(self._handle, place, os.SEEK_SET)
        _write_all(self._handle, struct.pack(_HEAD, len(piece)) + piece)
        os.fdatasync(self._handle)
        if not place:
            flush_folder(self._folder)
        return place + struct.calcsize(_HEAD) + len(piece)


class Staging:
    """The areas of one office: ``<root>/staged/<procuratorate>/<area>/…``, 0600 in 0700."""

    def __init__(self, root: Path, procuratorate_id: uuid.UUID) -> None:
        self._root: Final = root
        self._folder: Final = root / FOLDER / str(procuratorate_id)

    def put(self, area_id: uuid.UUID, content: bytes) -> bytes:
        """Keep bytes durably in an area; return their SHA-256, by which they are found.

        Raises:
            StorageFullError: ``storage.full``; nothing is left of the attempt.
        """
        sha256 = hashlib.sha256(content).digest()
        with told_when_full():
            folder = self._made(area_id)
            final = folder / sha256.hex()
            temporary = folder / f".{secrets.token_hex(8)}"
            try:
                with _opened(temporary, os.O_CREAT | os.O_EXCL) as handle:
                    _write_all(handle, content)
                    os.fsync(handle)
                temporary.rename(final)
            finally:
                temporary.unlink(missing_ok=True)
            flush_folder(folder)
        return sha256

    def read(self, area_id: uuid.UUID, sha256: bytes) -> bytes:
        """Return the bytes of an area's file.

        Raises:
            NotFoundError: ``storage.missing``.
        """
        path = name_of(sha256)
        flat = self._folder / str(area_id) / sha256.hex()
        try:
            return (flat if flat.exists() else self._root / str(area_id) / path).read_bytes()
        except FileNotFoundError as missing:
            raise NotFoundError("storage.missing") from missing

    @contextmanager
    def hold_row(self, area_id: uuid.UUID, *, is_made: bool = False) -> Iterator[Row]:
        """Lend the row of an area to nobody else meanwhile, on whatever machine; made when told to.

        What says how far the row is written is to be read after the row is held: whoever held it
        before has written all he will ever write.

        Raises:
            FileNotFoundError: there is none.
            BlockingIOError: somebody else holds it.
            StorageFullError: ``storage.full``.
        """
        with told_when_full():
            if is_made:
                make_folder(self._folder / str(area_id), self._root)
            path = self._folder / str(area_id) / _ROW
            with _opened(path, os.O_CREAT if is_made else 0) as handle:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                yield Row(handle, path.parent)

    def read_row(self, area_id: uuid.UUID, size_bytes: int) -> Iterator[bytes]:
        """Yield the pieces of an area's row in order, which take up so many bytes of it.

        Raises:
            NotFoundError: ``storage.missing``: the row is not there, or ends in the middle.
        """
        try:
            with (self._folder / str(area_id) / _ROW).open("rb") as row:
                while row.tell() < size_bytes:
                    (length,) = struct.unpack(_HEAD, _exactly(row, struct.calcsize(_HEAD)))
                    yield _exactly(row, length)
        except FileNotFoundError as missing:
            raise NotFoundError("storage.missing") from missing

    def clear(self, area_id: uuid.UUID) -> None:
        """Remove an area with all in it; none there is no error."""
        for folder in (self._folder, self._root):
            with suppress(FileNotFoundError):
                shutil.rmtree(folder / str(area_id))

    def list_areas(self) -> list[Area]:
        """Return the areas that lie there, whoever made them."""
        found = []
        for path in sorted(self._folder.iterdir()) if self._folder.is_dir() else ():
            with suppress(ValueError, FileNotFoundError):
                changed = max(one.stat().st_mtime for one in (path, *path.iterdir()))
                found.append(
                    Area(
                        area_id=uuid.UUID(path.name),
                        changed_at=datetime.fromtimestamp(changed, UTC),
                    )
                )
        return found

    def _made(self, area_id: uuid.UUID) -> Path:
        folder = self._folder / str(area_id)
        make_folder(folder, self._root)
        return folder


@contextmanager
def _opened(path: Path, more: int) -> Iterator[int]:
    """Lend a file of this user's."""
    handle = os.open(path, os.O_WRONLY | os.O_CLOEXEC | more, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


def _exactly(row: IO[bytes], length: int) -> bytes:
    found = row.read(length)
    if len(found) != length:
        raise NotFoundError("storage.missing")
    return found


def _write_all(handle: int, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(handle, rest) :]
