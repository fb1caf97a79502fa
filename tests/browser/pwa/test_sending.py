"""What is written arrives once, whatever the line does."""

from collections.abc import Callable
from contextlib import suppress
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
from tests.browser.pwa.wire import Fault, Wire
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.errors import NotAllowedError
from xiezhi.vault.rules.work import QUIET_A_MINUTE, SLOW_A_MINUTE, Door
from xiezhi.vault.services.doorkeeping import note_try, pass_door


def test_report_with_photos_goes_in_parts_and_shows_the_same_fingerprints(
    site: Site, wire: Wire, phone: Any
) -> None:
    words = "两张照片一起报，分片寄出"
    write(phone, words, photo(1, 700), photo(2))
    send(phone)
    assert len(receipt(phone).split()) == 7
    assert [one.photo_count for one in reports(site, words)] == [2]
    assert len(wire.parts()) >= 3
    phone.get_by_text("文件指纹").click()
    assert phone.get_by_text("两边一样", exact=True).count() == 2
    assert states(phone) == ["received"]


def test_answer_lost_after_the_report_was_taken_makes_no_second_report(
    site: Site, wire: Wire, phone: Any
) -> None:
    words = "回答在路上丢了，只算一条"
    wire.lose_answer("POST", "/", cuts=True)
    write(phone, words, photo(3))
    send(phone)
    stored(phone)
    wire.mend()
    wake(phone)
    receipt(phone)
    phone.get_by_text("没有重复登记").wait_for()
    assert len(reports(site, words)) == 1
    assert len(wire.reports()) == 2


def test_line_that_breaks_in_the_middle_goes_on_where_it_was(
    site: Site, wire: Wire, phone: Any
) -> None:
    words = "传到一半断了，接着传"
    picture = photo(4, 800)
    wire.lose_answer("PATCH", "/tus/")
    write(phone, words, picture)
    send(phone)
    receipt(phone)
    sent = [len(one.body) for one in wire.parts()]
    assert sum(sent) <= len(picture["buffer"]) + max(sent)
    assert len(reports(site, words)) == 1


@pytest.mark.parametrize("status", [423, 460, 503])
def test_upload_waits_and_goes_on(site: Site, wire: Wire, phone: Any, status: int) -> None:
    words = f"服务器说 {status}，等一下再传"
    wire.answer("PATCH", "/tus/", status)
    write(phone, words, photo(status))
    send(phone)
    receipt(phone)
    assert len(reports(site, words)) == 1


def test_upload_the_server_forgot_begins_anew(site: Site, wire: Wire, phone: Any) -> None:
    words = "服务器忘了传到哪里，从头再传"
    wire.answer("PATCH", "/tus/", 503, cuts=True)
    write(phone, words, photo(6))
    send(phone)
    stored(phone)
    wire.answer("HEAD", "/tus/", 410)
    wire.mend()
    wake(phone)
    receipt(phone)
    assert len([one for one in wire.asked if one.path == "/tus/"]) == 2
    assert len(reports(site, words)) == 1


def test_full_server_keeps_the_report_on_the_phone(site: Site, wire: Wire, phone: Any) -> None:
    words = "服务器硬盘满了，先留在手机上"
    wire.answer("POST", "/tus/", 507, times=5)
    write(phone, words, photo(7))
    send(phone)
    stored(phone)
    assert reports(site, words) == []
    wire.faults.clear()
    wake(phone)
    receipt(phone)
    assert len(reports(site, words)) == 1


@pytest.mark.parametrize(("door", "status"), [("/", 400), ("/", 413), ("/", 422), ("/tus/", 400)])
def test_refused_report_stays_in_the_form(
    site: Site, wire: Wire, phone: Any, door: str, status: int
) -> None:
    words = f"在 {door} 被退回 {status}，内容还在"
    wire.answer("POST", door, status)
    write(phone, words, photo(status))
    send(phone)
    phone.locator("[data-summary]").wait_for()
    assert phone.get_by_label("怎么回事").input_value() == words
    assert phone.locator("[data-photo]").count() == 1
    send(phone)
    receipt(phone)
    assert len(reports(site, words)) == 1


def test_report_the_office_stumbles_over_holds_up_none_behind_it(
    site: Site, wire: Wire, phone: Any
) -> None:
    first, second = "服务器一收就出错的一条", "排在后面的一条照样寄到"
    wire.faults.append(Fault(lambda one: first.encode() in one.body, "status", 50, 500))
    write(phone, first)
    send(phone)
    stored(phone)
    open_report(phone)
    write(phone, second)
    send(phone)
    receipt(phone)
    assert [len(reports(site, words)) for words in (first, second)] == [0, 1]
    wire.faults.clear()
    wake(phone)
    rows = "() => self.xiezhi.outbox.rows()"
    until(phone, f"{rows}.then((all) => all.every(({{ state }}) => state === 'received'))")
    assert len(reports(site, first)) == 1


def test_report_changed_after_its_answer_was_lost_becomes_another_report(
    site: Site, wire: Wire, phone: Any
) -> None:
    wire.lose_answer("POST", "/", cuts=True)
    write(phone, "第一次写的，回答丢了")
    send(phone)
    stored(phone)
    phone.get_by_role("link", name="看待发送").click()
    phone.get_by_role("button", name="修改").click()
    phone.wait_for_url("**/")
    phone.locator("form[data-outbox='live']").wait_for()
    phone.get_by_label("怎么回事").fill("改过以后再报的内容")
    phone.get_by_text("匿名", exact=True).click()
    wire.mend()
    send(phone)
    phone.locator("[data-summary]").get_by_text("后来又改了内容").wait_for()
    assert phone.get_by_label("怎么回事").input_value() == "改过以后再报的内容"
    send(phone)
    receipt(phone)
    assert len(reports(site, "第一次写的，回答丢了")) == 1
    assert len(reports(site, "改过以后再报的内容")) == 1


def test_tab_killed_while_sending_loses_and_doubles_nothing(
    site: Site, wire: Wire, phone: Any
) -> None:
    words = "寄到一半页面被关掉"
    wire.hold("PATCH", "/tus/")
    write(phone, words, photo(8, 500))
    send(phone)
    while not wire.parts():
        phone.wait_for_timeout(20)
    context = phone.context
    phone.close()
    wire.release()
    again = context.new_page()
    again.goto("/outbox/")
    again.get_by_text("已收到", exact=True).wait_for()
    assert len(reports(site, words)) == 1
    again.close()


def test_two_tabs_send_one_after_the_other(site: Site, phone: Any) -> None:
    second = phone.context.new_page()
    open_report(second)
    write(phone, "第一个页面写的内容", photo(9, 500))
    write(second, "第二个页面写的内容", photo(10, 500))
    send(phone)
    send(second)
    receipt(phone)
    receipt(second)
    assert len(reports(site, "第一个页面写的内容")) == 1
    assert len(reports(site, "第二个页面写的内容")) == 1
    second.close()


def test_double_tap_sends_one_report(site: Site, phone: Any) -> None:
    words = "连点两下也只算一条"
    write(phone, words)
    phone.evaluate(
        "() => { const b = document.querySelector('form[data-send] button[type=submit]');"
        " b.click(); b.click(); }"
    )
    receipt(phone)
    assert len(reports(site, words)) == 1


def test_stopped_report_can_be_changed(site: Site, wire: Wire, phone: Any) -> None:
    wire.hold("PATCH", "/tus/")
    write(phone, "先停下再改的内容", photo(11, 500))
    send(phone)
    phone.get_by_role("button", name="停下").click()
    phone.wait_for_function("() => document.querySelector('form').dataset.now === 'idle'")
    wire.release()
    phone.get_by_label("怎么回事").fill("停下以后改过的内容")
    send(phone)
    receipt(phone)
    assert reports(site, "先停下再改的内容") == []
    assert [one.photo_count for one in reports(site, "停下以后改过的内容")] == [1]


def test_member_signed_out_meanwhile_chooses(
    site: Site, wire: Wire, dial: Callable[..., Any]
) -> None:
    words = "写的时候登录着，寄的时候没有"
    page = dial()
    open_report(page)
    page.evaluate("() => document.querySelector('form').setAttribute('data-member', '')")
    write(page, words)
    send(page)
    page.wait_for_url("**/outbox/")
    page.get_by_text("现在没有登录").wait_for()
    assert reports(site, words) == []
    page.get_by_role("button", name="不署名寄出").click()
    page.get_by_text("已收到", exact=True).wait_for()
    (found,) = reports(site, words)
    assert (found.grade, found.supporter_id) == ("secret", None)


@pytest.mark.parametrize("has_worker", [True, False])
def test_rushed_door_is_passed_with_a_small_sum(
    site: Site, wire: Wire, phone: Any, has_worker: bool
) -> None:
    words = f"人多的时候也寄得出 {has_worker}"
    if not has_worker:
        phone.evaluate("() => { self.Worker = undefined; }")
    with tenant_scope(site.office.id), suppress(NotAllowedError):
        for _ in range(QUIET_A_MINUTE + 1):
            note_try(Door.REPORT, now=clock.now())
        for _ in range(SLOW_A_MINUTE + 1):
            pass_door(Door.REPORT, task="", solution="", now=clock.now())
    write(phone, words)
    send(phone)
    receipt(phone)
    assert len(reports(site, words)) == 1
    assert b"work_solution" in wire.reports()[-1].body


def test_direction_is_read_from_the_compass_by_a_tap(site: Site, phone: Any) -> None:
    words = "对着水鹤拍的，记下方向"
    phone.context.grant_permissions(["geolocation", "accelerometer", "gyroscope", "magnetometer"])
    phone.get_by_text("同意使用位置").click()
    phone.get_by_text("手机位置").wait_for()
    phone.get_by_role("button", name="点这里记下方向").click()
    phone.evaluate(
        "() => { setInterval(() => dispatchEvent(new DeviceOrientationEvent("
        "'deviceorientationabsolute', { alpha: 315, absolute: true })), 100); }"
    )
    phone.get_by_text("东北 45°").wait_for()
    write(phone, words)
    send(phone)
    receipt(phone)
    assert [one.heading_deg for one in reports(site, words)] == [45.0]
