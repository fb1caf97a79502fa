"""The whole journey: from a snap on a phone to a problem put right, on real pages."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.browser import journey_acts as acts
from tests.browser.conftest import Site, Visit
from tests.browser.journey_cast import JourneyCast, make_journey_cast

REFERRAL = "移送主管行政机关"
READY_WORDS = "您反映的问题已核查办理完毕，感谢您关心公共利益。"


@pytest.fixture
def cast(site: Site) -> JourneyCast:
    return make_journey_cast(site.office)


def _at_desk(visit: Visit, cast: JourneyCast, login: str) -> Any:
    desk = visit()
    cast.sign_in(desk, login)
    return desk


def _referred(visit: Visit, cast: JourneyCast) -> tuple[Any, str]:
    """From the pool as far as the chief's decision to hand it to the organ."""
    desk = _at_desk(visit, cast, "zl01")
    acts.open_in_pool(desk, acts.WORDS)
    lead = acts.register(desk)
    acts.assess(desk, proposal=REFERRAL, is_public_interest=False, is_mended=True)
    desk.get_by_text("评估意见已提交。").wait_for()
    acts.agree(_at_desk(visit, cast, "fzr01"), lead)
    acts.decide(_at_desk(visit, cast, "jcz01"), lead, "移送主管行政机关处理")
    return desk, lead


def _verify_ledger(database: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "xiezhi.cli", "verify", "ledger", "--json"],
        env=os.environ | {"DATABASE_URL": database.urls.owner},
        capture_output=True,
        text=True,
        check=False,
    )


def test_snap_becomes_a_problem_put_right(
    own_database: Any, cast: JourneyCast, visit: Visit, phone: Any
) -> None:
    acts.bind_phone(phone, cast)
    acts.snap_as_member(phone)
    desk, lead = _referred(visit, cast)

    acts.write_letter(desk, lead, f"有人反映：{acts.WORDS}。请依法处理。")
    desk.get_by_text("与反映原文相同").first.wait_for()
    assert desk.get_by_label("标题").input_value() == "关于消防取水设施损坏的线索移送函"
    assert acts.WORDS in desk.get_by_label("正文").input_value()
    acts.put_body(desk, acts.LETTER)
    letter = acts.register_letter(desk)
    acts.serve(_at_desk(visit, cast, "sjy01"), letter)

    portal = visit()
    cast.sign_in_as_unit(portal)
    acts.answer_in_portal(portal)
    assert acts.WORDS[:12] not in portal.content()

    acts.send_task(desk, lead)
    acts.look_again(phone)
    acts.verify(desk, lead)
    acts.give_feedback(desk, lead)

    phone.goto("/mine/")
    phone.get_by_text("已办结").wait_for()
    phone.get_by_role("link", name=acts.WORDS[:10]).click()
    phone.get_by_role("heading", name="已办结").wait_for()
    phone.get_by_text(READY_WORDS).wait_for()

    verified = _verify_ledger(own_database)
    assert json.loads(verified.stdout)["outcome"] == "sound", verified.stderr


def test_no_way_out_before_an_assessment_and_none_against_the_rules(
    cast: JourneyCast, visit: Visit, phone: Any
) -> None:
    acts.snap_anonymously(phone, acts.WORDS)
    desk = _at_desk(visit, cast, "zl01")
    acts.open_in_pool(desk, acts.WORDS)
    lead = acts.register(desk)
    desk.locator(".acts__later").get_by_text("办案规则第27条").wait_for()
    chief = _at_desk(visit, cast, "jcz01")
    chief.goto(f"{lead}decide/")
    acts.press(chief)
    chief.get_by_text("第27条").first.wait_for()

    acts.assess(desk, proposal=REFERRAL, is_public_interest=True, is_mended=False)
    refusal = desk.get_by_text("不能移送主管行政机关了事").first
    refusal.wait_for()
    assert "办案规则第67条" in refusal.inner_text()
    assert desk.get_by_label("公益受损事实").input_value().startswith("水鹤损坏漏水")
    assert desk.get_by_role("radio", name=REFERRAL, exact=True).is_checked()
    acts.propose(desk, "建议立案")
    desk.get_by_label("有效线索").check()
    acts.submit_assessment(desk)
    desk.get_by_text("评估意见已提交。").wait_for()


def test_reply_on_paper_counts_the_same_and_the_reporter_may_say_again(
    cast: JourneyCast, visit: Visit, phone: Any
) -> None:
    code = acts.snap_anonymously(phone, acts.WORDS)
    desk, lead = _referred(visit, cast)
    acts.write_letter(desk, lead, acts.LETTER)
    acts.register_letter(desk)
    acts.enter_paper_reply(_at_desk(visit, cast, "sjy01"), lead)
    acts.verify(desk, lead)
    desk.get_by_text("代录 书记员01").wait_for()

    acts.follow(phone, code)
    phone.get_by_role("heading", name="已办结").wait_for()
    acts.say_again(phone, "又开始漏水了")
    acts.judge_again(desk, lead, "照片显示再次漏水，重新评估。")
    phone.goto("/status/")
    phone.get_by_role("heading", name="再次核查中").wait_for()


def test_anonymous_reporter_is_asked_told_and_heard_again(
    cast: JourneyCast, visit: Visit, phone: Any
) -> None:
    words = "村口的路灯坏了半个月，晚上看不清路"
    code = acts.snap_anonymously(phone, words)
    desk = _at_desk(visit, cast, "zl01")
    acts.open_in_pool(desk, words)
    desk.get_by_placeholder("问反映人一句话").fill("是哪个村的路灯？")
    desk.get_by_role("button", name="发出询问").click()
    desk.get_by_text("已发出，反映人凭查询码可以看到。").wait_for()

    acts.follow(phone, code)
    phone.get_by_label("您的回答").fill("展旦召嘎查东头")
    acts.send(phone, "#supplement form")
    phone.get_by_text("展旦召嘎查东头").wait_for()

    desk.goto("/desk/pool/?unread=on")
    desk.get_by_text("展旦召嘎查东头").wait_for()
    desk.locator("#pool-detail").get_by_role("button", name="属其他机关职责").click()
    desk.get_by_text("1 条已转为：不作线索").wait_for()
    phone.goto("/status/")
    phone.get_by_role("heading", name="不属公益诉讼范围").wait_for()
    assert "其他机关" not in phone.content()

    acts.say_again(phone, "还是没有修")
    desk.goto("/desk/pool/?unread=on")
    desk.get_by_text("还是没有修").wait_for()
    desk.locator("#pool-detail .talk img").wait_for()
