"""待办 and 线索办理: nearest first, the one next act, many at once."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.leads.desk import proposing
from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import ReportBand
from xiezhi.language.duplicates import band_keys
from xiezhi.leads.rules.procedure import LeadEvent


def test_handler_sees_own_leads_with_clock_and_next_act(desk: Desk) -> None:
    lead = desk.lead()
    answer = desk.client(desk.inside.handler).get("/desk/")
    row = answer.context["rows"][0]
    assert row["lead"].id == lead.id
    assert row["act"]["label"] == "评估"
    assert row["clock"]["is_own_rule"]
    assert "法定" not in str(row["clock"])


@pytest.mark.parametrize(
    ("who", "label"),
    [
        pytest.param("head", "提出意见", id="head"),
        pytest.param("clerk", "代录审批", id="clerk"),
        pytest.param("handler", "代录审批", id="handler"),
    ],
)
def test_submitted_assessment_offers_each_their_part(desk: Desk, who: str, label: str) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        desk.inside.submit(lead, proposing(LeadEvent.DECIDE_SHELVE))
    answer = desk.client(getattr(desk.inside, who)).get("/desk/leads/")
    assert answer.context["rows"][0]["act"]["label"] == label


def test_what_waits_for_the_chief_is_one_list(desk: Desk) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        desk.inside.submit(lead, proposing(LeadEvent.DECIDE_SHELVE))
    head = desk.client(desk.inside.head)
    tile = head.get("/desk/").context["tiles"][-1]
    assert (tile["label"], tile["value"], tile["url"]) == ("待我决定", 1, "/desk/due/?tab=decide")
    waiting = head.get(tile["url"]).context["rows"]
    assert [row["url"] for row in waiting] == [f"/desk/leads/{lead.id}/opinion/"]


def test_colleague_of_another_desk_sees_nothing(desk: Desk) -> None:
    desk.lead()
    other = desk.client(desk.hire("检察官助理09", Role.ASSISTANT))
    assert other.get("/desk/leads/?scope=office").context["rows"] == []


def test_leads_that_seem_to_repeat_lead_to_the_merging(desk: Desk) -> None:
    alike = ("黄河大桥下游河滩上倾倒了大量建筑垃圾", "黄河大桥下游河滩上又倾倒大量建筑垃圾")
    with tenant_scope(desk.procuratorate.id):
        leads = [desk.inside.register(words=words) for words in alike]
        for lead, words in zip(leads, alike, strict=True):
            report_id = lead.report_links.get().report_id
            ReportBand.objects.bulk_create(
                ReportBand(report_id=report_id, band=band) for band in band_keys(words)
            )
        alone = desk.inside.register(words="学校门口的消防水鹤漏水")
    page = desk.client(desk.inside.handler).get("/desk/leads/")
    counts = {row["lead"].id: row["alike"] for row in page.context["rows"]}
    assert counts[alone.id] == 0
    assert sorted(counts.values()) == [0, 1, 1]
    assert f"/desk/leads/{leads[0].id}/merge/" in page.content.decode()


def test_list_of_leads_leads_to_the_pool_where_many_are_no_leads_at_once(desk: Desk) -> None:
    tabs = desk.client(desk.inside.clerk).get("/desk/leads/").context["tabs"]
    assert (tabs[0]["label"], tabs[0]["url"]) == ("信息池", "/desk/pool/")


def test_administrator_has_a_plain_page(desk: Desk) -> None:
    client = desk.client(desk.hire("系统管理员09", Role.SYSTEM_ADMIN))
    assert client.get("/desk/").status_code == 200
    assert client.get("/desk/leads/").status_code == 403


def test_several_leads_are_given_at_once(desk: Desk) -> None:
    leads = [desk.lead(), desk.lead()]
    other = desk.hire("检察官助理09", Role.ASSISTANT)
    client = desk.client(desk.inside.head)
    ids = [str(lead.id) for lead in leads]
    assert len(client.get("/desk/leads/assign/", {"selected": ids}).context["leads"]) == 2
    client.post("/desk/leads/assign/", {"selected": ids, "handler": other.id})
    assert {desk.fresh(lead).handler_id for lead in leads} == {other.id}


def test_several_leads_are_merged_into_one(desk: Desk) -> None:
    stays, goes = desk.lead(), desk.lead()
    client = desk.client(desk.inside.handler)
    answer = client.post(
        "/desk/leads/merge/",
        {"selected": [stays.id, goes.id], "target": stays.id, "reason": "同一处"},
    )
    assert answer.headers["Location"] == f"/desk/leads/{stays.id}/"
    assert desk.fresh(goes).merged_into_id == stays.id


def test_lead_of_others_cannot_be_slipped_into_a_bulk_act(desk: Desk) -> None:
    lead = desk.lead()
    other = desk.client(desk.hire("检察官助理09", Role.ASSISTANT))
    assert other.get("/desk/leads/merge/", {"selected": str(lead.id)}).status_code == 404


def test_ticked_leads_become_a_spreadsheet_and_a_print(desk: Desk) -> None:
    leads = [desk.lead(), desk.lead()]
    client = desk.client(desk.inside.handler)
    sheet = client.post("/desk/leads/export/xlsx/", {"selected": [leads[0].id]})
    rows = list(load_workbook(BytesIO(sheet.content)).worksheets[0].iter_rows(values_only=True))
    assert any(f"{leads[0].year}-{leads[0].number}" in row for row in rows)
    assert not any(f"{leads[1].year}-{leads[1].number}" in row for row in rows)
    printed = client.post("/desk/leads/export/pdf/", {"selected": [leads[0].id]})
    assert printed.content.startswith(b"%PDF")


def test_search_finds_leads_and_reports(desk: Desk) -> None:
    lead, report = desk.lead(words="柳沟河东岸有人倒垃圾"), desk.report("柳沟河西岸有死鱼")
    answer = desk.client(desk.inside.handler).get("/desk/search/", {"q": "柳沟河"})
    assert [row["lead"].id for row in answer.context["rows"]] == [lead.id]
    assert report.id in [row.id for row in answer.context["reports"]]
