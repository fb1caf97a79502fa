"""Own rules are entered, amended, repealed and put right; nothing that was in force disappears."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.cast import make_grid_member, make_staff
from tests.evidence.papers import pdf
from tests.house.cast import IN_FORCE, TEXT, clause, draft, keeper, make_rule
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.house.models import OwnRule
from xiezhi.house.rules.citations import CitedBy, supporter_subject
from xiezhi.house.rules.register import RuleKind, RuleState
from xiezhi.house.selectors.register import (
    access_open_rule,
    access_rule,
    access_scan,
    list_citable_clauses,
    list_clauses,
    list_open_rules,
    list_replaced,
    rule_state,
)
from xiezhi.house.services.citations import cite_clause
from xiezhi.house.services.register import amend_rule, correct_rule, repeal_rule
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RuleRefusedError,
)

LATER = date(2026, 12, 1)


def test_rule_is_entered_with_its_clauses_and_its_scan(scope: Procuratorate, now: datetime) -> None:
    acting = keeper()
    rule = make_rule(acting, now, scan=IncomingFile(name="办法.pdf", data=pdf()))
    assert [(one.number, one.position) for one in list_clauses(rule)] == [
        ("第一条", 0),
        ("第二条", 1),
    ]
    assert rule.preamble == "线索管理办法"
    assert rule.entered_by_label == "联络员01"
    assert access_scan(acting, rule.id).original_name == "办法.pdf"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"name": "《》"}, "house.name_missing", id="no name"),
        pytest.param({"text": " \n "}, "house.text_missing", id="no text"),
        pytest.param(
            {"in_force_from": date(2026, 1, 1)}, "house.in_force_before_issue", id="days turned"
        ),
        pytest.param(
            {"scan": IncomingFile(name="a.pdf", data=b"MZ no pdf")},
            "evidence.not_a_paper",
            id="no paper",
        ),
    ],
)
def test_what_is_missing_is_named(
    scope: Procuratorate, now: datetime, changes: dict[str, object], code: str
) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        make_rule(keeper(), now, **changes)
    assert refusal.value.code == code


def test_same_text_is_not_entered_twice(scope: Procuratorate, now: datetime) -> None:
    acting = keeper()
    make_rule(acting, now)
    with pytest.raises(ConflictError) as refusal:
        make_rule(acting, now, name="《线索管理办法》")
    assert refusal.value.code == "house.rule_exists"


def test_prosecutor_reads_the_register_and_does_not_keep_it(
    scope: Procuratorate, now: datetime
) -> None:
    rule = make_rule(keeper(), now)
    prosecutor = make_staff("检察官01", Role.PROSECUTOR)
    assert access_rule(prosecutor, rule.id) == rule
    with pytest.raises(NotAllowedError):
        make_rule(prosecutor, now, name="别的办法")


def test_amended_rule_takes_the_place_of_the_one_before(
    scope: Procuratorate, now: datetime
) -> None:
    acting = keeper()
    rule = make_rule(acting, now)
    amended = amend_rule(
        rule_id=rule.id,
        draft=draft(number="达检发〔2026〕9号", issued_on=LATER, in_force_from=LATER),
        acting=acting,
        now=now,
    )
    rule.refresh_from_db()
    assert (rule.repealed_on, rule.successor_id) == (LATER, amended.id)
    assert rule_state(rule, LATER - timedelta(days=1)) is RuleState.IN_FORCE
    assert rule_state(rule, LATER) is RuleState.REPEALED
    assert rule_state(amended, LATER - timedelta(days=1)) is RuleState.COMING
    assert list_replaced(amended) == [rule]
    assert {one.rule_id for one in list_citable_clauses(LATER)} == {amended.id}


def test_amendment_comes_into_force_after_what_it_amends(
    scope: Procuratorate, now: datetime
) -> None:
    acting = keeper()
    rule = make_rule(acting, now)
    with pytest.raises(InvalidInputError) as refusal:
        amend_rule(
            rule_id=rule.id,
            draft=draft(issued_on=date(2026, 2, 21), in_force_from=IN_FORCE),
            acting=acting,
            now=now,
        )
    assert refusal.value.code == "house.amended_before_in_force"
    assert OwnRule.objects.count() == 1


def test_repealed_rule_names_what_took_its_place(scope: Procuratorate, now: datetime) -> None:
    acting = keeper()
    rule, other = make_rule(acting, now), make_rule(acting, now, name="新办法")
    repeal_rule(rule_id=rule.id, repealed_on=LATER, successor_id=other.id, acting=acting, now=now)
    rule.refresh_from_db()
    assert rule.successor == other
    with pytest.raises(RuleRefusedError) as refusal:
        repeal_rule(rule_id=rule.id, repealed_on=LATER, acting=acting, now=now)
    assert refusal.value.code == "house.already_repealed"


def test_no_rule_takes_its_own_place(scope: Procuratorate, now: datetime) -> None:
    acting = keeper()
    rule = make_rule(acting, now)
    with pytest.raises(InvalidInputError) as refusal:
        repeal_rule(
            rule_id=rule.id, repealed_on=LATER, successor_id=rule.id, acting=acting, now=now
        )
    assert refusal.value.code == "house.own_successor"


def test_correction_keeps_the_clauses_something_rests_on(
    scope: Procuratorate, now: datetime
) -> None:
    acting = keeper()
    rule = make_rule(acting, now)
    second = clause(rule)
    cite_clause(
        cited_by=CitedBy.DUTY,
        subject=supporter_subject("grid_member"),
        clause_id=second.id,
        acting=acting,
        now=now,
    )
    correct_rule(
        rule_id=rule.id,
        draft=draft(text=TEXT.replace("十日", "十五日") + "\n第三条　本办法自印发之日起施行。"),
        acting=acting,
        now=now,
    )
    assert [one.number for one in list_clauses(rule)] == ["第一条", "第二条", "第三条"]
    second.refresh_from_db()
    assert "十五日" in second.text
    with pytest.raises(RuleRefusedError) as refusal:
        correct_rule(
            rule_id=rule.id, draft=draft(text="第一条　只剩一条。"), acting=acting, now=now
        )
    assert refusal.value.code == "house.clause_cited"
    assert refusal.value.params["numbers"] == "第二条"
    assert len(list_clauses(rule)) == 3
    correct_rule(rule_id=rule.id, draft=draft(), acting=acting, now=now)
    assert [one.number for one in list_clauses(rule)] == ["第一条", "第二条"]


def test_correction_without_a_scan_keeps_the_one_there_is(
    scope: Procuratorate, now: datetime
) -> None:
    acting = keeper()
    rule = make_rule(acting, now, scan=IncomingFile(name="办法.pdf", data=pdf()))
    corrected = correct_rule(rule_id=rule.id, draft=draft(note="更正文号"), acting=acting, now=now)
    assert corrected.scan_id == rule.scan_id


def test_grid_member_reads_what_is_open_and_in_force(scope: Procuratorate, now: datetime) -> None:
    acting, member, today = keeper(), make_grid_member(), legal_day(now)
    flow = make_rule(acting, now, name="上报流程", kind=RuleKind.FLOW, is_open_to_members=True)
    duties = make_rule(
        acting, now, name="网格员职责", kind=RuleKind.DUTIES, is_open_to_members=True
    )
    inner = make_rule(acting, now, name="内部办法")
    coming = make_rule(
        acting,
        now,
        name="明年的职责",
        kind=RuleKind.DUTIES,
        issued_on=today,
        in_force_from=LATER,
        is_open_to_members=True,
    )
    assert list_open_rules(today) == [duties, flow]
    assert access_open_rule(member, flow.id, today) == flow
    for hidden in (inner, coming):
        with pytest.raises(NotFoundError):
            access_open_rule(member, hidden.id, today)
    with pytest.raises(DomainError):
        access_rule(member, inner.id)


def test_database_keeps_days_in_order(scope: Procuratorate, now: datetime) -> None:
    rule = make_rule(keeper(), now)
    for wrong in ({"repealed_on": date(2026, 1, 1)}, {"issued_on": date(2027, 1, 1)}):
        with pytest.raises(IntegrityError), transaction.atomic():
            OwnRule.objects.filter(id=rule.id).update(**wrong)
