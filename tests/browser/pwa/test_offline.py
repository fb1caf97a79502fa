"""Where there is no network: the page opens, what is written stays, and goes when it can."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import Site
from tests.browser.pwa.hand import (
    open_report,
    photo,
    receipt,
    reports,
    send,
    states,
    stored,
    until,
    wake,
    write,
)
from tests.browser.pwa.wire import Wire

CACHED = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const answer = await cache.match(request);
      const type = answer.headers.get("Content-Type") || "";
      found[new URL(request.url).pathname] = type.startsWith("image/png") ? "" : await answer.text();
    }
  }
  return found;
}"""


def test_report_written_without_a_network_goes_when_it_returns(
    site: Site, wire: Wire, phone: Any
) -> None:
    words = "草原上没有信号，照样写好"
    wire.cut()
    phone.context.set_offline(True)
    open_report(phone)
    phone.get_by_text("有网时自动寄出").wait_for()
    write(phone, words, photo(20))
    send(phone)
    stored(phone)
    phone.get_by_role("link", name="看待发送").click()
    phone.get_by_text("照片 1 张").wait_for()
    phone.get_by_role("link", name="待发送").or_(
        phone.get_by_role("heading", name="待发送 1")
    ).wait_for()
    assert reports(site, words) == []
    wire.mend()
    phone.context.set_offline(False)
    phone.get_by_text("已收到", exact=True).wait_for()
    (found,) = reports(site, words)
    assert found.photo_count == 1


def _take_photo(page: Any) -> None:
    page.locator("[data-photos-album]").set_input_files([photo(21)])
    page.locator("[data-photo]").wait_for()


def _speak(page: Any) -> None:
    button = page.locator("[data-voice-hold]")
    button.press("Enter")
    page.locator("[data-voice][data-now=recording]").wait_for()
    page.wait_for_timeout(1100)
    button.press("Enter")
    page.locator("[data-voice][data-now=recorded]").wait_for()


def _find_place(page: Any) -> None:
    page.get_by_text("同意使用位置").click()
    page.get_by_text("手机位置").wait_for()


def _describe_place(page: Any) -> None:
    page.locator("[data-place-words] summary").click()
    page.get_by_label("补充说明").fill("加油站北 200 米")


STEPS: dict[str, Callable[[Any], Any]] = {
    "opening": open_report,
    "topic": lambda page: page.get_by_text("消防设施", exact=True).click(),
    "photo": _take_photo,
    "words": lambda page: page.get_by_label("怎么回事").fill(page.words),
    "voice": _speak,
    "place": _find_place,
    "place in words": _describe_place,
    "urgent": lambda page: page.get_by_text("情况紧急").click(),
    "contact": lambda page: page.get_by_text("匿名", exact=True).click(),
    "sending": send,
}


@pytest.mark.parametrize("step", [*STEPS, "announcing", "answer"])
def test_line_cut_at_any_step_loses_nothing(site: Site, wire: Wire, phone: Any, step: str) -> None:
    phone.words = words = f"在“{step}”这一步断了网"
    if step == "announcing":
        wire.answer("POST", "/tus/", 503, cuts=True)
    if step == "answer":
        wire.lose_answer("POST", "/", cuts=True)
    for name, act in STEPS.items():
        if name == step:
            wire.cut()
        act(phone)
    stored(phone)
    phone.close()
    wire.mend()
    again = phone.context.new_page()
    again.goto("/outbox/")
    again.get_by_text("已收到", exact=True).wait_for()
    (found,) = reports(site, words)
    assert (found.photo_count, found.has_voice, found.is_urgent) == (1, True, True)
    assert (found.topics, found.place_words) == (["fire_safety"], "加油站北 200 米")
    assert found.latitude == pytest.approx(40.33)
    again.close()


def test_sent_by_the_service_worker_when_the_browser_says_so(
    site: Site, wire: Wire, phone: Any
) -> None:
    words = "页面关了，浏览器自己寄出"
    cdp = phone.context.new_cdp_session(phone)
    registrations: list[str] = []
    cdp.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda told: registrations.extend(
            one["registrationId"] for one in told["registrations"] if not one["isDeleted"]
        ),
    )
    cdp.send("ServiceWorker.enable")
    wire.cut()
    write(phone, words)
    send(phone)
    stored(phone)
    phone.goto("about:blank")
    wire.mend()
    cdp.send(
        "ServiceWorker.dispatchSyncEvent",
        {
            "origin": wire.address,
            "registrationId": registrations[-1],
            "tag": "xiezhi-outbox",
            "lastChance": False,
        },
    )
    for _ in range(100):
        if reports(site, words):
            break
        phone.wait_for_timeout(100)
    assert len(reports(site, words)) == 1


def test_phone_keeps_the_same_for_everyone_and_nothing_of_anyone(wire: Wire, phone: Any) -> None:
    write(phone, "缓存里不许有的内容", photo(22))
    send(phone)
    code = receipt(phone)
    phone.goto("/status/")
    phone.get_by_label("查询码").fill(code)
    phone.get_by_role("button", name="查进度").click()
    phone.get_by_text("已收到").first.wait_for()
    cached = phone.evaluate(CACHED)
    assert {"/shell/", "/outbox/", "/outbox/received/"} <= set(cached)
    assert {path for path in cached if not path.startswith("/static/")} == {
        "/shell/",
        "/outbox/",
        "/outbox/received/",
    }
    everything = "\n".join(cached.values())
    for secret in ("缓存里不许有的内容", code, code.replace(" ", ""), 'csrfmiddlewaretoken" value'):
        assert secret not in everything
    assert 'nonce="' not in cached["/shell/"]


def test_page_that_hangs_gives_way_to_the_phone_s_own(wire: Wire, phone: Any) -> None:
    wire.answer("GET", "/", 503)
    phone.goto("/")
    assert phone.locator("form[data-shell]").count() == 1


def test_report_begun_online_goes_on_after_a_restart_offline(
    site: Site, wire: Wire, phone: Any
) -> None:
    words = "写了一半手机没电了"
    write(phone, words, photo(23))
    until(phone, "() => self.xiezhi.outbox.rows().then(rows => rows.length === 1)")
    phone.evaluate("() => self.xiezhi.putAway()")
    context = phone.context
    phone.close()
    wire.cut()
    again = context.new_page()
    open_report(again)
    again.get_by_role("button", name="接着写").click()
    again.locator("[data-photo]").wait_for()
    assert again.get_by_label("怎么回事").input_value() == words
    again.get_by_text("匿名", exact=True).click()
    send(again)
    stored(again)
    wire.mend()
    wake(again)
    receipt(again)
    assert [one.photo_count for one in reports(site, words)] == [1]
    assert states(again) == ["received"]
    again.close()
