"""What the office set for itself, in the shapes `law` takes."""

from collections import defaultdict
from datetime import date
from typing import Final

from django.db.models import QuerySet

from xiezhi.accounts.models import OfficeHoliday, OwnLimit, StatisticsDay
from xiezhi.law.holidays import Holiday, HolidayTable, known_years
from xiezhi.law.periods import Period, Unit

NEXT_YEAR_MATTERS_FROM_MONTH: Final = 10
UNNAMED: Final = "休假"


def list_holiday_tables() -> tuple[HolidayTable, ...]:
    """Return the office's own tables by year."""
    days: dict[int, list[OfficeHoliday]] = defaultdict(list)
    for row in OfficeHoliday.objects.order_by("year", "day"):
        days[row.year].append(row)
    return tuple(_table(year, rows) for year, rows in sorted(days.items()))


def _table(year: int, rows: list[OfficeHoliday]) -> HolidayTable:
    return HolidayTable(
        year=year,
        holidays=tuple(
            Holiday(day=row.day, name=row.name or UNNAMED) for row in rows if row.kind == "holiday"
        ),
        adjusted_workdays=frozenset(row.day for row in rows if row.kind == "workday"),
    )


def years_without_table(today: date) -> list[int]:
    """Return this year and, from October on, the next, where no table is known: 期限为暂定."""
    years = [today.year]
    if today.month >= NEXT_YEAR_MATTERS_FROM_MONTH:
        years.append(today.year + 1)
    known = known_years(list_holiday_tables())
    return [year for year in years if year not in known]


def list_own_limits() -> QuerySet[OwnLimit]:
    """Return every own limit that stands, newest version first."""
    return _standing().order_by("rule_key", "-effective_from")


def list_limit_versions(rule_key: str) -> QuerySet[OwnLimit]:
    """Return every version a limit ever had, those replaced too, the latest in force first."""
    return OwnLimit.objects.filter(rule_key=rule_key).order_by("-effective_from", "-set_at")


def find_coming_limits(today: date) -> dict[str, OwnLimit]:
    """Return the next version of each limit that is set for a later day, by rule key."""
    coming = _standing().filter(effective_from__gt=today).order_by("-effective_from")
    return {limit.rule_key: limit for limit in coming}


def find_own_limit(rule_key: str, day: date) -> OwnLimit | None:
    """Return the own limit in force on a day."""
    return (
        _standing()
        .filter(rule_key=rule_key, effective_from__lte=day)
        .order_by("-effective_from")
        .first()
    )


def period_of(limit: OwnLimit) -> Period:
    """Return the length of an own limit."""
    return Period(length=limit.length, unit=Unit(limit.unit))


def own_limits_on(day: date) -> dict[str, OwnLimit]:
    """Return the own limits in force on a day by rule key, in one query."""
    limits = _standing().filter(effective_from__lte=day).order_by("effective_from")
    return {limit.rule_key: limit for limit in limits}


def own_length(rule_key: str, day: date) -> Period | None:
    """Return the length the office set for a rule on a day, as `law.deadlines.due` takes it."""
    limit = find_own_limit(rule_key, day)
    return None if limit is None else period_of(limit)


def _standing() -> QuerySet[OwnLimit]:
    return OwnLimit.objects.filter(replaced_at__isnull=True)


def statistics_day() -> int | None:
    """Return the day of the month a reporting month ends on 统计截止日; None is its last day."""
    newest: StatisticsDay | None = list_statistics_days().first()
    return None if newest is None else newest.day_of_month


def list_statistics_days() -> QuerySet[StatisticsDay]:
    """Return every setting there was, newest first."""
    return StatisticsDay.objects.order_by("-set_at", "-id")
