"""统计期: months end where the office says, not always at the end of the calendar's."""

from datetime import date

import pytest

from xiezhi.reporting.rules.periods import (
    MONTH_END,
    StatisticalPeriod,
    month_before,
    month_of,
    quarter_of,
    year_so_far,
)


def spans(period: StatisticalPeriod) -> tuple[str, str]:
    return period.since.isoformat(), period.until.isoformat()


@pytest.mark.parametrize(
    ("day", "cutoff", "expected"),
    [
        pytest.param(date(2026, 2, 10), MONTH_END, ("2026-02-01", "2026-02-28"), id="calendar"),
        pytest.param(date(2024, 2, 29), MONTH_END, ("2024-02-01", "2024-02-29"), id="leap day"),
        pytest.param(date(2026, 11, 25), 25, ("2026-10-26", "2026-11-25"), id="on the cutoff"),
        pytest.param(date(2026, 11, 26), 25, ("2026-11-26", "2026-12-25"), id="day after it"),
        pytest.param(date(2026, 12, 31), 20, ("2026-12-21", "2027-01-20"), id="over the year"),
    ],
)
def test_statistical_month(day: date, cutoff: int, expected: tuple[str, str]) -> None:
    assert spans(month_of(day, cutoff)) == expected


def test_month_before() -> None:
    assert spans(month_before(date(2026, 1, 5), MONTH_END)) == ("2025-12-01", "2025-12-31")
    assert spans(month_before(date(2026, 1, 5), 25)) == ("2025-11-26", "2025-12-25")


def test_quarter_runs_from_cutoff_to_cutoff() -> None:
    assert spans(quarter_of(date(2026, 5, 3), MONTH_END)) == ("2026-04-01", "2026-06-30")
    assert spans(quarter_of(date(2026, 3, 28), 25)) == ("2026-03-26", "2026-06-25")


def test_year_begins_after_december_was_closed() -> None:
    assert spans(year_so_far(date(2026, 11, 25), MONTH_END)) == ("2026-01-01", "2026-11-25")
    assert spans(year_so_far(date(2026, 12, 28), 25)) == ("2026-12-26", "2026-12-28")
