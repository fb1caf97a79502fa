"""台账 at the desk: two counts, the office's columns, copies that name who made them."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.accounts.people import make_person
from tests.cast import make_report
from tests.leads.desk import proposing, small_office
from tests.web.accounts.cast import SECRET, sign_in_to_desk
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.ledger.models import LedgerEntry

LEAD_HEADINGS = [
    "编号",
    "登记日期",
    "来源方式",
    "法定来源",
    "反映人类别",
    "摘要",
    "领域",
    "苏木镇",
    "承办人",
    "当前环节",
    "评估意见",
    "线索质效",
    "2.0线索号",
    "移送单位",
    "回复日期",
    "核实结果",
    "反馈日期",
    "办结日期",
]
INFORMATION_HEADINGS = [
    "编号",
    "收到日期",
    "来源方式",
    "反映人类别",
    "摘要",
    "苏木镇",
    "处理（初筛结果）",
    "理由",
    "初筛人",
    "初筛日期",
    "线索编号",
]


@pytest.fixture
def manager(office: Any, client: Client) -> Client:
    """Case management signed in; one lead shelved, one report more in the pool."""
    person = make_person(office, "案管01", "ag01", ("case_management",), secret=SECRET)
    with tenant_scope(office.id):
        desk = small_office(clock.now())
        desk.decide(desk.register(), proposing(LeadEvent.DECIDE_SHELVE))
        make_report(clock.now(), words="=HYPERLINK(1) 村口路灯不亮")
    sign_in_to_desk(client, person.login)
    return client


def body(answer: Any) -> bytes:
    content: bytes = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return content


def test_counts_stand_apart_each_with_its_meaning(manager: Client) -> None:
    answer = manager.get("/desk/ledgers/")
    assert [tile["value"] for tile in answer.context["tiles"]] == [2, 1, 0, 0, 0, 0, 0]
    assert all("口径" in tile["note"] for tile in answer.context["tiles"])
    assert [column.heading for column in answer.context["columns"]] == LEAD_HEADINGS


def test_information_has_its_own_columns(manager: Client) -> None:
    answer = manager.get("/desk/ledgers/", {"kind": "information"})
    assert [column.heading for column in answer.context["columns"]] == INFORMATION_HEADINGS
    assert answer.context["count"] == 2


def test_spreadsheet_holds_the_columns_and_names_who_exported(manager: Client) -> None:
    answer = manager.post("/desk/ledgers/xlsx/", {"kind": "leads"})
    sheet = load_workbook(BytesIO(body(answer))).worksheets[0]
    assert [str(cell.value).split("\n")[0] for cell in sheet[3]] == LEAD_HEADINGS
    assert "制表人：案管01" in str(sheet["A2"].value)
    assert "导出编号：" in str(sheet["A2"].value)
    line = [cell.value for cell in sheet[4]]
    assert (line[4], line[9:12]) == ("网格员", ["存查", "存查", "一般信息"])


def test_words_from_outside_are_no_formulas(manager: Client) -> None:
    answer = manager.post("/desk/ledgers/xlsx/", {"kind": "information"})
    sheet = load_workbook(BytesIO(body(answer))).worksheets[0]
    values = [(cell.value, cell.data_type) for row in sheet.iter_rows(min_row=4) for cell in row]
    assert ("'=HYPERLINK(1) 村口路灯不亮", "s") in values
    assert "f" not in {kind for _, kind in values}


def test_every_copy_is_recorded_with_its_number(manager: Client, office: Any) -> None:
    for form in ("xlsx", "pdf", "print"):
        answer = manager.post(f"/desk/ledgers/{form}/", {"kind": "leads"})
        assert (answer.status_code, bool(body(answer))) == (200, True)
    with tenant_scope(office.id):
        entries = [json.loads(entry.body) for entry in LedgerEntry.objects.all()]
    acts = [entry for entry in entries if entry["act"] == "reporting.export_ledger"]
    assert len({entry["object"]["id"] for entry in acts}) == 3


def test_pdf_is_a_pdf(manager: Client) -> None:
    answer = manager.post("/desk/ledgers/pdf/", {"kind": "information"})
    assert body(answer).startswith(b"%PDF-")


def test_print_page_has_heading_period_and_preparer(manager: Client) -> None:
    page = manager.post("/desk/ledgers/print/", {"kind": "leads"}).content.decode()
    assert all(words in page for words in ("公益诉讼线索台账", "统计期", "制表人", "导出编号"))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        pytest.param({"since": "2020-01-01", "until": "2020-12-31"}, 0, id="another period"),
        pytest.param({"state": "shelved"}, 1, id="state"),
        pytest.param({"state": "registered"}, 0, id="other state"),
        pytest.param({"area": "food_drug"}, 0, id="other area"),
        pytest.param({"kind": "information", "state": "lead"}, 1, id="reports behind leads"),
        pytest.param({"kind": "nonsense", "cutoff": "99"}, 1, id="unknown words"),
    ],
)
def test_filters_choose_lines(manager: Client, query: dict[str, str], count: int) -> None:
    assert manager.get("/desk/ledgers/", query).context["count"] == count


@pytest.mark.parametrize("form", ["xlsx", "print"])
def test_a_period_that_ends_before_it_begins_is_said_at_the_field(
    manager: Client, form: str
) -> None:
    wrong = {"kind": "leads", "since": "2026-05-01", "until": "2026-04-01"}
    for answer in (
        manager.get("/desk/ledgers/", wrong),
        manager.post(f"/desk/ledgers/{form}/", wrong),
    ):
        assert answer.status_code == 400
        assert "结束日早于开始日" in answer.content.decode()


@pytest.mark.parametrize("path", ["/desk/ledgers/", "/desk/reporting/figures/"])
@pytest.mark.parametrize("year", ["0026", "9999"])
def test_a_mistyped_year_is_said(manager: Client, path: str, year: str) -> None:
    answer = manager.get(path, {"since": f"{year}-01-01", "until": f"{year}-12-31"})
    assert answer.status_code == 400
    assert f"年份是 {year}" in answer.content.decode()


def test_copies_are_not_made_by_following_a_link(manager: Client) -> None:
    assert manager.get("/desk/ledgers/xlsx/").status_code == 405


def test_a_petition_officer_takes_no_ledger(client: Client, office: Any) -> None:
    person = make_person(office, "控申01", "ks01", ("petition_officer",), secret=SECRET)
    sign_in_to_desk(client, person.login)
    assert client.get("/desk/ledgers/").status_code == 403
    assert client.post("/desk/ledgers/xlsx/", {"kind": "leads"}).status_code == 403
