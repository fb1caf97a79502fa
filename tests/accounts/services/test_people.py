"""People, roles, delegation: the acts and their refusals."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from tests.accounts.people import PASSWORD, make_person
from xiezhi.accounts.models import Account, Delegation, Procuratorate, RoleHolding
from xiezhi.accounts.selectors.actors import find_staff_actor, list_principals
from xiezhi.accounts.services.delegation import give_delegation, revoke_delegation, set_backup
from xiezhi.accounts.services.people import add_staff_member, deactivate_staff_member
from xiezhi.accounts.services.roles import end_role, grant_role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    StepUpRequiredError,
)
from xiezhi.ledger.models import LedgerHead


def test_each_act_is_one_entry_more(office: Procuratorate, now: datetime) -> None:
    person = make_person(office, "检察官02", "jcg02", ("prosecutor",))
    with tenant_scope(office.id):
        before = LedgerHead.objects.get().size
    with tenant_scope(office.id):
        grant_role(
            acting=system_actor(office.id), staff_id=person.id, role="department_head", now=now
        )
    with tenant_scope(office.id):
        assert LedgerHead.objects.get().size == before + 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        pytest.param({"label": " "}, "accounts.name_missing", id="no label"),
        pytest.param({"label": "检察官02"}, "accounts.label_taken", id="label taken"),
        pytest.param({"login": "jcg02"}, "accounts.login_taken", id="login taken"),
        pytest.param({"login": "检察官"}, "accounts.login_format", id="login in Chinese"),
        pytest.param({"password": "12345678901234"}, "accounts.weak_password", id="weak"),
        pytest.param({"roles": ("grid_member",)}, "accounts.unknown_role", id="role of outsiders"),
    ],
)
def test_member_who_does_not_fit_is_not_added(
    office: Procuratorate, now: datetime, changed: dict[str, object], code: str
) -> None:
    person = make_person(office, "检察官02", "jcg02", ("prosecutor",))
    given = {"label": "检察官03", "login": "jcg03", "password": PASSWORD, "roles": ()} | changed
    with tenant_scope(office.id), pytest.raises(DomainError) as refusal:
        add_staff_member(
            acting=system_actor(office.id),
            department_id=person.actor.department_id,  # type: ignore[arg-type]  # staff have one
            now=now,
            **given,  # type: ignore[arg-type]  # a row of the table
        )
    assert refusal.value.code == code
    assert Account.objects.filter(home=office).count() == 1


def test_password_of_the_system_stays_and_that_of_an_administrator_does_not(
    office: Procuratorate, now: datetime
) -> None:
    admin = make_person(office, "系统管理员01", "xt01", ("system_admin",))
    assert not Account.objects.get(pk=admin.account_id).must_change_password
    with tenant_scope(office.id):
        member = add_staff_member(
            acting=admin.actor,
            label="书记员01",
            department_id=admin.actor.department_id,  # type: ignore[arg-type]  # staff have one
            login="sj01",
            password=PASSWORD,
            now=now,
        )
    assert Account.objects.get(pk=member.account_id).must_change_password


def test_system_administrator_grants_no_roles(office: Procuratorate, now: datetime) -> None:
    admin = make_person(office, "系统管理员01", "xt01", ("system_admin",))
    with tenant_scope(office.id), pytest.raises(NotAllowedError):
        grant_role(acting=admin.actor, staff_id=admin.id, role="clerk", now=now)


def test_grant_needs_a_fresh_proof(office: Procuratorate, now: datetime) -> None:
    admin = make_person(office, "安全管理员01", "aq01", ("security_admin",))
    other = make_person(office, "检察官02", "jcg02", ())
    stale = replace(admin.actor, is_stepped_up=False)
    with tenant_scope(office.id), pytest.raises(StepUpRequiredError):
        grant_role(acting=stale, staff_id=other.id, role="prosecutor", now=now)


@pytest.mark.parametrize("role", ["audit_admin", "clerk"])
def test_administrator_grants_nothing_to_himself(
    office: Procuratorate, now: datetime, role: str
) -> None:
    admin = make_person(office, "安全管理员01", "aq01", ("security_admin",))
    with tenant_scope(office.id), pytest.raises(NotAllowedError) as refusal:
        grant_role(
            acting=admin.actor, staff_id=admin.id, role=role, concurrent_note="自己", now=now
        )
    assert refusal.value.code == "accounts.not_to_yourself"


def test_same_role_is_not_held_twice(office: Procuratorate, now: datetime) -> None:
    person = make_person(office, "检察官02", "jcg02", ("prosecutor",))
    with tenant_scope(office.id), pytest.raises(ConflictError):
        grant_role(acting=system_actor(office.id), staff_id=person.id, role="prosecutor", now=now)


def test_ended_role_gives_no_right_the_day_after(office: Procuratorate, now: datetime) -> None:
    person = make_person(office, "检察官02", "jcg02", ("prosecutor",))
    account = Account.objects.get(pk=person.account_id)
    with tenant_scope(office.id):
        holding = RoleHolding.objects.get()
        last = holding.since + timedelta(days=3)
        end_role(acting=system_actor(office.id), holding_id=holding.id, until=last, now=now)
        on_last = find_staff_actor(account, today=last)
        after = find_staff_actor(account, today=last + timedelta(days=1))
    assert on_last is not None
    assert after is not None
    assert (on_last.roles, after.roles) == (frozenset({"prosecutor"}), frozenset())


def test_member_of_another_office_is_not_found(office: Procuratorate, now: datetime) -> None:
    from tests.cast import make_office  # noqa: PLC0415  # beside the office of the fixture

    other = make_office(now, slug="other", number=8, is_default=False)
    stranger = make_person(other, "检察官02", "jcg02", ("prosecutor",))
    with tenant_scope(office.id), pytest.raises(NotFoundError):
        grant_role(acting=system_actor(office.id), staff_id=stranger.id, role="clerk", now=now)


def test_closed_member_loses_account_roles_and_deputising(
    office: Procuratorate, now: datetime
) -> None:
    person = make_person(office, "检察官02", "jcg02", ("prosecutor",))
    deputy = make_person(office, "检察官03", "jcg03", ("prosecutor",))
    acting = system_actor(office.id)
    today = legal_day(now)
    with tenant_scope(office.id):
        give_delegation(
            acting=acting,
            principal_id=person.id,
            deputy_id=deputy.id,
            since=today,
            until=today,
            reason="培训",
            now=now,
        )
        deactivate_staff_member(acting=acting, staff_id=person.id, now=now)
        assert Delegation.objects.get().revoked_at == now
    account = Account.objects.get(pk=person.account_id)
    assert not account.is_active
    with tenant_scope(office.id):
        assert find_staff_actor(account, today=today) is None


def _delegate(acting: Actor, principal: object, deputy: object, now: datetime) -> Delegation:
    today = legal_day(now)
    return give_delegation(
        acting=acting,
        principal_id=principal,  # type: ignore[arg-type]  # ids of the cast
        deputy_id=deputy,  # type: ignore[arg-type]  # ids of the cast
        since=today,
        until=today + timedelta(days=7),
        reason="外出培训",
        now=now,
    )


def test_deputy_does_the_work_until_it_is_revoked(office: Procuratorate, now: datetime) -> None:
    person = make_person(office, "检察官02", "jcg02", ("prosecutor",))
    deputy = make_person(office, "检察官03", "jcg03", ("prosecutor",))
    today = legal_day(now)
    with tenant_scope(office.id):
        given = _delegate(person.actor, person.id, deputy.id, now)
        assert [one.label for one in list_principals(deputy.id, today=today)] == ["检察官02"]
        revoke_delegation(acting=person.actor, delegation_id=given.id, now=now)
        assert list_principals(deputy.id, today=today) == []


def test_work_of_another_is_given_by_who_may_hand_over(
    office: Procuratorate, now: datetime
) -> None:
    person = make_person(office, "检察官02", "jcg02", ("prosecutor",))
    head = make_person(office, "部门负责人01", "bm01", ("department_head",))
    with tenant_scope(office.id):
        with pytest.raises(NotAllowedError):
            _delegate(person.actor, head.id, person.id, now)
        assert _delegate(head.actor, person.id, head.id, now).principal_id == person.id


def test_nobody_deputises_for_himself(office: Procuratorate, now: datetime) -> None:
    person = make_person(office, "检察官02", "jcg02", ("prosecutor",))
    with tenant_scope(office.id):
        with pytest.raises(InvalidInputError):
            _delegate(person.actor, person.id, person.id, now)
        with pytest.raises(InvalidInputError):
            set_backup(acting=person.actor, staff_id=person.id, backup_id=person.id, now=now)


def test_backup_is_named_and_removed(office: Procuratorate, now: datetime) -> None:
    person = make_person(office, "检察官02", "jcg02", ("prosecutor",))
    deputy = make_person(office, "检察官03", "jcg03", ("prosecutor",))
    with tenant_scope(office.id):
        named = set_backup(acting=person.actor, staff_id=person.id, backup_id=deputy.id, now=now)
        assert named.backup_id == deputy.id
        gone = set_backup(acting=person.actor, staff_id=person.id, backup_id=None, now=now)
        assert gone.backup_id is None
