"""Own limits and holidays."""

from datetime import date, datetime, timedelta

import pytest

from tests.accounts.people import make_person
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.selectors.limits import count_limit
from xiezhi.accounts.selectors.office_settings import (
    find_coming_limits,
    find_own_limit,
    list_holiday_tables,
    list_limit_versions,
    list_statistics_days,
    own_length,
    statistics_day,
    years_without_table,
)
from xiezhi.accounts.services.office import (
    set_holidays,
    set_own_limit,
    set_statistics_day,
    withdraw_own_limit,
)
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError, InvalidInputError, RuleRefusedError
from xiezhi.law.deadlines import DeadlineKind, rules_on
from xiezhi.law.holidays import Holiday
from xiezhi.law.periods import Period, Unit

NEW_YEAR = Holiday(day=date(2027, 1, 1), name="元旦")


def rule_key(kind: DeadlineKind, day: date) -> str:
    return next(rule.key for rule in rules_on(day) if rule.kind is kind)


def test_own_limit_counts_from_its_day(scope: Procuratorate, now: datetime) -> None:
    today = legal_day(now)
    key = rule_key(DeadlineKind.OWN, today)
    for length, start in ((5, today - timedelta(days=300)), (7, today)):
        set_own_limit(
            acting=system_actor(scope.id),
            rule_key=key,
            length=length,
            unit="working_day",
            effective_from=start,
            now=now,
        )
    yesterday = today - timedelta(days=1)
    assert own_length(key, yesterday) == Period(length=5, unit=Unit.WORKING_DAY)
    assert own_length(key, today) == Period(length=7, unit=Unit.WORKING_DAY)
    assert own_length(key, today - timedelta(days=301)) is None


def test_own_variant_has_a_length_of_its_own(scope: Procuratorate, now: datetime) -> None:
    day = date(2026, 3, 2)
    for key, length in (("cppcc_proposal_reply", 2), ("cppcc_proposal_reply--complex", 5)):
        set_own_limit(
            acting=system_actor(scope.id),
            rule_key=key,
            length=length,
            unit="month",
            effective_from=date(2026, 1, 1),
            now=now,
        )
    plain = count_limit("cppcc_proposal_reply", day)
    complex_one = count_limit("cppcc_proposal_reply", day, variant="complex")
    assert (plain.length, complex_one.length) == (2, 5)
    assert (complex_one.kind, complex_one.basis) == ("own", "本院设定")
    assert complex_one.due_on == date(2026, 8, 3)  # 2 August is a Sunday


def test_own_variant_of_a_statutory_rule_is_the_offices_to_set(
    scope: Procuratorate, now: datetime
) -> None:
    day = date(2026, 3, 2)
    with pytest.raises(InvalidInputError, match=r"^law\.own_length_missing$"):
        count_limit("sugg_reply", day, variant="urgent")
    set_own_limit(
        acting=system_actor(scope.id),
        rule_key="sugg_reply--urgent",
        length=20,
        unit="day",
        effective_from=date(2026, 1, 1),
        now=now,
    )
    assert count_limit("sugg_reply", day, variant="urgent").due_on == date(2026, 3, 23)


@pytest.mark.parametrize(
    ("key", "code"),
    [
        ("pil_suggestion_reply--urgent", "law.statutory_length_fixed"),
        ("sugg_reply--no_such", "law.no_variant"),
    ],
)
def test_variant_the_law_fixes_or_nobody_knows_is_refused(
    scope: Procuratorate, now: datetime, key: str, code: str
) -> None:
    with pytest.raises(DomainError) as refusal:
        set_own_limit(
            acting=system_actor(scope.id),
            rule_key=key,
            length=5,
            unit="day",
            effective_from=date(2026, 1, 1),
            now=now,
        )
    assert refusal.value.code == code


def test_statutory_limit_is_not_the_offices_to_set(scope: Procuratorate, now: datetime) -> None:
    today = legal_day(now)
    with pytest.raises(RuleRefusedError) as refusal:
        set_own_limit(
            acting=system_actor(scope.id),
            rule_key=rule_key(DeadlineKind.STATUTORY, today),
            length=5,
            unit="day",
            effective_from=today,
            now=now,
        )
    assert refusal.value.basis


def test_person_cannot_backdate_a_limit(office: Procuratorate, now: datetime) -> None:
    admin = make_person(office, "系统管理员01", "xt01", ("system_admin",))
    today = legal_day(now)
    with tenant_scope(office.id), pytest.raises(InvalidInputError) as refusal:
        set_own_limit(
            acting=admin.actor,
            rule_key=rule_key(DeadlineKind.OWN, today),
            length=5,
            unit="day",
            effective_from=today - timedelta(days=1),
            now=now,
        )
    assert refusal.value.code == "accounts.limit_backdated"


def test_missing_year_is_said_until_it_is_filled(scope: Procuratorate, now: datetime) -> None:
    today = date(2027, 3, 1)
    assert years_without_table(today) == [2027]
    set_holidays(
        acting=system_actor(scope.id), year=2027, holidays=[NEW_YEAR], workdays=[], now=now
    )
    assert years_without_table(today) == []


def test_table_of_a_year_replaces_the_one_before(scope: Procuratorate, now: datetime) -> None:
    acting = system_actor(scope.id)
    moved = Holiday(day=date(2027, 12, 31), name="元旦")
    set_holidays(acting=acting, year=2028, holidays=[moved], workdays=[], now=now)
    for workdays in ([date(2027, 1, 2)], [date(2027, 1, 3)]):
        set_holidays(acting=acting, year=2027, holidays=[NEW_YEAR], workdays=workdays, now=now)
    tables = list_holiday_tables()
    assert [table.year for table in tables] == [2027, 2028]
    assert tables[0].adjusted_workdays == {date(2027, 1, 3)}
    assert tables[1].holidays == (moved,)


@pytest.mark.parametrize(
    ("holidays", "workdays", "code"),
    [
        pytest.param([], [], "accounts.holidays_missing", id="nothing"),
        pytest.param([NEW_YEAR, NEW_YEAR], [], "law.holiday_listed_twice", id="twice"),
        pytest.param(
            [Holiday(day=date(2026, 5, 1), name="劳动节")],
            [],
            "law.holiday_outside_year",
            id="another year",
        ),
        pytest.param([NEW_YEAR], [NEW_YEAR.day], "law.holiday_also_workday", id="both"),
        pytest.param(
            [NEW_YEAR], [date(2027, 1, 4)], "law.adjusted_workday_not_weekend", id="a Monday"
        ),
    ],
)
def test_inconsistent_table_is_refused(
    scope: Procuratorate, now: datetime, holidays: list[Holiday], workdays: list[date], code: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        set_holidays(
            acting=system_actor(scope.id),
            year=2027,
            holidays=holidays,
            workdays=workdays,
            now=now,
        )
    assert refusal.value.code == code


def set_days(scope: Procuratorate, key: str, length: int, start: date, now: datetime) -> None:
    set_own_limit(
        acting=system_actor(scope.id),
        rule_key=key,
        length=length,
        unit="day",
        effective_from=start,
        now=now,
    )


def test_limit_put_right_on_its_day_keeps_the_one_replaced(
    scope: Procuratorate, now: datetime
) -> None:
    today = legal_day(now)
    key = rule_key(DeadlineKind.OWN, today)
    set_days(scope, key, 5, today, now)
    set_days(scope, key, 6, today, now + timedelta(minutes=1))
    standing = find_own_limit(key, today)
    assert standing is not None
    assert standing.length == 6
    versions = [(one.length, one.replaced_at is None) for one in list_limit_versions(key)]
    assert versions == [(6, True), (5, False)]


def test_limit_names_who_set_it_and_when(scope: Procuratorate, now: datetime) -> None:
    today = legal_day(now)
    key = rule_key(DeadlineKind.OWN, today)
    set_days(scope, key, 5, today, now)
    version = list_limit_versions(key)[0]
    assert (version.set_by_label, version.set_at) == ("系统", now)


def test_coming_limit_may_be_taken_back_and_stays_in_the_history(
    scope: Procuratorate, now: datetime
) -> None:
    today = legal_day(now)
    key, start = rule_key(DeadlineKind.OWN, today), today + timedelta(days=30)
    set_days(scope, key, 5, start, now)
    assert find_coming_limits(today)[key].length == 5
    withdraw_own_limit(acting=system_actor(scope.id), rule_key=key, effective_from=start, now=now)
    assert find_coming_limits(today) == {}
    assert own_length(key, start) is None
    assert [one.replaced_by_label for one in list_limit_versions(key)] == ["系统"]


def test_limit_in_force_is_not_taken_back(scope: Procuratorate, now: datetime) -> None:
    today = legal_day(now)
    key = rule_key(DeadlineKind.OWN, today)
    set_days(scope, key, 5, today, now)
    with pytest.raises(RuleRefusedError) as refusal:
        withdraw_own_limit(
            acting=system_actor(scope.id), rule_key=key, effective_from=today, now=now
        )
    assert refusal.value.code == "accounts.limit_in_force"


def test_newest_statistics_day_counts_and_earlier_ones_stay(
    scope: Procuratorate, now: datetime
) -> None:
    assert statistics_day() is None
    for minutes, day in ((0, 25), (1, None), (2, 20)):
        set_statistics_day(
            acting=system_actor(scope.id), day_of_month=day, now=now + timedelta(minutes=minutes)
        )
    assert statistics_day() == 20
    assert [one.day_of_month for one in list_statistics_days()] == [20, None, 25]
