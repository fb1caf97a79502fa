"""The button of 手机提醒 where the office allows it; nowhere else a trace of it."""

from typing import Any

import pytest
from django.test import Client

from tests.notifications.browser import Browser
from tests.web.outside import World, as_unit
from xiezhi.infra.tenant import tenant_scope
from xiezhi.notifications.models import PushSubscription
from xiezhi.notifications.rules.web_push import encoded

ENDPOINT = "https://push.example.cn/send/1"


@pytest.fixture
def allowed(settings: Any) -> None:
    settings.XIEZHI_WEB_PUSH = "mailto:a@b.cn"
    settings.XIEZHI_WEB_PUSH_HOSTS = ("push.example.cn",)


def fields(endpoint: str = ENDPOINT) -> dict[str, str]:
    address = Browser(endpoint).address
    return {
        "endpoint": endpoint,
        "p256dh": encoded(address.point),
        "auth": encoded(address.auth),
    }


def count(world: World) -> int:
    with tenant_scope(world.office.id):
        return PushSubscription.objects.count()


def test_by_default_there_is_no_trace_of_it(world: World, member: Client) -> None:
    page = member.get("/mine/").content.decode()
    assert "data-push" not in page
    assert "push.js" not in page
    assert "push_worker" not in Client(headers={"host": "localhost"}).get("/sw.js").content.decode()
    assert member.post("/mine/push/", fields()).status_code == 400
    assert count(world) == 0


def test_allowed_it_is_a_button_of_the_own_page_and_of_no_public_one(
    allowed: None, world: World, member: Client
) -> None:
    assert "data-push=" in member.get("/mine/").content.decode()
    public = Client(headers={"host": "localhost"})
    assert "push_worker" in public.get("/sw.js").content.decode()
    for page in ("/", "/status/", "/sign-in/", "/outbox/"):
        assert "push.js" not in public.get(page).content.decode()


def test_a_phone_begins_and_ends_it(allowed: None, world: World, member: Client) -> None:
    assert member.post("/mine/push/", fields()).json() == {}
    assert count(world) == 1
    assert member.post("/mine/push/end/", {"endpoint": ENDPOINT}).json() == {}
    assert count(world) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"endpoint": "https://push.example.com/x"},
        {"endpoint": "https://127.0.0.1/x"},
        {"p256dh": "AAAA"},
        {"auth": ""},
        {"endpoint": ""},
    ],
)
def test_a_wrong_address_is_refused(
    allowed: None, world: World, member: Client, changes: dict[str, str]
) -> None:
    answer = member.post("/mine/push/", fields() | changes, headers={"accept": "application/json"})
    assert answer.status_code == 400
    assert member.post("/mine/push/end/", {"endpoint": ""}).status_code == 400
    assert count(world) == 0


def test_nobody_but_members_may_ask(allowed: None, world: World) -> None:
    for address in ("/mine/push/", "/mine/push/end/"):
        assert as_unit(world).post(address, fields()).status_code == 403
        stranger = Client(headers={"host": "localhost"}).post(address, fields())
        assert stranger.status_code in {302, 403}
    assert count(world) == 0
