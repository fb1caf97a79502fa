"""What the decoding child hands back: a fixed head, one JSON line, two pictures.

The child has touched hostile bytes, so the parent believes nothing but what it parses here.
"""

import json
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from xiezhi.evidence.rules.exif import PhotoPosition, checked_position
from xiezhi.evidence.rules.jpeg import is_bare_jpeg
from xiezhi.evidence.rules.particulars import Particulars, checked_particulars
from xiezhi.evidence.rules.taken import TakenTime, TimeSource, is_plausible
from xiezhi.kernel.errors import InvalidInputError

_HEAD: Final = struct.Struct(">4sIII")
_MAGIC: Final = b"XZD1"
MAX_FACTS_BYTES: Final = 16 * 1024
MAX_FRAME_BYTES: Final = 16 * 1024 * 1024
REFUSALS: Final = frozenset({"evidence.bomb", "evidence.damaged", "evidence.animated"})
_MAX_SIDE: Final = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedPhoto:
    """What may be shown of a picture, and what its head said.

    Attributes:
        width: of the original, upright, in pixels.
        shared_jpeg: long edge at most 2,560, no metadata.
        thumbnail_jpeg: long edge at most 480, no metadata.
        particulars: 拍摄信息, never shown beside the picture.
    """

    width: int
    height: int
    shared_jpeg: bytes
    thumbnail_jpeg: bytes
    position: PhotoPosition | None
    taken: TakenTime | None
    particulars: Particulars = field(default_factory=dict, repr=False)


class FrameError(Exception):
    """The child's answer is not what an honest child writes."""


def pack_refusal(code: str) -> bytes:
    """Return the frame of a refusal."""
    return _pack({"refused": code}, b"", b"")


def pack_photo(photo: DecodedPhoto) -> bytes:
    """Return the frame of a decoded picture."""
    position, taken = photo.position, photo.taken
    facts = {
        "size": [photo.width, photo.height],
        "position": position
        and [
            position.latitude,
            position.longitude,
            position.accuracy_metres or 0,
            -1 if position.heading is None else position.heading,
        ],
        "taken": taken and [taken.instant.isoformat(), taken.is_zone_assumed],
        "particulars": {one.value: text for one, text in photo.particulars.items()},
    }
    return _pack(facts, photo.shared_jpeg, photo.thumbnail_jpeg)


def _pack(facts: Mapping[str, object], shared: bytes, thumbnail: bytes) -> bytes:
    line = json.dumps(facts).encode() + b"\n"
    return _HEAD.pack(_MAGIC, len(line), len(shared), len(thumbnail)) + line + shared + thumbnail


def unpack(data: bytes) -> DecodedPhoto | str:
    """Return the picture, or the code of the refusal.

    Raises:
        FrameError: anything is missing, too long, of the wrong type or not a bare JPEG.
    """
    if len(data) < _HEAD.size:
        raise FrameError
    magic, line_bytes, shared_bytes, thumbnail_bytes = _HEAD.unpack_from(data)
    total = _HEAD.size + line_bytes + shared_bytes + thumbnail_bytes
    if magic != _MAGIC or line_bytes > MAX_FACTS_BYTES or total != len(data):
        raise FrameError
    shared_at = _HEAD.size + line_bytes
    try:
        facts = json.loads(data[_HEAD.size : shared_at])
    except (ValueError, RecursionError) as broken:
        raise FrameError from broken
    if not isinstance(facts, dict):
        raise FrameError
    if "refused" in facts:
        return _refusal(facts["refused"])
    thumbnail_at = shared_at + shared_bytes
    return _photo(facts, data[shared_at:thumbnail_at], data[thumbnail_at:])


def _refusal(code: object) -> str:
    if not isinstance(code, str) or code not in REFUSALS:
        raise FrameError
    return code


def _photo(facts: dict[str, object], shared: bytes, thumbnail: bytes) -> DecodedPhoto:
    size = facts.get("size")
    if not (is_bare_jpeg(shared) and is_bare_jpeg(thumbnail)):
        raise FrameError
    if not isinstance(size, list) or len(size) != 2:  # noqa: PLR2004
        raise FrameError
    width, height = (side for side in size)
    if not (isinstance(width, int) and isinstance(height, int)):
        raise FrameError
    if not (0 < width <= _MAX_SIDE and 0 < height <= _MAX_SIDE):
        raise FrameError
    return DecodedPhoto(
        width=width,
        height=height,
        shared_jpeg=shared,
        thumbnail_jpeg=thumbnail,
        position=_position(facts.get("position")),
        taken=_taken(facts.get("taken")),
        particulars=_particulars(facts.get("particulars")),
    )


def _particulars(value: object) -> Particulars:
    try:
        return checked_particulars(value)
    except InvalidInputError as broken:
        raise FrameError from broken


def _position(value: object) -> PhotoPosition | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 4:  # noqa: PLR2004
        raise FrameError
    numbers = [float(part) for part in value if isinstance(part, (int, float))]
    if len(numbers) != 4:  # noqa: PLR2004
        raise FrameError
    return checked_position(numbers[0], numbers[1], numbers[2] or None, numbers[3])


def _taken(value: object) -> TakenTime | None:
    if value is None:
        return None
    if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004
        raise FrameError
    stamp, is_zone_assumed = value
    if not (isinstance(stamp, str) and isinstance(is_zone_assumed, bool)):
        raise FrameError
    try:
        instant = datetime.fromisoformat(stamp)
    except ValueError as broken:
        raise FrameError from broken
    if instant.tzinfo is None or not is_plausible(instant):
        raise FrameError
    return TakenTime(instant=instant, source=TimeSource.EXIF, is_zone_assumed=is_zone_assumed)
