"""案件一页: what stands on it, what comes next and why not, who sees what."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.template.loader import get_template

from tests.cases.office import LIMBS, CaseOffice, at
from tests.cast import make_department, make_staff
from tests.web.cases.files import Files
from xiezhi.accounts.rules.roles import Role
from xiezhi.cases.models import Case, CaseMember
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.people import TeamRole
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.services.opening import join_leads
from xiezhi.clocks.models import Clock
from xiezhi.infra.tenant import tenant_scope
from xiezhi.web.cases.parts import TABS
from xiezhi.web.cases.two_dates import two_dates
from xiezhi.web.templatetags.desk import day

MOST_QUERIES = 34
KINDS = tuple(CaseKind)


def steps(answer: Any) -> dict[str, str]:
    return {one.label: one.reason for one in answer.context["steps"]}


def test_page_names_article_paper_and_decider_of_each_next_step(files: Files) -> None:
    case = files.opened()
    page = files.client(files.inside.clerk).get(f"/desk/cases/{case.id}/")
    first = page.context["steps"][0]
    assert (first.label, first.basis, first.papers) == ("立案", "办案规则第67条", "立案决定书")
    assert first.deciders == "检察长、检察委员会"
    assert first.is_due
    assert first.url.endswith("/register/?paper=filing_decision")


def test_step_the_law_does_not_allow_yet_is_greyed_with_what_is_missing(files: Files) -> None:
    case = files.made(lambda office: office.filed(files.day(-5)))
    page = files.client(files.inside.clerk).get(f"/desk/cases/{case.id}/")
    assert steps(page) == {"制定调查方案": "", "磋商": "立案决定书还没有送达"}
    talks = next(one for one in page.context["steps"] if one.reason)
    paper = files.papers(case.id)[0]
    assert talks.next_step == "请先登记立案决定书的送达。"
    assert talks.mend_url == f"/desk/cases/{case.id}/papers/{paper.id}/deliver/"
    assert "办案规则第70条" in page.content.decode()


def test_what_only_the_form_asks_does_not_stand_against_a_step(files: Files) -> None:
    case = files.made(lambda office: office.investigated(files.day(-30), files.day(-10)))
    page = files.client(files.inside.clerk).get(f"/desk/cases/{case.id}/")
    assert steps(page) == {"提出检察建议": "", "终结案件": ""}


def test_review_waits_for_the_end_of_the_rectification_period(files: Files) -> None:
    case = files.suggested(left_days=20)
    found = steps(files.client(files.inside.clerk).get(f"/desk/cases/{case.id}/"))
    assert found["进入审查起诉"] == "整改期限还没有届满"
    assert found["报上一级检察院备案"] == ""
    assert found["审查终结"] == "还没有跟进调查"


def test_going_to_look_comes_first_and_what_is_done_or_rare_last(files: Files) -> None:
    case = files.suggested(left_days=-11)
    client = files.client(files.inside.handler)
    found = client.get(f"/desk/cases/{case.id}/").context["steps"]
    assert (found[0].label, found[0].basis, found[0].is_due) == (
        "报上一级检察院备案",
        "办案规则第75条",
        True,
    )
    assert (found[1].label, found[1].basis) == ("跟进调查", "办案规则第77条")
    assert found[1].url == f"/desk/cases/{case.id}/follow-ups/new/"
    files.made(lambda office: office.register(case, PaperKind.RECORD_FILING_REPORT, files.day(-20)))
    page = client.get(f"/desk/cases/{case.id}/")
    found = page.context["steps"]
    assert [one.label for one in found if one.is_due] == [found[0].label] == ["跟进调查"]
    apart = {one.label for one in found if one.is_apart}
    assert apart == {"报上一级检察院备案", "变更检察建议", "撤回检察建议", "中止审查"}
    assert "其他步骤" in page.content.decode()


def test_who_may_not_act_sees_the_steps_without_a_way_in(files: Files) -> None:
    case = files.opened()
    page = files.client(files.inside.chief).get(f"/desk/cases/{case.id}/")
    assert {one.url for one in page.context["steps"]} == {""}
    assert page.context["register_url"] == ""
    assert "决定在检察业务应用系统作出；登记2.0办理结果后，案件随之推进。" in page.content.decode()


def test_history_tells_who_decided_and_who_typed(files: Files) -> None:
    case = files.filed()
    page = files.client(files.inside.handler).get(f"/desk/cases/{case.id}/")
    lines = {line.title: line for line in page.context["story"]}
    assert lines["立案"].note == f"检察长决定 {day(files.day(-30))}（书记员01录入）"
    assert lines["立案"].basis == "办案规则第67条"
    assert lines["立案"].paper == "立案决定书"
    assert lines["立案"].paper_number.startswith("达检行公立〔")
    assert lines["立案决定书送达"].note == "旗水利局 · 直接送达"


def test_reply_and_rectification_stand_side_by_side(files: Files) -> None:
    case = files.suggested(left_days=20)
    page = files.client(files.inside.handler).get(f"/desk/cases/{case.id}/")
    reply, rectification = page.context["dates"]
    assert (reply["label"], rectification["label"]) == ("回复期限", "整改期限")
    assert rectification["day"] == files.day(20)
    assert reply["day"] == files.fresh(case.id).reply_due_on


@pytest.mark.parametrize(
    ("state", "told"), [("suspended", "中止审查"), ("sued", "已起诉"), ("follow_up", "已过 5 天")]
)
def test_day_that_no_longer_counts_is_not_told_as_missed(
    files: Files, state: str, told: str
) -> None:
    case = files.suggested(left_days=20)
    case.state, case.rectification_due_on = state, files.day(-5)
    _reply, rectification = two_dates(case, files.today)
    assert rectification["words"] == told


def test_social_governance_is_urged_and_never_filed(files: Files) -> None:
    # 检察建议规定第24条
    case = files.made(lambda office: office.open(files.day(-2), CaseKind.GOVERNANCE))
    page = files.client(files.inside.handler).get(f"/desk/cases/{case.id}/")
    assert page.context["story"][-1].title == "案件登记"
    assert "立案日期" not in page.content.decode()
    assert "尚未立案" not in page.content.decode()
    case.state = CaseState.FOLLOW_UP
    brief = get_template("cases/_brief.html").render({"case": case})
    assert "督促落实" in brief
    assert "跟进调查" not in brief


def test_each_limit_explains_its_count(files: Files) -> None:
    case = files.filed()
    with tenant_scope(files.procuratorate.id):
        clock = Clock.objects.filter(matter_id=case.id).first()
        other = office_case(files)
    assert clock is not None
    client = files.client(files.inside.handler)
    page = client.get(f"/desk/cases/{case.id}/clocks/{clock.id}/")
    assert len(page.context["steps"]) > 1
    assert client.get(f"/desk/cases/{other.id}/clocks/{clock.id}/").status_code == 404


def office_case(files: Files) -> Case:
    return files.inside.open(files.day(-1), title="另一案")


def test_area_is_judged_by_the_law_of_the_cases_day(files: Files) -> None:
    old = files.opened(area="accessibility", law_day=date(2022, 6, 1))
    new = files.opened(area="accessibility", law_day=date(2024, 6, 1))
    client = files.client(files.inside.handler)
    assert client.get(f"/desk/cases/{old.id}/").context["standing"] == "等外领域"
    assert client.get(f"/desk/cases/{new.id}/").context["standing"] == "法定领域"


def test_card_fields_are_lines_of_text(files: Files) -> None:
    case = files.filed()
    lines = files.client(files.inside.handler).get(f"/desk/cases/{case.id}/").context["card"]
    assert lines[0] == f"案件名称：{case.title}"
    assert "案件类型：行政公益诉讼" in lines
    assert "被监督行政机关：旗水利局" in lines
    assert not [line for line in lines if line.endswith("：")]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_its_page_and_print(files: Files, kind: CaseKind) -> None:
    case = files.made(lambda office: office.open(files.day(-2), kind))
    client = files.client(files.inside.handler)
    page = client.get(f"/desk/cases/{case.id}/")
    assert page.status_code == 200
    assert page.context["stages"][0]["state"] == "now"
    assert "案件一览表" in client.get(f"/desk/cases/{case.id}/print/").content.decode()


def test_lead_is_shown_only_as_far_as_the_reader_may_see_it(files: Files) -> None:
    with tenant_scope(files.procuratorate.id):
        lead = files.leads.register(words="河滩上有建筑垃圾，反映人是某村的人")
        case = files.inside.open(files.day(-40))
        join_leads(
            case_id=case.id,
            lead_ids=[lead.id],
            acting=files.inside.handler,
            now=at(files.day(-39)),
        )
        outside = make_staff("检察官08", Role.PROSECUTOR, department=make_department("第二检察部"))
        CaseMember.objects.create(
            case=case,
            role=TeamRole.ASSISTANT,
            staff_id=outside.id,
            label="检察官08",
            since=files.day(-10),
        )
    seen = files.client(files.inside.handler).get(f"/desk/cases/{case.id}/?tab=leads")
    hidden = files.client(outside).get(f"/desk/cases/{case.id}/?tab=leads")
    assert lead.title in seen.content.decode()
    assert f"/desk/leads/{lead.id}/" not in hidden.content.decode()
    assert "您无权查看这条线索" in hidden.content.decode()
    for page in (seen, hidden):
        assert "反映人是某村的人" not in page.content.decode()


@pytest.mark.parametrize("tab", tuple(TABS))
def test_every_tab_opens(files: Files, tab: str) -> None:
    case = files.filed()
    page = files.client(files.inside.handler).get(f"/desk/cases/{case.id}/?tab={tab}")
    assert page.status_code == 200
    assert [one["label"] for one in page.context["tabs"] if one["is_current"]] == [TABS[tab]]


def test_file_of_a_paper_is_reached_through_the_case(files: Files) -> None:
    case = files.filed()
    file_id = files.papers(case.id)[0].file_id
    with tenant_scope(files.procuratorate.id):
        outside = make_staff("检察官07", Role.PROSECUTOR, department=make_department("第三检察部"))
    address = f"/desk/files/{file_id}/original/"
    assert files.client(files.inside.handler).get(address).status_code == 200
    assert files.client(outside).get(address).status_code == 404


def test_party_named_later_ends_the_wait(files: Files) -> None:
    case = files.opened(parties=())
    client = files.client(files.inside.handler)
    page = client.get(f"/desk/cases/{case.id}/")
    assert steps(page)["立案"].startswith("还没有写明被监督的行政机关")
    answer = client.post(
        f"/desk/cases/{case.id}/parties/new/",
        {"role": "supervised", "unit": "", "name": "旗林草局", "duty_basis": "森林法第9条"},
    )
    assert answer.status_code == 302
    assert steps(client.get(f"/desk/cases/{case.id}/"))["立案"] == ""


def test_page_takes_few_queries_however_much_stands_on_it(
    files: Files, django_assert_max_num_queries: Any
) -> None:
    case = files.suggested()
    client = files.client(files.inside.clerk)
    client.get("/desk/cases/")
    with django_assert_max_num_queries(MOST_QUERIES, connection=connection):
        client.get(f"/desk/cases/{case.id}/")


def test_service_on_somebody_who_is_no_partner_unit_is_corrected_on_the_page(files: Files) -> None:
    case = files.opened()

    def filed(office: CaseOffice) -> None:
        sent = office.delivery(case, files.day(-3), addressee="某公司", party_id=None)
        office.register(
            case, PaperKind.FILING_DECISION, files.day(-4), claims=LIMBS, deliveries=[sent]
        )

    files.made(filed)
    client = files.client(files.inside.clerk)
    (shown,) = client.get(f"/desk/cases/{case.id}/").context["papers"]
    form = client.get(shown["correct_url"]).context["form"]
    entered = {name: form[name].value() for name in ("delivery", "way", "signed_for_by")}
    entered |= {"served_on": files.day(-2).isoformat(), "reason": "日期有误"}
    answer = client.post(shown["correct_url"], entered)
    assert answer.status_code == 302
    (shown,) = client.get(f"/desk/cases/{case.id}/").context["papers"]
    assert shown["sent"][0]["served_on"] == files.day(-2)
    assert "日期有误" in shown["sent"][0]["note"]
