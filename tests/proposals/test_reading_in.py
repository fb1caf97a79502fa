"""Lists and full texts of congress and conference offices: read, guessed, refused; no database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.proposals.cast import HARM, HEADINGS, defaults, docx, row, workbook
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.proposals.rules.kinds import ProposalKind, Undertaking
from xiezhi.proposals.rules.reading_in.fields import (
    ProposalField,
    checked_mapping,
    guess_field,
    guess_mapping,
)
from xiezhi.proposals.rules.reading_in.rows import ProposalReading, read_entries, read_sheet
from xiezhi.proposals.rules.reading_in.texts import read_text

TODAY = date(2026, 11, 25)


def read(data: bytes) -> ProposalReading:
    sheet = read_sheet(data)
    return read_entries(sheet, guess_mapping(sheet.headings), defaults=defaults(), today=TODAY)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("建议编号", ProposalField.NUMBER),
        ("案　号", ProposalField.NUMBER),
        ("案由", ProposalField.TITLE),
        ("第一提案人", ProposalField.SUBMITTERS),
        ("领衔代表（签名）", ProposalField.SUBMITTERS),
        ("界别", ProposalField.DELEGATION),
        ("主/会办", ProposalField.UNDERTAKING),
        ("交办日期", ProposalField.ASSIGNED),
        ("序号", None),
        ("承办单位", None),
        ("联系电话", None),
    ],
)
def test_heading_is_known(heading: str, field: ProposalField | None) -> None:
    assert guess_field(heading)[0] is field


def test_list_is_read_below_its_title() -> None:
    reading = read(workbook(row("第3号", "关于消防的建议"), row(4, "关于绿化的建议")))
    assert reading.faults == ()
    assert [(number, one.number, one.title) for number, one in reading.entries] == [
        (3, "3", "关于消防的建议"),
        (4, "4", "关于绿化的建议"),
    ]
    first = reading.entries[0][1]
    assert (first.submitters, first.delegation, first.text) == (
        "旗人大代表07", "树林召代表团", HARM,
    )  # fmt: skip
    assert (first.undertaking, first.assigned_on) == (Undertaking.MAIN, date(2026, 3, 2))


def test_headings_guess_their_columns() -> None:
    assert guess_mapping(HEADINGS) == {
        ProposalField.NUMBER: 1,
        ProposalField.TITLE: 2,
        ProposalField.SUBMITTERS: 3,
        ProposalField.DELEGATION: 4,
        ProposalField.TEXT: 5,
        ProposalField.UNDERTAKING: 6,
        ProposalField.ASSIGNED: 7,
    }


@pytest.mark.parametrize(
    ("changes", "column", "code"),
    [
        ({"建议编号": None}, "", "proposals.number_missing"),
        ({"案由": None}, "", "proposals.title_missing"),
        ({"办理方式": "研究"}, "G", "proposals.import_undertaking"),
        ({"交办日期": "三月初"}, "H", "intake.import_date_unreadable"),
        ({"交办日期": "2027-03-02"}, "", "proposals.day_in_future"),
        ({"交办日期": "2001-03-02"}, "", "proposals.day_too_long_ago"),
    ],
)
def test_fault_names_its_row_and_column(changes: dict[str, object], column: str, code: str) -> None:
    reading = read(workbook(row(1, "关于消防的建议"), row(2, "关于绿化的建议", **changes)))
    (fault,) = reading.faults
    assert (fault.row, fault.column, fault.code) == (4, column, code)
    assert [number for number, _entry in reading.entries] == [3]


def test_number_given_twice_is_a_fault() -> None:
    reading = read(workbook(row("第1号", "关于消防的建议"), row("001", "关于绿化的建议")))
    (fault,) = reading.faults
    assert (fault.code, fault.params) == ("proposals.import_twice", {"first": 3})


def test_received_day_follows_a_later_assignment() -> None:
    reading = read(workbook(row(1, "关于消防的建议", 交办日期="2026-04-01")))
    assert reading.entries[0][1].received_on == date(2026, 4, 1)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"a,b\n1,2\n", "proposals.import_not_xlsx"),
        (b"PK\x03\x04" + bytes(50), "intake.import_damaged"),
        (workbook(), "proposals.import_empty"),
        (b"P" * (20 * 1024 * 1024 + 1), "proposals.import_too_large"),
        (docx("一"), "intake.import_not_a_list"),
    ],
)
def test_what_is_no_list_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_sheet(data)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({ProposalField.TITLE: 0}, "proposals.import_no_number"),
        ({ProposalField.NUMBER: 0}, "proposals.import_no_title"),
        ({ProposalField.NUMBER: 0, ProposalField.TITLE: 9}, "proposals.import_no_such_column"),
        ({ProposalField.NUMBER: 1, ProposalField.TITLE: 1}, "proposals.import_column_twice"),
    ],
)
def test_mapping_that_cannot_be_used_is_refused(
    mapping: dict[ProposalField, int], code: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        checked_mapping(mapping, columns=3)
    assert refused.value.code == code


def test_full_text_names_itself() -> None:
    found = read_text(
        docx(
            "政协达拉特旗第十五届委员会第一次会议",
            "提案第36号",
            "案　由：关于落实残疾人免费乘车的提案",
            "提案人：旗政协委员03",
            "界别：社会福利和社会保障界",
            "部分公交企业没有执行免费乘车规定。",
        )
    )
    assert (found.title, found.number, found.session) == (
        "关于落实残疾人免费乘车的提案", "36", "十五届一次",
    )  # fmt: skip
    assert (found.submitters, found.delegation) == ("旗政协委员03", "社会福利和社会保障界")
    assert found.kind is ProposalKind.CPPCC_PROPOSAL
    assert found.text.endswith("部分公交企业没有执行免费乘车规定。")


def test_full_text_without_a_head_gives_its_first_line_as_title() -> None:
    found = read_text(docx("加强消防安全治理", "正文"))
    assert (found.title, found.number, found.kind) == ("加强消防安全治理", "", None)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7", "proposals.text_not_docx"),
        (docx("一", part="word/other.xml"), "proposals.text_not_docx"),
        (docx(), "proposals.text_empty"),
        (b"PK\x03\x04" + bytes(60), "proposals.text_damaged"),
        (docx(xml="<w:document"), "proposals.text_damaged"),
        (
            docx(xml='<!DOCTYPE a [<!ENTITY b "x">]><a>&b;</a>'),
            "proposals.text_damaged",
        ),
        (docx("字" * 60_001), "proposals.text_too_long"),
        (b"PK" * (5 * 1024 * 1024 + 1), "proposals.text_too_large"),
    ],
)
def test_hostile_or_empty_text_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_text(data)
    assert refused.value.code == code


@given(st.binary(max_size=300))
def test_any_bytes_are_refused_by_a_code(tail: bytes) -> None:
    with pytest.raises(InvalidInputError):
        read_text(b"PK\x03\x04" + tail)
