"""Distances and directions in figures and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.geo.distance import bearing_degrees, distance_m, distance_words, place_words

LAT, LON = st.floats(-89, 89), st.floats(-179, 179)


def test_one_degree_of_latitude_is_111_kilometres() -> None:
    assert distance_m(40, 110, 41, 110) == pytest.approx(111_195, abs=1)


@given(LAT, LON, LAT, LON)
def test_distance_is_the_same_both_ways(a: float, b: float, c: float, d: float) -> None:
    assert distance_m(a, b, c, d) == pytest.approx(distance_m(c, d, a, b), abs=1e-6)


@pytest.mark.parametrize(
    ("lat", "lon", "degrees"),
    [(41, 110, 0), (40, 111, 90), (39, 110, 180), (40, 109, 270)],
    ids=["north", "east", "south", "west"],
)
def test_bearing_of_the_four_winds(lat: float, lon: float, degrees: float) -> None:
    assert bearing_degrees(40, 110, lat, lon) == pytest.approx(degrees, abs=0.5)


@pytest.mark.parametrize(
    ("metres", "words"),
    [
        (4, "10 米"),
        (82, "80 米"),
        (98, "100 米"),
        (220, "200 米"),
        (974, "950 米"),
        (990, "1 公里"),
        (2_440, "2.4 公里"),
        (18_200, "18 公里"),
    ],
)
def test_distance_is_said_as_people_say_it(metres: float, words: str) -> None:
    assert distance_words(metres) == words


@pytest.mark.parametrize(
    ("lat", "lon", "words"),
    [
        pytest.param(40.0013, 110.0017, "东北 200 米", id="north-east"),
        pytest.param(39.99, 110.0, "南 1.1 公里", id="south"),
        pytest.param(40.00001, 110.0, "附近", id="same-place"),
    ],
)
def test_place_is_said_from_a_known_point(lat: float, lon: float, words: str) -> None:
    assert place_words(40.0, 110.0, lat, lon) == words
