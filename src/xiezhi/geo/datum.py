"""GCJ-02, BD-09 and WGS-84: Chinese apps give the first, Baidu the second, the store keeps WGS-84.

Mixing them misplaces a point by about 500 m. The forward formula is the published approximation
of the Chinese coordinate offset; the way back is found by iteration.
"""

import math
from typing import Final

_AXIS: Final = 6_378_245.0  # Krasovsky 1940, as the offset formula uses it
_ECCENTRICITY: Final = 0.00669342162296594323
_SOUTH, _NORTH, _WEST, _EAST = 0.8293, 55.8271, 72.004, 137.8347
_ROUNDS: Final = 12
_ENOUGH_DEGREES: Final = 1e-10
_BAIDU_LAT, _BAIDU_LON = 0.006, 0.0065
_BAIDU_TURN: Final = math.pi * 3000.0 / 180.0


def is_in_offset_area(lat: float, lon: float) -> bool:
    """Return whether the offset is applied here: the box round China that map services use."""
    return _SOUTH <= lat <= _NORTH and _WEST <= lon <= _EAST


def wgs84_to_gcj02(lat: float, lon: float) -> tuple[float, float]:
    """Return (lat, lon) in GCJ-02; the same point outside China."""
    if not is_in_offset_area(lat, lon):
        return lat, lon
    north, east = _offset(lat, lon)
    return lat + north, lon + east


def gcj02_to_wgs84(lat: float, lon: float) -> tuple[float, float]:
    """Return (lat, lon) in WGS-84, to well under a metre; the same point outside China."""
    if not is_in_offset_area(lat, lon):
        return lat, lon
    guess_lat, guess_lon = lat, lon
    for _ in range(_ROUNDS):
        north, east = _offset(guess_lat, guess_lon)
        error_lat, error_lon = lat - north - guess_lat, lon - east - guess_lon
        guess_lat, guess_lon = guess_lat + error_lat, guess_lon + error_lon
        if max(abs(error_lat), abs(error_lon)) < _ENOUGH_DEGREES:
            break
    return guess_lat, guess_lon


def gcj02_to_bd09(lat: float, lon: float) -> tuple[float, float]:
    """Return (lat, lon) as Baidu's maps write them; the same point outside China."""
    if not is_in_offset_area(lat, lon):
        return lat, lon
    radius = math.hypot(lon, lat) + 0.00002 * math.sin(lat * _BAIDU_TURN)
    angle = math.atan2(lat, lon) + 0.000003 * math.cos(lon * _BAIDU_TURN)
    return radius * math.sin(angle) + _BAIDU_LAT, radius * math.cos(angle) + _BAIDU_LON


def bd09_to_gcj02(lat: float, lon: float) -> tuple[float, float]:
    """Return (lat, lon) in GCJ-02 of a point from Baidu; the same point outside China."""
    if not is_in_offset_area(lat, lon):
        return lat, lon
    guess_lat, guess_lon = lat - _BAIDU_LAT, lon - _BAIDU_LON
    for _ in range(_ROUNDS):
        there_lat, there_lon = gcj02_to_bd09(guess_lat, guess_lon)
        guess_lat, guess_lon = guess_lat + lat - there_lat, guess_lon + lon - there_lon
        if max(abs(lat - there_lat), abs(lon - there_lon)) < _ENOUGH_DEGREES:
            break
    return guess_lat, guess_lon


def bd09_to_wgs84(lat: float, lon: float) -> tuple[float, float]:
    """Return (lat, lon) in WGS-84 of a point from Baidu, to well under a metre."""
    return gcj02_to_wgs84(*bd09_to_gcj02(lat, lon))


def _offset(lat: float, lon: float) -> tuple[float, float]:
    """Return the offset in degrees (north, east) at a WGS-84 point."""
    x, y = lon - 105.0, lat - 35.0
    shared = (20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)) * 2.0 / 3.0
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    north += shared + _waves(y, (20.0, 40.0), 1.0, 3.0)
    north += (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30.0)) * 2 / 3
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    east += shared + _waves(x, (20.0, 40.0), 1.0, 3.0)
    east += (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi)) * 2 / 3
    radians = math.radians(lat)
    magic = 1.0 - _ECCENTRICITY * math.sin(radians) ** 2
    meridian = _AXIS * (1.0 - _ECCENTRICITY) / (magic * math.sqrt(magic))
    parallel = _AXIS / math.sqrt(magic) * math.cos(radians)
    return math.degrees(north / meridian), math.degrees(east / parallel)


def _waves(value: float, weights: tuple[float, float], first: float, second: float) -> float:
    return (
        (
            weights[0] * math.sin(value / first * math.pi)
            + weights[1] * math.sin(value / second * math.pi)
        )
        * 2.0
        / 3.0
    )
