"""拍摄信息 out of EXIF tags somebody else wrote: every value may be nonsense."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from xiezhi.evidence.rules.exif import STAMP, read_number, read_offset, read_position, read_text
from xiezhi.evidence.rules.particulars import (
    MAX_VALUE,
    PRESENT,
    Particular,
    Particulars,
    clean_value,
    is_editor,
)

Tags = Mapping[int, object]
# Source: CIPA DC-008 (Exif 2.32), tables 3, 4, 7, 8 and 15.
_MAKE, _MODEL, _ORIENTATION, _SOFTWARE, _CHANGED = 0x010F, 0x0110, 0x0112, 0x0131, 0x0132
_EXPOSURE, _APERTURE, _SENSITIVITY, _FLASH = 0x829A, 0x829D, 0x8827, 0x9209
_FOCAL, _FOCAL_35, _LENS_MAKE, _LENS = 0x920A, 0xA405, 0xA433, 0xA434
_TAKEN, _DIGITISED, _MAKER_NOTE = 0x9003, 0x9004, 0x927C
_WIDTH, _HEIGHT, _PREVIEW_AT = 0xA002, 0xA003, 0x0201
_OFFSETS: Final = {_CHANGED: 0x9010, _TAKEN: 0x9011, _DIGITISED: 0x9012}
_SUBSECONDS: Final = {_CHANGED: 0x9290, _TAKEN: 0x9291, _DIGITISED: 0x9292}
_ALTITUDE_REF, _ALTITUDE, _GPS_TIME, _HEADING_REF, _HEADING = 5, 6, 7, 16, 17
_DATUM, _GPS_DATE = 18, 29
_HELD: Final = {
    1: "upright",
    2: "mirrored",
    3: "turned_180",
    4: "mirrored",
    5: "mirrored",
    6: "turned_90",
    7: "mirrored",
    8: "turned_270",
}
_MOST: Final = 1_000_000.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The directories of a picture's head: IFD0, Exif, GPS, and IFD1 of the embedded thumbnail."""

    main: Tags
    detail: Tags
    gps: Tags
    preview: Tags


def read_exif_particulars(head: Head, size: tuple[int, int]) -> Particulars:
    """Return what a picture's head says, and how large the picture is as it lies in the file."""
    main, detail, gps = head.main, head.detail, head.gps
    found: dict[Particular, str] = {}
    found.update(_device(main, detail))
    found.update(_times(main, detail, gps))
    found.update(_place(gps))
    found.update(_settings(main, detail))
    found[Particular.SIZE] = f"{size[0]}x{size[1]}"
    stated = (_whole(detail.get(_WIDTH)), _whole(detail.get(_HEIGHT)))
    if all(stated):
        found[Particular.STATED_SIZE] = f"{stated[0]}x{stated[1]}"
    if detail.get(_MAKER_NOTE):
        found[Particular.MAKER_NOTE] = PRESENT
    if head.preview.get(_PREVIEW_AT):
        found[Particular.PREVIEW] = PRESENT
    edited = _edited(found)
    if edited:
        found[Particular.EDITED] = edited
    return {one: found[one] for one in Particular if found.get(one)}


def _device(main: Tags, detail: Tags) -> dict[Particular, str]:
    lens = " ".join(filter(None, (_words(detail.get(_LENS_MAKE)), _words(detail.get(_LENS)))))
    return {
        Particular.MAKE: _words(main.get(_MAKE)),
        Particular.MODEL: _words(main.get(_MODEL)),
        Particular.LENS: lens[:MAX_VALUE],
        Particular.SOFTWARE: _words(main.get(_SOFTWARE)),
    }


def _times(main: Tags, detail: Tags, gps: Tags) -> dict[Particular, str]:
    return {
        Particular.TAKEN: _time(detail, detail, _TAKEN),
        Particular.DIGITISED: _time(detail, detail, _DIGITISED),
        Particular.CHANGED: _time(main, detail, _CHANGED),
        Particular.SATELLITE_TIME: _satellite_time(gps),
    }


def _time(stamps: Tags, detail: Tags, tag: int) -> str:
    """Return a time as the camera wrote it: its offset only where it wrote one."""
    found = STAMP.match(read_text(stamps.get(tag)))
    if found is None:
        return ""
    year, month, day, hour, minute, second = found.groups()
    if year == "0000":
        return ""
    part = read_text(detail.get(_SUBSECONDS[tag])).strip()[:6]
    offset = read_text(detail.get(_OFFSETS[tag]))
    text = f"{year}-{month}-{day} {hour}:{minute}:{second}"
    text += f".{part}" if part.isascii() and part.isdigit() else ""
    return text + (f" {offset}" if read_offset(offset) is not None else "")


def _satellite_time(gps: Tags) -> str:
    day = read_text(gps.get(_GPS_DATE)).replace(":", "-")
    parts = gps.get(_GPS_TIME)
    if not day or not isinstance(parts, (tuple, list)) or len(parts) != 3:  # noqa: PLR2004
        return ""
    numbers = [read_number(one) for one in parts]
    if any(one is None or not 0 <= one < 61 for one in numbers):  # noqa: PLR2004
        return ""
    clock = ":".join(f"{int(one or 0):02d}" for one in numbers)
    return clean_value(f"{day} {clock}")


def _place(gps: Tags) -> dict[Particular, str]:
    found = {Particular.DATUM: _words(gps.get(_DATUM))}
    position = read_position(gps)
    if position is not None:
        found[Particular.POSITION] = f"{position.latitude:.6f}, {position.longitude:.6f}"
        found[Particular.ACCURACY] = _shown(position.accuracy_metres)
    altitude = read_number(gps.get(_ALTITUDE))
    if altitude is not None and altitude < _MOST:
        below = gps.get(_ALTITUDE_REF) in {1, b"\x01"}
        found[Particular.ALTITUDE] = f"{'-' if below else ''}{_shown(altitude)}"
    heading = read_number(gps.get(_HEADING))
    if heading is not None and 0 <= heading <= 360:  # noqa: PLR2004
        reference = read_text(gps.get(_HEADING_REF))[:1].upper()
        found[Particular.DIRECTION] = _shown(heading) + (" M" if reference == "M" else "")
    return found


def _settings(main: Tags, detail: Tags) -> dict[Particular, str]:
    aperture = _shown(read_number(detail.get(_APERTURE)))
    focal, focal_35 = read_number(detail.get(_FOCAL)), _whole(detail.get(_FOCAL_35))
    flash, orientation = detail.get(_FLASH), main.get(_ORIENTATION)
    found = {
        Particular.EXPOSURE: _exposure(read_number(detail.get(_EXPOSURE))),
        Particular.APERTURE: f"f/{aperture}" if aperture else "",
        Particular.SENSITIVITY: str(_whole(detail.get(_SENSITIVITY)) or ""),
        Particular.FOCAL_LENGTH: _shown(focal) + (f" ({focal_35})" if focal_35 else ""),
    }
    if isinstance(flash, int):
        found[Particular.FLASH] = "fired" if flash & 1 else "not_fired"
    if isinstance(orientation, int) and orientation in _HELD:
        found[Particular.ORIENTATION] = _HELD[orientation]
    return found


def _edited(found: Mapping[Particular, str]) -> str:
    """Return what speaks for a change after the shutter fell, as words joined by commas."""
    taken, changed = found.get(Particular.TAKEN, ""), found.get(Particular.CHANGED, "")
    second = len("2026-05-04 09:30:00")
    stated = found.get(Particular.STATED_SIZE)
    size = found[Particular.SIZE]
    marks = {
        "editor": is_editor(found.get(Particular.SOFTWARE, "")),
        "changed_later": bool(taken) and changed[:second] > taken[:second],
        "size_differs": bool(stated) and stated not in {size, "x".join(size.split("x")[::-1])},
    }
    return ",".join(mark for mark, is_so in marks.items() if is_so)


def _words(value: object) -> str:
    """Return text as it was meant: telephones write UTF-8 where the standard asks for ASCII."""
    if isinstance(value, bytes):
        value = value[: MAX_VALUE * 4].decode("utf-8", errors="replace")
    if not isinstance(value, str):
        return ""
    short = value[: MAX_VALUE * 4].split("\0", 1)[0]
    try:
        short = short.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return clean_value(short)
    return clean_value(short)


def _exposure(seconds: float | None) -> str:
    if seconds is None or not 0 < seconds < _MOST:
        return ""
    return f"1/{round(1 / seconds)}" if seconds < 0.5 else _shown(seconds)  # noqa: PLR2004


def _shown(number: float | None) -> str:
    if number is None or not 0 <= number < _MOST:
        return ""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _whole(value: object) -> int | None:
    if isinstance(value, (tuple, list)) and value:
        value = value[0]
    is_one = isinstance(value, int) and not isinstance(value, bool)
    return value if is_one and isinstance(value, int) and 0 < value < _MOST else None
