"""登记线索 and 并入 from the pool."""

from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.leads.models import Lead, LeadReport

TALE = "河滩上堆了十几车建筑垃圾。再过一个月开河全冲下去了"


def entered(desk: Desk, **changes: str) -> dict[str, str]:
    department = str(desk.inside.handler.department_id)
    found = {"title": "河滩倾倒建筑垃圾", "source": "report", "department": department}
    return found | changes


def test_form_starts_with_what_the_report_says(desk: Desk) -> None:
    report = desk.report(TALE)
    answer = desk.client(desk.inside.handler).get("/desk/leads/new/", {"selected": str(report.id)})
    assert answer.context["form"]["title"].value() == "河滩上堆了十几车建筑垃圾"


def test_two_reports_become_one_lead(desk: Desk) -> None:
    ids = [desk.report(TALE).id, desk.report("河滩又倒了两车").id]
    answer = desk.client(desk.inside.handler).post(
        "/desk/leads/new/", entered(desk) | {"selected": ids, "assess": "1"}
    )
    with tenant_scope(desk.procuratorate.id):
        lead = Lead.objects.get()
        assert LeadReport.objects.filter(lead_id=lead.id).count() == 2
    assert answer.headers["Location"] == f"/desk/leads/{lead.id}/assess/"


def test_refusal_keeps_what_was_entered(desk: Desk) -> None:
    report = desk.report(TALE)
    answer = desk.client(desk.inside.handler).post(
        "/desk/leads/new/", entered(desk, title="", area="eco_resources") | {"selected": report.id}
    )
    assert answer.status_code == 400
    assert answer.context["form"]["area"].value() == "eco_resources"


def test_report_that_is_a_lead_already_is_refused(desk: Desk) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        report_id = LeadReport.objects.get(lead_id=lead.id).report_id
    answer = desk.client(desk.inside.handler).post(
        "/desk/leads/new/", entered(desk) | {"selected": report_id}
    )
    assert answer.status_code == 409


def test_report_joins_a_lead_there_is_already(desk: Desk) -> None:
    lead, report = desk.lead(), desk.report(TALE)
    answer = desk.client(desk.inside.handler).post(
        "/desk/pool/join/", {"selected": report.id, "lead": lead.id}
    )
    assert answer.headers["Location"] == f"/desk/leads/{lead.id}/"
    with tenant_scope(desk.procuratorate.id):
        assert LeadReport.objects.filter(lead_id=lead.id).count() == 2


def test_without_a_report_there_is_nothing_to_register(desk: Desk) -> None:
    answer = desk.client(desk.inside.handler).get("/desk/leads/new/?selected=nonsense")
    assert (answer.status_code, "先选反映信息" in answer.content.decode()) == (200, True)


def test_who_may_not_register_is_refused(desk: Desk) -> None:
    client = desk.client(desk.hire("控申09", Role.PETITION_OFFICER))
    report = desk.report(TALE)
    assert client.get("/desk/leads/new/", {"selected": str(report.id)}).status_code == 403
    assert client.get("/desk/pool/join/", {"selected": str(report.id)}).status_code == 403
