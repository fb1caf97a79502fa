"""A point keeps its place through the Chinese coordinate offset and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.geo.datum import (
    bd09_to_gcj02,
    bd09_to_wgs84,
    gcj02_to_bd09,
    gcj02_to_wgs84,
    wgs84_to_gcj02,
)
from xiezhi.geo.distance import distance_m

IN_CHINA = (st.floats(18, 53.5), st.floats(73.6, 134.7))


@pytest.mark.parametrize(
    ("wgs84", "gcj02"),
    [
        pytest.param((31.1774276, 121.5272106), (31.1753040, 121.5315419), id="Shanghai"),
        pytest.param((22.5438470, 113.9123160), (22.5407961, 113.9171765), id="Shenzhen"),
        pytest.param((39.9119540, 116.3778170), (39.9133455, 116.3840472), id="Beijing"),
    ],
)
def test_published_pairs_of_points_agree(
    wgs84: tuple[float, float], gcj02: tuple[float, float]
) -> None:
    assert distance_m(*wgs84_to_gcj02(*wgs84), *gcj02) < 0.5
    assert distance_m(*gcj02_to_wgs84(*gcj02), *wgs84) < 0.5


@given(*IN_CHINA)
def test_there_and_back_is_under_a_centimetre(lat: float, lon: float) -> None:
    assert distance_m(*gcj02_to_wgs84(*wgs84_to_gcj02(lat, lon)), lat, lon) < 0.01


def test_published_pair_of_baidu_agrees() -> None:
    assert distance_m(*gcj02_to_bd09(39.915, 116.404), 39.92133699351, 116.41036949371) < 0.1
    assert distance_m(*bd09_to_gcj02(39.92133699351, 116.41036949371), 39.915, 116.404) < 0.1


@given(*IN_CHINA)
def test_there_and_back_through_baidu_is_under_a_centimetre(lat: float, lon: float) -> None:
    there = gcj02_to_bd09(*wgs84_to_gcj02(lat, lon))
    assert distance_m(*bd09_to_wgs84(*there), lat, lon) < 0.01


def test_offset_in_dalad_banner_is_about_five_hundred_metres() -> None:
    assert 300 < distance_m(*wgs84_to_gcj02(40.4, 110.0), 40.4, 110.0) < 700


@pytest.mark.parametrize("point", [(35.68, 139.69), (51.5, -0.12), (-33.9, 151.2)])
def test_points_outside_china_are_left_alone(point: tuple[float, float]) -> None:
    assert wgs84_to_gcj02(*point) == point
    assert gcj02_to_wgs84(*point) == point
    assert gcj02_to_bd09(*point) == point
    assert bd09_to_wgs84(*point) == point
