"""What must not be overlooked at the desk: numbers owed to 2.0, documents that did not arrive."""

from uuid import uuid4

import pytest

from tests.cast import make_department
from tests.leads.desk import proposing
from tests.leads.letters import sent
from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.rules.submission import Submission
from xiezhi.intake.services.entering import Entry, enter_report
from xiezhi.law.sources import IntakeChannel
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.services.registration import Registration, register_lead


def test_home_counts_leads_that_lack_their_national_number(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    assert "应登记2.0而未登记的线索" not in client.get("/desk/").content.decode()
    with tenant_scope(desk.procuratorate.id):
        desk.inside.decide(desk.inside.register(), proposing(LeadEvent.DECIDE_FILING))
    page = client.get("/desk/").content.decode()
    assert "应登记2.0而未登记的线索 1 件" in page
    listed = client.get("/desk/leads/?scope=mine&tab=no_national_number")
    assert len(listed.context["rows"]) == 1


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "fragment"])
def test_lead_shows_how_far_its_document_got(desk: Desk, headers: dict[str, str]) -> None:
    with tenant_scope(desk.procuratorate.id):
        lead, letter = sent(desk.inside)
    client = desk.client(desk.inside.handler)
    assert "送达情况" in client.get(f"/desk/leads/{lead.id}/").content.decode()
    shown = client.get(f"/desk/leads/{lead.id}/deliveries/", headers=headers).content.decode()
    assert letter.title in shown
    assert ("<html" in shown) is not bool(headers)


def test_deliveries_of_a_lead_of_others_do_not_exist(desk: Desk) -> None:
    with tenant_scope(desk.procuratorate.id):
        lead, _ = sent(desk.inside)
    stranger = desk.client(desk.hire("检察官助理09", Role.ASSISTANT))
    assert stranger.get(f"/desk/leads/{lead.id}/deliveries/").status_code == 404


def test_nobody_is_asked_who_cannot_read_the_question(desk: Desk) -> None:
    with tenant_scope(desk.procuratorate.id):
        entered = enter_report(
            entry=Entry(
                submission=Submission(submission_key=uuid4(), words="村口的路灯已经坏了一周"),
                channel=IntakeChannel.TELEPHONE,
            ),
            office=desk.procuratorate,
            acting=desk.inside.handler,
            now=desk.now,
        )
    sent_in = desk.report("河滩上有建筑垃圾")
    client = desk.client(desk.inside.handler)
    pages = [client.get(f"/desk/pool/{one.id}/").content.decode() for one in (entered, sent_in)]
    assert ["与反映人的对话" in page for page in pages] == [False, True]
    acting = desk.inside.handler
    assert acting.id is not None
    with tenant_scope(desk.procuratorate.id):
        lead = register_lead(
            report_ids=[entered.id],
            registration=Registration(
                title="路灯坏了", department_id=make_department().id, handler_id=acting.id
            ),
            acting=acting,
            now=desk.now,
        )
    assert "问反映人" not in client.get(f"/desk/leads/{lead.id}/").content.decode()
