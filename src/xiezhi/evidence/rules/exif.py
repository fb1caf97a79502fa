"""Position and time out of EXIF tags somebody else wrote: every value may be nonsense."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from numbers import Rational
from typing import Final

from xiezhi.evidence.rules.taken import TakenTime, TimeSource, is_plausible
from xiezhi.geo.heading import checked_heading
from xiezhi.kernel.clock import CHINA

# Source: CIPA DC-008 (Exif 2.32), tables 4, 7, 8 and 15.
_LATITUDE_REF, _LATITUDE, _LONGITUDE_REF, _LONGITUDE = 1, 2, 3, 4
_GPS_TIME, _GPS_STATUS, _GPS_HEADING, _GPS_DATUM, _GPS_DATE, _GPS_ACCURACY = 7, 9, 17, 18, 29, 31
_DATE_TIME, _DATE_TIME_ORIGINAL, _DATE_TIME_DIGITIZED = 0x0132, 0x9003, 0x9004
_OFFSETS: Final = {_DATE_TIME: 0x9010, _DATE_TIME_ORIGINAL: 0x9011, _DATE_TIME_DIGITIZED: 0x9012}

STAMP: Final = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)[ T](\d\d):(\d\d):(\d\d)", re.ASCII)
_OFFSET: Final = re.compile(r"([+-])(\d\d):(\d\d)", re.ASCII)
_DAY: Final = re.compile(r"(\d{4})[:-](\d\d)[:-](\d\d)", re.ASCII)
_MAX_TEXT: Final = 64
_MAX_ACCURACY_METRES: Final = 100_000.0
_MAX_OFFSET_HOURS: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class PhotoPosition:
    """Where a picture says it was taken: WGS-84 degrees, north and east positive.

    Attributes:
        heading: which way the camera looked, degrees clockwise from north.
    """

    latitude: float
    longitude: float
    accuracy_metres: float | None = None
    heading: float | None = None


def checked_position(
    latitude: float,
    longitude: float,
    accuracy_metres: float | None = None,
    heading: float | None = None,
) -> PhotoPosition | None:
    """Return a position on the globe, or None: not a number, out of range, or exactly 0, 0."""
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return None
    if abs(latitude) > 90 or abs(longitude) > 180:  # noqa: PLR2004
        return None
    # Devices without a fix write zeros; nobody reports from the Gulf of Guinea.
    if latitude == 0 and longitude == 0:
        return None
    if accuracy_metres is not None and not 0 < accuracy_metres <= _MAX_ACCURACY_METRES:
        accuracy_metres = None
    return PhotoPosition(
        latitude=latitude,
        longitude=longitude,
        accuracy_metres=accuracy_metres,
        heading=checked_heading(heading),
    )


def read_position(gps: Mapping[int, object]) -> PhotoPosition | None:
    """Return the position of a GPS directory, or None where it is missing or unsound.

    A directory that names a datum other than WGS-84, or says that the fix was void, gives none.
    """
    datum = read_text(gps.get(_GPS_DATUM)).upper().replace(" ", "").replace("-", "")
    if datum and datum != "WGS84":
        return None
    if read_text(gps.get(_GPS_STATUS)).upper() == "V":
        return None
    latitude = _degrees(gps.get(_LATITUDE), read_text(gps.get(_LATITUDE_REF)), "NS")
    longitude = _degrees(gps.get(_LONGITUDE), read_text(gps.get(_LONGITUDE_REF)), "EW")
    if latitude is None or longitude is None:
        return None
    accuracy, heading = read_number(gps.get(_GPS_ACCURACY)), read_number(gps.get(_GPS_HEADING))
    return checked_position(latitude, longitude, accuracy, heading)


def read_taken(
    main: Mapping[int, object], detail: Mapping[int, object], gps: Mapping[int, object]
) -> TakenTime | None:
    """Return when the shutter fell: original, else digitised, else GPS, else last change.

    Args:
        main: the first directory (IFD0).
        detail: the Exif directory.
        gps: the GPS directory; its clock is UTC.
    """
    for tag in (_DATE_TIME_ORIGINAL, _DATE_TIME_DIGITIZED):
        found = _local_time(detail.get(tag), detail.get(_OFFSETS[tag]))
        if found is not None:
            return found
    return _gps_time(gps) or _local_time(main.get(_DATE_TIME), detail.get(_OFFSETS[_DATE_TIME]))


def read_orientation(main: Mapping[int, object]) -> int:
    """Return the orientation 1-8; 1 where it is missing or nonsense."""
    value = main.get(0x0112)
    return value if isinstance(value, int) and 1 <= value <= 8 else 1  # noqa: PLR2004


def _local_time(stamp: object, offset: object) -> TakenTime | None:
    """Read a stamp with its offset tag; without one the time is read as China's."""
    found = STAMP.match(read_text(stamp))
    if found is None:
        return None
    zone = read_offset(read_text(offset))
    return _taken([int(part) for part in found.groups()], zone or CHINA, is_assumed=zone is None)


def _gps_time(gps: Mapping[int, object]) -> TakenTime | None:
    """Read date and time of the satellites."""
    day = _DAY.match(read_text(gps.get(_GPS_DATE)))
    clock = _triple(gps.get(_GPS_TIME))
    if day is None or clock is None:
        return None
    parts = [int(part) for part in day.groups()] + [int(part) for part in clock]
    return _taken(parts, UTC, is_assumed=False)


def _taken(parts: list[int], zone: tzinfo, *, is_assumed: bool) -> TakenTime | None:
    """Build the time from year to second, or None where there is no such moment."""
    year, month, day, hour, minute, second = parts
    try:
        instant = datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    if not is_plausible(instant):
        return None
    return TakenTime(instant=instant, source=TimeSource.EXIF, is_zone_assumed=is_assumed)


def read_offset(text: str) -> timezone | None:
    """Read an offset such as ``+08:00``."""
    found = _OFFSET.fullmatch(text)
    if found is None or int(found.group(2)) > _MAX_OFFSET_HOURS:
        return None
    distance = timedelta(hours=int(found.group(2)), minutes=int(found.group(3)))
    return timezone(distance if found.group(1) == "+" else -distance)


def _degrees(value: object, reference: str, letters: str) -> float | None:
    """Turn degrees, minutes, seconds and a letter into signed degrees."""
    parts = _triple(value)
    letter = reference[:1].upper()
    if parts is None or not letter or letter not in letters:
        return None
    degrees, minutes, seconds = parts
    size = degrees + minutes / 60 + seconds / 3600
    return -size if letter == letters[1] else size


def _triple(value: object) -> tuple[float, float, float] | None:
    """Return three finite numbers that are not negative."""
    if not isinstance(value, (tuple, list)) or len(value) != 3:  # noqa: PLR2004
        return None
    numbers = [read_number(part) for part in value]
    found = [number for number in numbers if number is not None and number >= 0]
    return (found[0], found[1], found[2]) if len(found) == 3 else None  # noqa: PLR2004


def read_number(value: object) -> float | None:
    """Return a finite number, or None; a fraction over zero is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float, Rational)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError, ZeroDivisionError):
        return None
    return number if math.isfinite(number) else None


def read_text(value: object) -> str:
    """Return short text without padding; bytes are read as ASCII."""
    if isinstance(value, bytes):
        value = value[:_MAX_TEXT].decode("ascii", errors="replace")
    return value[:_MAX_TEXT].strip("\0 ") if isinstance(value, str) else ""
