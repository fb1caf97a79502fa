"""Dates and times as lists kept by hand write them."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Final

from xiezhi.intake.rules.importing.sheet import Value
from xiezhi.kernel.clock import CHINA
from xiezhi.kernel.errors import InvalidInputError

_DAY_ONLY_HOUR: Final = 0
_EXCEL_EPOCH: Final = datetime(1899, 12, 30, tzinfo=CHINA)
_FIRST_SERIAL: Final = 32_874  # 1990-01-01
_LAST_SERIAL: Final = 73_050  # 2099-12-31
_NOON: Final = 12
_SEPARATED: Final = re.compile(
    r"(?P<year>\d{4})\s*[-/.年]\s*(?P<month>\d{1,2})\s*[-/.月]\s*(?P<day>\d{1,2})\s*日?"
)
_RUN_TOGETHER: Final = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)")
_CLOCK: Final = re.compile(
    r"(?:T|\s|星期.|周.)*(?P<half>上午|下午|晚上|AM|PM)?\s*"
    r"(?P<hour>\d{1,2})\s*[:时点]\s*(?P<minute>\d{1,2})?\s*分?"
    r"(?::?\s*(?P<second>\d{1,2})(?:\.\d+)?\s*秒?)?\s*(?P<late>AM|PM)?\s*(?:\+08:?00)?"
)
_SERIAL: Final = re.compile(r"\d{5}(?:\.\d+)?")


def read_moment(value: Value) -> datetime:
    """Return the instant a cell names, Chinese time; a day alone is its first minute.

    Year first only: 2/3/2024 could be February or March, and is refused.

    Raises:
        InvalidInputError: ``intake.import_date_unreadable``.
    """
    match value:
        case datetime():
            return value.replace(tzinfo=CHINA) if value.tzinfo is None else value
        case date():
            return datetime.combine(value, time(_DAY_ONLY_HOUR), CHINA)
        case bool():
            raise InvalidInputError("intake.import_date_unreadable")
        case int() | float():
            return _from_serial(float(value))
        case str():
            return _from_text(unicodedata.normalize("NFKC", value).strip())
        case _:
            raise InvalidInputError("intake.import_date_unreadable")


def _from_serial(days: float) -> datetime:
    if _FIRST_SERIAL <= days <= _LAST_SERIAL:
        return _EXCEL_EPOCH + timedelta(seconds=round(days * 86_400))
    if days == int(days) and _RUN_TOGETHER.fullmatch(str(int(days))):
        return _from_text(str(int(days)))
    raise InvalidInputError("intake.import_date_unreadable")


def _from_text(text: str) -> datetime:
    if _SERIAL.fullmatch(text):
        return _from_serial(float(text))
    day = _SEPARATED.match(text) or _RUN_TOGETHER.match(text)
    if day is None:
        raise InvalidInputError("intake.import_date_unreadable")
    rest = text[day.end() :].strip()
    try:
        at = _clock(rest) if rest else time(_DAY_ONLY_HOUR)
        first = date(int(day["year"]), int(day["month"]), int(day["day"]))
        return datetime.combine(first, at, CHINA)
    except ValueError as error:
        raise InvalidInputError("intake.import_date_unreadable") from error


def _clock(text: str) -> time:
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise ValueError(text)
    hour = int(found["hour"])
    half = found["half"] or found["late"]
    if half in {"下午", "晚上", "PM"} and hour < _NOON:
        hour += _NOON
    elif half == "AM" and hour == _NOON:
        hour = 0
    return time(hour, int(found["minute"] or 0), int(found["second"] or 0))
