"""线索评估 and what follows it: draft, submission, opinion, decision, return."""

from typing import Any

import pytest

from tests.leads.desk import proposing
from tests.web.desk.staff import Desk, slip
from xiezhi.infra.tenant import tenant_scope
from xiezhi.leads.models import Assessment, AssessmentOpinion, Lead
from xiezhi.leads.rules.procedure import LeadEvent, LeadState

WRITTEN = {
    "facts": "河道内倾倒建筑垃圾约四百立方米",
    "area": "eco_resources",
    "is_violator_unclear": "on",
    "organ_0": "旗水利局",
    "duty_0": "河道管理条例第35条",
    "authenticity": "现场照片与反映一致",
    "verifiability": "位置明确",
    "has_jurisdiction": "on",
    "proposal": "decide_shelve",
    "verdict": "general",
    "reason": "情况轻微，已自行清理",
}


def address(lead: Lead, part: str = "assess") -> str:
    return f"/desk/leads/{lead.id}/{part}/"


def test_draft_may_lack_anything_and_comes_back(desk: Desk) -> None:
    lead = desk.lead()
    client = desk.client(desk.inside.handler)
    client.post(address(lead), {"facts": "还没写完", "save": "1"})
    assert client.get(address(lead)).context["form"]["facts"].value() == "还没写完"
    assert desk.fresh(lead).state == LeadState.REGISTERED


def test_submission_lacking_a_part_names_it_and_keeps_the_rest(desk: Desk) -> None:
    lead = desk.lead()
    entered = WRITTEN | {"reason": "", "submit": "1"}
    answer = desk.client(desk.inside.handler).post(address(lead), entered)
    assert answer.status_code == 400
    assert answer.context["form"].errors["reason"]
    assert answer.context["form"]["facts"].value() == WRITTEN["facts"]


def test_area_basis_is_filled_from_the_law_of_the_day(desk: Desk) -> None:
    lead = desk.lead()
    desk.client(desk.inside.handler).post(address(lead), WRITTEN | {"submit": "1"})
    with tenant_scope(desk.procuratorate.id):
        assessment = Assessment.objects.get(lead_id=lead.id)
    assert "第25条第4款" in assessment.area_basis
    assert desk.fresh(lead).state == LeadState.AWAITING_DECISION


def test_matter_of_article_67_cannot_be_passed_on(desk: Desk) -> None:
    lead = desk.lead()
    entered = WRITTEN | {
        "is_public_interest": "on",
        "proposal": "decide_referral",
        "proposal_target": "旗水利局",
        "verdict": "valid",
        "submit": "1",
    }
    answer = desk.client(desk.inside.handler).post(address(lead), entered)
    assert answer.status_code == 409
    assert "办案规则第67条" in str(answer.context["form"].errors["proposal"])


def submitted(desk: Desk) -> Lead:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        desk.inside.submit(lead, proposing(LeadEvent.DECIDE_SHELVE))
    return lead


def test_head_and_chief_decide_on_line(desk: Desk) -> None:
    lead = submitted(desk)
    head, chief = desk.client(desk.inside.head), desk.client(desk.inside.chief)
    head.post(address(lead, "opinion"), {"agrees": "yes", "way": "online"})
    chief.post(address(lead, "decide"), {"way": "online"})
    assert desk.fresh(lead).state == LeadState.SHELVED


def test_clerk_enters_the_decision_with_its_slip(desk: Desk) -> None:
    lead = submitted(desk)
    clerk = desk.client(desk.inside.clerk)
    entered: dict[str, Any] = {
        "way": "entered",
        "decided_by_label": "检察长",
        "decided_on": "2026-11-20",
    }
    without = clerk.post(address(lead, "decide"), entered)
    assert (without.status_code, "slip" in without.context["form"].errors) == (400, True)
    clerk.post(address(lead, "decide"), entered | {"slip": slip()})
    assert desk.fresh(lead).state == LeadState.SHELVED
    with tenant_scope(desk.procuratorate.id):
        opinion = AssessmentOpinion.objects.get(stage="chief")
    assert (opinion.decided_by_label, opinion.recorded_by_id) == ("检察长", desk.inside.clerk.id)
    page = clerk.get(f"/desk/leads/{lead.id}/").content.decode()
    assert "代录" in page
    assert "审批单" in page


def test_returned_assessment_says_why_on_the_next_form(desk: Desk) -> None:
    lead = submitted(desk)
    desk.client(desk.inside.head).post(
        address(lead, "return"), {"reason": "请补充现场照片", "way": "online"}
    )
    form = desk.client(desk.inside.handler).get(address(lead))
    assert "请补充现场照片" in form.content.decode()


@pytest.mark.parametrize("part", ["opinion", "decide", "return"])
def test_page_of_a_decision_shows_what_is_decided(desk: Desk, part: str) -> None:
    lead = submitted(desk)
    text = desk.client(desk.inside.head).get(address(lead, part)).content.decode()
    assert "情况轻微，已自行清理" in text


def test_assessment_is_the_handlers_act(desk: Desk) -> None:
    assert desk.client(desk.inside.clerk).get(address(desk.lead())).status_code == 403


def test_lead_past_assessment_is_read_only(desk: Desk) -> None:
    lead = desk.lead()
    client = desk.client(desk.inside.handler)
    client.post(address(lead), WRITTEN | {"submit": "1"})
    page = client.get(address(lead)).content.decode()
    assert "评估意见只能查看" in page
    assert 'id="assess"' not in page
    assert WRITTEN["facts"] in page
