"""Position and time out of heads that may say anything."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.evidence.rules.exif import (
    PhotoPosition,
    checked_position,
    read_orientation,
    read_position,
    read_taken,
)
from xiezhi.evidence.rules.taken import TakenTime, TimeSource, taken_from_name

NORTH = {1: "N", 2: (40.0, 24.0, 30.0), 3: "E", 4: (110.0, 2.0, 6.0)}
NAN, INFINITE = float("nan"), float("inf")


def test_degrees_minutes_and_seconds_become_degrees() -> None:
    position = read_position(NORTH)
    assert position is not None
    assert position.latitude == pytest.approx(40.408333, abs=1e-6)
    assert position.longitude == pytest.approx(110.035, abs=1e-6)


def test_direction_of_the_camera_comes_with_the_position() -> None:
    position = read_position(NORTH | {17: Fraction(1803, 40)})
    assert position is not None
    assert position.heading == 45


def test_nonsense_for_a_direction_leaves_the_position() -> None:
    position = read_position(NORTH | {17: 400.0})
    assert position is not None
    assert position.heading is None


def test_south_and_west_are_negative() -> None:
    position = read_position(NORTH | {1: "S", 3: b"W\0"})
    assert position is not None
    assert (position.latitude < 0, position.longitude < 0) == (True, True)


@pytest.mark.parametrize(
    "change",
    [
        {2: (NAN, 0.0, 0.0)},
        {2: (INFINITE, 0.0, 0.0)},
        {2: (Fraction(40), Fraction(24))},
        {2: "40, 24, 30"},
        {2: (-40.0, 24.0, 30.0)},
        {2: (91.0, 0.0, 0.0)},
        {4: (180.0, 0.0, 1.0)},
        {1: ""},
        {1: "X"},
        {1: None},
        {18: "TOKYO"},
        {9: "V"},
        {2: (0, 0, 0), 4: (0, 0, 0)},
        {2: (10**400, 0, 0)},
        {2: (True, True, True)},
    ],
    ids=str,
)
def test_an_unsound_position_is_no_position(change: dict[int, object]) -> None:
    assert read_position({**NORTH, **change}) is None


@pytest.mark.parametrize("datum", ["WGS-84", "WGS84   ", b"WGS 84\0", ""])
def test_the_datum_of_satellites_is_taken(datum: object) -> None:
    assert read_position({**NORTH, 18: datum}) is not None


@pytest.mark.parametrize(
    ("accuracy", "expected"), [(12.5, 12.5), (0, None), (-3, None), (NAN, None), (1e9, None)]
)
def test_an_accuracy_is_kept_where_it_is_one(accuracy: float, expected: float | None) -> None:
    position = read_position({**NORTH, 31: accuracy})
    assert position is not None
    assert position.accuracy_metres == expected


def test_a_checked_position_is_on_the_globe() -> None:
    assert checked_position(40.4, 110.0) == PhotoPosition(latitude=40.4, longitude=110.0)
    assert checked_position(110.0, 40.4) is None


def _taken(*, hour: int, minute: int = 30, is_zone_assumed: bool) -> TakenTime:
    instant = datetime(2026, 5, 4, hour, minute, tzinfo=UTC)
    return TakenTime(instant=instant, source=TimeSource.EXIF, is_zone_assumed=is_zone_assumed)


@pytest.mark.parametrize(
    ("main", "detail", "gps", "expected"),
    [
        ({}, {0x9003: "2026:05:04 09:30:00"}, {}, _taken(hour=1, is_zone_assumed=True)),
        (
            {},
            {0x9003: "2026:05:04 09:30:00", 0x9011: "+09:00"},
            {},
            _taken(hour=0, is_zone_assumed=False),
        ),
        (
            {0x0132: "2026:06:01 00:00:00"},
            {},
            {29: "2026:05:04", 7: (1.0, 30.0, 0.0)},
            _taken(hour=1, is_zone_assumed=False),
        ),
        ({0x0132: "2026:05:04 09:30:00"}, {}, {}, _taken(hour=1, is_zone_assumed=True)),
        ({}, {0x9003: "0000:00:00 00:00:00"}, {}, None),
        ({}, {0x9003: "2026:02:30 00:00:00"}, {}, None),
        ({}, {0x9003: "1980:01:01 00:00:00"}, {}, None),
        ({}, {0x9003: "2000:01:01 00:00:00"}, {}, None),
        ({}, {0x9003: b"\xff" * 20}, {}, None),
        ({}, {0x9003: 20260504}, {}, None),
        ({}, {}, {29: "2026:05:04", 7: (NAN, 0.0, 0.0)}, None),
        ({}, {}, {}, None),
    ],
    ids=[
        "local-time-read-as-china", "with-offset", "satellites-before-last-change", "last-change",
        "unset", "no-such-day", "before-clocks", "factory-date", "bytes", "number",
        "no-clock", "nothing",
    ],
)  # fmt: skip
def test_the_time_is_read_with_its_source(
    main: dict[int, object],
    detail: dict[int, object],
    gps: dict[int, object],
    expected: TakenTime | None,
) -> None:
    assert read_taken(main, detail, gps) == expected


@pytest.mark.parametrize(
    ("name", "instant"),
    [
        ("mmexport1777858200000.jpg", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("wx_camera_1777858200000.jpg", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("微信图片_20260504093000.jpg", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("微信图片_20260504093000_12_3.jpg", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("IMG_20260504_093000.jpg", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("IMG_20260504_093000123.jpg", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("IMG20260504093000.jpg", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("20260504_093000.jpg", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("VID_20260504_093000.mp4", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("PXL_20260504_013000123.jpg", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("微信图片编辑_20260504093000.jpg", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("WeChat Image_20260504093000.jpg", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("QQ图片20260504093000.jpg", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        (
            "mmexport0123456789abcdef0123456789abcdef_1777858200000.png",
            datetime(2026, 5, 4, 1, 30, tzinfo=UTC),
        ),
        ("1777858200000.jpg", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("Screenshot_20260504-093000.png", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        (
            "Screenshot_2026-05-04-09-30-00-123_com.tencent.mm.jpg",
            datetime(2026, 5, 4, 1, 30, tzinfo=UTC),
        ),
        ("Screen Shot 2026-05-04 at 09.30.00.png", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("截屏2026-05-04 09.30.00.png", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("屏幕截图 2026-05-04 093000.png", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("录音 20260504093000.m4a", datetime(2026, 5, 4, 1, 30, tzinfo=UTC)),
        ("Screenshot_2026-05.04-093000.png", None),
        ("PXL_20261304_013000123.jpg", None),
        ("2026050409300012345678.jpg", None),
        ("微信图片_20261304093000.jpg", None),
        ("mmexport9999999999999.jpg", None),
        ("mmexport17778582000001.jpg", None),
        ("mmexport１７７７８５８２０００００.jpg", None),
        ("IMG_5195.HEIC", None),
        ("取水鹤.jpg", None),
    ],
)
def test_a_file_name_may_tell_the_time(name: str, instant: datetime | None) -> None:
    taken = taken_from_name(name)
    assert (taken and taken.instant) == instant
    assert taken is None or taken.source is TimeSource.FILE_NAME


@pytest.mark.parametrize(
    ("value", "expected"), [(1, 1), (8, 8), (0, 1), (9, 1), ("6", 1), (None, 1)]
)
def test_a_nonsense_orientation_is_upright(value: object, expected: int) -> None:
    assert read_orientation({0x0112: value}) == expected


ANYTHING = st.one_of(
    st.none(), st.integers(), st.floats(), st.text(max_size=30), st.binary(max_size=30),
    st.tuples(st.floats(), st.floats(), st.floats()), st.lists(st.fractions(), max_size=4),
)  # fmt: skip
TAGS = st.dictionaries(
    st.sampled_from([1, 2, 3, 4, 7, 9, 18, 29, 31, 0x0112, 0x0132, 0x9003, 0x9004, 0x9011]),
    ANYTHING,
)


@given(main=TAGS, detail=TAGS, gps=TAGS)
def test_no_head_raises(
    main: dict[int, object], detail: dict[int, object], gps: dict[int, object]
) -> None:
    position = read_position(gps)
    assert position is None or abs(position.latitude) <= 90
    read_taken(main, detail, gps)
    assert read_orientation(main) in range(1, 9)
