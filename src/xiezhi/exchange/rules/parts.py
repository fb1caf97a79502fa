"""A part file: magic, format, the manifest with its signature, the part's number, its piece.

Each part says by itself which package it belongs to. The payload, cut into the pieces, is the
contents of the items and then the files, both in the manifest's order. Everything is streamed.
"""

import hashlib
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Final, Protocol

from xiezhi.exchange.rules.manifest import MAX_BYTES, MAX_PARTS, Manifest, PartEntry, read_manifest
from xiezhi.exchange.rules.signing import VERIFIERS
from xiezhi.kernel.errors import InvalidInputError

MAGIC: Final = b"XIEZHIPK"
FORMAT: Final = 1
EXTENSION: Final = ".xzp"
CHUNK: Final = 1024 * 1024
_HEAD: Final = struct.Struct(">8sHIHI")
"""Magic, format, length of the manifest, length of the signature, number of the part."""
_MAX_SIGNATURE: Final = 4096


class Readable(Protocol):
    """Anything bytes are read from."""

    def read(self, size: int, /) -> bytes:
        """Return up to so many bytes; none at the end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A stretch of the payload: its length, and how to open it at its beginning."""

    size_bytes: int
    open: Callable[[], IO[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """A manifest's bytes with their signature."""

    manifest: bytes
    signature: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class PartHead:
    """What stands before a part's piece; nothing of it is verified yet.

    Attributes:
        piece_at: where in the file the piece begins.
    """

    signed: Signed
    manifest: Manifest
    number: int
    piece_at: int


def signed_text(manifest: bytes) -> bytes:
    """Return what is signed: purpose and format before the manifest, so that it fits nothing else."""
    return b"xiezhi exchange package\n" + struct.pack(">H", FORMAT) + manifest


def plan_parts(payload_bytes: int, *, piece_limit: int) -> list[int]:
    """Return the length of each piece."""
    full, rest = divmod(payload_bytes, piece_limit)
    return [piece_limit] * full + ([rest] if rest else [])


def measure_parts(sources: Sequence[Source], *, piece_limit: int) -> tuple[PartEntry, ...]:
    """Return each part's length and hash, reading every source once.

    Raises:
        InvalidInputError: ``exchange.too_many_parts``.
    """
    sizes = plan_parts(sum(source.size_bytes for source in sources), piece_limit=piece_limit)
    if len(sizes) > MAX_PARTS:
        raise InvalidInputError("exchange.too_many_parts", limit=MAX_PARTS)
    entries, at = [], 0
    for number, size in enumerate(sizes, start=1):
        digest = part_digest(number)
        for block in read_payload(sources, at=at, size=size):
            digest.update(block)
        entries.append(PartEntry(size_bytes=size, sha256=digest.hexdigest()))
        at += size
    return tuple(entries)


def part_digest(number: int) -> "hashlib._Hash":
    """Return the hash a part's piece is fed to; the number goes first, so no part stands for another."""
    return hashlib.sha256(struct.pack(">I", number))


def head_bytes(signed: Signed, number: int) -> bytes:
    """Return what stands before the piece of a part."""
    head = _HEAD.pack(MAGIC, FORMAT, len(signed.manifest), len(signed.signature), number)
    return head + signed.manifest + signed.signature


def write_part(
    signed: Signed, manifest: Manifest, sources: Sequence[Source], number: int
) -> Iterator[bytes]:
    """Yield a part file; the same bytes each time.

    Raises:
        InvalidInputError: ``exchange.source_altered``, at the very end: what was to be sent is no
            longer what was sealed.
    """
    part = manifest.parts[number - 1]
    at = sum(earlier.size_bytes for earlier in manifest.parts[: number - 1])
    digest = part_digest(number)
    yield head_bytes(signed, number)
    for block in read_payload(sources, at=at, size=part.size_bytes):
        digest.update(block)
        yield block
    if digest.hexdigest() != part.sha256:
        raise InvalidInputError("exchange.source_altered")


def read_payload(sources: Sequence[Source], *, at: int, size: int) -> Iterator[bytes]:
    """Yield a stretch of the payload in blocks that fit into memory."""
    for source in sources:
        if size <= 0:
            return
        if at >= source.size_bytes:
            at -= source.size_bytes
            continue
        wanted = min(source.size_bytes - at, size)
        with source.open() as stream:
            stream.seek(at)
            yield from _blocks(stream, wanted)
        at, size = 0, size - wanted


def _blocks(stream: IO[bytes], wanted: int) -> Iterator[bytes]:
    while wanted:
        block = stream.read(min(CHUNK, wanted))
        if not block:
            raise InvalidInputError("exchange.source_altered")
        wanted -= len(block)
        yield block


def read_head(stream: Readable) -> PartHead:
    """Return what a file says of itself, reading no more than its head.

    Raises:
        InvalidInputError: ``exchange.not_a_package``, ``exchange.newer_format``,
            ``exchange.damaged``, ``exchange.truncated`` or ``exchange.kind_unknown``.
    """
    signed, number = _read_signed(stream)
    return PartHead(
        signed=signed,
        manifest=read_manifest(signed.manifest),
        number=number,
        piece_at=len(head_bytes(signed, number)),
    )


def find_piece(stream: Readable, manifest: bytes, number: int) -> int:
    """Return where the piece begins of a part that was verified once and lies there since.

    Raises:
        InvalidInputError: ``exchange.damaged``: it is not this part of this manifest any more; the
            other codes of `read_head`.
    """
    signed, found = _read_signed(stream)
    if signed.manifest != manifest or found != number:
        raise InvalidInputError("exchange.damaged")
    return len(head_bytes(signed, number))


def _read_signed(stream: Readable) -> tuple[Signed, int]:
    """Return the manifest as bytes with its signature, and the part's number."""
    head = stream.read(_HEAD.size)
    if len(head) < len(MAGIC) or not head.startswith(MAGIC):
        raise InvalidInputError("exchange.not_a_package")
    if len(head) < _HEAD.size:
        raise InvalidInputError("exchange.truncated")
    _, layout, manifest_bytes, signature_bytes, number = _HEAD.unpack(head)
    if layout > FORMAT:
        raise InvalidInputError("exchange.newer_format", found=layout, known=FORMAT)
    if layout != FORMAT or manifest_bytes > MAX_BYTES or signature_bytes > _MAX_SIGNATURE:
        raise InvalidInputError("exchange.damaged")
    manifest = _exactly(stream, manifest_bytes)
    return Signed(manifest=manifest, signature=_exactly(stream, signature_bytes)), number


def verify_signature(head: PartHead, public_key: bytes) -> None:
    """Refuse a manifest the key did not sign.

    Raises:
        InvalidInputError: ``exchange.damaged``.
    """
    verifies = VERIFIERS[head.manifest.algorithm]
    if not verifies(public_key, signed_text(head.signed.manifest), head.signed.signature):
        raise InvalidInputError("exchange.damaged")


def verify_piece(stream: Readable, head: PartHead) -> None:
    """Refuse a part whose piece is not byte for byte what the manifest lists.

    The stream stands behind the head and is read to its end.

    Raises:
        InvalidInputError: ``exchange.damaged`` or ``exchange.truncated``.
    """
    if not 1 <= head.number <= len(head.manifest.parts):
        raise InvalidInputError("exchange.damaged")
    part = head.manifest.parts[head.number - 1]
    digest, left = part_digest(head.number), part.size_bytes
    while left:
        block = stream.read(min(CHUNK, left))
        if not block:
            raise InvalidInputError("exchange.truncated")
        digest.update(block)
        left -= len(block)
    if stream.read(1) or digest.hexdigest() != part.sha256:
        raise InvalidInputError("exchange.damaged")


def _exactly(stream: Readable, size: int) -> bytes:
    found = stream.read(size)
    if len(found) != size:
        raise InvalidInputError("exchange.truncated")
    return found


def total(sources: Iterable[Source]) -> int:
    """Return the length of all sources together."""
    return sum(source.size_bytes for source in sources)
