"""统计期: the month a report covers, by the day the office closes its figures on."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from xiezhi.kernel.errors import InvalidInputError

LAST_CLOSING_DAY: Final = 28
"""The last day every month has. Later closing days are written as the month's end."""

_MONTHS: Final = 12


def check_closing_day(day_of_month: int | None) -> None:
    """Refuse a day not every month has.

    Raises:
        InvalidInputError: ``accounts.statistics_day``.
    """
    if day_of_month is not None and not 1 <= day_of_month <= LAST_CLOSING_DAY:
        raise InvalidInputError("accounts.statistics_day", last=LAST_CLOSING_DAY)


def statistics_month(year: int, month: int, closing_day: int | None) -> tuple[date, date]:
    """Return first and last day of a reporting month.

    With the 25th as the closing day, November runs from 26 October to 25 November.
    """
    return _closing(year, month, closing_day, months_back=1) + timedelta(days=1), _closing(
        year, month, closing_day
    )


def statistics_month_of(day: date, closing_day: int | None) -> tuple[int, int]:
    """Return year and month of the reporting month a day belongs to."""
    if day <= _closing(day.year, day.month, closing_day):
        return day.year, day.month
    return (day.year, day.month + 1) if day.month < _MONTHS else (day.year + 1, 1)


def _closing(year: int, month: int, closing_day: int | None, *, months_back: int = 0) -> date:
    count = year * _MONTHS + month - 1 - months_back
    year, month = count // _MONTHS, count % _MONTHS + 1
    return date(year, month, closing_day or monthrange(year, month)[1])
