"""更正收到、发出日期 at its page and in the history; what to do about days to appeal nobody counted."""

from typing import Any

from tests.cases.office import CaseOffice
from tests.cases.test_suit_case import give_judgment
from tests.web.cases.files import Files, scan
from tests.web.cases.test_court_steps import began, sued
from xiezhi.cases.models import Case
from xiezhi.cases.rules.clocks import APPEAL_RULES, CaseRule
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.states import CaseEvent
from xiezhi.clocks.models import Clock
from xiezhi.infra.tenant import tenant_scope


def judged(files: Files, days_ago: int) -> Case:
    case = sued(files)
    files.made(lambda office: _judgment(files, office, case, days_ago))
    return case


def _judgment(files: Files, office: CaseOffice, case: Case, days_ago: int) -> Case:
    give_judgment(office, case, files.day(-days_ago))
    return case


def address_of(files: Files, case: Case) -> str:
    with tenant_scope(files.procuratorate.id):
        step = case.steps.get(event=CaseEvent.RECEIVE_JUDGMENT)
    return f"/desk/cases/{case.id}/steps/{step.id}/correct/"


def page(files: Files, case: Case, who: str = "clerk") -> Any:
    return files.client(getattr(files.inside, who)).get(f"/desk/cases/{case.id}/")


def test_a_wrong_day_of_receipt_is_put_right_and_the_history_tells_both(files: Files) -> None:
    case, client = judged(files, 5), files.client(files.inside.clerk)
    address = address_of(files, case)
    assert address in page(files, case).content.decode()
    form = client.get(address).context["form"]
    assert list(form.fields) == ["on", "court_paper", "reason"]
    right_on = files.day(-3)
    entered = {"on": right_on.isoformat(), "court_paper": "judgment", "reason": "回证日期看错"}
    told = client.post(address, entered, follow=True).content.decode()
    assert "日期已更正，期限已重新起算。" in told
    assert began(files, case, CaseRule.ADMIN_APPEAL) == right_on
    line = page(files, case).context["story"][0]
    assert line.title == "更正收到日期"
    assert files.day(-5).isoformat() in line.note
    assert right_on.isoformat() in line.note
    assert line.words.startswith("回证日期看错\n一审判决、裁定报备：")
    received = next(one for one in page(files, case).context["story"] if one.title == "收到裁判")
    assert "已更正为" in received.note


def test_a_correction_without_a_change_or_into_the_future_is_told_at_the_day(files: Files) -> None:
    case, client = judged(files, 5), files.client(files.inside.clerk)
    address = address_of(files, case)
    entered = {"court_paper": "judgment", "reason": "回证日期看错"}
    same = client.post(address, entered | {"on": files.day(-5).isoformat()})
    assert "没有改动，不必更正。" in str(same.context["form"].errors["on"])
    ahead = client.post(address, entered | {"on": files.day(1).isoformat()})
    assert "不能晚于今天" in str(ahead.context["form"].errors["on"])


def test_steps_without_a_typed_day_have_no_page_to_correct_it(files: Files) -> None:
    case, client = sued(files), files.client(files.inside.clerk)
    with tenant_scope(files.procuratorate.id):
        filed = case.steps.get(event=CaseEvent.FILE)
    assert client.get(f"/desk/cases/{case.id}/steps/{filed.id}/correct/").status_code == 404


def test_days_over_that_nobody_counted_are_told_and_settled_by_a_person(files: Files) -> None:
    case = judged(files, 60)
    with tenant_scope(files.procuratorate.id):
        clocks = Clock.objects.filter(matter_id=case.id, rule_key__in=sorted(APPEAL_RULES))
        clocks.update(rule_key=CaseRule.LOOK_BACK, void_on=files.day(-60))
    shown = page(files, case).content.decode()
    assert "期限已过，平台不自动登记" in shown
    lapse = f"/desk/cases/{case.id}/steps/lapse_appeal/"
    assert lapse in shown
    words = {"words": "经核对，上诉期限内没有上诉"}
    told = files.client(files.inside.clerk).post(lapse, words, follow=True).content.decode()
    assert "已登记：已过上诉期。" in told
    assert "平台不自动登记" not in told


def test_the_day_a_social_governance_suggestion_was_sent_is_asked_for(files: Files) -> None:
    from tests.cases.test_governance_case import passed  # noqa: PLC0415  # models need Django's setup

    case = files.made(passed)
    address = f"/desk/cases/{case.id}/register/?paper=governance_suggestion"
    client = files.client(files.inside.clerk)
    form = client.get(address).context["form"]
    entered = {name: form[name].value() or "" for name in form.fields if name != "file"}
    sent_on = files.day(0)
    assert entered["sent_on"] == sent_on
    entered |= {"number": "达检检建〔2026〕9号", "objection_days": "10", "file": scan()}
    client.post(address, entered, follow=True)
    assert began(files, case, CaseRule.GOVERNANCE_BACKUP) == sent_on


def test_the_day_an_announcement_was_published_is_asked_for(files: Files) -> None:
    ended_on = files.day(-20)
    case = files.made(
        lambda office: office.investigated(files.day(-40), ended_on, kind=CaseKind.CIVIL)
    )
    address, client = f"/desk/cases/{case.id}/register/", files.client(files.inside.clerk)
    form = client.get(f"{address}?paper=announcement").context["form"]
    entered = {name: form[name].value() or "" for name in form.fields if name != "file"}
    entered |= {"decided_on": files.day(-5).isoformat(), "sent_on": files.day(-2).isoformat()}
    entered |= {"number": "达检民公告〔2026〕9号", "file": scan()}
    told = client.post(address, entered, follow=True).content.decode()
    assert began(files, case, CaseRule.ANNOUNCEMENT) == files.day(-2)
    assert "更正日期" in told
