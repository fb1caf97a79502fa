"""手机提醒: a grid member's phone turns it on; a neutral sentence goes; what is gone is forgotten."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import make_grid_member, make_staff, make_unit, make_unit_actor
from tests.notifications.browser import Browser
from tests.notifications.people import queued, send, states
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.actor import Actor, ActorKind, system_actor
from xiezhi.kernel.errors import InvalidInputError, NotAllowedError
from xiezhi.notifications.channels import web_push
from xiezhi.notifications.models import Delivery, Message, PushSubscription
from xiezhi.notifications.rules.delivery import Channel, DeliveryState
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.delivering import deliver_one
from xiezhi.notifications.services.push import MOST_PHONES, begin_push, end_push
from xiezhi.supporters.services.appointments import dismiss_supporter, unbind_phones

ENDPOINT = "https://push.example.cn/send/1"


@pytest.fixture(autouse=True)
def push(settings: Any) -> Iterator[Any]:
    settings.EMAIL_HOST = settings.XIEZHI_WECOM_WEBHOOK = settings.XIEZHI_SMS_GATEWAY = ""
    settings.XIEZHI_WEB_PUSH = "double"
    settings.XIEZHI_WEB_PUSH_HOSTS = ("push.example.cn",)
    web_push.DOUBLE.sent.clear()
    web_push.DOUBLE.gone.clear()
    yield settings
    web_push.DOUBLE.sent.clear()
    web_push.DOUBLE.gone.clear()


@pytest.fixture
def member(scope: Any) -> Actor:
    return make_grid_member()


def to(member: Actor) -> Recipient:
    assert member.id is not None
    return Recipient(kind=RecipientKind.SUPPORTER, id=member.id)


def begin(acting: Actor, now: datetime, endpoint: str = ENDPOINT) -> PushSubscription:
    return begin_push(address=Browser(endpoint).address, acting=acting, now=now)


def deliver(acting: Actor, now: datetime) -> Delivery | None:
    system = system_actor(acting.procuratorate_id)
    return deliver_one(delivery_id=queued()[-1], acting=system, now=now)


def test_a_message_rings_every_phone_once(member: Actor, now: datetime) -> None:
    begin(member, now)
    begin(member, now + timedelta(minutes=1), "https://push.example.cn/send/2")
    message = send(to(member), now, title="请看看水鹤")
    assert message is not None
    deliver(member, now)
    assert web_push.DOUBLE.sent == [ENDPOINT, "https://push.example.cn/send/2"]
    assert states(message) == {"inbox": "sent", "push": "sent"}


def test_without_a_subscription_or_a_setting_nothing_is_queued(
    member: Actor, push: Any, now: datetime
) -> None:
    plain = send(to(member), now)
    begin(member, now)
    push.XIEZHI_WEB_PUSH_HOSTS = ()
    off = send(to(member), now)
    assert plain is not None
    assert off is not None
    assert states(plain) == states(off) == {"inbox": "sent"}


def test_a_phone_its_service_forgot_is_forgotten_and_nobody_is_told(
    member: Actor, now: datetime
) -> None:
    liaison = make_staff("联络员01", Role.LIAISON)
    begin(member, now)
    web_push.DOUBLE.gone.add(ENDPOINT)
    message = send(to(member), now)
    assert message is not None
    deliver(member, now)
    assert states(message)["push"] == "failed"
    assert PushSubscription.objects.count() == 0
    assert not Message.objects.filter(recipient_id=liaison.id).exists()


def test_one_phone_gone_does_not_silence_the_other(member: Actor, now: datetime) -> None:
    begin(member, now)
    other = begin(member, now, "https://push.example.cn/send/2")
    web_push.DOUBLE.gone.add(ENDPOINT)
    send(to(member), now)
    tried = deliver(member, now)
    assert tried is not None
    assert tried.state == DeliveryState.SENT
    assert [one.id for one in PushSubscription.objects.all()] == [other.id]


@pytest.mark.parametrize(
    ("host", "code"),
    [
        ("https://push.example.com/x", "notifications.push_host"),
        ("https://10.0.0.1/x", "notifications.push_host"),
        ("http://push.example.cn/x", "notifications.push_host"),
    ],
)
def test_only_services_the_office_named_are_taken(
    member: Actor, now: datetime, host: str, code: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        begin(member, now, host)
    assert refused.value.code == code


def test_where_it_is_off_nothing_is_taken(member: Actor, push: Any, now: datetime) -> None:
    push.XIEZHI_WEB_PUSH = ""
    with pytest.raises(InvalidInputError) as refused:
        begin(member, now)
    assert refused.value.code == "notifications.push_off"


def test_nobody_but_a_signed_in_supporter_has_it(scope: Any, now: datetime) -> None:
    public = Actor(kind=ActorKind.PUBLIC, procuratorate_id=scope.id)
    unit = make_unit_actor(make_unit())
    for acting in (public, unit, make_staff("检察官01", Role.PROSECUTOR)):
        with pytest.raises(NotAllowedError):
            begin(acting, now)
        with pytest.raises(NotAllowedError):
            end_push(endpoint=ENDPOINT, acting=acting, now=now)


def test_a_phone_that_changed_hands_rings_for_its_new_owner_only(
    member: Actor, now: datetime
) -> None:
    begin(member, now)
    other = make_grid_member(8, mobile="13800000008")
    begin(other, now)
    assert [one.recipient_id for one in PushSubscription.objects.all()] == [other.id]


def test_one_may_end_only_what_is_own(member: Actor, now: datetime) -> None:
    begin(member, now)
    other = make_grid_member(8, mobile="13800000008")
    end_push(endpoint=ENDPOINT, acting=other, now=now)
    assert PushSubscription.objects.count() == 1
    for _again in range(2):
        end_push(endpoint=ENDPOINT, acting=member, now=now)
    assert PushSubscription.objects.count() == 0


def test_the_oldest_of_too_many_phones_is_left_out(member: Actor, now: datetime) -> None:
    for place in range(MOST_PHONES + 2):
        begin(member, now + timedelta(minutes=place), f"https://push.example.cn/send/{place}")
    kept = set(PushSubscription.objects.values_list("endpoint", flat=True))
    assert kept == {f"https://push.example.cn/send/{place}" for place in range(2, MOST_PHONES + 2)}


@pytest.mark.parametrize("way", ["unbound", "dismissed"])
def test_a_phone_signed_out_by_the_office_rings_no_more(
    member: Actor, now: datetime, way: str
) -> None:
    begin(member, now)
    system = system_actor(member.procuratorate_id)
    supporter_id = member.id or UUID(int=0)
    if way == "unbound":
        unbind_phones(acting=system, supporter_id=supporter_id, now=now)
    else:
        dismiss_supporter(
            acting=system,
            supporter_id=supporter_id,
            dismissed_on=now.date(),
            reason="期满",
            now=now,
        )
    assert PushSubscription.objects.count() == 0


def test_what_is_queued_holds_no_address(member: Actor, now: datetime) -> None:
    begin(member, now)
    send(to(member), now)
    delivery = Delivery.objects.get(channel=Channel.PUSH)
    assert delivery.last_error == ""
    assert "push.example" not in str(delivery.__dict__)
