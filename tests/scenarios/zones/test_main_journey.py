"""From a picture taken outside to the reporter's page: every step on its own side."""

from datetime import date, timedelta
from uuid import uuid4

from tests.scenarios.zones.pair import Pair


def words() -> str:
    return f"卫生院东墙外那根红色水鹤让车撞歪了一直漏水 {uuid4().hex[:6]}"


def test_a_report_becomes_a_lead_is_answered_verified_and_told(zones: Pair) -> None:
    report = comes_in(zones)
    lead, letter = is_handed_to_the_unit(zones, report)
    the_unit_answers(zones, lead, letter)
    the_member_looks_again(zones, lead)
    told = the_reporter_is_told(zones, lead, report)
    assert "您反映的取水设施已经修复，感谢您。" in told


def comes_in(zones: Pair) -> dict[str, str]:
    """A secret report with a picture lies in the pool; only the vault inside knows who sent it."""
    said = words()
    report: dict[str, str] = zones.outer.do("snap", words=said, phone="13900009999", shade=90)
    assert "已收到" in zones.outer.do("progress", receipt=report["receipt"])
    zones.inward()
    inside = zones.inner.do("pool_report", report=report["id"])
    assert (inside["words"], inside["grade"], inside["pool_state"]) == (said, "secret", "pending")
    assert inside["sealed"] == [True]
    assert inside["pictures"][0] > 1000
    assert zones.inner.do("identity", report=report["id"])["phone"] == "13900009999"
    return report | {"words": said}


def is_handed_to_the_unit(zones: Pair, report: dict[str, str]) -> tuple[str, str]:
    """Registered, assessed, decided, written inside; the portal shows the paper and no matter."""
    outer, inner, given = zones.outer, zones.inner, zones.given
    lead = inner.do("register", report=report["id"], title="取水设施漏水一事")
    letter = inner.do("send", lead=lead, unit=given["unit"], number="达检函〔2026〕17号")
    zones.outward()
    assert "已移送有关部门" in outer.do("progress", receipt=report["receipt"])
    assert not outer.do("waits_to_be_carried", report=report["id"])
    page = outer.do("enter_portal", login=given["login"], password=given["password"])
    assert "关于移送取水设施损坏问题的函" in page
    assert report["words"] not in outer.do("open_letter", letter=letter)
    here = outer.do("letter_here", letter=letter)
    assert (here["matter_is_itself"], here["matter_label"], here["written_by"]) == (True, "", None)
    return lead, letter


def the_unit_answers(zones: Pair, lead: str, letter: str) -> None:
    zones.outer.do("sign_for", letter=letter)
    zones.outer.do("reply", letter=letter, number="达消函〔2026〕8号")
    zones.inward()
    there = zones.inner.do("letter_inside", letter=letter)
    assert there["state"] == "replied"
    assert (there["received_by"], there["unit_section"]) == ("消防联络员", "法规科")
    assert there["replies"] == [["达消函〔2026〕8号", zones.inner.do("today"), "portal", 2]]
    assert zones.inner.do("lead_inside", lead=lead)["state"] == "replied"


def the_member_looks_again(zones: Pair, lead: str) -> None:
    task = zones.inner.do("give_task", lead=lead, member=zones.given["member"])
    zones.outward()
    assert "请到卫生院附近看看" in zones.outer.do("bind", token=zones.given["card"])
    assert zones.outer.do("guide", task=task) > 1000
    zones.outer.do("look_again", task=task, words="修好了，出水正常")
    zones.inward()
    found = zones.inner.do("task_inside", task=task)
    assert found == {"result": "mended", "words": "修好了，出水正常", "files": 1}


def the_reporter_is_told(zones: Pair, lead: str, report: dict[str, str]) -> str:
    """Verified and told inside; the page outside says so, and inside it is seen to be read."""
    zones.inner.do("finish", lead=lead, words="您反映的取水设施已经修复，感谢您。")
    zones.outward()
    told: str = zones.outer.do("progress", receipt=report["receipt"])
    assert "已办结" in told
    zones.inward()
    assert zones.inner.do("pool_report", report=report["id"])["read"] >= 2
    return told


def test_question_and_answer_go_over_and_back(zones: Pair) -> None:
    outer, inner = zones.outer, zones.inner
    report = outer.do("snap", words=words())
    zones.inward()
    inner.do("ask", report=report["id"], words="水鹤在路东还是路西？")
    zones.outward()
    assert outer.do("office_words", report=report["id"]) == [["", True]]
    assert "水鹤在路东还是路西？" in outer.do("progress", receipt=report["receipt"])
    outer.do("say", receipt=report["receipt"], kind="answer", words="在路东，卫生院门口")
    zones.inward()
    inside = inner.do("pool_report", report=report["id"])
    assert ["answer", "在路东，卫生院门口"] in inside["messages"]
    assert inside["has_unread_answer"] is True
    assert len(inside["pictures"]) == 2


def test_the_days_of_a_report_are_those_outside(zones: Pair) -> None:
    report = zones.outer.do("snap_earlier", words=words(), days=-3)
    zones.inward()
    inside = zones.inner.do("pool_report", report=report["id"])
    today = date.fromisoformat(zones.inner.do("today"))
    assert inside["received_on"] == (today - timedelta(days=3)).isoformat()
    assert inside["received_at"].endswith(":00:00+00:00")
    assert inside["arrived_on"] == today.isoformat()


def test_the_reply_clock_starts_from_the_signed_receipt_and_not_from_a_click(zones: Pair) -> None:
    outer, inner, given = zones.outer, zones.inner, zones.given
    report = outer.do("snap", words=words())
    zones.inward()
    lead = inner.do("register", report=report["id"], title="取水设施漏水一事")
    letter = inner.do("send", lead=lead, unit=given["unit"], number="达检函〔2026〕18号")
    zones.outward()
    outer.do("enter_portal", login=given["login"], password=given["password"])
    outer.do("sign_for", letter=letter)
    zones.inward()
    clicked = inner.do("letter_inside", letter=letter)
    assert (clicked["received_by"], clicked["served_on"]) == ("消防联络员", None)
    assert "referral_reply" not in running(inner.do("lead_inside", lead=lead))

    inner.do("serve", letter=letter, days=-3)
    served_on = date.fromisoformat(inner.do("today")) - timedelta(days=3)
    clock = running(inner.do("lead_inside", lead=lead))["referral_reply"]
    assert clock[0] == served_on.isoformat()
    zones.outward()
    here = outer.do("letter_here", letter=letter)
    assert here["served_on"] == served_on.isoformat()
    assert here["reply_due_on"] == clock[1]


def test_a_letter_withdrawn_inside_is_gone_from_the_portal(zones: Pair) -> None:
    outer, inner, given = zones.outer, zones.inner, zones.given
    report = outer.do("snap", words=words())
    zones.inward()
    lead = inner.do("register", report=report["id"], title="取水设施漏水一事")
    number = "达检函〔2026〕19号"
    letter = inner.do("send", lead=lead, unit=given["unit"], number=number)
    zones.outward()
    assert number in outer.do("enter_portal", login=given["login"], password=given["password"])
    inner.do("withdraw", letter=letter)
    zones.outward()
    assert number not in outer.do("portal")


def test_a_unit_hands_over_outside_and_the_inner_zone_learns_of_it(zones: Pair) -> None:
    unit = zones.inner.do("another_unit", login="shuili")
    zones.outward()
    password = zones.given["password"]
    zones.outer.do("hand_over", login="shuili", password=password, label="新联络员")
    zones.inward()
    officers = dict(zones.inner.do("officers_of", unit=unit))
    assert officers == {"水利联络员": False, "新联络员": True}


def running(lead: dict[str, list[list[str]]]) -> dict[str, list[str]]:
    """The clocks that run: rule, then the day it started and the day it ends."""
    return {rule: [start, due] for rule, start, due, met_on in lead["clocks"] if not met_on}
