"""Times as chats, mails and work orders write them, resolved against the moment of pasting.

WeChat writes only as much as its reader needs: 10:31 is today, 昨天 18:20, 星期三 09:12 within the
week, 3月5日 within the year. What stays open is never filled in silently.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from xiezhi.kernel.clock import CHINA, legal_day
from xiezhi.language.pasting.values import PasteWarning, TimeReading

CLOCK_SLACK: Final = timedelta(minutes=5)
"""Clocks of two machines differ by this much without anything being wrong."""

_LEAP_YEARS_BACK: Final = 8
_NOON: Final = 12
_WEEK: Final = 7
_FLAT: Final = str.maketrans(
    "０１２３４５６７８９：／－．（）\u3000\u00a0\u2005", "0123456789:/-.()   "
)

_WEEKDAY: Final = "(?:星期|周|礼拜)[一二三四五六日天]"
_ENGLISH_DAYS: Final = "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
_DATE: Final = r"(?:(?P<year>(?:19|20)\d\d)\s?[-/.年]\s?)?(?P<month>\d{1,2})\s?[-/.月]\s?(?P<day>\d{1,2})\s?日?"
_MOMENT: Final = (
    rf"(?:(?:{_DATE}(?:\s?\(?{_WEEKDAY}\)?)?T?)"
    rf"|(?P<word>今天|今日|昨天|昨日|前天|Today|Yesterday|{_WEEKDAY}|{_ENGLISH_DAYS}))?"
    r"[,，\s]{0,3}(?P<half>凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|半夜)?\s?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.\d{1,6})?)?(?:\s?(?P<late>AM|PM))?"
)
_ALONE: Final = re.compile(rf"\s*{_MOMENT}\s*", re.IGNORECASE)
_AT_END: Final = re.compile(rf"(?:(?<=\s)|(?<=\())\s?{_MOMENT}\)?\s*$", re.IGNORECASE)
_AT_START: Final = re.compile(rf"\s*{_MOMENT}(?=\s)", re.IGNORECASE)
_DATE_LINE: Final = re.compile(rf"[-—–─━=·\s]*{_DATE}(?:\s?\(?{_WEEKDAY}\)?)?[-—–─━=·\s]*")
_HOUR_WORD: Final = re.compile(r"(?<=\D)(\d{1,2})\s?[时点]\s?(\d{1,2})?\s?分?", re.ASCII)
_DATE_START: Final = re.compile(rf"\s*{_DATE}")

_DAYS_BACK: Final = {
    "今天": 0, "今日": 0, "today": 0, "昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2,
}  # fmt: skip
_WEEKDAYS: Final = {
    **{word: place for place, word in enumerate("一二三四五六日")},
    "天": 6,
    **{word.lower(): place for place, word in enumerate(_ENGLISH_DAYS.split("|"))},
}
_LATE: Final = {"下午", "傍晚", "晚上", "PM"}
_NIGHT: Final = {"晚上", "夜里", "半夜"}
_EARLY: Final = {"凌晨", "清晨", "早上", "早晨", "AM"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A time as written: what is missing is None or ""."""

    words: str
    hour: int
    minute: int
    second: int = 0
    half: str = ""
    word: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None

    @property
    def has_day(self) -> bool:
        """Whether the day is said, in figures or as a word."""
        return self.month is not None or bool(self.word)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """An instant in Chinese time, or None, with the way it was found."""

    instant: datetime | None
    reading: TimeReading
    warnings: tuple[PasteWarning, ...] = ()


UNDATED: Final = Resolved(instant=None, reading=TimeReading.NONE, warnings=(PasteWarning.UNDATED,))


def flat(line: str) -> str:
    """Return a line with wide digits, colons and spaces made narrow; same length."""
    return line.translate(_FLAT)


def read_moment(line: str) -> Moment | None:
    """Return the time that is the whole line, or None."""
    found = _ALONE.fullmatch(flat(line))
    return _moment(found) if found else None


def split_moment_at_end(line: str) -> tuple[str, Moment] | None:
    """Return what stands before the time at the end of a line, and the time; or None."""
    found = _AT_END.search(flat(line))
    moment = _moment(found) if found else None
    if found is None or moment is None:
        return None
    return line[: found.start()].rstrip(" \t\u3000(（"), moment


def split_moment_at_start(line: str) -> tuple[Moment, str] | None:
    """Return the time at the beginning of a line, and what follows; or None."""
    found = _AT_START.match(flat(line))
    moment = _moment(found) if found else None
    return (moment, line[found.end() :].strip()) if found and moment else None


def read_date_line(line: str, *, now: datetime) -> date | None:
    """Return the day of a line that holds a date and nothing else (—— 2026-03-05 ——), or None."""
    found = _DATE_LINE.fullmatch(flat(line))
    if found is None or not (found["year"] or "月" in line):
        return None
    year = int(found["year"]) if found["year"] else None
    return _day(year, int(found["month"]), int(found["day"]), legal_day(now))


def read_date_or_moment(text: str, *, now: datetime) -> Resolved:
    """Return the instant a field names; a day alone is its first minute. Any future is allowed."""
    text = _HOUR_WORD.sub(lambda found: f"{found[1]}:{(found[2] or '00'):0>2}", flat(text))
    moment = read_moment(text)
    if moment is not None:
        return resolve(moment, now=now, day=None, may_be_future=True)
    found = _DATE_START.match(flat(text))
    if found is None or not found["year"]:
        return UNDATED
    day = _day(int(found["year"]), int(found["month"]), int(found["day"]), legal_day(now))
    if day is None:
        return UNDATED
    rest = text[found.end() :]
    if any(sign.isdigit() for sign in rest):
        return UNDATED
    return Resolved(instant=datetime.combine(day, time(), CHINA), reading=TimeReading.FULL)


def resolve(
    moment: Moment, *, now: datetime, day: date | None, may_be_future: bool = False
) -> Resolved:
    """Return the instant a time means when it is pasted at ``now``.

    ``day`` is that of the date line above, for times without one. A message of the future is left
    undated and said to be; only time limits may lie ahead.
    """
    at = _clock(moment)
    chosen, reading, warnings = _chosen_day(moment, legal_day(now), day)
    if at is None:
        warnings = (PasteWarning.DAY_AMBIGUOUS,)
    if at is None or chosen is None:
        doubts = warnings or (PasteWarning.UNDATED,)
        return Resolved(instant=None, reading=TimeReading.NONE, warnings=doubts)
    instant = datetime.combine(chosen, at, CHINA)
    if instant > now + CLOCK_SLACK and not may_be_future:
        return Resolved(instant=None, reading=TimeReading.NONE, warnings=(PasteWarning.IN_FUTURE,))
    return Resolved(instant=instant, reading=reading, warnings=warnings)


def _moment(found: re.Match[str]) -> Moment | None:
    hour, minute, second = (int(found[name] or 0) for name in ("hour", "minute", "second"))
    try:
        time(hour, minute, second)
    except ValueError:
        return None
    year, month, day = (
        int(found[name]) if found[name] else None for name in ("year", "month", "day")
    )
    return Moment(
        words=found.group().strip(" ()"),
        hour=hour,
        minute=minute,
        second=second,
        half=found["half"] or (found["late"] or "").upper(),
        word=(found["word"] or "").lower(),
        year=year,
        month=month,
        day=day,
    )


def _clock(moment: Moment) -> time | None:
    """Return the time of day on 24 hours; None for 晚上 12:10, which may belong to two days."""
    hour = moment.hour
    if hour == _NOON and moment.half in _NIGHT:
        return None
    if hour == _NOON and moment.half in _EARLY:
        hour = 0
    elif hour < _NOON and (moment.half in _LATE or (moment.half == "中午" and hour < _NOON - 2)):
        hour += _NOON
    return time(hour, moment.minute, moment.second)


def _chosen_day(
    moment: Moment, today: date, above: date | None
) -> tuple[date | None, TimeReading, tuple[PasteWarning, ...]]:
    if moment.month is not None and moment.day is not None:
        day = _day(moment.year, moment.month, moment.day, today)
        if moment.year is not None:
            return day, TimeReading.FULL, ()
        went_back = day is not None and day.year != today.year
        return day, TimeReading.YEAR_ADDED, (PasteWarning.DAY_ASSUMED,) if went_back else ()
    if moment.word in _DAYS_BACK:
        return today - timedelta(days=_DAYS_BACK[moment.word]), TimeReading.DAY_WORD, ()
    if moment.word:
        weekday = _WEEKDAYS.get(moment.word, _WEEKDAYS.get(moment.word[-1], 0))
        back = (today.weekday() - weekday) % _WEEK
        if not back:
            return None, TimeReading.NONE, (PasteWarning.DAY_AMBIGUOUS,)
        return today - timedelta(days=back), TimeReading.DAY_WORD, ()
    if above is not None:
        return above, TimeReading.DAY_ABOVE, ()
    return today, TimeReading.TODAY_ASSUMED, (PasteWarning.DAY_ASSUMED,)


def _day(year: int | None, month: int, day: int, today: date) -> date | None:
    """Return the day; without a year the latest one that is not in the future."""
    years = (year,) if year else range(today.year, today.year - _LEAP_YEARS_BACK - 1, -1)
    for one in years:
        try:
            found = date(one, month, day)
        except ValueError:
            continue
        if year or found <= today:
            return found
    return None
