"""The file of a bundle: a ZIP in the one form this house writes, so that each of its bytes counts.

Members are stored as they are: nothing can swell when it is unpacked. Names are plain and known,
times are fixed, nothing stands between, before or after. Whatever differs is refused.
Source: PKWARE APPNOTE 6.3.10 (2022), sections 4.3.7, 4.3.12, 4.3.16.
"""

import hashlib
import io
import os
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from cryptography.hazmat.primitives.hashes import SM3, Hash

from xiezhi.kernel.errors import DomainError

MAX_MEMBERS: Final = 2_000
MAX_BYTES: Final = 2 * 1024**3
NAME: Final = re.compile(
    r"manifest\.json|ledger\.json|README\.txt|records/[a-z_]{1,40}\.(?:json|txt)"
    r"|files/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.[a-z0-9]{2,5}"
)
_CHUNK: Final = 1024 * 1024
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_CENTRAL: Final = struct.Struct("<4s6H3L5H2L")
_END: Final = struct.Struct("<4s4H2LH")
_VERSION: Final = 20
_DAY: Final = 0x0021  # 1980-01-01, the first a ZIP knows
_STORED: Final = 0
_MOST_ENTRY_BYTES: Final = 200


class ContainerRefusedError(DomainError):
    """The file is not a bundle as it was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member; ``offset`` is where its header begins."""

    name: str
    size_bytes: int
    crc: int
    offset: int

    @property
    def start(self) -> int:
        """Where its bytes begin."""
        return self.offset + _LOCAL.size + len(self.name)

    @property
    def end(self) -> int:
        """Where the next member begins."""
        return self.start + self.size_bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberHashes:
    """What a member's bytes hash to."""

    name: str
    size_bytes: int
    sha256: str
    sm3: str


class BundleWriter:
    """Writes members one after the other to a file that can be sought in."""

    def __init__(self, target: BinaryIO) -> None:
        self._target: Final = target
        self._members: Final[list[Member]] = []

    def add(self, name: str, content: bytes | BinaryIO) -> MemberHashes:
        """Write one member and return its hashes.

        Raises:
            ContainerRefusedError: ``bundle.unsafe_name``, ``bundle.duplicate`` or ``bundle.too_large``.
        """
        check_name(name, {one.name for one in self._members})
        offset = self._members[-1].end if self._members else 0
        draft = Member(name=name, size_bytes=0, crc=0, offset=offset)
        self._target.write(_local_header(draft))
        stream = io.BytesIO(content) if isinstance(content, bytes) else content
        hashes, crc = _hashed(name, _parts(stream, MAX_BYTES - draft.start), self._target)
        member = Member(name=name, size_bytes=hashes.size_bytes, crc=crc, offset=offset)
        self._target.seek(offset)
        self._target.write(_local_header(member))
        self._target.seek(0, os.SEEK_END)
        self._members.append(member)
        return hashes

    def close(self) -> None:
        """Write the directory; nothing may be added afterwards."""
        self._target.write(_directory(self._members))


def check_name(name: str, taken: set[str]) -> None:
    """Refuse a name that is not one of ours, or stands already.

    Raises:
        ContainerRefusedError: ``bundle.unsafe_name`` or ``bundle.duplicate``.
    """
    if not NAME.fullmatch(name):
        raise ContainerRefusedError("bundle.unsafe_name", name=_shown(name))
    if name in taken:
        raise ContainerRefusedError("bundle.duplicate", name=name)


def read_members(stream: BinaryIO) -> tuple[Member, ...]:
    """Return the members of a bundle, every byte but theirs compared with what is written.

    Raises:
        ContainerRefusedError: ``bundle.cut_off`` where the end is missing, ``bundle.compressed``,
            ``bundle.unsafe_name``, ``bundle.duplicate``, ``bundle.too_large`` or
            ``bundle.container_altered``.
    """
    size = stream.seek(0, os.SEEK_END)
    if size > MAX_BYTES:
        raise ContainerRefusedError("bundle.too_large")
    count, length, start = _end_of(stream, size)
    directory = _read_at(stream, start, length)
    members = tuple(_entries(directory, count))
    if directory + _read_at(stream, start + length, _END.size) != _directory(members):
        raise ContainerRefusedError("bundle.container_altered", name="")
    _check_layout(stream, members, start)
    return members


def read_member(stream: BinaryIO, member: Member, *, most_bytes: int) -> bytes:
    """Return a member's bytes.

    Raises:
        ContainerRefusedError: ``bundle.too_large``.
    """
    if member.size_bytes > most_bytes:
        raise ContainerRefusedError("bundle.too_large", name=member.name)
    return _read_at(stream, member.start, member.size_bytes)


def hash_member(stream: BinaryIO, member: Member) -> MemberHashes:
    """Return the hashes of a member, read once in constant memory.

    Raises:
        ContainerRefusedError: ``bundle.container_altered``: its check sum is not that of its bytes.
    """
    stream.seek(member.start)
    parts = _limited(stream, member.size_bytes)
    hashes, crc = _hashed(member.name, parts, None)
    if crc != member.crc or hashes.size_bytes != member.size_bytes:
        raise ContainerRefusedError("bundle.container_altered", name=member.name)
    return hashes


def _end_of(stream: BinaryIO, size: int) -> tuple[int, int, int]:
    """Return number of members, length and start of the directory, as the end record says."""
    tail = _read_at(stream, max(0, size - _END.size), _END.size)
    if len(tail) != _END.size or not tail.startswith(b"PK\x05\x06"):
        raise ContainerRefusedError("bundle.cut_off")
    _, _, _, _, count, length, start, _ = _END.unpack(tail)
    if start + length + _END.size != size or length > MAX_MEMBERS * _MOST_ENTRY_BYTES:
        raise ContainerRefusedError("bundle.container_altered", name="")
    return count, length, start


def _entries(directory: bytes, count: int) -> Iterator[Member]:
    if count > MAX_MEMBERS:
        raise ContainerRefusedError("bundle.too_large")
    taken: set[str] = set()
    place = 0
    for _ in range(count):
        head = directory[place : place + _CENTRAL.size]
        if len(head) != _CENTRAL.size:
            raise ContainerRefusedError("bundle.container_altered", name="")
        fields = _CENTRAL.unpack(head)
        name = directory[place + _CENTRAL.size :][: fields[10]].decode("latin-1")
        if fields[4] != _STORED:
            raise ContainerRefusedError("bundle.compressed", name=_shown(name))
        check_name(name, taken)
        taken.add(name)
        yield Member(name=name, size_bytes=fields[9], crc=fields[7], offset=fields[16])
        place += _CENTRAL.size + fields[10]


def _check_layout(stream: BinaryIO, members: tuple[Member, ...], end: int) -> None:
    """Refuse anything between the members, and headers that say other than the directory."""
    place = 0
    for member in members:
        header = _local_header(member)
        if member.offset != place or _read_at(stream, place, len(header)) != header:
            raise ContainerRefusedError("bundle.container_altered", name=member.name)
        place = member.end
    if place != end:
        raise ContainerRefusedError("bundle.container_altered", name="")


def _local_header(member: Member) -> bytes:
    name = member.name.encode("ascii")
    head = _LOCAL.pack(
        b"PK\x03\x04", _VERSION, 0, _STORED, 0, _DAY,
        member.crc, member.size_bytes, member.size_bytes, len(name), 0,
    )  # fmt: skip
    return head + name


def _directory(members: list[Member] | tuple[Member, ...]) -> bytes:
    """Return the central directory with its end record."""
    written = b"".join(
        _CENTRAL.pack(
            b"PK\x01\x02", _VERSION, _VERSION, 0, _STORED, 0, _DAY,
            one.crc, one.size_bytes, one.size_bytes, len(one.name), 0, 0, 0, 0, 0, one.offset,
        ) + one.name.encode("ascii")
        for one in members
    )  # fmt: skip
    start = members[-1].end if members else 0
    count = len(members)
    return written + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(written), start, 0)


def _hashed(name: str, parts: Iterator[bytes], target: BinaryIO | None) -> tuple[MemberHashes, int]:
    sha256, sm3, crc, size = hashlib.sha256(), Hash(SM3()), 0, 0
    for part in parts:
        sha256.update(part)
        sm3.update(part)
        crc = zlib.crc32(part, crc)
        size += len(part)
        if target is not None:
            target.write(part)
    hashes = MemberHashes(
        name=name, size_bytes=size, sha256=sha256.hexdigest(), sm3=sm3.finalize().hex()
    )
    return hashes, crc


def _parts(stream: BinaryIO, room: int) -> Iterator[bytes]:
    while part := stream.read(_CHUNK):
        room -= len(part)
        if room < 0:
            raise ContainerRefusedError("bundle.too_large")
        yield part


def _limited(stream: BinaryIO, left: int) -> Iterator[bytes]:
    while left > 0 and (part := stream.read(min(left, _CHUNK))):
        left -= len(part)
        yield part


def _read_at(stream: BinaryIO, place: int, length: int) -> bytes:
    stream.seek(place)
    return stream.read(length)


def _shown(name: str) -> str:
    """Return a stranger's name as one short line without anything a terminal obeys."""
    return ascii(name)[1:-1][:60]
