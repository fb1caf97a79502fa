"""The backup file: a tar with the database, the stored files and a manifest of hashes.

Members: ``database.sql.gz``, ``files/...``, ``law/...`` (the office's own law data), and last
``manifest.json``. Files of an object store are members too, or only listed in the manifest.
"""

import hashlib
import io
import json
import os
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePosixPath
from typing import IO, Final

from typing_extensions import override

from xiezhi.infra.errors import MachineError

FORMAT: Final = 1
MANIFEST: Final = "manifest.json"
DATABASE: Final = "database.sql.gz"
FILES: Final = "files/"
LAW: Final = "law/"
BLOCK_BYTES: Final = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds and which code and server wrote it.

    ``listed`` names files that stayed in the object store, with their lengths.
    """

    format: int
    made_at: str
    version: str
    server_version: int
    app_role: str
    migrations: list[str]
    sha256: dict[str, str]
    listed: dict[str, int] = field(default_factory=dict)


class HashingReader(io.RawIOBase):
    """A file that hashes what is read from it."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file: Final = file
        self._digest: Final = hashlib.sha256()

    @override
    def read(self, size: int = -1, /) -> bytes:
        """Return the next bytes."""
        block = self._file.read(size)
        self._digest.update(block)
        return block

    def hexdigest(self) -> str:
        """Return the SHA-256 of what was read so far."""
        return self._digest.hexdigest()


def add_file(archive: tarfile.TarFile, name: str, path: Path) -> str:
    """Add one file and return its SHA-256."""
    member = archive.gettarinfo(str(path), arcname=name)
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = 0o600
    with path.open("rb") as file:
        reader = HashingReader(file)
        archive.addfile(member, reader)
    return reader.hexdigest()


def add_stream(archive: tarfile.TarFile, name: str, stream: IO[bytes], size_bytes: int) -> str:
    """Add what a stream of that length holds and return its SHA-256."""
    member = tarfile.TarInfo(name)
    member.size, member.mode = size_bytes, 0o600
    reader = HashingReader(stream)
    archive.addfile(member, reader)
    return reader.hexdigest()


def add_manifest(archive: tarfile.TarFile, manifest: Manifest) -> None:
    """Add the manifest, the last member."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1).encode()
    member = tarfile.TarInfo(MANIFEST)
    member.size = len(text)
    member.mode = 0o600
    archive.addfile(member, io.BytesIO(text))


def files_under(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    """Yield every file of a folder with its name in the archive, in a stable order."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            yield prefix + path.relative_to(folder).as_posix(), path


def read_manifest(path: Path) -> Manifest:
    """Return the manifest of a backup.

    Raises:
        MachineError: no such file, or not a backup.
    """
    if not path.is_file():
        raise MachineError("file.missing", path=str(path))
    try:
        with tarfile.open(path, "r:") as archive:
            file = archive.extractfile(MANIFEST)
            found = Manifest(**json.load(file or io.BytesIO()))
    except (tarfile.TarError, KeyError, TypeError, ValueError) as error:
        raise MachineError("restore.not_a_backup", path=str(path)) from error
    if found.format != FORMAT:
        raise MachineError("restore.not_a_backup", path=str(path))
    return found


def unpack(path: Path, manifest: Manifest, target: Path) -> None:
    """Unpack a backup into an empty folder, checking every member against the manifest.

    Raises:
        MachineError: a member is missing, unknown, or not as it was written.
    """
    missing = dict(manifest.sha256)
    with tarfile.open(path, "r:") as archive:
        for member in archive:
            if member.name == MANIFEST:
                continue
            expected = missing.pop(member.name, None)
            if expected is None or _unpack_member(archive, member, target) != expected:
                raise MachineError("restore.damaged", name=member.name)
    for name in missing:
        raise MachineError("restore.damaged", name=name)


def _unpack_member(archive: tarfile.TarFile, member: tarfile.TarInfo, target: Path) -> str:
    source = archive.extractfile(member) if member.isreg() and _is_inside(member.name) else None
    if source is None:
        return ""
    place = target / member.name
    place.parent.mkdir(parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with place.open("xb") as file:
        while block := source.read(BLOCK_BYTES):
            digest.update(block)
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    os.utime(place, (member.mtime, member.mtime))
    return digest.hexdigest()


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts
