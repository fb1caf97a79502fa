"""The calendar is text other programs read: RFC 5545, line by line."""

import re
from datetime import UTC, date, datetime

from xiezhi.clocks.rules.ics import CalendarDay, calendar_text

STAMP = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)


def one_day(title: str = "线索评估 线索 2026-17") -> CalendarDay:
    return CalendarDay(
        uid="7@xiezhi", title=title, note="本院规定", day=date(2026, 12, 31), changed_at=STAMP
    )


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_calendar_is_framed_and_every_line_ends_with_crlf() -> None:
    text = calendar_text("我的期限", [one_day()])
    assert text.startswith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:")
    assert text.endswith("END:VEVENT\r\nEND:VCALENDAR\r\n")
    assert re.search(r"(?<!\r)\n", text) is None


def test_last_day_is_an_event_of_the_whole_day() -> None:
    lines = unfolded(calendar_text("我的期限", [one_day()]))
    assert "DTSTART;VALUE=DATE:20261231" in lines
    assert "DTEND;VALUE=DATE:20270101" in lines  # the day after, which is not part of it
    assert "TRANSP:TRANSPARENT" in lines  # the person is not busy all day


def test_stamp_is_in_utc_and_the_uid_stays() -> None:
    lines = unfolded(calendar_text("我的期限", [one_day()]))
    assert "DTSTAMP:20261125T020000Z" in lines
    assert "UID:7@xiezhi" in lines


def test_long_line_is_folded_within_75_bytes_and_no_character_is_cut() -> None:
    title = "行政机关书面回复" * 20
    text = calendar_text("我的期限", [one_day(title)])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert f"SUMMARY:{title}" in unfolded(text)


def test_signs_that_mean_something_are_escaped() -> None:
    lines = unfolded(calendar_text("我的期限", [one_day("甲;乙,丙\\丁\n戊")]))
    assert "SUMMARY:甲\\;乙\\,丙\\\\丁\\n戊" in lines


def test_empty_calendar_is_still_one() -> None:
    assert "BEGIN:VEVENT" not in calendar_text("我的期限", [])
