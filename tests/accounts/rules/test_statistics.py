"""统计期: months that end on the closing day of the office."""

from datetime import date

import pytest

from xiezhi.accounts.rules.statistics import (
    check_closing_day,
    statistics_month,
    statistics_month_of,
)
from xiezhi.kernel.errors import InvalidInputError


@pytest.mark.parametrize(
    ("month", "closing_day", "first", "last"),
    [
        pytest.param((2026, 11), None, (2026, 11, 1), (2026, 11, 30), id="the month itself"),
        pytest.param((2026, 11), 25, (2026, 10, 26), (2026, 11, 25), id="the 25th"),
        pytest.param((2026, 1), 20, (2025, 12, 21), (2026, 1, 20), id="over the new year"),
        pytest.param((2024, 3), None, (2024, 3, 1), (2024, 3, 31), id="after a leap February"),
        pytest.param((2026, 3), 28, (2026, 3, 1), (2026, 3, 28), id="after a short February"),
    ],
)
def test_month_runs_from_the_day_after_the_last_closing_day(
    month: tuple[int, int],
    closing_day: int | None,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
) -> None:
    assert statistics_month(*month, closing_day) == (date(*first), date(*last))


@pytest.mark.parametrize(
    ("day", "closing_day", "month"),
    [
        pytest.param(date(2026, 11, 25), 25, (2026, 11), id="on the closing day"),
        pytest.param(date(2026, 11, 26), 25, (2026, 12), id="the day after"),
        pytest.param(date(2026, 12, 31), 25, (2027, 1), id="the end of the year"),
        pytest.param(date(2026, 12, 31), None, (2026, 12), id="no closing day"),
    ],
)
def test_day_belongs_to_the_month_that_closes_after_it(
    day: date, closing_day: int | None, month: tuple[int, int]
) -> None:
    assert statistics_month_of(day, closing_day) == month


@pytest.mark.parametrize("closing_day", [0, 29, 31, -1])
def test_day_not_every_month_has_is_refused(closing_day: int) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        check_closing_day(closing_day)
    assert refusal.value.code == "accounts.statistics_day"
