"""协助核实 where there is no network: taken along, answered, and no word lost."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.browser.conftest import Site
from tests.browser.pwa.field import Member, answer, hire, open_mine, open_task
from tests.browser.pwa.hand import photo, receipt, reports, send, states, stored, until, wake
from tests.browser.pwa.test_films import chosen
from tests.browser.pwa.test_keeping import DUMP, STORAGES
from tests.browser.pwa.test_offline import CACHED
from tests.browser.pwa.wire import Wire
from tests.evidence.films import film
from xiezhi.kernel import clock

KEPT = "() => self.xiezhi.outbox.kept().then(kept => kept.map(({ body }) => body.title))"


@pytest.fixture
def member(site: Site) -> Member:
    return hire(site)


@pytest.fixture
def phone(dial: Callable[..., Any], wire: Wire, member: Member) -> Any:
    """The member's telephone, signed in."""
    page = dial()
    page.token = member.bind(page, wire.address)
    return page


def gone(page: Any) -> None:
    """Wait until the office has the answer and the page says so."""
    page.get_by_role("heading", name="已收到").wait_for()
    assert states(page) == []


def test_task_taken_along_is_answered_without_a_network(
    wire: Wire, phone: Any, member: Member
) -> None:
    task_id = member.ask("看看东墙外的水鹤修好没有", guide=True)
    open_mine(phone)
    phone.get_by_text("已加密存在这部手机里").wait_for()
    wire.cut()
    phone.context.set_offline(True)
    phone.goto("/mine/")
    phone.get_by_text("没有网络。下面是这部手机里存着的").wait_for()
    phone.get_by_text("看看东墙外的水鹤修好没有").click()
    phone.locator("form[data-outbox='live']").wait_for()
    phone.get_by_text("卫生院东墙外").wait_for()
    shown = phone.locator("[data-overlay-guide]")
    assert shown.evaluate("img => img.decode().then(() => img.naturalWidth)") > 0
    answer(phone, "阀门还滴水", photo(901))
    send(phone)
    stored(phone)
    phone.goto("/mine/")
    phone.locator("[data-answer]").get_by_text("待发送").wait_for()
    assert member.task(task_id).done_at is None
    wire.mend()
    phone.context.set_offline(False)
    phone.get_by_text("没有存着待办").wait_for()
    found = member.task(task_id)
    assert (found.result, found.result_words) == ("partly", "阀门还滴水")
    assert member.files(task_id) == ["photo"]


def test_words_of_a_task_lie_sealed_and_in_no_cache(wire: Wire, phone: Any, member: Member) -> None:
    task_id = member.ask("金丝雀任务的话", place="金丝雀地点", guide=True)
    member.send_along("金丝雀河段", "金丝雀巡查的话")
    member.call("金丝雀培训")
    open_mine(phone)
    open_task(phone, task_id)
    answer(phone, "金丝雀回答", photo(902))
    phone.evaluate("() => self.xiezhi.putAway()")
    text = json.dumps(phone.evaluate(DUMP), ensure_ascii=False) + phone.evaluate(STORAGES)
    cached = phone.evaluate(CACHED)
    assert {"/outbox/tasks/", "/outbox/task/"} <= set(cached)
    assert not any(path.startswith("/mine/") for path in cached)
    everything = text + "".join(cached.values())
    words = (
        "金丝雀任务的话",
        "金丝雀地点",
        "金丝雀回答",
        "金丝雀河段",
        "金丝雀巡查的话",
        "金丝雀培训",
    )
    for canary in (*words, str(task_id), member.acting.label):
        assert canary not in everything


def test_frames_of_members_come_with_the_first_page_of_theirs(phone: Any) -> None:
    phone.goto("/")
    phone.evaluate("() => navigator.serviceWorker.ready.then(() => 0)")
    assert "/outbox/task/" not in phone.evaluate(CACHED)
    open_mine(phone)
    assert "/outbox/task/" in phone.evaluate(CACHED)


def test_answer_lost_on_the_way_is_one_answer(wire: Wire, phone: Any, member: Member) -> None:
    task_id = member.ask("回答丢在路上")
    open_mine(phone)
    open_task(phone, task_id)
    answer(phone, "只交一次", photo(903))
    wire.lose_answer("POST", "/mine/tasks/", cuts=True)
    send(phone)
    stored(phone)
    wire.mend()
    wake(phone)
    gone(phone)
    assert member.task(task_id).result_words == "只交一次"
    assert member.files(task_id) == ["photo"]


def test_files_of_a_member_carry_the_pass_to_the_share_kept_for_members(
    wire: Wire, phone: Any, member: Member
) -> None:
    open_task(phone, member.ask("看看北墙的消防栓"))
    answer(phone, "已经修好", photo(907))
    send(phone)
    gone(phone)
    parts = wire.parts()
    assert parts
    assert all(part.headers["X-Xiezhi-Pass"].startswith("known:") for part in parts)


def test_draft_of_a_task_comes_back_and_stays_out_of_the_report(
    wire: Wire, phone: Any, member: Member
) -> None:
    task_id = member.ask("写了一半的核实")
    open_mine(phone)
    open_task(phone, task_id)
    answer(phone, "写到一半", photo(904), result="没修")
    phone.evaluate("() => self.xiezhi.putAway()")
    wire.cut()
    phone.goto("/")
    phone.locator("form[data-outbox='live']").wait_for()
    assert phone.get_by_text("没写完的").is_hidden()
    assert phone.get_by_label("怎么回事").input_value() == ""
    open_task(phone, task_id)
    phone.locator("[data-photo]").wait_for()
    assert phone.get_by_label("说两句").input_value() == "写到一半"
    assert phone.locator("[name=result]:checked").get_attribute("value") == "not_mended"


def test_film_goes_with_an_answer(wire: Wire, phone: Any, member: Member) -> None:
    task_id = member.ask("拍一段视频回来")
    open_mine(phone)
    wire.cut()
    open_task(phone, task_id)
    phone.locator("[data-videos-input]").set_input_files(chosen("a.mp4", film()))
    phone.get_by_text("视频 1 · 1 兆").wait_for()
    answer(phone, "水还在流", photo(905))
    send(phone)
    stored(phone)
    wire.mend()
    wake(phone)
    gone(phone)
    assert member.files(task_id) == ["photo", "video"]


def forgotten(page: Any) -> None:
    page.wait_for_load_state()
    until(
        page,
        "() => self.xiezhi.ready.then(() => self.xiezhi.outbox.kept()).then(kept => !kept.length)",
    )


def test_task_taken_back_is_forgotten(phone: Any, member: Member) -> None:
    stays, goes = member.ask("这一项还在"), member.ask("这一项撤回")
    open_mine(phone)
    assert sorted(phone.evaluate(KEPT)) == ["这一项撤回", "这一项还在"]
    member.take_back(goes)
    open_mine(phone)
    assert phone.evaluate(KEPT) == ["这一项还在"]
    assert member.task(stays).withdrawn_at is None


def test_tasks_are_forgotten_at_signing_out(phone: Any, member: Member) -> None:
    member.ask("退出以后就没有了", guide=True)
    open_mine(phone)
    phone.get_by_role("button", name="退出").click()
    phone.wait_for_url("**/sign-in/**")
    forgotten(phone)
    assert phone.evaluate(DUMP)["pieces"]["values"] == []


def test_tasks_are_forgotten_when_the_office_knows_the_phone_no_more(
    phone: Any, member: Member
) -> None:
    member.ask("手机挂失以后就没有了")
    open_mine(phone)
    member.unbind(phone.token)
    phone.goto("/outbox/")
    forgotten(phone)


def test_tasks_are_forgotten_after_three_days(wire: Wire, phone: Any, member: Member) -> None:
    member.ask("三天以后就没有了", guide=True)
    open_mine(phone)
    wire.cut()
    phone.clock.install(time=clock.now() + timedelta(hours=71))
    phone.goto("/mine/")
    phone.get_by_text("三天以后就没有了").wait_for()
    phone.clock.set_fixed_time(clock.now() + timedelta(hours=73))
    phone.goto("/mine/")
    phone.get_by_text("没有存着待办").wait_for()
    assert phone.evaluate(DUMP)["pieces"]["values"] == []


def test_tasks_are_wiped_with_everything(wire: Wire, phone: Any, member: Member) -> None:
    member.ask("立即清除也清掉")
    open_mine(phone)
    wire.cut()
    phone.goto("/mine/")
    phone.get_by_text("立即清除也清掉").wait_for()
    phone.evaluate("() => self.xiezhi.outbox.wipe()")
    phone.get_by_text("没有存着待办").wait_for()
    assert [phone.evaluate(DUMP)[name]["values"] for name in ("keys", "items")] == [[], []]


@pytest.fixture
def late(wire: Wire, phone: Any, member: Member) -> Any:
    """A telephone whose answer waits, while another one of the same member has answered."""
    task_id = member.ask("两部手机都写了")
    open_mine(phone)
    open_task(phone, task_id)
    answer(phone, "这部手机写的", photo(906))
    wire.cut()
    send(phone)
    stored(phone)
    member.answer_elsewhere(task_id, "那部手机先交的")
    wire.mend()
    phone.task_id = task_id
    return phone


def decide(page: Any, words: str) -> None:
    """Let the outbox find out, and open what came of it."""
    page.goto("/outbox/")
    page.get_by_text("这次写的没有收进去").wait_for()
    page.get_by_role("button", name="打开").click()
    page.get_by_role("heading", name="没有收进去，写的都还在").wait_for()
    assert page.get_by_label("说两句").input_value() == words
    assert page.locator("[data-photo]").count() == 1


def test_answer_that_came_too_late_goes_in_as_an_addition_once(
    wire: Wire, late: Any, member: Member
) -> None:
    decide(late, "这部手机写的")
    wire.lose_answer("POST", "/mine/tasks/", cuts=True)
    late.get_by_role("button", name="作为补充交上去").click()
    stored(late)
    wire.mend()
    wake(late)
    gone(late)
    first, added, when = member.task(late.task_id).result_words.splitlines()
    assert (first, added) == ("那部手机先交的", "补充：这部手机写的")
    assert when.startswith("（写于 ")
    assert member.files(late.task_id) == ["photo"]


def test_answer_that_came_too_late_becomes_another_report(
    site: Site, late: Any, member: Member
) -> None:
    decide(late, "这部手机写的")
    late.get_by_role("button", name="另报一条").click()
    late.locator("form[data-outbox='live']:not([data-task])").wait_for()
    assert late.locator("[data-photo]").count() == 1
    assert late.get_by_label("怎么回事").input_value() == "这部手机写的"
    late.get_by_label("怎么回事").fill("两部手机写的，另报一条")
    send(late)
    receipt(late)
    (found,) = reports(site, "两部手机写的，另报一条")
    assert (found.photo_count, found.supporter_id) == (1, member.acting.id)
    assert member.task(late.task_id).result_words == "那部手机先交的"


def test_answer_that_came_too_late_can_be_copied_and_dropped(late: Any) -> None:
    late.context.grant_permissions(["clipboard-read", "clipboard-write"])
    decide(late, "这部手机写的")
    late.get_by_role("button", name="拷贝文字").click()
    late.get_by_text("已复制。").wait_for()
    assert late.evaluate("() => navigator.clipboard.readText()") == "这部手机写的"
    late.get_by_role("button", name="清除").click()
    late.get_by_role("button", name="确定清除").click()
    late.wait_for_url("**/mine/")
    assert states(late) == []


def test_late_answer_is_found_again_on_the_page_of_its_task(late: Any) -> None:
    decide(late, "这部手机写的")
    late.goto(f"/mine/tasks/{late.task_id}/")
    late.wait_for_url("**/outbox/task/")
    late.get_by_role("heading", name="没有收进去，写的都还在").wait_for()


def test_answer_to_a_task_taken_back_meanwhile_is_not_lost(
    wire: Wire, phone: Any, member: Member
) -> None:
    task_id = member.ask("写的时候还在，寄的时候撤回了")
    open_mine(phone)
    open_task(phone, task_id)
    answer(phone, "撤回前写的", photo(907))
    wire.cut()
    send(phone)
    stored(phone)
    member.take_back(task_id)
    wire.mend()
    decide(phone, "撤回前写的")
    phone.get_by_text("这项核实已经撤回").wait_for()
    assert phone.get_by_role("button", name="作为补充交上去").is_hidden()
    assert phone.get_by_role("button", name="另报一条").is_visible()


def test_answer_waits_until_its_own_member_is_signed_in_again(
    site: Site, wire: Wire, phone: Any, member: Member
) -> None:
    task_id = member.ask("登录过期也等着")
    open_mine(phone)
    open_task(phone, task_id)
    answer(phone, "等本人登录")
    wire.cut()
    send(phone)
    stored(phone)
    member.unbind(phone.token)
    wire.mend()
    phone.goto("/outbox/")
    phone.get_by_text("现在没有登录，或者登录的是别人").wait_for()
    assert phone.get_by_role("button", name="不署名寄出").count() == 0
    hire(site).bind(phone, wire.address)
    phone.reload()
    phone.get_by_text("现在没有登录，或者登录的是别人").wait_for()
    assert member.task(task_id).done_at is None
    member.bind(phone, wire.address)
    phone.reload()
    phone.get_by_text("没有等着寄出的").wait_for()
    assert member.task(task_id).result_words == "等本人登录"
