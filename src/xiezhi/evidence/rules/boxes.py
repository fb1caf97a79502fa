"""Boxes of ISO media files (HEIC, M4A): the little that must be read before anything decodes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_HEADER: Final = 8
_LARGE_HEADER: Final = 16
_MAX_BRANDS: Final = 32
_MAX_BOXES: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """One box: its four-letter kind and where its body lies in the file."""

    kind: bytes
    start: int
    end: int


def is_iso_media(data: bytes) -> bool:
    """Return whether the file begins with an ``ftyp`` box."""
    return data[4:8] == b"ftyp"


def heif_brands(data: bytes) -> tuple[bytes, frozenset[bytes]]:
    """Return the major brand and the compatible ones of an ISO media file."""
    size = min(int.from_bytes(data[:4], "big"), len(data), 16 + 4 * _MAX_BRANDS)
    compatible = frozenset(data[at : at + 4] for at in range(16, size - 3, 4))
    return data[8:12], compatible


def boxes(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """Yield the boxes of one level in order; stops quietly where the file is broken."""
    at, stop = start, len(data) if end is None else min(end, len(data))
    for _ in range(_MAX_BOXES):
        if at + _HEADER > stop:
            return
        header, size = _HEADER, int.from_bytes(data[at : at + 4], "big")
        if size == 1:
            header, size = _LARGE_HEADER, int.from_bytes(data[at + 8 : at + 16], "big")
        elif size == 0:
            size = stop - at
        if size < header or at + size > stop:
            return
        yield Box(kind=data[at + 4 : at + 8], start=at + header, end=at + size)
        at += size


def find_all(data: bytes, path: tuple[bytes, ...], within: Box | None = None) -> Iterator[Box]:
    """Yield every box at a path of kinds such as ``(b"moov", b"trak", b"mdia")``."""
    start, end = (0, None) if within is None else (within.start, within.end)
    for box in boxes(data, start, end):
        if box.kind != path[0]:
            continue
        if len(path) == 1:
            yield box
        else:
            yield from find_all(data, path[1:], box)
