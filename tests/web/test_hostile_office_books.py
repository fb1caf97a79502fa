"""本院制度, 台账 and the superior's forms meet rubbish: a sentence, everything kept, nothing run."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.accounts.people import make_person
from tests.evidence.papers import pdf
from tests.reporting.workbooks import SHEET, form, repacked
from tests.web.accounts.cast import SECRET, sign_in_to_desk
from xiezhi.accounts.models import Procuratorate
from xiezhi.house.models import OwnRule
from xiezhi.infra.tenant import tenant_scope
from xiezhi.reporting.models import LedgerColumnSet, ReturnForm, UpwardReturn
from xiezhi.reporting.rules.workbook.limits import GRID_COLUMNS, GRID_ROWS

HOUSE = "/desk/house/rules/"
FORMS = "/desk/reporting/forms/new/"
COLUMNS = "/desk/ledgers/columns/"
FAR = ("0001-01-01", "9999-12-31", "0000-00-00", "2026-02-29", "x", "9" * 4000)


def signed_in(office: Procuratorate, role: str) -> Client:
    client = Client()
    person = make_person(office, f"{role}55", f"{role}55", (role,), secret=SECRET)
    sign_in_to_desk(client, person.login)
    return client


@pytest.fixture(autouse=True)
def _fast_passwords(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def keeper(office: Procuratorate) -> Client:
    return signed_in(office, "department_head")


@pytest.fixture
def preparer(office: Procuratorate) -> Client:
    return signed_in(office, "case_management")


def said(answer: Any) -> str:
    assert answer.status_code in {400, 409}, answer.status_code
    errors = answer.context["form"].errors
    assert errors
    return " ".join(str(words) for found in errors.values() for words in found)


def rule(client: Client, **changes: Any) -> Any:
    typed = {
        "kind": "method", "name": "线索管理办法", "number": "达检发〔2026〕3号",
        "issued_on": "2026-02-20", "in_force_from": "2026-03-01",
        "text": "第一条　甲。\n第二条　乙。", "note": "党组会通过",
    }  # fmt: skip
    return client.post(f"{HOUSE}add/", typed | changes)


def rule_count(office: Procuratorate) -> int:
    with tenant_scope(office.id):
        return OwnRule.objects.count()


def test_rule_of_five_thousand_lines_is_read_clause_by_clause(
    keeper: Client, office: Procuratorate
) -> None:
    lines = [
        f"第{number}条　各部门应当在期限内办理。" if at == 0 else f"（{at}）写明地点和时间；"
        for number in range(1, 251)
        for at in range(20)
    ]
    answer = rule(keeper, text="\r\n".join(lines))
    assert answer.status_code == 302, said(answer)
    page = keeper.get(answer["Location"]).content.decode()
    assert "共 250 条" in page


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("第一条　甲。\n" * 2, "出现了两次", id="a clause twice"),
        pytest.param(
            "\n".join(f"第{number}条　甲。" for number in range(1, 5001)), "条数太多", id="a volume"
        ),
        pytest.param("第一条　" + "甲" * 200_001, "太长了", id="too long"),
        pytest.param("\u3000 \r\n \u200b", "", id="only spaces"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_text_that_is_no_rule_is_refused_with_everything_kept(
    keeper: Client, office: Procuratorate, text: str, words: str
) -> None:
    answer = rule(keeper, text=text)
    assert words in said(answer)
    page = answer.content.decode()
    assert "党组会通过" in page
    assert text.strip()[:9] in page
    assert rule_count(office) == 0


@pytest.mark.parametrize(
    "text",
    [
        "第一条　<script>alert(1)</script>{{7*7}}", "第一条　𠮷👨‍👩‍👧‍👦\u202egpj", "第一条　=1+1\x00",
        "第" + "九" * 5000 + "条　甲", "第99999999999条　甲", "第〇条　甲", "第一条之" + "一" * 900,
        "第\u3000一\u3000条甲。第二条乙。" * 3, "一" * 100_000,
    ],
    ids=range(9),
)  # fmt: skip
def test_hostile_rule_is_taken_clean_or_refused(keeper: Client, text: str) -> None:
    answer = rule(keeper, text=text)
    if answer.status_code == 302:
        page = keeper.get(answer["Location"]).content.decode()
        assert "<script>alert" not in page
        assert not {"\x00", "\u202e"} & set(page)
        assert keeper.get(f"{answer['Location']}amend/").status_code == 200
    else:
        assert said(answer)
        assert "党组会通过" in answer.content.decode()


@pytest.mark.parametrize("day", FAR)
@pytest.mark.parametrize("field", ["issued_on", "in_force_from"])
def test_day_of_a_rule_out_of_this_world_breaks_no_page(
    keeper: Client, field: str, day: str
) -> None:
    answer = rule(keeper, **{field: day})
    if answer.status_code == 302:
        assert keeper.get(answer["Location"]).status_code == 200
        amended = rule(keeper, in_force_from="0001-01-01", issued_on="0001-01-01", name="另一件")
        assert amended.status_code in {302, 400, 409}
    else:
        assert said(answer)
        assert "党组会通过" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("程序.pdf", b"MZ\x90\0" + bytes(200)),
        ("空.pdf", b""),
        ("锁.pdf", pdf(trailer=b"/Encrypt 9 0 R")),
        ("动.pdf", pdf(catalog=b"/OpenAction << /S /JavaScript /JS (x) >>")),
    ],
)
def test_scan_of_a_rule_that_is_none_is_said_at_its_field(
    keeper: Client, office: Procuratorate, name: str, data: bytes
) -> None:
    answer = rule(keeper, scan=SimpleUploadedFile(name, data))
    assert said(answer)
    assert "scan" in answer.context["form"].errors
    assert "第二条　乙。" in answer.content.decode()
    assert rule_count(office) == 0


@pytest.mark.parametrize("name", ["办法.pdf".encode("gb18030").decode("latin-1"), "办\u202e法.pdf",
    "a\r\nX-Evil: 1.pdf", "../../办法.pdf", "法" * 250 + ".pdf"], ids=range(5))  # fmt: skip
def test_scan_with_an_odd_name_comes_back_under_a_safe_one(keeper: Client, name: str) -> None:
    answer = rule(keeper, scan=SimpleUploadedFile(name, pdf()))
    assert answer.status_code == 302, said(answer)
    download = keeper.get(f"{answer['Location']}scan/")
    assert download.content == pdf()
    head = download["Content-Disposition"]
    assert head.startswith("attachment")
    assert not {"\r", "\n", "/", "\u202e"} & set(head)


def form_file(client: Client, data: bytes, called: str = "月报表.xlsx", **changes: str) -> Any:
    typed = {"name": "线索月报", "issuer": "某市院", "period_kind": "month"} | changes
    return client.post(FORMS, typed | {"file": SimpleUploadedFile(called, data)})


def _whole_rows(book: Workbook) -> None:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet["A1048576"] = "x"
    sheet["XFD1"] = "x"


def _hidden_all(data: bytes) -> bytes:
    def hide(name: str, content: bytes) -> bytes:
        if name != "xl/workbook.xml":
            return content
        return content.replace(b'state="visible"', b'state="veryHidden"')

    return repacked(data, change=hide)


def _protected(data: bytes) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") + data[:900]


DDE = b"<externalLink xmlns='x'><ddeLink ddeService='cmd' ddeTopic='/C calc'/></externalLink>"
WORKBOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "空"),
    "words": (lambda: "甲,乙\n1,2".encode("gb18030"), ""),
    "xls": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(900), "xls"),
    "password": (lambda: _protected(form()), "密码"),
    "macros": (lambda: repacked(form(), add={"xl/vbaProject.bin": b"x"}), "宏"),
    "dde": (lambda: repacked(form(), add={"xl/externalLinks/externalLink1.xml": DDE}), ""),
    "bomb": (lambda: repacked(form(), add={"xl/x.bin": bytes(60 << 20)}), ""),
    "cut": (lambda: form()[:-40], ""),
    "all hidden": (lambda: _hidden_all(form()), ""),
}


@pytest.mark.parametrize(("made", "words"), WORKBOOKS.values(), ids=WORKBOOKS.keys())
def test_workbook_that_cannot_be_filled_is_refused_in_words(
    preparer: Client, office: Procuratorate, made: Callable[[], bytes], words: str
) -> None:
    answer = form_file(preparer, made())
    assert words in said(answer)
    assert "file" in answer.context["form"].errors
    assert 'value="线索月报"' in answer.content.decode()
    assert 'value="某市院"' in answer.content.decode()
    with tenant_scope(office.id):
        assert not ReturnForm.objects.exists()


def _odd(book: Workbook) -> None:
    sheet = book[SHEET]
    sheet["A1"] = "<script>alert(1)</script>𠮷👨‍👩‍👧‍👦{{7*7}}"
    sheet["B7"] = '=HYPERLINK("http://x.test","a")'
    sheet["C7"] = '=DDE("cmd","/C calc","a")'
    book.create_sheet("暗表").sheet_state = "hidden"
    sheet.merge_cells("A10:C12")


def test_form_used_down_to_the_last_cell_is_shown_by_its_beginning(preparer: Client) -> None:
    answer = form_file(preparer, form(_whole_rows))
    assert answer.status_code == 302, said(answer)
    rows = preparer.get(answer["Location"]).context["grid"]["rows"]
    assert len(rows) <= GRID_ROWS
    assert max(len(row["cells"]) for row in rows) <= GRID_COLUMNS


def test_odd_form_is_shown_harmless_and_its_formulas_are_never_run(
    preparer: Client, office: Procuratorate
) -> None:
    answer = form_file(preparer, form(_odd), called="=cmd|' /C calc'!A0\u202e.xlsx")
    assert answer.status_code == 302, said(answer)
    page = preparer.get(answer["Location"]).content.decode()
    assert not any(sign in page for sign in ("<script>alert", "\u202e"))
    assert "隐藏" in page


@pytest.mark.parametrize("field", ["name", "issuer"])
@pytest.mark.parametrize("words", ["", " \u3000", "表" * 5000, "\x00表", "<b>表</b>", "=1+1"])
def test_odd_names_of_forms_are_kept_clean_or_refused(
    preparer: Client, office: Procuratorate, field: str, words: str
) -> None:
    answer = form_file(preparer, form(), **{field: words})
    if answer.status_code == 302:
        assert "<b>表</b>" not in preparer.get(answer["Location"]).content.decode()
    else:
        assert field in answer.context["form"].errors


CELLS = [("暗表", "A1"), (SHEET, "A0"), (SHEET, "ZZZZ99999999999"), (SHEET, "B" + "9" * 5000),
    (SHEET, ""), ("", ""), (SHEET, "B6"), (SHEET, "$B$3"), (SHEET, "b3\x00"), ("x" * 5000, "B3"),
    (SHEET, "Ｂ３"), (SHEET, "B３"), (SHEET, "B²")]  # fmt: skip


@pytest.mark.parametrize(("sheet", "cell"), CELLS, ids=range(len(CELLS)))
def test_cell_that_is_none_is_refused_or_shown_as_none(
    preparer: Client, sheet: str, cell: str
) -> None:
    url = form_file(preparer, form())["Location"]
    assert preparer.get(url, {"sheet": sheet, "cell": cell}).status_code == 200
    for act in ("map", "clear", "check", "nothing"):
        typed = {"act": act, "sheet": sheet, "cell": cell, "content": "leads", "span": "period"}
        answer = preparer.post(f"{url}cell/", typed | {"parts": "B3:B999999999999"})
        assert answer.status_code in {302, 400, 404, 409}


@pytest.mark.parametrize("day", FAR)
def test_period_out_of_this_world_is_refused_and_stays(
    preparer: Client, office: Procuratorate, day: str
) -> None:
    url = form_file(preparer, form())["Location"]
    preparer.post(
        f"{url}cell/",
        {"act": "map", "sheet": SHEET, "cell": "B3", "content": "leads", "span": "year"},
    )
    preparer.post(f"{url}publish/")
    for typed in ({"since": day, "until": "2026-10-31"}, {"since": "2026-10-01", "until": day}):
        answer = preparer.post(f"{url}start/", typed)
        assert said(answer)
        assert day[:100] in answer.content.decode()
    preparer.get(f"{url}start/", {"since": day, "until": day})
    with tenant_scope(office.id):
        assert not UpwardReturn.objects.exists()


def columns(client: Client, **changes: Any) -> Any:
    page = client.get(COLUMNS, {"kind": "leads"})
    typed = {}
    for bound in page.context["form"]:
        value = bound.value()
        if value not in {None, False, ""}:
            typed[bound.html_name] = "on" if value is True else value
    return client.post(f"{COLUMNS}?kind=leads", typed | {"name": "我的列"} | changes)


def first_key(client: Client) -> str:
    return str(client.get(COLUMNS, {"kind": "leads"}).context["rows"][0]["key"])


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("place", "9" * 5000), ("place", "-1"), ("place", "x"), ("place", "²"), ("place", "1.5"),
        ("width", "9" * 5000), ("width", "0"), ("width", "NaN"), ("width", ""),
        ("heading", "表" * 5000), ("heading", "a\x00b"),
    ],
    ids=range(11),
)  # fmt: skip
def test_column_that_cannot_be_is_refused_with_the_rest_kept(
    preparer: Client, office: Procuratorate, field: str, value: str
) -> None:
    answer = columns(preparer, **{f"{field}-{first_key(preparer)}": value})
    assert said(answer)
    assert 'value="我的列"' in answer.content.decode()
    with tenant_scope(office.id):
        assert not LedgerColumnSet.objects.exists()


@pytest.mark.parametrize(
    "name", ["=1+1", "<b>列</b>", "@SUM(1)", "𠮷👨‍👩‍👧‍👦", "a\u202eb", " \u3000", "列" * 3000]
)
def test_odd_names_and_headings_of_columns_run_nothing(preparer: Client, name: str) -> None:
    key = first_key(preparer)
    answer = columns(preparer, name=name, **{f"heading-{key}": name[:20] or "x"})
    if answer.status_code != 302:
        assert said(answer)
        return
    page = preparer.get(answer["Location"])
    assert "<b>列</b>" not in page.content.decode()
    assert "\u202e" not in page.content.decode()
    query = dict(part.split("=") for part in answer["Location"].split("?")[1].split("&"))
    copy: Any = preparer.post("/desk/ledgers/xlsx/", query)
    data = b"".join(copy.streaming_content) if copy.streaming else copy.content
    sheet = load_workbook(BytesIO(data)).worksheets[0]
    assert "f" not in {cell.data_type for row in sheet.iter_rows() for cell in row}


def test_orders_given_twice_and_columns_nobody_knows_break_nothing(
    preparer: Client, office: Procuratorate
) -> None:
    rows = preparer.get(COLUMNS, {"kind": "leads"}).context["rows"]
    same = {f"place-{row['key']}": "1" for row in rows}
    assert (
        columns(preparer, **same, **{"shown-secret": "on", "place-secret": "1"}).status_code == 302
    )
    nothing = {f"shown-{row['key']}": "" for row in rows}
    answer = columns(preparer, name="空的", **nothing)
    assert "一列都没有选" in said(answer)
    with tenant_scope(office.id):
        assert LedgerColumnSet.objects.count() == 1


QUERIES = (
    {"kind": "x", "columns": "x"}, {"page": "9" * 5000}, {"page": "²"}, {"since": "0001-01-01"},
    {"until": "9999-12-31"}, {"since": "x"}, {"words": "\x00"}, {"words": "%' OR 1=1"},
    {"state": "\x00"}, {"cutoff": "9" * 5000}, {"cutoff": "²"}, {"unit": "x"}, {"town": "水" * 5000},
)  # fmt: skip


@pytest.mark.parametrize("kind", ["leads", "information", "letters", "replies", "feedback"])
def test_ledger_answers_any_query(preparer: Client, kind: str) -> None:
    for query in QUERIES:
        assert preparer.get("/desk/ledgers/", {"kind": kind} | query).status_code in {200, 400}
    assert preparer.get("/desk/ledgers/", {"columns": str(uuid4())}).status_code == 404
    assert preparer.post("/desk/ledgers/xlsx/", {"kind": kind, "since": "x"}).status_code == 400


def test_books_of_nowhere_and_of_other_roles_stay_shut(
    preparer: Client, keeper: Client, office: Procuratorate
) -> None:
    url = form_file(preparer, form())["Location"]
    stranger = signed_in(office, "petition_officer")
    assert stranger.get(url).status_code in {403, 404}
    assert stranger.post(f"{url}publish/").status_code in {403, 404}
    assert stranger.post(f"{COLUMNS}{uuid4()}/remove/").status_code in {403, 404}
    assert preparer.get(f"/desk/reporting/forms/{uuid4()}/").status_code == 404
    assert preparer.post(f"{COLUMNS}{uuid4()}/remove/").status_code == 404
    assert keeper.get(f"{HOUSE}{uuid4()}/").status_code == 404
    assert (
        keeper.post(f"{HOUSE}{uuid4()}/repeal/", {"repealed_on": "2026-01-01"}).status_code == 404
    )
