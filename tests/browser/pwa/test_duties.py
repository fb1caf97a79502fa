"""巡查 and 培训 where there is no network: read, answered, sent once, and no word lost."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import Site
from tests.browser.pwa.field import Member, hire, open_mine, open_task
from tests.browser.pwa.hand import reports, send, states, stored, wake
from tests.browser.pwa.wire import Wire

NOTHING, FOUND = "未发现问题", "发现问题，已上报"


@pytest.fixture
def member(site: Site) -> Member:
    return hire(site)


@pytest.fixture
def phone(dial: Callable[..., Any], wire: Wire, member: Member) -> Any:
    """The member's telephone, signed in."""
    page = dial()
    page.token = member.bind(page, wire.address)
    return page


def airplane(wire: Wire, page: Any, *, on: bool) -> None:
    wire.is_cut = on
    page.context.set_offline(on)


def open_along(page: Any, title: str) -> None:
    """Open one of 待办 out of what the telephone holds."""
    page.goto("/mine/")
    page.get_by_text("没有网络。下面是这部手机里存着的").wait_for()
    page.get_by_text(title, exact=True).click()
    page.locator("form[data-outbox='live']").wait_for()
    page.get_by_role("heading", name=title).wait_for()


def test_patrol_is_answered_in_airplane_mode_by_a_report_made_there(
    site: Site, wire: Wire, phone: Any, member: Member
) -> None:
    patrol_id = member.send_along("罕台川大桥到拦河坝")
    open_mine(phone)
    airplane(wire, phone, on=True)
    phone.goto("/")
    phone.locator("form[data-outbox='live'][data-member]").wait_for()
    phone.get_by_label("怎么回事").fill("巡查时看到桥下倒了垃圾")
    send(phone)
    stored(phone)
    open_along(phone, "罕台川大桥到拦河坝")
    assert phone.get_by_text("有没有新倒的垃圾").is_visible()
    phone.get_by_text(FOUND, exact=True).click()
    send(phone)
    phone.get_by_role("link", name="请选出这次巡查的上报").wait_for()
    phone.get_by_text("巡查时看到桥下倒了垃圾").click()
    phone.get_by_label("说两句").fill("还有一处看不清")
    send(phone)
    stored(phone)
    assert states(phone) == ["waiting", "waiting"]
    airplane(wire, phone, on=False)
    phone.get_by_role("heading", name="已收到").wait_for()
    (report,) = reports(site, "巡查时看到桥下倒了垃圾")
    found = member.patrol(patrol_id)
    assert (found.result, found.report_ids) == ("reported", [report.id])
    assert found.result_words == "还有一处看不清"


def test_leave_from_a_training_asked_for_in_airplane_mode_counts_once(
    wire: Wire, phone: Any, member: Member
) -> None:
    training_id = member.call("防灭火培训")
    open_mine(phone)
    airplane(wire, phone, on=True)
    phone.goto("/status/")
    phone.get_by_text("查进度要有网络").wait_for()
    open_along(phone, "防灭火培训")
    phone.get_by_text("来不了，请假").click()
    send(phone)
    phone.get_by_role("link", name="请假要写一句原因").wait_for()
    phone.get_by_label("请假的原因").fill("接羔走不开")
    send(phone)
    stored(phone)
    assert member.reply(training_id) == ("", "", 0)
    wire.lose_answer("POST", "/mine/trainings/")
    airplane(wire, phone, on=False)
    wake(phone)
    phone.get_by_text("请假：接羔走不开").wait_for()
    sent = [one for one in wire.asked if one.path == f"/mine/trainings/{training_id}/"]
    assert len([one for one in sent if one.method == "POST"]) == 2
    assert member.reply(training_id) == ("leave", "接羔走不开", 1)


def test_answer_to_a_patrol_taken_back_meanwhile_is_told_and_kept(
    wire: Wire, phone: Any, member: Member
) -> None:
    patrol_id = member.send_along("撤回的河段")
    open_mine(phone)
    open_task(phone, patrol_id, "patrols")
    phone.get_by_text(NOTHING, exact=True).click()
    phone.get_by_label("说两句").fill("撤回前走完了")
    wire.cut()
    send(phone)
    stored(phone)
    member.take_back_patrol(patrol_id)
    wire.mend()
    phone.goto("/outbox/")
    phone.get_by_text("这次写的没有收进去").wait_for()
    phone.get_by_role("button", name="打开").click()
    phone.wait_for_url("**/outbox/patrol/")
    phone.get_by_text("这项巡查已经撤回").wait_for()
    assert phone.get_by_label("说两句").input_value() == "撤回前走完了"
    assert phone.get_by_role("button", name="另报一条").is_visible()


def test_answer_to_a_patrol_lost_on_the_way_is_one_answer(
    wire: Wire, phone: Any, member: Member
) -> None:
    patrol_id = member.send_along("只走一遍的河段")
    open_mine(phone)
    open_task(phone, patrol_id, "patrols")
    phone.get_by_text(NOTHING, exact=True).click()
    wire.lose_answer("POST", "/mine/patrols/", cuts=True)
    send(phone)
    stored(phone)
    assert member.patrol(patrol_id).result == "clear"
    wire.mend()
    wake(phone)
    phone.get_by_role("heading", name="已收到").wait_for()
    assert states(phone) == []
