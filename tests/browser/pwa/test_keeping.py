"""What lies on the telephone: sealed, for a time, and only as long as it is needed."""

import base64
import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils.http import http_date

from tests.browser.conftest import Site
from tests.browser.pwa.hand import (
    LIVE,
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
from xiezhi.kernel import clock

# Everything IndexedDB holds, bytes read as text; what cannot be read out is named so.
DUMP = """async () => {
  const opened = indexedDB.open("xiezhi-outbox");
  const db = await new Promise(done => { opened.onsuccess = () => done(opened.result); });
  const wide = bytes => Array.from(new Uint8Array(bytes), one => String.fromCharCode(one)).join("");
  const show = value => {
    if (value instanceof ArrayBuffer) return btoa(wide(value));
    if (ArrayBuffer.isView(value)) return btoa(wide(value.buffer));
    if (value instanceof CryptoKey) return { extractable: value.extractable, usages: value.usages };
    if (Array.isArray(value)) return value.map(show);
    if (value && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, show(one)]));
    return value;
  };
  const found = {};
  for (const name of db.objectStoreNames) {
    const store = db.transaction(name).objectStore(name);
    const ask = request => new Promise(done => { request.onsuccess = () => done(request.result); });
    found[name] = { keys: await ask(store.getAllKeys()), values: show(await ask(store.getAll())) };
  }
  return found;
}"""
STORAGES = "() => JSON.stringify([Object.entries(sessionStorage), Object.entries(localStorage)])"


def test_store_shows_no_word_no_number_no_picture(wire: Wire, phone: Any) -> None:
    picture = photo(30)
    key = phone.locator("[name=submission_key]").input_value()
    phone.locator("[data-photos-album]").set_input_files([picture])
    phone.get_by_label("怎么回事").fill("金丝雀一号在这里")
    phone.get_by_text("留电话", exact=True).click()
    phone.get_by_label("电话", exact=True).fill("13800138111")
    phone.get_by_label("称呼").fill("金丝雀二号")
    wire.cut()
    send(phone)
    stored(phone)
    dump = phone.evaluate(DUMP)
    assert len(dump["items"]["values"]) == 1
    assert len(dump["pieces"]["values"]) >= 1
    assert dump["keys"]["values"] == [{"extractable": False, "usages": ["encrypt", "decrypt"]}]
    text = json.dumps(dump, ensure_ascii=False) + phone.evaluate(STORAGES)
    raw = b"".join(base64.b64decode(one["sealed"]) for one in dump["pieces"]["values"])
    raw += b"".join(base64.b64decode(one["piece"]["sealed"]) for one in dump["items"]["values"])
    for canary in ("金丝雀一号在这里", "13800138111", "金丝雀二号", picture["name"], key):
        assert canary not in text
        assert canary.encode() not in raw
    assert picture["buffer"][:32] not in raw
    assert b"\xff\xd8\xff" not in raw


def test_draft_comes_back_after_a_reload_without_telephone_and_name(phone: Any) -> None:
    write(phone, "重新打开还在的话", photo(31))
    phone.get_by_text("留电话", exact=True).click()
    phone.get_by_label("电话", exact=True).fill("13800138222")
    phone.evaluate("() => self.xiezhi.putAway()")
    phone.reload()
    phone.locator("[data-photo]").wait_for()
    assert phone.get_by_label("怎么回事").input_value() == "重新打开还在的话"
    assert phone.locator("[name=phone]").input_value() == ""


def test_two_tabs_keep_two_drafts(phone: Any) -> None:
    second = phone.context.new_page()
    open_report(second)
    write(phone, "第一个页面的草稿")
    write(second, "第二个页面的草稿")
    for page in (phone, second):
        page.evaluate("() => self.xiezhi.putAway()")
        page.reload()
        page.locator(LIVE).wait_for()
    assert phone.get_by_label("怎么回事").input_value() == "第一个页面的草稿"
    assert second.get_by_label("怎么回事").input_value() == "第二个页面的草稿"
    second.close()


def test_photo_deleted_from_the_gallery_is_still_sent(
    site: Site, phone: Any, tmp_path: Path
) -> None:
    words = "相册里已经删掉的照片"
    gallery = tmp_path / "现场.jpg"
    gallery.write_bytes(photo(32)["buffer"])
    phone.locator("[data-photos-album]").set_input_files([gallery])
    until(phone, "() => self.xiezhi.outbox.rows().then(rows => rows.length === 1)")
    gallery.unlink()
    write(phone, words)
    send(phone)
    receipt(phone)
    assert [one.photo_count for one in reports(site, words)] == [1]


def test_full_phone_says_so_and_still_sends(
    site: Site, wire: Wire, dial: Callable[..., Any]
) -> None:
    words = "手机存储满了也要寄得出"
    page = dial()
    # Before the report page opens: Chromium remembers for a while how much room there was.
    page.goto("/healthz")
    quota = {"origin": wire.address, "quotaSize": 700_000}
    page.context.new_cdp_session(page).send("Storage.overrideQuotaForOrigin", quota)
    open_report(page)
    write(page, words, photo(33, 900))
    page.get_by_text("手机存储满了").wait_for()
    send(page)
    page.wait_for_url("**/received/")
    page.get_by_role("heading", name="已收到").wait_for()
    assert [one.photo_count for one in reports(site, words)] == [1]


def test_unsent_is_forgotten_after_three_days(wire: Wire, phone: Any) -> None:
    wire.cut()
    write(phone, "三天没有网络的内容", photo(34))
    send(phone)
    stored(phone)
    phone.clock.install(time=clock.now() + timedelta(hours=71))
    phone.goto("/outbox/")
    phone.get_by_text("照片 1 张").wait_for()
    phone.clock.set_fixed_time(clock.now() + timedelta(hours=73))
    phone.goto("/outbox/")
    phone.get_by_text("没有等着寄出的").wait_for()
    assert phone.evaluate(DUMP)["pieces"]["values"] == []


def test_wrong_clock_of_the_phone_is_told_and_decides_nothing(
    site: Site, wire: Wire, dial: Callable[..., Any]
) -> None:
    words = "手机时间不对也不能清掉"
    # A clock set by the test is the page's alone: a service worker would go by another.
    page = dial(service_workers="block")
    open_report(page)
    wire.answer("POST", "/tus/", 503, times=50)
    write(page, words, photo(35))
    send(page)
    stored(page)
    # By the phone's clock four days have passed; the server knows better.
    # Set on an empty page: one that is at work would see it start from nought.
    page.goto("about:blank")
    page.clock.install(time=clock.now() + timedelta(days=4))
    page.goto("/outbox/")
    page.get_by_text("这部手机的时间差了约").wait_for()
    wire.faults.clear()
    # The page may have tried again by itself already.
    wake(page)
    page.get_by_text("已收到", exact=True).wait_for()
    (found,) = reports(site, words)
    assert found.seen_at is not None
    assert abs(found.seen_at - clock.now()) < timedelta(hours=2)


def test_phone_whose_clock_was_slow_all_along_keeps_what_it_wrote(
    site: Site, wire: Wire, phone: Any
) -> None:
    words = "手机时间一直慢了一年"
    wire.cut()
    write(phone, words)
    send(phone)
    stored(phone)
    wire.date = http_date((clock.now() + timedelta(days=365)).timestamp())
    wire.mend()
    wake(phone)
    receipt(phone)
    assert len(reports(site, words)) == 1


def test_wipe_now_leaves_nothing(wire: Wire, phone: Any) -> None:
    wire.cut()
    write(phone, "要立即清除的内容", photo(36))
    send(phone)
    stored(phone)
    phone.goto("/outbox/")
    phone.get_by_text("立即清除").first.click()
    phone.get_by_text("有 1 条还没有寄出").wait_for()
    phone.get_by_role("button", name="清除", exact=True).last.click()
    phone.get_by_text("没有等着寄出的").wait_for()
    dump = phone.evaluate(DUMP)
    assert [dump[name]["values"] for name in ("keys", "items", "pieces")] == [[], [], []]


def test_receipt_stays_until_it_is_noted_down(phone: Any) -> None:
    write(phone, "查询码要记下来")
    send(phone)
    code = receipt(phone)
    assert code not in json.dumps(phone.evaluate(DUMP)) + phone.evaluate(STORAGES)
    phone.goto("/outbox/")
    phone.get_by_role("button", name="看查询码").click()
    assert receipt(phone) == code
    phone.get_by_role("button", name="查进度").click()
    phone.wait_for_url("**/status/")
    phone.get_by_role("heading", name="经过").wait_for()
    phone.goto("/outbox/received/")
    phone.get_by_role("button", name="我已记下").click()
    phone.get_by_text("已从这部手机里清除").wait_for()
    assert states(phone) == []


def test_after_the_acknowledgement_only_the_receipt_is_left(phone: Any) -> None:
    write(phone, "收到以后只留查询码", photo(37, 600))
    send(phone)
    receipt(phone)
    dump = phone.evaluate(DUMP)
    assert dump["pieces"]["values"] == []
    (kept,) = phone.evaluate("() => self.xiezhi.outbox.list()")
    assert set(kept["body"]) == {"receipt", "location", "files", "member"}


def test_new_version_waits_for_the_person_and_keeps_what_is_half_written(
    wire: Wire, phone: Any
) -> None:
    write(phone, "更新前写了一半", photo(38))
    before = phone.evaluate("() => caches.keys()")
    version = before[0].removeprefix("xiezhi-shell-").encode()
    wire.rewritten["/sw.js"] = (version, b"fedcba9876543210")
    phone.evaluate(
        "() => navigator.serviceWorker.ready.then(found => found.update()).then(() => 0)"
    )
    phone.get_by_text("有新版本").wait_for()
    assert phone.get_by_label("怎么回事").input_value() == "更新前写了一半"
    with phone.expect_navigation():
        phone.get_by_role("button", name="换上").click()
    phone.locator("[data-photo]").wait_for()
    assert phone.get_by_label("怎么回事").input_value() == "更新前写了一半"
    assert phone.evaluate("() => caches.keys()") == ["xiezhi-shell-fedcba9876543210"]


def test_without_webcrypto_the_form_is_what_it_was(
    site: Site, wire: Wire, dial: Callable[..., Any]
) -> None:
    words = "没有加密能力的浏览器"
    page = dial()
    page.add_init_script("Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })")
    page.goto("/")
    write(page, words, photo(39))
    send(page)
    page.wait_for_url("**/received/")
    page.get_by_role("heading", name="已收到").wait_for()
    assert page.url.endswith("/received/")
    assert "/outbox/" not in page.url
    assert [one.photo_count for one in reports(site, words)] == [1]


def test_store_that_cannot_be_opened_leaves_the_form_what_it_was(
    site: Site, wire: Wire, dial: Callable[..., Any]
) -> None:
    words = "存不住的浏览器照样能报"
    page = dial()
    page.add_init_script(
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); }"
    )
    page.goto("/")
    until(page, "() => self.xiezhi.ready.then(works => works === false)")
    write(page, words)
    send(page)
    page.wait_for_url("**/received/")
    assert "/outbox/" not in page.url
    assert len(reports(site, words)) == 1
