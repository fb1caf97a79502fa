"""专项活动 on the desk: entered, shown with what was done, handed out; leads put in and taken out."""

from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.cast import make_unit
from tests.web.desk.staff import Desk, slip
from xiezhi.accounts.rules.roles import Role
from xiezhi.campaigns.models import Campaign, JointAction
from xiezhi.infra.tenant import tenant_scope
from xiezhi.leads.models import Lead
from xiezhi.ledger.models import LedgerEntry
from xiezhi.partners.models import PartnerUnit

BASE = "/desk/campaigns/"
FORM = {
    "title": "八号检察建议专项",
    "issuing_office": "最高人民检察院",
    "number": "",
    "theme": "安全生产",
    "aims": "消防设施排查",
    "starts_on": "2026-01-01",
    "ends_on": "",
}


@pytest.fixture
def keeper(desk: Desk) -> Client:
    return desk.client(desk.hire("联络员01", Role.LIAISON))


def opened(desk: Desk, client: Client, **changes: Any) -> UUID:
    answer = client.post(BASE + "add/", FORM | changes)
    assert answer.status_code == 302, answer.content.decode()
    with tenant_scope(desk.procuratorate.id):
        return UUID(str(Campaign.objects.get(title=(FORM | changes)["title"]).id))


def words(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def done(desk: Desk, client: Client, campaign_id: UUID, **changes: Any) -> Any:
    with tenant_scope(desk.procuratorate.id):
        unit = PartnerUnit.objects.first() or make_unit()
    fields: dict[str, Any] = {
        "kind": "joint_inspection",
        "done_on": "2026-06-01",
        "place": "树林召镇",
        "unit_ids": [str(unit.id)],
        "words": "=联合检查消火栓",
        "problem_count": "3",
        "problems": "三处无水",
        "papers": slip("检查记录.pdf"),
        "figure0-name": "整改消火栓",
        "figure0-amount": "3",
        "figure0-unit": "places",
    }
    rows = {f"figure{at}-{name}": "" for at in (1, 2, 3) for name in ("name", "amount", "unit")}
    return client.post(f"{BASE}{campaign_id}/act/", rows | fields | changes)


def test_campaign_is_entered_and_listed(desk: Desk, keeper: Client) -> None:
    campaign_id = opened(desk, keeper)
    assert "八号检察建议专项" in words(keeper, BASE)
    assert "消防设施排查" in words(keeper, f"{BASE}{campaign_id}/")


def test_refused_entry_keeps_what_was_typed(desk: Desk, keeper: Client) -> None:
    opened(desk, keeper)
    answer = keeper.post(BASE + "add/", FORM)
    assert (answer.status_code, "已登记同名的专项活动" in answer.content.decode()) == (400, True)
    assert answer.context["form"]["aims"].value() == "消防设施排查"


def test_campaign_is_ended_by_putting_it_right(desk: Desk, keeper: Client) -> None:
    campaign_id = opened(desk, keeper)
    path = f"{BASE}{campaign_id}/change/"
    assert "2026-01-01" in words(keeper, path)
    assert keeper.post(path, FORM | {"ends_on": "2026-03-01"}).status_code == 302
    assert "已结束" in words(keeper, f"{BASE}{campaign_id}/")
    assert keeper.post(path, FORM | {"ends_on": "2025-03-01"}).status_code == 400


def test_chief_reads_and_is_not_offered_to_type(desk: Desk, keeper: Client) -> None:
    campaign_id = opened(desk, keeper)
    chief = desk.client(desk.inside.chief)
    assert "登记联合行动" not in words(chief, f"{BASE}{campaign_id}/")
    assert chief.get(BASE + "add/").status_code == 403
    assert chief.get(f"{BASE}{campaign_id}/act/").status_code == 403


def test_joint_action_is_shown_with_its_figures_and_paper(desk: Desk, keeper: Client) -> None:
    campaign_id = opened(desk, keeper)
    assert done(desk, keeper, campaign_id).status_code == 302
    page = words(keeper, f"{BASE}{campaign_id}/")
    assert "整改消火栓" in page
    assert "三处无水" in page
    with tenant_scope(desk.procuratorate.id):
        file_id = JointAction.objects.get().files.get().file_id
    answer = keeper.get(f"{BASE}files/{file_id}/")
    assert answer.headers["Content-Disposition"].startswith("attachment")


def test_incomplete_joint_action_is_refused_where_it_was_typed(desk: Desk, keeper: Client) -> None:
    campaign_id = opened(desk, keeper)
    answer = done(desk, keeper, campaign_id, **{"figure0-name": ""})
    assert "没有名称" in answer.content.decode()
    assert answer.status_code == 400
    assert done(desk, keeper, campaign_id, words="").status_code == 400


def test_copy_is_numbered_recorded_and_runs_no_formula(desk: Desk, keeper: Client) -> None:
    campaign_id = opened(desk, keeper)
    done(desk, keeper, campaign_id)
    answer = keeper.post(f"{BASE}{campaign_id}/export/")
    book = load_workbook(BytesIO(b"".join(answer)))
    sheet = book.worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert rows[0][4] == "'=联合检查消火栓"
    assert rows[0][7] == "整改消火栓 3 处"
    with tenant_scope(desk.procuratorate.id):
        assert LedgerEntry.objects.filter(act="campaigns.export").count() == 1


def test_lead_is_put_in_and_taken_out(desk: Desk, keeper: Client) -> None:
    campaign_id, lead = opened(desk, keeper), desk.lead()
    client = desk.client(desk.inside.handler)
    path = f"{BASE}lead/{lead.id}/"
    assert client.post(path, {"campaign_id": str(campaign_id)}).status_code == 302
    assert desk.fresh(lead).campaign == "八号检察建议专项"
    assert f"/desk/leads/{lead.id}/" in words(client, f"{BASE}{campaign_id}/")
    assert "没有可以列入的专项活动" in words(client, path)
    assert client.post(f"{path}{campaign_id}/remove/").status_code == 302
    assert desk.fresh(lead).campaign == ""


def test_campaign_shows_no_title_of_a_lead_one_may_not_see(desk: Desk, keeper: Client) -> None:
    campaign_id, lead = opened(desk, keeper), desk.lead()
    desk.client(desk.inside.handler).post(
        f"{BASE}lead/{lead.id}/", {"campaign_id": str(campaign_id)}
    )
    stranger = desk.client(desk.hire("检察官09", Role.PROSECUTOR))
    page = words(stranger, f"{BASE}{campaign_id}/")
    assert f"线索 {lead.year}-{lead.number}" in page
    assert lead.title not in page


def test_lead_is_registered_for_a_campaign_of_the_register(desk: Desk, keeper: Client) -> None:
    campaign_id = opened(desk, keeper)
    report = desk.report("消火栓无水")
    client = desk.client(desk.inside.handler)
    fields = {
        "title": "消火栓无水",
        "source": "report",
        "department": str(desk.inside.handler.department_id),
        "campaign": str(campaign_id),
        "selected": str(report.id),
    }
    assert client.post("/desk/leads/new/", fields).status_code == 302
    with tenant_scope(desk.procuratorate.id):
        assert Lead.objects.get().campaign == "八号检察建议专项"


@pytest.mark.parametrize("path", ["", "add/"])
def test_who_handles_no_matters_is_refused(path: str, desk: Desk) -> None:
    client = desk.client(desk.hire("控申09", Role.PETITION_OFFICER))
    assert client.get(BASE + path).status_code == 403
