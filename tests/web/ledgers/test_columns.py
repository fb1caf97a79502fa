"""列方案 at the desk, and a value in words for every column of every ledger."""

from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs
from uuid import uuid4

import pytest
from django.test import Client
from openpyxl import load_workbook

from tests.accounts.people import make_person
from tests.cases.office import CaseOffice
from tests.leads.desk import proposing, small_office
from tests.letters.test_letter_ledgers import answered, sent
from tests.proposals.cast import make_proposal
from tests.web.accounts.cast import SECRET, sign_in_to_desk
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.reporting.rules.columns import LEDGER_COLUMNS
from xiezhi.reporting.rules.ledgers import LedgerKind
from xiezhi.web.ledgers.values import Words

COLUMNS = "/desk/ledgers/columns/"


@pytest.fixture
def manager(office: Any, client: Client) -> Client:
    """Case management signed in; a lead with feedback due and a letter answered."""
    person = make_person(office, "案管01", "ag01", ("case_management",), secret=SECRET)
    with tenant_scope(office.id):
        desk = small_office(clock.now())
        lead = desk.decide(desk.register(), proposing(LeadEvent.DECIDE_SHELVE))
        answered(sent(lead, 1), 12)
        letter = sent(lead, 2)
        make_proposal(desk.clerk, clock.now())
        inside = CaseOffice(
            chief=desk.chief,
            head=desk.head,
            handler=desk.handler,
            clerk=desk.clerk,
            unit=letter.unit,
        )
        inside.filed(clock.legal_day(clock.now()))
    sign_in_to_desk(client, person.login)
    return client


def keys_of(kind: LedgerKind) -> set[str]:
    return {column.key for column in LEDGER_COLUMNS[kind]}


def chosen(*keys: str, **more: str) -> dict[str, str]:
    """What the chooser sends for these columns in this order."""
    typed = {"name": "我的", "is_usual": "on"}
    kinds = (LedgerKind.LEADS, *LedgerKind)
    kind = next(kind for kind in kinds if set(keys) <= keys_of(kind))
    for column in LEDGER_COLUMNS[kind]:
        typed |= {f"heading-{column.key}": column.heading, f"width-{column.key}": "14"}
    for place, key in enumerate(keys, start=1):
        typed |= {f"shown-{key}": "on", f"place-{key}": str(place)}
    return typed | more


def body(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


@pytest.mark.parametrize("kind", LedgerKind)
def test_every_column_has_its_value(kind: LedgerKind) -> None:
    values = Words(date(2026, 11, 25)).of(kind)
    assert list(values) == [column.key for column in LEDGER_COLUMNS[kind]]


@pytest.mark.parametrize("kind", LedgerKind)
def test_each_ledger_is_copied_with_all_its_columns(manager: Client, kind: LedgerKind) -> None:
    keys = [column.key for column in LEDGER_COLUMNS[kind]]
    assert manager.post(f"{COLUMNS}?kind={kind}", chosen(*keys)).status_code == 302
    period = {"kind": kind.value, "since": "2020-01-01", "until": "2030-12-31"}
    page = manager.get("/desk/ledgers/", period)
    assert len(page.context["columns"]) == len(keys)
    assert page.context["count"] > 0
    sheet = load_workbook(BytesIO(body(manager.post("/desk/ledgers/xlsx/", period)))).worksheets[0]
    assert sheet.max_column == len(keys)
    assert sheet.max_row == 3 + page.context["count"]


def test_chosen_columns_stand_in_their_order_under_their_words(manager: Client) -> None:
    typed = chosen("title", "number", **{"heading-title": "线索内容"})
    manager.post(f"{COLUMNS}?kind=leads", typed)
    for answer in (manager.get("/desk/ledgers/"), manager.post("/desk/ledgers/print/", {})):
        assert [column.heading for column in answer.context["columns"]] == ["线索内容", "编号"]


def test_set_is_changed_or_kept_under_another_name(manager: Client) -> None:
    first = manager.post(f"{COLUMNS}?kind=leads", chosen("title"))
    set_id = str(first["Location"]).rpartition("columns=")[2]
    address = f"{COLUMNS}?kind=leads&columns={set_id}"
    manager.post(address, chosen("number"))
    assert manager.get(address).context["rows"][0]["key"] == "number"
    manager.post(address, chosen("area", name="另一个", act="save_as"))
    assert len(manager.get(address).context["sets"]) == 2
    manager.post(f"/desk/ledgers/columns/{set_id}/remove/")
    assert manager.get(address).status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (chosen(), "一列都没有选"),
        (chosen("title", name=" "), "这个字段是必填项"),
        (chosen("title", **{"width-title": "900"}), "80"),
    ],
    ids=["no column", "no name", "width"],
)
def test_what_makes_no_set_is_said_and_stays_typed(
    manager: Client, typed: dict[str, str], words: str
) -> None:
    answer = manager.post(f"{COLUMNS}?kind=leads", typed | {"heading-area": "领域甲"})
    page = answer.content.decode()
    assert answer.status_code == 400
    assert words in page
    assert 'value="领域甲"' in page


def test_name_taken_is_said_at_the_name(manager: Client) -> None:
    manager.post(f"{COLUMNS}?kind=leads", chosen("title"))
    answer = manager.post(f"{COLUMNS}?kind=leads", chosen("title", act="save_as"))
    assert answer.status_code == 400
    assert "已经有叫「我的」的了" in answer.content.decode()


def test_unknown_set_is_not_found(manager: Client) -> None:
    assert manager.get(f"{COLUMNS}?kind=leads&columns={uuid4()}").status_code == 404


def test_letters_say_how_they_stand_to_their_reply(manager: Client) -> None:
    period = {"kind": "letters", "since": "2026-11-01", "until": "2026-11-30"}
    page = manager.get("/desk/ledgers/", period).content.decode()
    assert "已回复（逾期）" in page
    assert "达检移〔2026〕1号" in page


def test_day_chosen_on_the_page_overrides_the_office(manager: Client) -> None:
    page = manager.get("/desk/ledgers/", {"kind": "leads", "cutoff": "25"})
    assert page.context["cutoff"] == "每月 25 日"
    assert all("cutoff=25" in preset["url"] for preset in page.context["presets"])
    month = parse_qs(page.context["presets"][1]["url"].partition("?")[2])
    assert (month["since"][0][-2:], month["until"][0][-2:]) == ("26", "25")
    assert manager.get("/desk/ledgers/", {"kind": "leads"}).context["cutoff"] == "月末"


def test_list_of_cases_is_copied_in_the_columns_somebody_keeps(manager: Client) -> None:
    address = "/desk/cases/export/xlsx/?tab=open"
    whole = load_workbook(BytesIO(body(manager.post(address)))).worksheets[0]
    assert whole.max_column == len(keys_of(LedgerKind.CASES))
    manager.post(f"{COLUMNS}?kind=cases", chosen("title", "national_number", "parties"))
    own = load_workbook(BytesIO(body(manager.post(address)))).worksheets[0]
    assert [cell.value for cell in own[3]] == ["案件名称", "2.0案号", "被监督单位"]


def test_checker_typed_stands_on_the_copy(manager: Client) -> None:
    answer = manager.post("/desk/ledgers/xlsx/", {"kind": "leads", "checked_by": "案管02"})
    sheet = load_workbook(BytesIO(body(answer))).worksheets[0]
    assert "审核人：案管02" in str(sheet["A2"].value)


def test_figure_that_opened_the_list_is_named_with_its_meaning(manager: Client) -> None:
    answer = manager.get("/desk/ledgers/", {"kind": "leads", "measure": "assessed"})
    assert answer.context["measure"]["name"] == "评估办结线索数"
    assert "口径：统计期内作出评估处理决定的线索" in answer.content.decode()


def test_page_of_many_rows_asks_no_more_than_of_few(
    manager: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(45):
        manager.get("/desk/ledgers/")
