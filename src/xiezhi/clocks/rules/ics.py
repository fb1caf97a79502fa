"""Writes a calendar of last days as RFC 5545 text: all-day events, folded lines, UTC stamps.

What stands in it leaves the office for a person's phone: the rule and the number of the matter,
never its words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Final

_LINE_BYTES: Final = 75
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarDay:
    """A last day. The same ``uid`` with another day moves the event in the calendar."""

    uid: str
    title: str
    note: str
    day: date
    changed_at: datetime


def calendar_text(name: str, days: Iterable[CalendarDay]) -> str:
    """Return a calendar, lines ended by CRLF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Xiezhi//Last days//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    ]
    for one in days:
        lines += _event(one)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line))


def _event(one: CalendarDay) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{_escaped(one.uid)}",
        f"DTSTAMP:{one.changed_at.astimezone(UTC):%Y%m%dT%H%M%SZ}",
        f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{one.day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(one.title)}",
        f"DESCRIPTION:{_escaped(one.note)}",
        "CLASS:PRIVATE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> Iterator[str]:
    """Yield parts of at most 75 bytes, never cutting a character; those after the first are indented."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _LINE_BYTES:
            yield part
            part, size = " ", 1
        part += character
        size += width
    yield part
