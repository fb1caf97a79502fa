"""A message goes into the inbox, and its notice out by every way there is."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core import mail

from tests.cast import make_grid_member, make_unit, make_unit_actor
from tests.notifications.people import queued, reachable, send, states, to_staff
from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import system_actor
from xiezhi.notifications.channels import sms, wecom
from xiezhi.notifications.models import Message
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.delivering import deliver_one
from xiezhi.partners.models import LiaisonOfficer

EMAIL, MOBILE = "assistant03@office.test", "13900000003"


def deliver_all(now: datetime) -> None:
    for delivery_id in queued():
        deliver_one(delivery_id=delivery_id, acting=system_actor(current_tenant()), now=now)


def test_member_with_all_addresses_is_reached_four_ways(
    scope: Procuratorate, channels: Any, now: datetime
) -> None:
    message = send(to_staff(reachable("检察官助理03", email=EMAIL, mobile=MOBILE)), now)
    assert message is not None
    waiting = {"inbox": "sent", "email": "queued", "sms": "queued", "wecom": "queued"}
    assert states(message) == waiting
    deliver_all(now)
    assert set(states(message).values()) == {"sent"}
    assert [one.to for one in mail.outbox] == [[EMAIL]]
    assert [(one.number, one.text) for one in sms.DOUBLE.sent] == [(MOBILE, Notice.NEW_WORK)]
    assert wecom.DOUBLE.sent == [(MOBILE, Notice.NEW_WORK)]


@pytest.mark.parametrize(
    ("email", "mobile", "expected"),
    [
        pytest.param("", "", {"inbox"}, id="nothing known"),
        pytest.param(EMAIL, "", {"inbox", "email"}, id="e-mail"),
        pytest.param("", MOBILE, {"inbox", "sms", "wecom"}, id="mobile"),
    ],
)
def test_only_ways_with_an_address_are_tried(
    scope: Procuratorate,
    channels: Any,
    now: datetime,
    email: str,
    mobile: str,
    *,
    expected: set[str],
) -> None:
    message = send(to_staff(reachable("检察官助理03", email=email, mobile=mobile)), now)
    assert message is not None
    assert set(states(message)) == expected


def test_ways_the_office_does_not_have_are_left_out(
    scope: Procuratorate, settings: Any, now: datetime
) -> None:
    settings.EMAIL_HOST = settings.XIEZHI_SMS_GATEWAY = settings.XIEZHI_WECOM_WEBHOOK = ""
    message = send(to_staff(reachable("检察官助理03", email=EMAIL, mobile=MOBILE)), now)
    assert message is not None
    assert states(message) == {"inbox": "sent"}


def test_content_stays_inside(scope: Procuratorate, channels: Any, now: datetime) -> None:
    to = to_staff(reachable("检察官助理03", email=EMAIL, mobile=MOBILE))
    send(to, now, title="线索 2026-18 消防水鹤损坏", body="展旦召苏木卫生院门口")
    deliver_all(now)
    outside = " ".join(
        [
            *(f"{one.subject} {one.body} {one.extra_headers}" for one in mail.outbox),
            *(one.text for one in sms.DOUBLE.sent),
            *(text for _, text in wecom.DOUBLE.sent),
        ]
    )
    assert [word for word in ("线索", "2026-18", "水鹤", "展旦召") if word in outside] == []


def test_same_key_reaches_the_same_person_once(
    scope: Procuratorate, channels: Any, now: datetime
) -> None:
    one, other = reachable("检察官助理03", mobile=MOBILE), reachable("检察官助理04")
    assert send(to_staff(one), now, dedup_key="clock:1:7") is not None
    assert send(to_staff(one), now, dedup_key="clock:1:7") is None
    assert send(to_staff(other), now, dedup_key="clock:1:7") is not None
    assert Message.objects.count() == 2
    assert len(queued()) == 2


def test_unit_is_reached_at_every_officer_of_the_day(
    scope: Procuratorate, channels: Any, now: datetime
) -> None:
    unit = make_unit()
    for number, until in ((1, None), (2, None), (3, date(2025, 1, 1))):
        officer = make_unit_actor(unit, f"联络员0{number}")
        LiaisonOfficer.objects.filter(id=officer.id).update(
            mobile=f"1390000010{number}", until=until
        )
    message = send(Recipient(kind=RecipientKind.UNIT, id=unit.id), now)
    assert message is not None
    assert set(states(message)) == {"inbox", "sms"}
    deliver_all(now)
    assert {one.number for one in sms.DOUBLE.sent} == {"13900000101", "13900000102"}


def test_grid_member_is_reached_by_sms(scope: Procuratorate, channels: Any, now: datetime) -> None:
    member = make_grid_member(mobile="13800000007")
    assert member.id is not None
    send(Recipient(kind=RecipientKind.SUPPORTER, id=member.id), now, notice=Notice.MEMBER_TASK)
    deliver_all(now)
    assert [one.text for one in sms.DOUBLE.sent] == [Notice.MEMBER_TASK]
