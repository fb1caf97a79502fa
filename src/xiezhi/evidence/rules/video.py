"""Short films: whether a file is one, whole and sane, and whether a copy tells nothing but itself.

Nothing is decoded; only the boxes are read.
"""

from collections.abc import Iterator
from typing import Final

from xiezhi.evidence.rules.boxes import Box, boxes, find_all
from xiezhi.kernel.errors import InvalidInputError

MAX_SIDE: Final = 8192
_PICTURES: Final = b"vide"
_TOP: Final = frozenset(
    {b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"uuid", b"moof", b"mfra", b"sidx"}
)
# What ffmpeg writes of one film and its sound; anything else is a note of somebody's.
_BARE_TOP: Final = frozenset({b"ftyp", b"moov", b"mdat", b"free"})
_BARE_PARENTS: Final = frozenset({b"moov", b"trak", b"edts", b"mdia", b"minf", b"dinf", b"stbl"})
_BARE_LEAVES: Final = frozenset(
    {
        b"free", b"mvhd", b"tkhd", b"elst", b"mdhd", b"hdlr", b"vmhd", b"smhd", b"dref", b"stsd",
        b"stts", b"stss", b"stsc", b"stsz", b"stco", b"co64", b"ctts", b"sgpd", b"sbgp",
    }
)  # fmt: skip
_DATED: Final = frozenset({b"mvhd", b"tkhd", b"mdhd"})


def check_video(data: bytes) -> None:
    """Refuse what is no film, what is cut off, and what claims a size no telephone takes.

    Raises:
        InvalidInputError: ``evidence.not_a_video``, ``evidence.damaged`` or ``evidence.bomb``.
    """
    top = list(boxes(data))
    heads = [box for box in top if box.kind == b"moov"]
    has_content = any(box.kind == b"mdat" and box.end > box.start for box in top)
    if len(heads) != 1 or not has_content or _is_cut(data, top):
        raise InvalidInputError("evidence.damaged")
    if not _is_whole(data, heads[0]):
        raise InvalidInputError("evidence.damaged")
    handlers = {
        data[box.start + 8 : box.start + 12]
        for box in find_all(data, (b"trak", b"mdia", b"hdlr"), heads[0])
    }
    if not handlers:
        raise InvalidInputError("evidence.damaged")
    if _PICTURES not in handlers:
        raise InvalidInputError("evidence.not_a_video")
    if any(side > MAX_SIDE for side in _sides(data, heads[0])):
        raise InvalidInputError("evidence.bomb")


def is_bare_film(data: bytes) -> bool:
    """Return whether a film holds its pictures and sound and nothing else: no notes, no tail."""
    end = 0
    for box in boxes(data):
        if box.kind not in _BARE_TOP or _is_noted(data, box):
            return False
        if box.kind == b"moov" and not _is_bare(data, box):
            return False
        end = box.end
    return bool(data) and end == len(data)


def _is_bare(data: bytes, within: Box) -> bool:
    """Return whether one level and all below hold what a film needs, undated."""
    end = within.start
    for box in boxes(data, within.start, within.end):
        if box.kind in _BARE_PARENTS:
            if not _is_bare(data, box):
                return False
        elif box.kind not in _BARE_LEAVES or _is_dated(data, box) or _is_noted(data, box):
            return False
        end = box.end
    return end == within.end


def _is_noted(data: bytes, box: Box) -> bool:
    """Return whether room that should be empty is not."""
    return box.kind == b"free" and any(data[box.start : box.end])


def _is_dated(data: bytes, box: Box) -> bool:
    """Return whether a head says when the film was made."""
    if box.kind not in _DATED:
        return False
    width = 16 if data[box.start : box.start + 1] == b"\x01" else 8
    return any(data[box.start + 4 : box.start + 4 + width])


def _is_cut(data: bytes, top: list[Box]) -> bool:
    """Return whether a box begins behind the last whole one; other bytes there are only a tail."""
    end = top[-1].end
    return data[end + 4 : end + 8] in _TOP


def _is_whole(data: bytes, head: Box) -> bool:
    """Return whether the boxes of the head fill it; a terminator of zeros is QuickTime's."""
    end = head.start
    for box in boxes(data, head.start, head.end):
        end = box.end
    return not any(data[end : head.end])


def _sides(data: bytes, head: Box) -> Iterator[int]:
    """Yield the width and height each track's head claims, in whole pixels."""
    for box in find_all(data, (b"trak", b"tkhd"), head):
        body = data[box.start : box.end]
        at = 88 if body[:1] == b"\x01" else 76
        yield int.from_bytes(body[at : at + 2], "big")
        yield int.from_bytes(body[at + 4 : at + 6], "big")
