"""What the office set for itself, as the law library wants it: 本院规定 lengths and holiday tables."""

from collections import defaultdict
from datetime import date

from xiezhi.accounts.models import OfficeHoliday, OwnLimit
from xiezhi.law.holidays import Holiday, HolidayTable
from xiezhi.law.periods import Period, Unit


def find_own_limit(rule_key: str, day: date) -> OwnLimit | None:
    """Return the office's own limit in force on a day, or None where it set none."""
    found: OwnLimit | None = (
        OwnLimit.objects.filter(rule_key=rule_key, effective_from__lte=day)
        .order_by("-effective_from")
        .first()
    )
    return found


def period_of(limit: OwnLimit) -> Period:
    """Return the length of an own limit."""
    return Period(length=limit.length, unit=Unit(limit.unit))


def list_holiday_tables() -> tuple[HolidayTable, ...]:
    """Return the office's holiday tables, one a year; years without entries are not known."""
    by_year: dict[int, list[OfficeHoliday]] = defaultdict(list)
    for entry in OfficeHoliday.objects.order_by("year", "day"):
        by_year[entry.year].append(entry)
    return tuple(_table(year, entries) for year, entries in by_year.items())


def _table(year: int, entries: list[OfficeHoliday]) -> HolidayTable:
    return HolidayTable(
        year=year,
        holidays=tuple(
            Holiday(day=entry.day, name=entry.name or "休假")
            for entry in entries
            if entry.kind == "holiday"
        ),
        adjusted_workdays=frozenset(entry.day for entry in entries if entry.kind == "workday"),
    )
