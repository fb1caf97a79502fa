"""线索评估表: what stands on it, and that it is a draft until it is decided."""

from datetime import date

from tests.leads.desk import COMPLETE, paper, proposing
from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.services._deciding import EnteredDecision
from xiezhi.leads.services.assessment import add_opinion, decide_lead, save_assessment


def sheet_of(desk: Desk, lead: Lead, query: str = "") -> str:
    client = desk.client(desk.inside.handler)
    return client.get(f"/desk/leads/{lead.id}/assessment-sheet/{query}").content.decode()


def test_draft_shows_facts_and_organs_and_is_marked(desk: Desk) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        save_assessment(lead_id=lead.id, draft=COMPLETE, acting=desk.inside.handler, now=desk.now)
    text = sheet_of(desk, lead)
    assert COMPLETE.facts in text
    assert "旗水利局" in text
    assert "河道管理条例第35条" in text
    assert "草稿" in text


def test_submitted_assessment_is_a_draft_until_decided(desk: Desk) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        desk.inside.submit(lead, proposing(LeadEvent.DECIDE_SHELVE))
    assert "草稿" in sheet_of(desk, lead)


def test_decided_sheet_names_who_decided(desk: Desk) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        desk.inside.decide(lead, proposing(LeadEvent.DECIDE_SHELVE))
    text = sheet_of(desk, lead)
    assert "草稿" not in text
    assert desk.inside.chief.label in text


def test_decider_and_typist_stand_apart(desk: Desk) -> None:
    lead = desk.lead()
    entered = EnteredDecision(
        decided_by_label="检察长", decided_on=date(2026, 11, 20), slip=paper()
    )
    with tenant_scope(desk.procuratorate.id):
        desk.inside.submit(lead, proposing(LeadEvent.DECIDE_SHELVE))
        add_opinion(lead_id=lead.id, agrees=True, words="", acting=desk.inside.head, now=desk.now)
        decide_lead(lead_id=lead.id, entered=entered, acting=desk.inside.clerk, now=desk.now)
    text = sheet_of(desk, lead)
    assert "检察长　2026-11-20" in text
    assert f"代录人：{desk.inside.clerk.label}" in text


def test_sheet_of_a_lead_without_assessment_or_of_others_does_not_exist(desk: Desk) -> None:
    lead = desk.lead()
    where = f"/desk/leads/{lead.id}/assessment-sheet/"
    assert desk.client(desk.inside.handler).get(where).status_code == 404
    with tenant_scope(desk.procuratorate.id):
        desk.inside.submit(lead, proposing(LeadEvent.DECIDE_SHELVE))
    assert desk.client(desk.inside.head).get(where).status_code == 200
    assert desk.client(desk.inside.head).get(f"{where}?version=7").status_code == 404
    assert desk.client(desk.hire("检察官助理09", Role.ASSISTANT)).get(where).status_code == 404


def test_lead_page_offers_the_sheet(desk: Desk) -> None:
    lead = desk.lead()
    client = desk.client(desk.inside.handler)
    where = f"/desk/leads/{lead.id}/assessment-sheet/"
    assert where not in client.get(f"/desk/leads/{lead.id}/").content.decode()
    with tenant_scope(desk.procuratorate.id):
        save_assessment(lead_id=lead.id, draft=COMPLETE, acting=desk.inside.handler, now=desk.now)
    for page in ("", "assess/"):
        assert where in client.get(f"/desk/leads/{lead.id}/{page}").content.decode()
