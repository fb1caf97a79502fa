"""How far and which way, in metres and in the words a villager uses."""

import math
from typing import Final

EARTH_RADIUS_M: Final = 6_371_008.8  # IUGG mean radius
_DIRECTIONS: Final = ("北", "东北", "东", "东南", "南", "西南", "西", "西北")
_HERE_M: Final = 15  # nearer than a phone can tell
_KILOMETRE: Final = 1_000
_NEAR_M: Final = 100


def distance_m(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the great-circle distance in metres (haversine)."""
    lat_1, lat_2 = math.radians(lat_a), math.radians(lat_b)
    half_lat = (lat_2 - lat_1) / 2
    half_lon = math.radians(lon_b - lon_a) / 2
    part = math.sin(half_lat) ** 2 + math.cos(lat_1) * math.cos(lat_2) * math.sin(half_lon) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(part)))


def bearing_degrees(lat_a: float, lon_a: float, lat_b: float, lon_b: float) -> float:
    """Return the direction of b seen from a: 0 north, 90 east, below 360."""
    lat_1, lat_2 = math.radians(lat_a), math.radians(lat_b)
    across = math.radians(lon_b - lon_a)
    east = math.sin(across) * math.cos(lat_2)
    north = math.cos(lat_1) * math.sin(lat_2) - math.sin(lat_1) * math.cos(lat_2) * math.cos(across)
    return math.degrees(math.atan2(east, north)) % 360


def direction_word(degrees: float) -> str:
    """Return one of the eight winds in Chinese."""
    return _DIRECTIONS[round(degrees / 45) % 8]


def distance_words(metres: float) -> str:
    """Return a distance as people say it: 80 米, 350 米, 2.4 公里, 18 公里."""
    if metres < _KILOMETRE:
        step = 10 if metres < _NEAR_M else 50
        rounded = round(metres / step) * step
        if rounded < _KILOMETRE:
            return f"{max(step, rounded)} 米"
    kilometres = metres / _KILOMETRE
    return f"{round(kilometres, 1):g} 公里" if kilometres < 10 else f"{kilometres:.0f} 公里"  # noqa: PLR2004  # two figures are enough


def place_words(lat_from: float, lon_from: float, lat: float, lon: float) -> str:
    """Return where a point lies seen from another: 东北 200 米, or 附近 when they coincide."""
    metres = distance_m(lat_from, lon_from, lat, lon)
    if metres < _HERE_M:
        return "附近"
    word = direction_word(bearing_degrees(lat_from, lon_from, lat, lon))
    return f"{word} {distance_words(metres)}"
