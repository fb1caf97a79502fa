"""Times of a paste: read as written, resolved against now, never filled in silently."""

from datetime import date, datetime

import pytest

from tests.language.pasting.cast import NOW, at, read
from xiezhi.kernel.clock import CHINA
from xiezhi.language.pasting import PasteWarning, TimeReading
from xiezhi.language.pasting.times import read_date_line, read_date_or_moment

ASSUMED = PasteWarning.DAY_ASSUMED


def day(month: int, day_of_month: int, hour: int, minute: int, *, year: int = 2026) -> datetime:
    return datetime(year, month, day_of_month, hour, minute, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("written", "sent_at", "reading", "warnings"),
    [
        pytest.param("2026/3/5 10:31", at(10, 31), TimeReading.FULL, (), id="slashes"),
        pytest.param("2026-03-05 10:31:22", at(10, 31, second=22), TimeReading.FULL, (), id="iso"),
        pytest.param("2026.3.5 10:31", at(10, 31), TimeReading.FULL, (), id="dots"),
        pytest.param("2026年3月5日 10:31", at(10, 31), TimeReading.FULL, (), id="han"),
        pytest.param("2026年3月5日 上午10:31", at(10, 31), TimeReading.FULL, (), id="han-half"),
        pytest.param("2026年3月4日 星期三 下午3:05", at(15, 5, days_ago=1), TimeReading.FULL, (), id="weekday-too"),
        pytest.param("2026年3月4日(星期三) 下午3:05", at(15, 5, days_ago=1), TimeReading.FULL, (), id="bracketed"),
        pytest.param("２０２６／３／５　１０：３１", at(10, 31), TimeReading.FULL, (), id="wide-figures"),
        pytest.param("3月5日 10:31", at(10, 31), TimeReading.YEAR_ADDED, (), id="no-year"),
        pytest.param("3/5 10:31", at(10, 31), TimeReading.YEAR_ADDED, (), id="no-year-slash"),
        pytest.param("12月30日 10:31", day(12, 30, 10, 31, year=2025), TimeReading.YEAR_ADDED, (ASSUMED,), id="last-year"),
        pytest.param("2月29日 10:31", day(2, 29, 10, 31, year=2024), TimeReading.YEAR_ADDED, (ASSUMED,), id="last-leap-year"),
        pytest.param("昨天 18:20", at(18, 20, days_ago=1), TimeReading.DAY_WORD, (), id="yesterday"),
        pytest.param("昨天 下午6:20", at(18, 20, days_ago=1), TimeReading.DAY_WORD, (), id="yesterday-half"),
        pytest.param("前天 08:00", at(8, days_ago=2), TimeReading.DAY_WORD, (), id="two-days-ago"),
        pytest.param("今天 08:00", at(8), TimeReading.DAY_WORD, (), id="today"),
        pytest.param("Yesterday 6:20 PM", at(18, 20, days_ago=1), TimeReading.DAY_WORD, (), id="english"),
        pytest.param("星期三 09:12", at(9, 12, days_ago=1), TimeReading.DAY_WORD, (), id="weekday"),
        pytest.param("周五 09:12", at(9, 12, days_ago=6), TimeReading.DAY_WORD, (), id="weekday-last-week"),
        pytest.param("星期天 09:12", at(9, 12, days_ago=4), TimeReading.DAY_WORD, (), id="sunday"),
        pytest.param("星期四 09:12", None, TimeReading.NONE, (PasteWarning.DAY_AMBIGUOUS,), id="weekday-of-today"),
        pytest.param("10:31", at(10, 31), TimeReading.TODAY_ASSUMED, (ASSUMED,), id="clock-only"),
        pytest.param("上午 10:31", at(10, 31), TimeReading.TODAY_ASSUMED, (ASSUMED,), id="morning"),
        pytest.param("下午3:05", at(15, 5), TimeReading.TODAY_ASSUMED, (ASSUMED,), id="afternoon"),
        pytest.param("中午12:10", at(12, 10), TimeReading.TODAY_ASSUMED, (ASSUMED,), id="noon"),
        pytest.param("中午1:10", at(13, 10), TimeReading.TODAY_ASSUMED, (ASSUMED,), id="after-noon"),
        pytest.param("凌晨12:10", at(0, 10), TimeReading.TODAY_ASSUMED, (ASSUMED,), id="past-midnight"),
        pytest.param("晚上12:10", None, TimeReading.NONE, (PasteWarning.DAY_AMBIGUOUS,), id="midnight-of-which-day"),
        pytest.param("18:04", at(18, 4), TimeReading.TODAY_ASSUMED, (ASSUMED,), id="clock-slack"),
        pytest.param("18:06", None, TimeReading.NONE, (PasteWarning.IN_FUTURE,), id="later-today"),
        pytest.param("2026/3/6 10:31", None, TimeReading.NONE, (PasteWarning.IN_FUTURE,), id="tomorrow"),
        pytest.param("2062/3/5 10:31", None, TimeReading.NONE, (PasteWarning.IN_FUTURE,), id="far-future"),
        pytest.param("2026/2/30 10:31", None, TimeReading.NONE, (PasteWarning.UNDATED,), id="no-such-day"),
        pytest.param("2026/13/1 10:31", None, TimeReading.NONE, (PasteWarning.UNDATED,), id="no-such-month"),
    ],
)  # fmt: skip
def test_the_time_of_a_heading(
    written: str,
    sent_at: datetime | None,
    reading: TimeReading,
    warnings: tuple[PasteWarning, ...],
) -> None:
    message = read(f"展旦召07号网格员 {written}\n加油站北侧有垃圾").messages[0]
    assert (message.sent_at, message.time_reading, message.warnings) == (sent_at, reading, warnings)
    assert message.speaker == "展旦召07号网格员"
    assert message.time_words


@pytest.mark.parametrize(
    "line", ["现场 25:10", "比分 3:2", "网址 http://a.cn:80", "比例 1:500", "现场 10:3"]
)
def test_what_only_looks_like_a_time_is_none(line: str) -> None:
    assert [message.text for message in read(f"{line}\n加油站").messages] == [f"{line}\n加油站"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("—————  2026-03-04  —————", date(2026, 3, 4)),
        ("2026年3月4日", date(2026, 3, 4)),
        ("3月4日 星期三", date(2026, 3, 4)),
        ("---- 12月30日 ----", date(2025, 12, 30)),
        ("3-4", None),
        ("2026-02-30", None),
        ("2026-03-04 垃圾", None),
        ("", None),
    ],
)
def test_a_line_with_nothing_but_a_date(line: str, found: date | None) -> None:
    assert read_date_line(line, now=NOW) == found


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("2026-03-05 09:12:33", at(9, 12, second=33)),
        ("2026年3月12日", day(3, 12, 0, 0)),
        ("2026年3月12日前", day(3, 12, 0, 0)),
        ("2026年3月12日17时", day(3, 12, 17, 0)),
        ("2026年3月12日 17时5分", day(3, 12, 17, 5)),
        ("2026-03-12T18:00", day(3, 12, 18, 0)),
        ("5个工作日", None),
        ("2026-03-12 99", None),
        ("", None),
    ],
)
def test_a_field_of_a_work_order_may_name_the_future(value: str, found: datetime | None) -> None:
    assert read_date_or_moment(value, now=NOW).instant == found
