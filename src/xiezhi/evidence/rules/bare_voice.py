"""A voice without what its file tells about place, device and owner. The sound is untouched.

Notes are overwritten in place, so every offset stays true and nothing is decoded.
"""

from collections.abc import Iterator
from typing import Final, assert_never

from xiezhi.evidence.rules.boxes import Box, boxes
from xiezhi.evidence.rules.kinds import MediaFormat
from xiezhi.evidence.rules.webm import leaves

_MP4_PARENTS: Final = frozenset({b"moov", b"trak", b"mdia", b"moof", b"traf"})
_MP4_NOTES: Final = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"wide"})
# Tags, attachments, title, date, segment file name, track name; then programs' names.
_WEBM_NOTES: Final = frozenset({0x1254C367, 0x1941A469, 0x7BA9, 0x4461, 0x7384, 0x536E})
_WEBM_PROGRAMS: Final = frozenset({0x4D80, 0x5741})
_WEBM_VOID: Final = 0xEC
_ONE_BYTE_SIZE: Final = 126
_WAV_SOUND: Final = frozenset({b"fmt ", b"data", b"fact"})
_OGG_HEAD: Final = 27
_OGG_TAGS: Final = b"OpusTags"
_OGG_ZERO: Final = bytes(8)
_OGG_UNFINISHED: Final = b"\xff" * 8
_CRC_POLYNOMIAL: Final = 0x104C11DB7


def bare_voice(data: bytes, found: MediaFormat) -> bytes:
    """Return the voice as it may be played to others; other files come back as they are."""
    match found:
        case MediaFormat.MP4:
            return _bare_mp4(data)
        case MediaFormat.WEBM:
            return _bare_webm(data)
        case MediaFormat.OGG:
            return _bare_ogg(data)
        case MediaFormat.WAV:
            return _bare_wav(data)
        case MediaFormat.MP3:
            return _bare_mp3(data)
        case (
            MediaFormat.AMR
            | MediaFormat.PDF
            | MediaFormat.JPEG
            | MediaFormat.PNG
            | MediaFormat.WEBP
            | MediaFormat.HEIC
            | MediaFormat.FILM
            | MediaFormat.FILM_MOV
            | MediaFormat.FILM_3GP
        ):
            return data
        case _:
            assert_never(found)


def _bare_mp4(data: bytes) -> bytes:
    """Turn boxes of notes into empty ``free`` boxes."""
    bare = bytearray(data)
    _blank_boxes(data, bare, None)
    return bytes(bare)


def _blank_boxes(data: bytes, bare: bytearray, within: Box | None) -> None:
    """Blank the notes of one level and below."""
    start, end = (0, None) if within is None else (within.start, within.end)
    for box in boxes(data, start, end):
        if box.kind in _MP4_NOTES:
            kind_at = data.rindex(box.kind, start, box.start)
            bare[kind_at : kind_at + 4] = b"free"
            bare[box.start : box.end] = bytes(box.end - box.start)
        elif box.kind in _MP4_PARENTS:
            _blank_boxes(data, bare, box)


def _bare_webm(data: bytes) -> bytes:
    """Turn elements of notes into void ones."""
    bare = bytearray(data)
    for leaf in leaves(data):
        if leaf.id in _WEBM_NOTES:
            bare[leaf.start : leaf.end] = _void(leaf.end - leaf.start)
        elif leaf.id in _WEBM_PROGRAMS:
            bare[leaf.body_at : leaf.end] = b" " * (leaf.end - leaf.body_at)
    return bytes(bare)


def _void(length: int) -> bytes:
    """Return a void element of exactly this length, head included."""
    if length - 2 <= _ONE_BYTE_SIZE:
        return bytes((_WEBM_VOID, 0x80 | (length - 2))) + bytes(length - 2)
    return bytes((_WEBM_VOID, 0x01)) + (length - 9).to_bytes(7, "big") + bytes(length - 9)


def _bare_ogg(data: bytes) -> bytes:
    """Empty the comment packet and set its pages' checksums right again."""
    bare = bytearray(data)
    for at, body, end in _comment_pages(data):
        keep = len(_OGG_TAGS) if data.startswith(_OGG_TAGS, body) else 0
        bare[body + keep : end] = bytes(max(0, end - body - keep))
        bare[at + 22 : at + 26] = bytes(4)
        bare[at + 22 : at + 26] = _ogg_checksum(bare[at:end]).to_bytes(4, "little")
    return bytes(bare)


def _comment_pages(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield start, body and end of the pages behind the first, up to the comment's end."""
    at, is_first = 0, True
    while data.startswith(b"OggS", at) and at + _OGG_HEAD <= len(data):
        body = at + _OGG_HEAD + data[at + 26]
        end = min(body + sum(data[at + _OGG_HEAD : body]), len(data))
        position = data[at + 6 : at + 14]
        if position not in {_OGG_ZERO, _OGG_UNFINISHED} or end < body:
            return
        if not is_first:
            yield at, body, end
            if position == _OGG_ZERO:
                return
        at, is_first = end, False


def _checksum_table() -> tuple[int, ...]:
    """Return the remainders of all bytes. Source: RFC 3533 section 6, field 7."""
    table = []
    for value in range(256):
        remainder = value << 24
        for _ in range(8):
            remainder = remainder << 1 ^ (_CRC_POLYNOMIAL if remainder & 0x80000000 else 0)
        table.append(remainder & 0xFFFFFFFF)
    return tuple(table)


_CHECKSUMS: Final = _checksum_table()


def _ogg_checksum(page: bytes | bytearray) -> int:
    """Return the checksum of a page whose own field is zero."""
    checksum = 0
    for value in page:
        checksum = (checksum << 8 & 0xFFFFFFFF) ^ _CHECKSUMS[checksum >> 24 ^ value]
    return checksum


def _bare_wav(data: bytes) -> bytes:
    """Turn chunks that are not sound into junk, and cut what stands behind the last."""
    bare, at = bytearray(data), 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        end = min(at + 8 + size + (size & 1), len(data))
        if data[at : at + 4] not in _WAV_SOUND:
            bare[at : at + 4] = b"JUNK"
            bare[at + 8 : end] = bytes(end - at - 8)
        at = end
    return bytes(bare[:at])


def _bare_mp3(data: bytes) -> bytes:
    """Cut the notes before and behind the frames."""
    start = 0
    while data[start : start + 3] == b"ID3" and start + 10 <= len(data):
        # Four bytes of seven bits each. Source: ID3v2.4.0 section 3.1.
        size = 0
        for value in data[start + 6 : start + 10]:
            size = size << 7 | value & 0x7F
        start += 10 + size
    end = len(data) - 128 if data[-128:-125] == b"TAG" else len(data)
    return data[start : max(start, end)]
