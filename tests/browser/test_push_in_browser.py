"""手机提醒 in a true browser: one button on, one off, the neutral sentence, the own page behind it."""

from typing import Any

import pytest
from django.conf import settings

from tests.browser.conftest import PHONE, Site, Visit
from tests.cast import make_grid_member
from tests.notifications.browser import Browser
from tests.web.outside import signed_in_cookie
from xiezhi.infra.tenant import tenant_scope
from xiezhi.notifications.models import PushSubscription
from xiezhi.notifications.rules.web_push import PAYLOAD, decoded, encoded
from xiezhi.supporters.models import Supporter

ENDPOINT = "https://push.example.cn/send/1"
# A headless Chromium has no push service: this one keeps its subscription where a reload finds it.
DOUBLE = """([endpoint, p256dh, auth]) => {
  const made = () => ({
    endpoint,
    toJSON: () => ({ endpoint, keys: { p256dh, auth } }),
    unsubscribe: async () => { localStorage.removeItem("push"); return true; },
  });
  const pushes = {
    getSubscription: async () => localStorage.getItem("push") ? made() : null,
    subscribe: async ({ applicationServerKey, userVisibleOnly }) => {
      localStorage.setItem("push", [userVisibleOnly, applicationServerKey.length].join());
      return made();
    },
  };
  Object.defineProperty(ServiceWorkerRegistration.prototype, "pushManager", { get: () => pushes });
}"""


@pytest.fixture(autouse=True)
def _allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The office names itself and one service, before its site starts."""
    monkeypatch.setenv("XIEZHI_WEB_PUSH", "mailto:office@example.cn")
    monkeypatch.setenv("XIEZHI_WEB_PUSH_HOSTS", "push.example.cn")


@pytest.fixture
def member(_allowed: None, site: Site, visit: Visit) -> Any:
    """A grid member's telephone, notifications allowed."""
    with tenant_scope(site.office.id):
        acting = make_grid_member()
        account_id = Supporter.objects.get(id=acting.id).account_id
    phone = visit(**(PHONE | {"permissions": ["notifications"]}))
    cookie = {
        "name": settings.SESSION_COOKIE_NAME,
        "value": signed_in_cookie(account_id),
        "url": site.address,
    }
    phone.context.add_cookies([cookie])
    address = Browser(ENDPOINT).address
    keys = [ENDPOINT, encoded(address.point), encoded(address.auth)]
    phone.context.add_init_script(f"({DOUBLE})({keys})")
    phone.goto("/mine/")
    return phone


def kept(site: Site) -> list[str]:
    with tenant_scope(site.office.id):
        return list(PushSubscription.objects.values_list("endpoint", flat=True))


def test_one_button_turns_it_on_and_one_off(site: Site, member: Any) -> None:
    member.get_by_role("button", name="开启").click()
    member.get_by_text("这部手机已开启。").wait_for()
    assert kept(site) == [ENDPOINT]
    assert member.evaluate("() => localStorage.getItem('push')") == "true,65"
    member.reload()
    member.get_by_text("这部手机已开启。").wait_for()
    member.get_by_role("button", name="关闭").click()
    member.get_by_role("button", name="开启").wait_for()
    assert kept(site) == []


def test_signing_out_ends_it_on_this_phone(site: Site, member: Any) -> None:
    member.get_by_role("button", name="开启").click()
    member.get_by_text("这部手机已开启。").wait_for()
    member.get_by_role("button", name="退出").click()
    member.wait_for_function("() => !localStorage.getItem('push')")


def test_a_push_says_one_neutral_sentence(site: Site, member: Any) -> None:
    member.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    session = member.context.new_cdp_session(member)
    found: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(one["registrationId"] for one in event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    member.wait_for_timeout(500)
    pushed = {"origin": site.address, "registrationId": found[0], "data": PAYLOAD.decode()}
    session.send("ServiceWorker.deliverPushMessage", pushed)
    shown = member.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.ready;
          for (let tries = 0; tries < 50; tries += 1) {
            const [one] = await registration.getNotifications();
            if (one) return [one.title, one.body];
            await new Promise((resolve) => { setTimeout(resolve, 100); });
          }
          return null;
        }"""
    )
    assert shown == ["随手拍", "有新的事项，请打开查看"]


def test_the_key_of_the_page_is_a_point_of_the_curve(member: Any) -> None:
    key = member.locator("[data-push]").get_attribute("data-push")
    assert (len(decoded(key)), decoded(key)[0]) == (65, 4)
