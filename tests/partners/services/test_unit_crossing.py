"""Units and liaison officers across the zones: each side may have moved on, nobody is taken over."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.test import override_settings

from tests.cast import make_staff
from xiezhi.accounts.models import Account
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.partners.models import LiaisonOfficer, PartnerUnit
from xiezhi.partners.rules.crossing import CrossedOfficer, CrossedUnit
from xiezhi.partners.selectors.crossing import crossed_officers
from xiezhi.partners.services.crossing import take_officer, take_unit
from xiezhi.partners.services.units import hand_over_liaison

UNIT = CrossedUnit(
    id=uuid4(),
    name="旗消防救援大队",
    short_name="消防",
    kind="administrative",
    consented_on=None,
    requires_totp=False,
    is_active=True,
)
OFFICER = CrossedOfficer(
    id=uuid4(),
    unit_id=UNIT.id,
    account_id=uuid4(),
    login="fire",
    password=b"argon2$argon2id$v=19$m=102400,t=2,p=8$c29tZXNhbHQ$aGFzaA",
    is_active=True,
    label="消防联络员",
    section="办公室",
    mobile="13900000016",
    since=date(2026, 1, 1),
    confirmed_on=date(2026, 1, 1),
    until=None,
)


@pytest.fixture
def acting(scope: Any, now: datetime) -> Any:
    acting = system_actor(scope.id)
    take_unit(unit=UNIT, acting=acting, now=now)
    return acting


def test_an_officer_is_made_with_the_first_password_and_keeps_the_own_one(
    acting: Any, now: datetime
) -> None:
    take_officer(officer=OFFICER, acting=acting, now=now)
    account = Account.objects.get(pk=OFFICER.account_id)
    assert account.password.encode() == OFFICER.password
    account.set_password("自己选的-2026-Xz")
    account.save()
    take_officer(officer=replace(OFFICER, section="法规科"), acting=acting, now=now)
    assert Account.objects.get(pk=OFFICER.account_id).check_password("自己选的-2026-Xz")
    assert LiaisonOfficer.objects.get(id=OFFICER.id).section == "法规科"


def test_passwords_go_outwards_only(acting: Any, now: datetime) -> None:
    take_officer(officer=OFFICER, acting=acting, now=now)
    assert [one.password for one in crossed_officers(is_outward=True)] == [OFFICER.password]
    assert list(crossed_officers(is_outward=False)) == []


@override_settings(XIEZHI_ZONE="outer")
def test_what_a_unit_changes_in_the_portal_outside_goes_inwards(acting: Any, now: datetime) -> None:
    take_officer(officer=OFFICER, acting=acting, now=now)
    new = hand_over_liaison(acting=acting, officer_id=OFFICER.id, label="新联络员", now=now)
    given = {one.id: one for one in crossed_officers(is_outward=False)}
    assert set(given) == {OFFICER.id, new.id}
    assert given[OFFICER.id].until == date(2026, 11, 24)
    assert {one.password for one in given.values()} == {None}


def test_a_successor_takes_the_name_whichever_comes_first(acting: Any, now: datetime) -> None:
    take_officer(officer=OFFICER, acting=acting, now=now)
    successor = replace(OFFICER, id=uuid4(), account_id=uuid4(), label="新联络员", password=None)
    take_officer(officer=successor, acting=acting, now=now)
    names = dict(Account.objects.filter(kind="unit").values_list("id", "username"))
    assert names[successor.account_id] == "ceshi/fire"
    assert names[OFFICER.account_id].startswith("ceshi/fire~")
    assert not Account.objects.get(pk=OFFICER.account_id).is_active


def test_an_end_once_set_stays_and_the_later_confirmation_counts(
    acting: Any, now: datetime
) -> None:
    ended = replace(OFFICER, until=date(2026, 6, 30), confirmed_on=date(2026, 5, 1))
    take_officer(officer=ended, acting=acting, now=now)
    take_officer(officer=OFFICER, acting=acting, now=now)
    kept = LiaisonOfficer.objects.get(id=OFFICER.id)
    assert (kept.until, kept.confirmed_on) == (date(2026, 6, 30), date(2026, 5, 1))


@pytest.mark.parametrize("login", ["", "Fire", "fire/../x", "a" * 80])
def test_a_name_no_office_gives_is_refused(acting: Any, now: datetime, login: str) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        take_officer(officer=replace(OFFICER, login=login), acting=acting, now=now)
    assert refusal.value.code == "accounts.foreign_account"


def test_a_password_in_the_clear_is_refused(acting: Any, now: datetime) -> None:
    with pytest.raises(InvalidInputError):
        take_officer(officer=replace(OFFICER, password=b"secret"), acting=acting, now=now)


def test_a_package_cannot_take_over_an_account_of_staff(acting: Any, now: datetime) -> None:
    make_staff("检察长", Role.CHIEF_PROCURATOR)
    account = Account.objects.get(kind="staff")
    taking_over = replace(OFFICER, account_id=account.pk)
    with pytest.raises(InvalidInputError):
        take_officer(officer=taking_over, acting=acting, now=now)
    name = account.username.partition("/")[2]
    with pytest.raises(InvalidInputError):
        take_officer(officer=replace(OFFICER, login=name), acting=acting, now=now)
    account.refresh_from_db()
    assert (account.kind, account.is_active) == ("staff", True)


def test_an_officer_does_not_change_units(acting: Any, now: datetime) -> None:
    take_officer(officer=OFFICER, acting=acting, now=now)
    other = replace(UNIT, id=uuid4(), name="旗水利局", short_name="水利")
    take_unit(unit=other, acting=acting, now=now)
    with pytest.raises(InvalidInputError):
        take_officer(officer=replace(OFFICER, unit_id=other.id), acting=acting, now=now)


def test_a_unit_is_brought_up_to_date(acting: Any, now: datetime) -> None:
    take_unit(unit=replace(UNIT, is_active=False, requires_totp=True), acting=acting, now=now)
    kept = PartnerUnit.objects.get(id=UNIT.id)
    assert (kept.is_active, kept.requires_totp) == (False, True)
    with pytest.raises(InvalidInputError):
        take_unit(unit=replace(UNIT, id=uuid4()), acting=acting, now=now)
