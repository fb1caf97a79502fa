"""立案审批表 of a lead: the assessment fills it, what is missing is said, the file is the office's own form."""

import pytest

from tests.leads.desk import proposing
from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadEvent


def address(lead: Lead, part: str = "") -> str:
    return f"/desk/leads/{lead.id}/filing-approval/{part}"


def proposed(desk: Desk, event: LeadEvent = LeadEvent.DECIDE_FILING, **changes: object) -> Lead:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        desk.inside.submit(lead, proposing(event, **changes))
    return lead


def handled(desk: Desk) -> Lead:
    lead = proposed(desk)
    with tenant_scope(desk.procuratorate.id):
        Lead.objects.filter(id=lead.id).update(handler_id=desk.inside.handler.id)
    return lead


def test_form_is_filled_from_the_assessment(desk: Desk) -> None:
    page = desk.client(desk.inside.handler).get(address(handled(desk)))
    rows = dict(page.context["rows"])
    assert rows["案件名称"].startswith("督促旗水利局履行")
    assert rows["公益受到侵害的事实"] == "河道内倾倒建筑垃圾约四百立方米"
    assert rows["承办检察官意见"] == "建议立案。"
    assert page.context["problems"] == []
    assert "本院内部用表" in page.content.decode()


@pytest.mark.parametrize(("form", "head"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_form_is_taken_in_both_forms(desk: Desk, form: str, head: bytes) -> None:
    answer = desk.client(desk.inside.handler).get(address(handled(desk), f"{form}/"))
    assert answer.content.startswith(head)
    assert answer["Content-Disposition"].startswith("attachment")


def test_kind_of_case_is_the_officers_to_say(desk: Desk) -> None:
    lead = handled(desk)
    page = desk.client(desk.inside.handler).get(address(lead, "?flow=civil"))
    rows = dict(page.context["rows"])
    assert rows["案件名称"].endswith("民事公益诉讼案")
    assert "行政机关" not in rows


def test_what_is_missing_is_said_and_no_file_is_made(desk: Desk) -> None:
    lead = proposed(desk, organs=())
    client = desk.client(desk.inside.handler)
    page = client.get(address(lead, "?flow=administrative"))
    assert any("行政机关" in words for words in page.context["problems"])
    assert f"/desk/leads/{lead.id}/filing-approval/pdf/" not in page.content.decode()
    refused = client.get(address(lead, "pdf/?flow=administrative"))
    assert refused.status_code == 400
    assert "行政机关" in refused.content.decode()


def test_lead_page_offers_it_where_filing_is_proposed(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    filing, shelving = proposed(desk), proposed(desk, LeadEvent.DECIDE_SHELVE)
    assert address(filing) in client.get(f"/desk/leads/{filing.id}/").content.decode()
    assert address(shelving) not in client.get(f"/desk/leads/{shelving.id}/").content.decode()
    missing = client.get(address(shelving)).context["problems"]
    assert any("承办检察官意见" in words for words in missing)


def test_others_do_not_see_it(desk: Desk) -> None:
    stranger = desk.hire("检察官助理09", Role.ASSISTANT)
    assert desk.client(stranger).get(address(proposed(desk))).status_code == 404
    assert desk.client(desk.inside.handler).get(address(handled(desk), "odt/")).status_code == 404
