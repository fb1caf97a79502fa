"""A position that exists has been checked."""

import math

import pytest

from xiezhi.geo.distance import distance_m
from xiezhi.geo.position import Datum, Position, PositionSource
from xiezhi.kernel.errors import InvalidInputError


@pytest.mark.parametrize(
    ("lat", "lon", "accuracy_m", "code"),
    [
        pytest.param(math.nan, 110, None, "geo.not_a_number", id="nan"),
        pytest.param(40, math.inf, None, "geo.not_a_number", id="infinity"),
        pytest.param(110.0, 40.0, None, "geo.swapped", id="swapped"),
        pytest.param(91, 110, None, "geo.latitude_out_of_range", id="latitude"),
        pytest.param(40, 181, None, "geo.longitude_out_of_range", id="longitude"),
        pytest.param(0, -0.0, None, "geo.null_island", id="zero-zero"),
        pytest.param(40, 110, -1, "geo.accuracy_out_of_range", id="negative-accuracy"),
        pytest.param(40, 110, math.nan, "geo.accuracy_out_of_range", id="accuracy-nan"),
        pytest.param(40, 110, 1e7, "geo.accuracy_out_of_range", id="accuracy-of-a-continent"),
    ],
)
def test_impossible_position_is_refused(
    lat: float, lon: float, accuracy_m: float | None, code: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        Position.read(lat=lat, lon=lon, accuracy_m=accuracy_m, source=PositionSource.DEVICE)
    assert refused.value.code == code


def test_position_cannot_be_made_around_the_check() -> None:
    with pytest.raises(InvalidInputError):
        Position(lat=400, lon=400, accuracy_m=None, source=PositionSource.PHOTO)


def test_position_from_a_chinese_app_is_stored_as_wgs84() -> None:
    position = Position.read(
        lat=39.9133455, lon=116.3840472, source=PositionSource.DEVICE, datum=Datum.GCJ02
    )
    assert distance_m(position.lat, position.lon, 39.911954, 116.377817) < 1


def test_position_from_baidu_is_stored_as_wgs84() -> None:
    position = Position.read(
        lat=39.9195756, lon=116.3904547, source=PositionSource.CHOSEN, datum=Datum.BD09
    )
    assert distance_m(position.lat, position.lon, 39.911954, 116.377817) < 1


def test_position_has_no_more_than_six_decimals() -> None:
    position = Position.read(lat=40.123456789, lon=110.1, source=PositionSource.CHOSEN)
    assert (position.lat, position.accuracy_m) == (40.123457, None)
