"""The secret address of a calendar opens one person's last days, while it stands."""

import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cast import make_office
from tests.clocks.matters import matter, prosecutor, put_clock
from xiezhi.accounts.models import StaffMember
from xiezhi.clocks.models import CalendarAddress
from xiezhi.clocks.selectors.calendar import (
    access_calendar,
    find_calendar_address,
    list_calendar_days,
)
from xiezhi.clocks.services.calendar_addresses import (
    renew_calendar_address,
    revoke_calendar_address,
)
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotAllowedError, NotFoundError


def id_of(acting: Actor) -> uuid.UUID:
    assert acting.id is not None
    return acting.id


def test_secret_opens_the_address_of_its_person(scope: Any, now: datetime) -> None:
    handler = prosecutor()
    secret = renew_calendar_address(acting=handler, now=now)
    assert access_calendar(secret).staff_id == handler.id


def test_only_a_hash_of_the_secret_is_kept(scope: Any, now: datetime) -> None:
    secret = renew_calendar_address(acting=prosecutor(), now=now)
    kept = CalendarAddress.objects.get()
    assert len(kept.token_sha256) == 32
    assert secret.encode() not in bytes(kept.token_sha256)


def test_renewing_ends_the_address_before(scope: Any, now: datetime) -> None:
    handler = prosecutor()
    first = renew_calendar_address(acting=handler, now=now)
    second = renew_calendar_address(acting=handler, now=now)
    with pytest.raises(NotFoundError, match=r"clocks\.no_calendar"):
        access_calendar(first)
    assert access_calendar(second) == find_calendar_address(id_of(handler))


def test_revoked_address_opens_nothing(scope: Any, now: datetime) -> None:
    handler = prosecutor()
    secret = renew_calendar_address(acting=handler, now=now)
    revoke_calendar_address(acting=handler, now=now)
    with pytest.raises(NotFoundError, match=r"clocks\.no_calendar"):
        access_calendar(secret)
    with pytest.raises(NotFoundError, match=r"clocks\.no_calendar"):
        revoke_calendar_address(acting=handler, now=now)


def test_whoever_left_has_no_calendar(scope: Any, now: datetime) -> None:
    handler = prosecutor()
    secret = renew_calendar_address(acting=handler, now=now)
    StaffMember.objects.filter(id=handler.id).update(is_active=False)
    with pytest.raises(NotFoundError, match=r"clocks\.no_calendar"):
        access_calendar(secret)


def test_secret_of_another_office_opens_nothing(office: Any, now: datetime) -> None:
    with tenant_scope(office.id):
        secret = renew_calendar_address(acting=prosecutor(), now=now)
    other = make_office(now, slug="other", number=8, is_default=False)
    with tenant_scope(other.id), pytest.raises(NotFoundError, match=r"clocks\.no_calendar"):
        access_calendar(secret)


def test_only_staff_have_calendars(scope: Any, now: datetime) -> None:
    with pytest.raises(NotAllowedError):
        renew_calendar_address(acting=system_actor(scope.id), now=now)


def test_calendar_holds_the_rule_and_the_number_only(scope: Any, now: datetime) -> None:
    handler, today = prosecutor(), legal_day(now)
    clock = put_clock(matter(handler, number=17), today)
    (day,) = list_calendar_days(id_of(handler), today)
    assert (day.title, day.note, day.day) == ("线索评估 案件 2026-17", "本院规定", today)
    assert day.uid == f"{clock.id}@xiezhi"
    assert "消防水鹤" not in f"{day.title}{day.note}"


def test_calendar_leaves_out_others_ended_and_long_overdue(scope: Any, now: datetime) -> None:
    handler, today = prosecutor(), legal_day(now)
    put_clock(matter(prosecutor("检察官02")), today)
    put_clock(matter(handler), today, met_on=today)
    put_clock(matter(handler), today - timedelta(days=31))
    kept = put_clock(matter(handler), today - timedelta(days=30))
    assert [day.uid for day in list_calendar_days(id_of(handler), today)] == [f"{kept.id}@xiezhi"]
