"""案件: tabs, filters, rights, three lamps, the ledger as spreadsheet and print."""

import io
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest

from tests.cast import make_department, make_staff
from tests.web.cases.files import Files
from tests.web.desk.tabs import counts
from xiezhi.accounts.rules.roles import Role
from xiezhi.cases.models import Case
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.infra.tenant import tenant_scope
from xiezhi.ledger.models import LedgerEntry


def titles(answer: Any) -> list[str]:
    return [row["case"].title for row in answer.context["rows"]]


def test_each_open_case_stands_in_one_tab_beside_all(files: Files) -> None:
    files.opened()
    files.opened(title="另一案")
    files.suggested()
    page = files.client(files.inside.handler).get("/desk/cases/")
    assert counts(page) == {"未办结": 3, "待决定": 2, "跟进调查": 1}


def test_nearest_limit_stands_first(files: Files) -> None:
    files.opened(title="没有期限的案件")
    files.made(lambda office: office.filed(files.day(-6), title="送达将到期的案件"))
    page = files.client(files.inside.handler).get("/desk/cases/")
    assert titles(page) == ["送达将到期的案件", "没有期限的案件"]
    clock = page.context["rows"][0]["clock"]
    # A last day that is no working day rolls over, before a holiday by many days.
    left = (date.fromisoformat(clock["due_full"]) - files.today).days
    assert left >= 1
    assert (clock["text"], clock["is_own_rule"]) == (f"还有 {left} 天", False)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("kind=civil", ["民事案"]),
        ("area=food_drug", ["食药案"]),
        ("words=食药", ["食药案"]),
        ("month=2020-01", []),
        ("month=nonsense", ["民事案", "食药案"]),
        ("kind=nonsense&tab=nonsense", ["民事案", "食药案"]),
    ],
)
def test_filters_narrow_and_nonsense_is_left_out(
    files: Files, query: str, found: list[str]
) -> None:
    files.made(lambda office: office.open(files.day(-2), CaseKind.CIVIL, title="民事案"))
    files.opened(title="食药案", area="food_drug")
    page = files.client(files.inside.handler).get(f"/desk/cases/?{query}")
    assert sorted(titles(page)) == sorted(found)


@pytest.mark.parametrize(
    "words",
    ["行公建", "水利局", "2.0案号第7号", "河道", "{number}", "%", "'", "河\x00道"],
    ids=ascii,
)
def test_case_is_found_by_what_people_call_it(files: Files, words: str) -> None:
    case = files.suggested()
    with tenant_scope(files.procuratorate.id):
        Case.objects.filter(id=case.id).update(national_number="2.0案号第7号")
    words = words.format(number=f"{case.year}-{case.number}")
    client = files.client(files.inside.handler)
    found = [row["case"].id for row in client.get("/desk/search/", {"q": words}).context["cases"]]
    assert found == ([] if words in {"%", "'"} else [case.id])


def test_colleague_of_another_department_sees_none_of_it(files: Files) -> None:
    case = files.opened()
    with tenant_scope(files.procuratorate.id):
        other = make_staff("检察官09", Role.PROSECUTOR, department=make_department("第二检察部"))
    client = files.client(other)
    assert titles(client.get("/desk/cases/?scope=office")) == []
    assert client.get(f"/desk/cases/{case.id}/").status_code == 404
    assert client.get(f"/desk/cases/{case.id}/print/").status_code == 404


def test_case_without_its_national_number_is_marked(files: Files) -> None:
    case = files.opened()
    client = files.client(files.inside.clerk)
    assert "未登记" in client.get("/desk/cases/?scope=department").content.decode()
    client.post(f"/desk/cases/{case.id}/number/", {"number": "达检行公立〔2026〕1号"})
    assert files.fresh(case.id).national_number == "达检行公立〔2026〕1号"
    other = files.opened(title="另一案")
    answer = client.post(f"/desk/cases/{other.id}/number/", {"number": "达检行公立〔2026〕1号"})
    assert answer.status_code == 409


def test_lamps_are_lit_by_what_happened_and_by_nothing_else(files: Files) -> None:
    case = files.suggested()
    with tenant_scope(files.procuratorate.id):
        Case.objects.filter(id=case.id).update(replied_on=files.today)
    page = files.client(files.inside.handler).get("/desk/cases/")
    lamps = page.context["rows"][0]["lamps"]
    assert [lamp["is_lit"] for lamp in lamps] == [True, False, False]


def test_civil_case_has_no_lamp_for_a_reply(files: Files) -> None:
    files.made(lambda office: office.open(files.day(-2), CaseKind.CIVIL))
    page = files.client(files.inside.handler).get("/desk/cases/")
    words = [lamp["words"] for lamp in page.context["rows"][0]["lamps"]]
    assert words == ["未采取措施", "未经核实整改到位"]


def test_ledger_is_handed_out_with_every_column_and_no_formula(files: Files) -> None:
    files.opened(title="=1+1", area="eco_resources")
    client = files.client(files.inside.handler)
    answer = client.post("/desk/cases/export/xlsx/?tab=open")
    sheet = ZipFile(io.BytesIO(b"".join(answer))).read("xl/worksheets/sheet1.xml")
    text = sheet.decode()
    assert "<f>" not in text
    with tenant_scope(files.procuratorate.id):
        assert LedgerEntry.objects.filter(act="cases.export_ledger").count() == 1


def test_ledger_is_printed_on_a4(files: Files) -> None:
    files.suggested()
    answer = files.client(files.inside.handler).post("/desk/cases/export/pdf/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_ledger_goes_to_nobody_without_the_right(files: Files) -> None:
    with tenant_scope(files.procuratorate.id):
        admin = make_staff("系统管理员01", Role.SYSTEM_ADMIN)
    assert files.client(admin).post("/desk/cases/export/xlsx/").status_code == 403
