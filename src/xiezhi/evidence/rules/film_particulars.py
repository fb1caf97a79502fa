"""拍摄信息 out of a film's boxes: what the telephone wrote beside the film. Nothing is decoded.

Source: ISO/IEC 14496-12 (mvhd, tkhd, stsd), Apple QuickTime File Format (udta, meta keys).
"""

import re
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final

from xiezhi.evidence.rules.boxes import Box, boxes, find_all
from xiezhi.evidence.rules.credentials import has_credentials
from xiezhi.evidence.rules.exif import checked_position
from xiezhi.evidence.rules.kinds import MediaFormat
from xiezhi.evidence.rules.particulars import (
    UNVERIFIED,
    Particular,
    Particulars,
    clean_value,
    is_editor,
)
from xiezhi.evidence.rules.taken import is_plausible
from xiezhi.evidence.rules.voice import voice_seconds

_EPOCH: Final = datetime(1904, 1, 1, tzinfo=UTC)
_MAX_KEYS: Final = 256
_MAX_TEXT: Final = 400
_SLACK: Final = timedelta(seconds=2)
_ISO_6709: Final = re.compile(
    r"([+-]\d{2}(?:\.\d{1,8})?)([+-]\d{3}(?:\.\d{1,8})?)([+-]\d{1,6}(?:\.\d{1,8})?)?", re.ASCII
)
_KEYS: Final = {
    b"com.apple.quicktime.make": Particular.MAKE,
    b"com.apple.quicktime.model": Particular.MODEL,
    b"com.apple.quicktime.software": Particular.SOFTWARE,
    b"com.apple.quicktime.creationdate": Particular.TAKEN,
    b"com.apple.quicktime.location.ISO6709": Particular.POSITION,
    b"com.apple.quicktime.location.accuracy.horizontal": Particular.ACCURACY,
    b"com.android.manufacturer": Particular.MAKE,
    b"com.android.model": Particular.MODEL,
}
_NOTES: Final = {
    b"\xa9mak": Particular.MAKE,
    b"\xa9mod": Particular.MODEL,
    b"\xa9swr": Particular.SOFTWARE,
    b"\xa9too": Particular.SOFTWARE,
    b"\xa9day": Particular.TAKEN,
    b"\xa9xyz": Particular.POSITION,
}
_TURNS: Final = {
    (1, 0, 0, 1): "upright",
    (0, 1, -1, 0): "turned_90",
    (-1, 0, 0, -1): "turned_180",
    (0, -1, 1, 0): "turned_270",
}


def read_film_particulars(data: bytes) -> Particulars:
    """Return what a film's boxes say; several boxes may say the same, the first counts."""
    head = next(find_all(data, (b"moov",)), None)
    if head is None:
        return {}
    found: dict[Particular, str] = {}
    for one, text in (*_named(data, head), *_noted(data, head)):
        if text:
            found.setdefault(one, text)
    _place(found)
    made, changed = _dates(data, head)
    if made is not None:
        found.setdefault(Particular.TAKEN, _shown(made))
    if changed is not None:
        found[Particular.CHANGED] = _shown(changed)
    found.update(_track(data, head))
    # A telephone dates the beginning and the end of a film.
    runs = timedelta(seconds=voice_seconds(data, MediaFormat.FILM) or 0) + _SLACK
    later = made is not None and changed is not None and changed - made > runs
    marks = {"editor": is_editor(found.get(Particular.SOFTWARE, "")), "changed_later": later}
    found[Particular.EDITED] = ",".join(mark for mark, is_so in marks.items() if is_so)
    found[Particular.CREDENTIALS] = UNVERIFIED if has_credentials(data) else ""
    return {one: found[one] for one in Particular if found.get(one)}


def _named(data: bytes, head: Box) -> Iterator[tuple[Particular, str]]:
    """Yield the items of a list whose names stand in a box of their own."""
    for meta in find_all(data, (b"meta",), head):
        # Of the two kinds of this box one has four bytes of version and flags in front.
        start = meta.start if data[meta.start + 4 : meta.start + 8] == b"hdlr" else meta.start + 4
        inner = Box(kind=meta.kind, start=start, end=meta.end)
        names = [name for keys in find_all(data, (b"keys",), inner) for name in _names(data, keys)]
        for item in find_all(data, (b"ilst",), inner):
            for one in boxes(data, item.start, item.end):
                place = int.from_bytes(one.kind, "big") - 1
                named = _KEYS.get(names[place]) if 0 <= place < len(names) else _NOTES.get(one.kind)
                value = next(find_all(data, (b"data",), one), None)
                if named is not None and value is not None:
                    yield named, _text(data[value.start + 8 : value.end])


def _names(data: bytes, keys: Box) -> Iterator[bytes]:
    at = keys.start + 8
    for _ in range(_MAX_KEYS):
        size = int.from_bytes(data[at : at + 4], "big")
        if size < 8 or at + size > keys.end:  # noqa: PLR2004
            return
        yield data[at + 8 : at + size][:_MAX_TEXT]
        at += size


def _noted(data: bytes, head: Box) -> Iterator[tuple[Particular, str]]:
    """Yield the notes of telephones: a length, a language and a text each."""
    for notes in find_all(data, (b"udta",), head):
        for one in boxes(data, notes.start, notes.end):
            if one.kind in _NOTES:
                length = int.from_bytes(data[one.start : one.start + 2], "big")
                yield _NOTES[one.kind], _text(data[one.start + 4 : one.start + 4 + length])


def _text(raw: bytes) -> str:
    return clean_value(raw[:_MAX_TEXT].decode("utf-8", errors="replace").strip("\0"))


def _place(found: dict[Particular, str]) -> None:
    """Turn a place as the telephone writes it into degrees and metres."""
    written = _ISO_6709.match(found.pop(Particular.POSITION, ""))
    if written is None:
        return
    position = checked_position(float(written[1]), float(written[2]))
    if position is not None:
        found[Particular.POSITION] = f"{position.latitude:.6f}, {position.longitude:.6f}"
    if written[3] is not None:
        found[Particular.ALTITUDE] = f"{float(written[3]):.2f}".rstrip("0").rstrip(".")


def _dates(data: bytes, head: Box) -> tuple[datetime | None, datetime | None]:
    """Return when the film says it was made and changed; its clock is UTC."""
    box = next(find_all(data, (b"mvhd",), head), None)
    if box is None or box.end - box.start < 20:  # noqa: PLR2004
        return None, None
    layout = ">QQ" if data[box.start] == 1 else ">II"
    made, changed = struct.unpack_from(layout, data, box.start + 4)
    return _instant(made), _instant(changed)


def _instant(seconds: int) -> datetime | None:
    try:
        instant = _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        return None
    return instant if is_plausible(instant) else None


def _shown(instant: datetime) -> str:
    return f"{instant:%Y-%m-%d %H:%M:%S} +00:00"


def _track(data: bytes, head: Box) -> Iterator[tuple[Particular, str]]:
    """Yield size, turn and coding of the first track of pictures."""
    for track in find_all(data, (b"trak",), head):
        handler = next(find_all(data, (b"mdia", b"hdlr"), track), None)
        if handler is None or data[handler.start + 8 : handler.start + 12] != b"vide":
            continue
        frame = next(find_all(data, (b"tkhd",), track), None)
        if frame is not None:
            yield from _frame(data[frame.start : frame.end])
        described = next(find_all(data, (b"mdia", b"minf", b"stbl", b"stsd"), track), None)
        if described is not None:
            coding = data[described.start + 12 : described.start + 16]
            yield Particular.CODEC, clean_value(coding.decode("ascii", errors="replace"))
        return


def _frame(body: bytes) -> Iterator[tuple[Particular, str]]:
    at = 52 if body[:1] == b"\x01" else 40
    if len(body) < at + 44:
        return
    matrix = struct.unpack_from(">iiiiiiiii", body, at)
    turn = tuple(round(part / 65_536) for part in (matrix[0], matrix[1], matrix[3], matrix[4]))
    if turn in _TURNS:
        yield Particular.ORIENTATION, _TURNS[turn]
    width, height = struct.unpack_from(">II", body, at + 36)
    if width >> 16 and height >> 16:
        yield Particular.SIZE, f"{width >> 16}x{height >> 16}"
