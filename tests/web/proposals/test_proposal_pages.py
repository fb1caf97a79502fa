"""建议提案 on the desk: from registration to the answer, and back to the congress."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.test import Client

from tests.campaigns.cast import make_campaign
from tests.cases.office import CaseOffice
from tests.cast import make_unit
from tests.proposals.cast import HARM
from tests.web.desk.staff import Desk, slip
from tests.web.proposals.pages import BASE, today, words
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.leads.models import Lead
from xiezhi.proposals.models import (
    Conversion,
    DeputyContact,
    Material,
    Proposal,
    ProposalAnswer,
    ProposalFile,
)

DECIDED = {"decided_by": "部门负责人01"}


@pytest.fixture
def clerk(desk: Desk) -> Client:
    return desk.client(desk.inside.clerk)


def entered(desk: Desk, **changes: Any) -> dict[str, Any]:
    fields = {
        "kind": "deputy_suggestion",
        "level": "county",
        "session": "十七届五次",
        "number": "12",
        "title": "关于加强消防安全治理的建议",
        "submitters": "旗人大代表07",
        "delegation": "树林召代表团",
        "undertaking": "main",
        "assigned_on": today(desk, back=30),
        "received_on": today(desk, back=28),
        "text": HARM,
    }
    return fields | changes


def register(desk: Desk, client: Client, **changes: Any) -> UUID:
    answer = client.post(BASE + "add/", entered(desk, **changes))
    assert answer.status_code == 302, answer.content.decode()
    return UUID(answer.headers["Location"].removeprefix(BASE).strip("/"))


def in_hand(desk: Desk, client: Client) -> UUID:
    proposal_id = register(desk, client)
    found = {"has_substance": "yes", "area": "work_safety", "reason": "", "words": "公益受损"}
    sent(client, proposal_id, "screen", **found, **DECIDED, decided_on=today(desk))
    return proposal_id


def sent(client: Client, proposal_id: UUID, act: str, **fields: Any) -> Any:
    answer = client.post(f"{BASE}{proposal_id}/{act}/", fields)
    assert answer.status_code == 302, answer.content.decode()
    return answer


def fresh(desk: Desk, proposal_id: UUID) -> Proposal:
    with tenant_scope(desk.procuratorate.id):
        found: Proposal = Proposal.objects.get(id=proposal_id)
        return found


def test_registered_proposal_shows_text_clock_and_hints(desk: Desk, clerk: Client) -> None:
    proposal_id = register(desk, clerk, papers=slip("转办函.pdf"))
    page = words(clerk, f"{BASE}{proposal_id}/")
    assert HARM in page
    assert "答复代表建议" in page
    assert "代表法第51条" in page
    assert "不代替判断" in page
    assert "转办函.pdf" in page
    with tenant_scope(desk.procuratorate.id):
        file_id = ProposalFile.objects.get().file_id
    assert clerk.get(f"{BASE}files/{file_id}/").status_code == 200
    assert "关于加强消防安全治理的建议" in words(clerk, BASE)


def test_second_registration_is_refused_and_keeps_the_text(desk: Desk, clerk: Client) -> None:
    register(desk, clerk)
    answer = clerk.post(BASE + "add/", entered(desk, title="另一个"))
    assert (answer.status_code, "已经登记过" in answer.content.decode()) == (400, True)
    assert answer.context["form"]["text"].value() == HARM


def test_list_is_narrowed_by_tab_kind_and_words(desk: Desk, clerk: Client) -> None:
    in_hand(desk, clerk)
    register(desk, clerk, number="13", title="关于增设公交站点的建议", text="站点太少")
    assert "公交站点" in words(clerk, BASE)
    assert "公交站点" not in words(clerk, BASE + "?tab=in_hand")
    assert "公交站点" not in words(clerk, BASE + "?kind=cppcc_proposal")
    assert "公交站点" in words(clerk, BASE + "?tab=all&words=公交")
    assert "公交站点" in words(clerk, BASE + "?tab=nonsense&page=x")


def test_wish_is_declined_with_an_answer_to_edit(desk: Desk, clerk: Client) -> None:
    proposal_id = register(desk, clerk)
    assert "只是按文字给出的提示" in words(clerk, f"{BASE}{proposal_id}/screen/")
    found = {"has_substance": "no", "area": "", "reason": "service_wish", "words": "属于服务改进"}
    sent(clerk, proposal_id, "screen", **found, **DECIDED, decided_on=today(desk))
    page = clerk.get(f"{BASE}{proposal_id}/answer/")
    text = page.context["form"]["text"].value()
    assert "属于服务改进" in text
    sent(clerk, proposal_id, "answer", text=text + "补充。")
    assert fresh(desk, proposal_id).state == "awaiting_answer"
    answer = {"text": text, "answer_class": "c", "sent_on": today(desk), "number": "1号"}
    sent(clerk, proposal_id, "answer", **answer, signed_by="检察长", paper=slip("答复.pdf"))
    assert fresh(desk, proposal_id).state == "answered"


def test_screening_without_a_reason_is_refused(desk: Desk, clerk: Client) -> None:
    proposal_id = register(desk, clerk)
    fields = {"has_substance": "no", "words": "愿望", "decided_on": today(desk)}
    answer = clerk.post(f"{BASE}{proposal_id}/screen/", fields)
    assert (answer.status_code, "还没有选择" in answer.content.decode()) == (400, True)


def test_screening_is_taken_back(desk: Desk, clerk: Client) -> None:
    proposal_id = in_hand(desk, clerk)
    sent(clerk, proposal_id, "screen-again", words="领域有误")
    assert fresh(desk, proposal_id).state == "received"


def test_lead_and_proposal_show_each_other(desk: Desk, clerk: Client) -> None:
    proposal_id = in_hand(desk, clerk)
    assert "登记新线索" in words(clerk, f"{BASE}{proposal_id}/convert/")
    path = f"{BASE}{proposal_id}/convert/new-lead/"
    page = clerk.get(path)
    department = page.context["form"]["department_id"].value()
    fields = {
        "title": "城区消火栓失管",
        "area": "work_safety",
        "department_id": str(department),
        "words": "公益受损，转为线索",
        "decided_on": today(desk),
    }
    assert clerk.post(path, fields | DECIDED).status_code == 302
    with tenant_scope(desk.procuratorate.id):
        lead = Lead.objects.get()
    assert f"线索 {lead.year}-{lead.number}" in words(clerk, f"{BASE}{proposal_id}/")
    fragment = words(clerk, f"{BASE}lead/{lead.id}/")
    assert "代表建议 十七届五次第12号" in fragment
    assert f"{BASE}lead/{lead.id}/" in words(clerk, f"/desk/leads/{lead.id}/")


def test_known_lead_is_linked_by_its_number(desk: Desk, clerk: Client) -> None:
    proposal_id, lead = in_hand(desk, clerk), desk.lead()
    path = f"{BASE}{proposal_id}/convert/lead/"
    fields = {"words": "同一事项", "decided_on": today(desk)}
    wrong = clerk.post(path, fields | {"number": "2026-9999"})
    assert (wrong.status_code, "没有找到这个编号" in wrong.content.decode()) == (400, True)
    assert clerk.post(path, fields | {"number": f"{lead.year}-{lead.number}"}).status_code == 302
    with tenant_scope(desk.procuratorate.id):
        assert Conversion.objects.get().matter_id == lead.id


def test_case_and_proposal_show_each_other(desk: Desk, clerk: Client) -> None:
    proposal_id = in_hand(desk, clerk)
    inside = desk.inside
    with tenant_scope(desk.procuratorate.id):
        office = CaseOffice(
            chief=inside.chief,
            head=inside.head,
            handler=inside.handler,
            clerk=inside.clerk,
            unit=make_unit(),
        )
        case = office.open(date(2026, 11, 2))
    fields = {"case_id": str(case.id), "words": "已立案", "decided_on": today(desk)}
    sent(clerk, proposal_id, "convert/case", **fields)
    assert f"/desk/cases/{case.id}/" in words(clerk, f"{BASE}{proposal_id}/")
    assert "代表建议 十七届五次第12号" in words(clerk, f"{BASE}case/{case.id}/")
    assert f"{BASE}{proposal_id}/" in words(clerk, f"/desk/cases/{case.id}/?tab=proposals")


@pytest.mark.parametrize("kind", ["governance_suggestion", "mechanism", "joint_discussion"])
def test_document_is_kept_with_the_conversion(kind: str, desk: Desk, clerk: Client) -> None:
    proposal_id = in_hand(desk, clerk)
    fields = {
        "document_name": "消检协作机制",
        "document_number": "达检会〔2026〕1号",
        "document_on": today(desk),
        "words": "已会签",
        "decided_on": today(desk),
    }
    sent(clerk, proposal_id, f"convert/{kind}", **fields, paper=slip("机制.pdf"))
    page = words(clerk, f"{BASE}{proposal_id}/")
    assert "达检会〔2026〕1号" in page
    with tenant_scope(desk.procuratorate.id):
        assert Conversion.objects.get().file_id is not None


def test_mechanism_without_a_day_is_refused(desk: Desk, clerk: Client) -> None:
    proposal_id = in_hand(desk, clerk)
    fields = {"words": "已会签", "decided_on": today(desk)}
    answer = clerk.post(f"{BASE}{proposal_id}/convert/mechanism/", fields)
    assert (answer.status_code, "日期没有填写" in answer.content.decode()) == (400, True)


def test_campaign_takes_the_proposal(desk: Desk, clerk: Client) -> None:
    proposal_id = in_hand(desk, clerk)
    with tenant_scope(desk.procuratorate.id):
        campaign = make_campaign(desk.inside.head, desk.now)
    fields = {"campaign_id": str(campaign.id), "words": "列入", "decided_on": today(desk)}
    sent(clerk, proposal_id, "convert/campaign", **fields)
    assert "代表建议 十七届五次第12号" in words(clerk, f"/desk/campaigns/{campaign.id}/")


def test_nothing_else_is_offered(desk: Desk, clerk: Client) -> None:
    proposal_id = in_hand(desk, clerk)
    assert clerk.get(f"{BASE}{proposal_id}/convert/nonsense/").status_code == 404


def test_outcome_goes_back_and_the_answer_tells_it(desk: Desk, clerk: Client) -> None:
    proposal_id = in_hand(desk, clerk)
    fields = {"words": "制发建议", "document_on": today(desk), "decided_on": today(desk)}
    sent(clerk, proposal_id, "convert/governance_suggestion", **fields)
    with tenant_scope(desk.procuratorate.id):
        conversion_id = Conversion.objects.get().id
    assert "本院设定" in words(clerk, f"{BASE}{proposal_id}/")
    copy = f"{BASE}conversions/{conversion_id}/copy/"
    body = clerk.get(copy).context["form"]["sent_to"].value()
    fields = {"kind": "decision", "sent_to": body, "sent_on": today(desk), "words": "检察建议书"}
    assert clerk.post(copy, fields | {"paper": slip()}).status_code == 302
    ended = f"{BASE}conversions/{conversion_id}/ended/"
    assert clerk.post(ended, {"ended_on": today(desk)}).status_code == 302
    page = words(clerk, f"{BASE}{proposal_id}/")
    assert "抄送整改结果" in page
    assert "检察建议书" in page
    sent(clerk, proposal_id, "finish")
    text = clerk.get(f"{BASE}{proposal_id}/answer/").context["form"]["text"].value()
    assert "社会治理检察建议" in text


def test_answer_without_its_class_is_refused(desk: Desk, clerk: Client) -> None:
    proposal_id = in_hand(desk, clerk)
    fields = {"text": "答复", "sent_on": today(desk)}
    answer = clerk.post(f"{BASE}{proposal_id}/answer/", fields)
    assert (answer.status_code, "答复分类没有选择" in answer.content.decode()) == (400, True)


def test_dissatisfaction_is_recorded_and_handled_anew(desk: Desk, clerk: Client) -> None:
    proposal_id = in_hand(desk, clerk)
    sent(clerk, proposal_id, "answer", text="答复", answer_class="b", sent_on=today(desk))
    fields = {"satisfaction": "dissatisfied", "words": "不具体", "on": today(desk)}
    sent(clerk, proposal_id, "satisfaction", **fields)
    assert "不具体" in words(clerk, f"{BASE}{proposal_id}/")
    sent(clerk, proposal_id, "again", words="补充具体措施")
    assert fresh(desk, proposal_id).state == "in_hand"
    with tenant_scope(desk.procuratorate.id):
        assert ProposalAnswer.objects.get().satisfaction == "dissatisfied"


def test_small_acts_on_a_proposal(desk: Desk, clerk: Client) -> None:
    proposal_id = register(desk, clerk)
    sent(clerk, proposal_id, "assign", handler_id=str(desk.inside.handler.id))
    sent(clerk, proposal_id, "papers", papers=[slip("一.pdf"), slip("二.pdf")])
    sent(clerk, proposal_id, "complex", words="涉及五个部门")
    sent(clerk, proposal_id, "interest", reason="所在企业为被监管对象")
    found = fresh(desk, proposal_id)
    assert (found.handler_id, found.is_complex, found.has_interest) == (
        desk.inside.handler.id, True, True,
    )  # fmt: skip
    assert "所在企业为被监管对象" in words(clerk, f"{BASE}{proposal_id}/")
    assert clerk.post(f"{BASE}{proposal_id}/papers/").status_code == 400
    for act in ("assign", "papers", "complex", "interest", "screen-again", "again"):
        assert clerk.get(f"{BASE}{proposal_id}/{act}/").status_code == 200


def test_material_is_written_from_a_lead_offered_and_taken_up(desk: Desk, clerk: Client) -> None:
    lead = desk.lead()
    number = f"{lead.year}-{lead.number}"
    path = BASE + "materials/"
    assert number in words(clerk, f"{path}add/?lead={number}")
    fields = {"title": "窨井盖权属", "words": "七家单位权属不清", "lead": number}
    page = clerk.post(path + "add/", fields).headers["Location"]
    assert clerk.post(page + "change/", fields | {"lead": ""}).status_code == 302
    offer = {"offered_to": "旗人大代工委", "offered_on": today(desk)}
    assert clerk.post(page + "offer/", offer).status_code == 302
    proposal_id = register(desk, clerk)
    outcome = {"proposal_id": str(proposal_id), "on": today(desk), "words": ""}
    assert clerk.post(page + "outcome/", outcome).status_code == 302
    assert "代表建议 十七届五次第12号" in words(clerk, page)
    assert "已被采用" in words(clerk, path)
    assert "窨井盖权属" in words(clerk, f"{BASE}lead/{lead.id}/")
    with tenant_scope(desk.procuratorate.id):
        assert Material.objects.get().matter_id == lead.id


def test_contact_is_recorded_and_followed_up(desk: Desk, clerk: Client) -> None:
    proposal_id = register(desk, clerk)
    path = BASE + "contacts/"
    assert clerk.get(f"{path}add/?proposal={proposal_id}").status_code == 200
    fields = {
        "kind": "inspection",
        "held_on": today(desk),
        "who": "旗人大代表11",
        "said": "建议纳入智慧城管",
        "follow_up": "书面反馈",
        "proposal_id": str(proposal_id),
    }
    assert clerk.post(path + "add/", fields).status_code == 302
    page = words(clerk, path + "?kind=inspection")
    assert f"{BASE}{proposal_id}/" in page
    assert "建议纳入智慧城管" not in words(clerk, path + "?kind=hearing")
    assert "待落实 1" in words(clerk, BASE)
    with tenant_scope(desk.procuratorate.id):
        contact_id = DeputyContact.objects.get().id
    follow = {"on": today(desk), "words": "已反馈"}
    assert clerk.post(f"{path}{contact_id}/done/", follow).status_code == 302
    assert "已反馈" in words(clerk, path)


def test_deputy_with_an_interest_is_refused_as_an_observer(desk: Desk, clerk: Client) -> None:
    proposal_id = register(desk, clerk)
    sent(clerk, proposal_id, "interest", reason="本人企业")
    fields = {
        "kind": "hearing",
        "held_on": today(desk),
        "who": "旗人大代表07",
        "said": "同意",
        "proposal_id": str(proposal_id),
    }
    answer = clerk.post(BASE + "contacts/add/", fields)
    assert (answer.status_code, "有利害关系（本人企业）" in answer.content.decode()) == (400, True)


@pytest.mark.parametrize("path", ["", "add/", "import/", "texts/", "materials/", "contacts/"])
def test_who_handles_no_matters_is_refused(path: str, desk: Desk) -> None:
    client = desk.client(desk.hire("控申09", Role.PETITION_OFFICER))
    assert client.get(BASE + path).status_code == 403


def test_chief_reads_and_types_nothing(desk: Desk, clerk: Client) -> None:
    proposal_id = in_hand(desk, clerk)
    chief = desk.client(desk.inside.chief)
    assert "衔接转化</a>" not in words(chief, f"{BASE}{proposal_id}/")
    for act in ("screen", "convert", "answer", "assign"):
        assert chief.get(f"{BASE}{proposal_id}/{act}/").status_code == 403
