"""Where the bytes of packages lie: the office's file store for what goes, a folder for what comes."""

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import IO, Final
from uuid import UUID

from django.conf import settings

from xiezhi.exchange.rules.parts import CHUNK, find_piece
from xiezhi.infra.storage.durable import make_folder
from xiezhi.infra.tenant import current_tenant

FOLDER: Final = "exchange"
_LEAVE_FREE: Final = 1024**3


def staging_folder(package_id: UUID) -> Path:
    """Return where the parts of an incoming package lie."""
    return Path(settings.XIEZHI_FILES) / FOLDER / str(current_tenant()) / str(package_id)


def part_path(package_id: UUID, number: int) -> Path:
    """Return where one part lies."""
    return staging_folder(package_id) / f"{number:05}"


def has_room(size_bytes: int) -> bool:
    """Return whether so much more fits and something is left over."""
    root = Path(settings.XIEZHI_FILES)
    make_folder(root, root)
    return shutil.disk_usage(root).free > size_bytes + _LEAVE_FREE


@contextmanager
def arriving() -> Iterator[Path]:
    """Lend a fresh name to write a part to; what is left there afterwards is removed."""
    root = Path(settings.XIEZHI_FILES)
    folder = root / FOLDER / str(current_tenant()) / "arriving"
    make_folder(folder, root)
    path = folder / secrets.token_hex(16)
    try:
        yield path
    finally:
        with suppress(FileNotFoundError):
            path.unlink()


def put_in_place(arrived: Path, package_id: UUID, number: int) -> None:
    """Move a part to its place, whole or not at all; a broken one there is replaced."""
    final = part_path(package_id, number)
    make_folder(final.parent, Path(settings.XIEZHI_FILES))
    handle = os.open(arrived, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    arrived.rename(final)


def forgetting_parts(package_id: UUID) -> Callable[[], None]:
    """Return what removes the parts of a package nobody needs any more.

    To be run after the commit, when the tenant's scope is closed already.
    """
    return partial(shutil.rmtree, staging_folder(package_id), ignore_errors=True)


class Pieces:
    """Opens the pieces of a package's staged parts, as often as items and files are read.

    A part's head holds the whole manifest, so it is read once for each part, never once for each
    item.
    """

    def __init__(self, package_id: UUID, manifest: bytes) -> None:
        self._package_id: Final = package_id
        self._manifest: Final = manifest
        self._begins: Final[dict[int, int]] = {}

    def __call__(self, number: int) -> IO[bytes]:
        """Return a part's stream, its head already behind.

        Raises:
            InvalidInputError: the codes of `find_piece`.
        """
        stream = part_path(self._package_id, number).open("rb")
        try:
            if number not in self._begins:
                self._begins[number] = find_piece(stream, self._manifest, number)
            stream.seek(self._begins[number])
        except BaseException:
            stream.close()
            raise
        return stream


class Copying:
    """A stream that writes what is read from it to a file."""

    def __init__(self, stream: IO[bytes], path: Path) -> None:
        self._stream: Final = stream
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file: Final = os.fdopen(handle, "wb")

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes, kept as well."""
        block = self._stream.read(size if size >= 0 else CHUNK)
        self._file.write(block)
        return block

    def close(self) -> None:
        """Close the file written to."""
        self._file.close()
