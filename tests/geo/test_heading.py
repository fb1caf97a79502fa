"""A direction is whole degrees on the compass, and one of eight winds."""

import pytest

from xiezhi.geo.heading import HEADING_LABELS, checked_heading, wind_of


@pytest.mark.parametrize(
    ("degrees", "kept"),
    [
        (None, None),
        (0, 0.0),
        (44.6, 45.0),
        (359.7, 0.0),
        (360, 0.0),
        (-1, None),
        (361, None),
        (float("nan"), None),
        (float("inf"), None),
    ],
)
def test_direction_is_whole_degrees_or_none(degrees: float | None, kept: float | None) -> None:
    assert checked_heading(degrees) == kept


@pytest.mark.parametrize(
    ("degrees", "wind"),
    [(0, "正北"), (22, "正北"), (23, "东北"), (90, "正东"), (225, "西南"), (338, "正北")],
)
def test_direction_has_the_word_of_the_nearest_wind(degrees: float, wind: str) -> None:
    assert HEADING_LABELS[wind_of(degrees)] == wind
