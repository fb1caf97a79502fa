"""Elements of WebM files as browsers record them, with unknown lengths and no duration."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# Source: RFC 8794 (EBML), RFC 9559 (Matroska).
_SEGMENT, _INFO, _TRACKS, _TRACK, _CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0x1F43B675
_BLOCK_GROUP: Final = 0xA0
_SCALE, _DURATION, _TRACK_TYPE = 0x2AD7B1, 0x4489, 0x83
_TIMECODE, _SIMPLE_BLOCK, _BLOCK = 0xE7, 0xA3, 0xA1
_PARENTS: Final = frozenset({_SEGMENT, _INFO, _TRACKS, _TRACK, _CLUSTER, _BLOCK_GROUP})
_DEFAULT_SCALE: Final = 1_000_000
_MAX_ELEMENTS: Final = 200_000
_MAX_ID_BYTES: Final = 4
_MAX_BODY: Final = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A leaf: its id, the first bytes of its body, and where it lies."""

    id: int
    body: bytes
    start: int
    body_at: int
    end: int


def webm_track_types(data: bytes) -> set[int]:
    """Return the types of all tracks: 1 video, 2 audio, others."""
    return {int.from_bytes(leaf.body, "big") for leaf in leaves(data) if leaf.id == _TRACK_TYPE}


def webm_seconds(data: bytes) -> float | None:
    """Return the duration, or the start of the last block where none is written."""
    scale, duration, cluster, last = _DEFAULT_SCALE, 0.0, 0, 0
    for leaf in leaves(data):
        if leaf.id == _SCALE:
            scale = int.from_bytes(leaf.body, "big")
        elif leaf.id == _DURATION:
            duration = _float(leaf.body)
        elif leaf.id == _TIMECODE:
            cluster = int.from_bytes(leaf.body, "big")
        elif leaf.id in {_SIMPLE_BLOCK, _BLOCK}:
            last = max(last, cluster + _block_offset(leaf.body))
    ticks = duration or last
    return ticks * scale / 1e9 if ticks > 0 else None


def leaves(data: bytes) -> Iterator[Element]:
    """Walk all elements flat: parents are entered, unknown ones stepped over."""
    at = 0
    for _ in range(_MAX_ELEMENTS):
        id_width = _width(data, at)
        size_width = _width(data, at + id_width)
        if not 0 < id_width <= _MAX_ID_BYTES or size_width == 0:
            return
        body_at = at + id_width + size_width
        element_id = int.from_bytes(data[at : at + id_width], "big")
        if element_id in _PARENTS:
            at = body_at
            continue
        mask = (1 << (7 * size_width)) - 1
        size = int.from_bytes(data[at + id_width : body_at], "big") & mask
        if size == mask or body_at + size > len(data):
            return
        yield Element(
            id=element_id,
            body=data[body_at : body_at + min(size, _MAX_BODY)],
            start=at,
            body_at=body_at,
            end=body_at + size,
        )
        at = body_at + size


def _width(data: bytes, at: int) -> int:
    """Return how many bytes a number of variable length takes; 0 where there is none."""
    return 0 if at >= len(data) or data[at] == 0 else 9 - data[at].bit_length()


def _float(body: bytes) -> float:
    """Read a float of 4 or 8 bytes; anything else, or not a number, is 0."""
    if len(body) not in {4, 8}:
        return 0.0
    (value,) = struct.unpack(">f" if len(body) == 4 else ">d", body)  # noqa: PLR2004
    return float(value) if 0 < value < 1e15 else 0.0  # noqa: PLR2004


def _block_offset(body: bytes) -> int:
    """Return a block's time against its cluster, after the track number."""
    at = _width(body, 0)
    return int.from_bytes(body[at : at + 2], "big", signed=True)
