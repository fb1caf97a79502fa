"""What an office sets for itself: 本院规定 of time limits, holidays not yet known, 统计截止日."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Final

from django.db.models import QuerySet

from xiezhi.accounts.models import OfficeHoliday, OwnLimit, StatisticsDay
from xiezhi.accounts.rules.after_holidays import jobs_after_holidays
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.rules.statistics import check_closing_day
from xiezhi.infra.jobs import enqueue
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, NotFoundError, RuleRefusedError
from xiezhi.kernel.ids import new_id
from xiezhi.law.deadlines import DeadlineKind, rule_of_limit
from xiezhi.law.holidays import Holiday, HolidayTable
from xiezhi.law.periods import Unit
from xiezhi.ledger.services.acts import act

_LONGEST: Final = 400
_UNITS: Final = frozenset({Unit.DAY, Unit.WORKING_DAY, Unit.MONTH})


def set_own_limit(
    *,
    acting: Actor,
    rule_key: str,
    length: int,
    unit: str,
    effective_from: date,
    now: datetime,
    citation: str = "",
) -> OwnLimit:
    """Set a time limit the law leaves open; without a cited text it reads 本院设定.

    The system may set the past (demo, import); people set from today on. ``rule_key`` is the rule's
    own, or the ``limit_key`` of one of its variants.

    Raises:
        NotFoundError: ``law.no_rule``, ``law.no_variant``.
        RuleRefusedError: ``law.statutory_length_fixed``.
        InvalidInputError: ``accounts.limit_length``, ``accounts.limit_backdated``.
    """
    require(acting, Action.MANAGE_OFFICE)
    rule = rule_of_limit(rule_key, effective_from)
    if rule.kind is DeadlineKind.STATUTORY:
        raise RuleRefusedError("law.statutory_length_fixed", basis=rule.basis, rule=rule.key)
    if not 1 <= length <= _LONGEST or unit not in _UNITS:
        raise InvalidInputError("accounts.limit_length")
    if acting.kind is not ActorKind.SYSTEM and effective_from < legal_day(now):
        raise InvalidInputError("accounts.limit_backdated")
    with act(acting=acting, now=now) as record:
        _standing(rule_key, effective_from).update(
            replaced_at=now, replaced_by_label=acting.signature
        )
        limit: OwnLimit = OwnLimit.objects.create(
            id=new_id(now),
            rule_key=rule_key,
            length=length,
            unit=unit,
            citation=citation.strip(),
            effective_from=effective_from,
            set_by_label=acting.signature,
            set_at=now,
        )
        record(
            "accounts.set_own_limit",
            "limit",
            rule_key,
            after={"rule": rule_key, "length": length, "unit": unit, "from": str(effective_from)},
        )
    return limit


def withdraw_own_limit(
    *, acting: Actor, rule_key: str, effective_from: date, now: datetime
) -> OwnLimit:
    """Take back a limit set for a later day; what is in force already is changed by a new one.

    Raises:
        NotFoundError: ``accounts.no_limit``.
        RuleRefusedError: ``accounts.limit_in_force``.
    """
    require(acting, Action.MANAGE_OFFICE)
    with act(acting=acting, now=now) as record:
        limit: OwnLimit | None = _standing(rule_key, effective_from).select_for_update().first()
        if limit is None:
            raise NotFoundError("accounts.no_limit")
        if effective_from <= legal_day(now):
            raise RuleRefusedError("accounts.limit_in_force", basis="本院规定")
        limit.replaced_at, limit.replaced_by_label = now, acting.signature
        limit.save(update_fields=["replaced_at", "replaced_by_label"])
        record(
            "accounts.withdraw_own_limit", "limit", rule_key, after={"from": str(effective_from)}
        )
    return limit


def _standing(rule_key: str, effective_from: date) -> QuerySet[OwnLimit]:
    return OwnLimit.objects.filter(
        rule_key=rule_key, effective_from=effective_from, replaced_at__isnull=True
    )


def set_statistics_day(*, acting: Actor, day_of_month: int | None, now: datetime) -> StatisticsDay:
    """Set the day reporting months end on 统计截止日; None is the month's last day.

    Raises:
        InvalidInputError: ``accounts.statistics_day``.
    """
    require(acting, Action.MANAGE_OFFICE)
    check_closing_day(day_of_month)
    with act(acting=acting, now=now) as record:
        setting: StatisticsDay = StatisticsDay.objects.create(
            id=new_id(now), day_of_month=day_of_month, set_by_label=acting.signature, set_at=now
        )
        record(
            "accounts.set_statistics_day",
            "office",
            current_tenant(),
            after={"day_of_month": day_of_month},
        )
    return setting


def set_holidays(
    *,
    acting: Actor,
    year: int,
    holidays: Sequence[Holiday],
    workdays: Collection[date],
    now: datetime,
) -> HolidayTable:
    """Put a year's table in place of the one there was; weekends need not be listed.

    What was counted provisionally is counted anew by the jobs this enqueues.

    Raises:
        InvalidInputError: ``accounts.holidays_missing``; ``law.holiday_listed_twice``,
            ``law.holiday_outside_year``, ``law.holiday_also_workday``,
            ``law.adjusted_workday_not_weekend``.
    """
    require(acting, Action.MANAGE_OFFICE)
    if not holidays:
        raise InvalidInputError("accounts.holidays_missing")
    table = HolidayTable(year=year, holidays=tuple(holidays), adjusted_workdays=frozenset(workdays))
    with act(acting=acting, now=now) as record:
        OfficeHoliday.objects.filter(year=year).delete()
        OfficeHoliday.objects.bulk_create(_rows(table, now))
        record(
            "accounts.set_holidays",
            "office",
            current_tenant(),
            after={"year": year, "holidays": len(table.holidays), "workdays": len(workdays)},
        )
        for job in jobs_after_holidays():
            enqueue(job)
    return table


def _rows(table: HolidayTable, now: datetime) -> list[OfficeHoliday]:
    return [
        OfficeHoliday(
            id=new_id(now), year=table.year, day=one.day, kind="holiday", name=one.name[:30]
        )
        for one in table.holidays
    ] + [
        OfficeHoliday(id=new_id(now), year=table.year, day=day, kind="workday")
        for day in sorted(table.adjusted_workdays)
    ]
