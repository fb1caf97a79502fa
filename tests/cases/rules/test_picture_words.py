"""What stands beside a picture: whose time is printed, and what keeps it off a 照片说明页."""

from datetime import datetime, timedelta

import pytest

from xiezhi.cases.rules.pictures import PictureTime, gaps_of, time_of
from xiezhi.kernel.clock import CHINA

NOW = datetime(2026, 11, 26, 12, tzinfo=CHINA)
READ = datetime(2026, 11, 20, 9, 30, 17, tzinfo=CHINA)
OTHER = datetime(2026, 11, 20, 10, 5, tzinfo=CHINA)
WORDS = {"place": "展旦召苏木××路口", "taken_by": "书记员01", "witness": "无", "proves": "阀门锈死"}


@pytest.mark.parametrize(
    ("read_at", "entered", "expected"),
    [
        pytest.param(READ, None, PictureTime(at=READ, source="exif"), id="自带"),
        pytest.param(None, OTHER, PictureTime(at=OTHER, source="manual"), id="人工"),
        pytest.param(READ, OTHER, PictureTime(at=OTHER, source="manual"), id="人工不同于自带"),
        pytest.param(
            READ, READ.replace(second=0), PictureTime(at=READ, source="exif"), id="同一分钟"
        ),
        pytest.param(None, None, PictureTime(at=None, source=""), id="都没有"),
        pytest.param(
            NOW + timedelta(days=1), None, PictureTime(at=None, source=""), id="相机的钟快了"
        ),
    ],
)
def test_time_is_the_pictures_own_unless_another_is_entered(
    read_at: datetime | None, entered: datetime | None, expected: PictureTime
) -> None:
    assert time_of(read_at, "exif" if read_at else "", entered, NOW) == expected


@pytest.mark.parametrize(
    ("taken_at", "changes", "gaps"),
    [
        pytest.param(READ, {}, (), id="齐全"),
        pytest.param(None, {}, ("taken_at",), id="没有时间"),
        pytest.param(READ, {"witness": ""}, ("witness",), id="没有见证人"),
        pytest.param(READ, {"place": "长" * 61}, ("place",), id="地点太长"),
        pytest.param(None, {"taken_by": "", "proves": ""}, ("taken_at", "taken_by", "proves"), id="缺三项"),
    ],
)  # fmt: skip
def test_what_is_missing_or_too_long_is_named(
    taken_at: datetime | None, changes: dict[str, str], gaps: tuple[str, ...]
) -> None:
    assert gaps_of(taken_at, WORDS | changes) == gaps
