"""A position that has been checked: WGS-84, in range, with its accuracy and its source."""

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Self, assert_never

from xiezhi.geo.datum import bd09_to_wgs84, gcj02_to_wgs84
from xiezhi.kernel.errors import InvalidInputError

MAX_LATITUDE: Final = 90
MAX_LONGITUDE: Final = 180
MAX_ACCURACY_M: Final = 100_000
DECIMALS: Final = 6  # 0.1 m; more would be false precision


class PositionSource(StrEnum):
    """Where a position comes from, most trustworthy for the scene first."""

    PHOTO = "photo"
    DEVICE = "device"
    CHOSEN = "chosen"
    PLACE_NAME = "place_name"


class Datum(StrEnum):
    """What the numbers mean before they are stored."""

    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """A point on the ground in WGS-84.

    Attributes:
        accuracy_m: radius in metres within which the true point lies; None when unknown.
    """

    lat: float
    lon: float
    accuracy_m: float | None
    source: PositionSource

    def __post_init__(self) -> None:
        _check(self.lat, self.lon)
        _check_accuracy(self.accuracy_m)

    @classmethod
    def read(
        cls,
        *,
        lat: float,
        lon: float,
        source: PositionSource,
        accuracy_m: float | None = None,
        datum: Datum = Datum.WGS84,
    ) -> Self:
        """Return a position from the numbers of a phone or a photo, converted and rounded.

        Raises:
            InvalidInputError: ``geo.not_a_number``, ``geo.latitude_out_of_range``,
                ``geo.longitude_out_of_range``, ``geo.swapped``, ``geo.null_island`` or
                ``geo.accuracy_out_of_range``.
        """
        _check(lat, lon)
        match datum:
            case Datum.GCJ02:
                lat, lon = gcj02_to_wgs84(lat, lon)
            case Datum.BD09:
                lat, lon = bd09_to_wgs84(lat, lon)
            case Datum.WGS84:
                pass
            case _:
                assert_never(datum)
        return cls(
            lat=round(lat, DECIMALS),
            lon=round(lon, DECIMALS),
            accuracy_m=accuracy_m,
            source=source,
        )


def _check(lat: float, lon: float) -> None:
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise InvalidInputError("geo.not_a_number")
    if abs(lat) > MAX_LATITUDE and abs(lat) <= MAX_LONGITUDE and abs(lon) <= MAX_LATITUDE:
        raise InvalidInputError("geo.swapped")
    if abs(lat) > MAX_LATITUDE:
        raise InvalidInputError("geo.latitude_out_of_range")
    if abs(lon) > MAX_LONGITUDE:
        raise InvalidInputError("geo.longitude_out_of_range")
    if lat == 0 and lon == 0:
        raise InvalidInputError("geo.null_island")


def _check_accuracy(accuracy_m: float | None) -> None:
    if accuracy_m is None:
        return
    if not math.isfinite(accuracy_m) or not 0 <= accuracy_m <= MAX_ACCURACY_M:
        raise InvalidInputError("geo.accuracy_out_of_range", limit=MAX_ACCURACY_M)
