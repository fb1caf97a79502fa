"""What comes in from outside, at its pages: the court's notice, a case handed over; refusals in words."""

from datetime import date

from tests.cases.office import CaseOffice
from tests.cases.places import look
from tests.cases.test_civil_case import become_a_city_office
from tests.web.cases.files import Files, scan
from xiezhi.cases.models import Case
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.grounds import Finding, NotPerformed
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseState
from xiezhi.clocks.models import Clock
from xiezhi.infra.tenant import tenant_scope


def sued(files: Files) -> Case:
    def make(office: CaseOffice) -> Case:
        unmended = frozenset({NotPerformed.REPLY_ONLY})
        case = office.investigated(files.day(-120), files.day(-100))
        office.suggested(case, files.day(-95), files.day(-35))
        look(office, case, files.day(-30), finding=Finding.NONE, not_performed=unmended)
        report_on, sued_on = files.day(-20), files.day(-15)
        office.register(case, PaperKind.REVIEW_REPORT, report_on, decider=Decider.PROSECUTOR)
        office.register(case, PaperKind.COMPLAINT, sued_on, claims=Claims(not_performed=unmended))
        return case

    return files.made(make)


def began(files: Files, case: Case, rule: CaseRule) -> date | None:
    with tenant_scope(files.procuratorate.id):
        row = Clock.objects.filter(matter_id=case.id, rule_key=rule).first()
    return None if row is None else row.trigger_on


def test_the_courts_notice_is_entered_with_the_day_it_came(files: Files) -> None:
    case = sued(files)
    client = files.client(files.inside.clerk)
    address = f"/desk/cases/{case.id}/steps/receive_notice/"
    assert "收到出庭通知书" in client.get(f"/desk/cases/{case.id}/").content.decode()
    form = client.get(address).context["form"]
    assert {"received_on"} <= set(form.fields)
    assert "decider" not in form.fields
    came_on = files.day(-2)
    answer = client.post(address, {"received_on": came_on.isoformat(), "words": ""}, follow=True)
    assert "已登记：收到出庭通知书。" in answer.content.decode()
    assert began(files, case, CaseRule.COURT_ATTENDANCE) == came_on


def test_a_suit_whose_claims_are_not_met_is_not_withdrawn_and_says_why(files: Files) -> None:
    case = sued(files)
    client = files.client(files.inside.clerk)
    shown = client.get(f"/desk/cases/{case.id}/").content.decode()
    assert "跟进调查没有认定诉讼请求全部实现，不能撤回起诉" in shown


def test_a_case_another_procuratorate_hands_over_is_taken_with_its_paper(files: Files) -> None:
    with tenant_scope(files.procuratorate.id):
        become_a_city_office()
    case = files.opened(kind=CaseKind.CIVIL)
    came_on = files.day(-1)
    answer = files.client(files.inside.clerk).post(
        f"/desk/cases/{case.id}/register/",
        {
            "paper": "case_transfer",
            "decided_on": came_on.isoformat(),
            "received_on": came_on.isoformat(),
            "file": scan(),
        },
        follow=True,
    )
    assert "受理移送起诉的案件" in answer.content.decode()
    assert files.fresh(case.id).state == CaseState.UNDER_REVIEW
    assert began(files, case, CaseRule.CIVIL_REVIEW) == came_on


def test_a_ruling_is_told_from_a_judgment_and_its_days_to_appeal_are_shown(files: Files) -> None:
    case = sued(files)
    client = files.client(files.inside.clerk)
    address = f"/desk/cases/{case.id}/register/"
    came_on = files.day(-1)
    entered = {
        "paper": "judgment",
        "decided_on": came_on.isoformat(),
        "received_on": came_on.isoformat(),
        "decider": "court",
        "decided_by_label": "旗人民法院",
    }
    refused = client.post(address, entered | {"file": scan()})
    assert "court_paper" in refused.context["form"].errors
    shown = client.post(address, entered | {"court_paper": "ruling", "file": scan()}, follow=True)
    page = shown.content.decode()
    assert "提出上诉" in page
    assert "行诉法第85条" in page
    assert "决定不上诉" in page
    assert "已过上诉期" not in page
    assert began(files, case, CaseRule.ADMIN_APPEAL) == came_on
    with tenant_scope(files.procuratorate.id):
        clock = Clock.objects.get(matter_id=case.id, rule_key=CaseRule.ADMIN_APPEAL)
    assert (clock.length, clock.unit) == (10, "day")
