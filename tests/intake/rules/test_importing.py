"""Lists kept by hand are read as offices write them, and refused in words when they cannot be."""

import re
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from xiezhi.intake.rules.importing import (
    MAX_ROWS,
    ImportField,
    NoteCode,
    Reading,
    checked_mapping,
    guess_mapping,
    read_list,
    read_rows,
)
from xiezhi.intake.rules.importing.moments import read_moment
from xiezhi.intake.rules.importing.sheet import Value
from xiezhi.kernel.clock import CHINA
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.law.sources import IntakeChannel

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
HEAD = "编号,主题,时间,内容\n"
LINE = "A1,路灯不亮,2019/2/28 11:25:05,村口路灯坏了\n"


def read(data: bytes) -> Reading:
    sheet = read_list(data)
    mapping = checked_mapping(guess_mapping(sheet.headings), columns=len(sheet.headings))
    return read_rows(sheet, mapping, channel=IntakeChannel.HOTLINE_12345, now=NOW)


def workbook(*sheets: Sequence[Sequence[Value]], hidden: Sequence[int] = ()) -> bytes:
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"表{number + 1}")
        for row in rows:
            sheet.append(list(row))
        if number in hidden:
            sheet.sheet_state = "hidden"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def refusal(data: bytes) -> str:
    with pytest.raises(InvalidInputError) as caught:
        read_list(data)
    return caught.value.code


@pytest.mark.parametrize(
    "data",
    [
        pytest.param((HEAD + LINE).encode(), id="utf-8"),
        pytest.param((HEAD + LINE).encode("utf-8-sig"), id="byte order mark"),
        pytest.param((HEAD + LINE).encode("gb18030"), id="GB18030"),
        pytest.param((HEAD + LINE).replace(",", "\t").encode("utf-16"), id="Unicode text of Excel"),
        pytest.param((HEAD + LINE).replace(",", ";").encode(), id="semicolons"),
        pytest.param((HEAD + LINE).replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(
            workbook(
                [
                    ["编号", "主题", "时间", "内容"],
                    ["A1", "路灯不亮", datetime(2019, 2, 28, 11, 25, 5), "村口路灯坏了"],  # noqa: DTZ001
                ]
            ),
            id="workbook",
        ),
    ],
)
def test_same_list_reads_the_same_however_it_was_saved(data: bytes) -> None:
    reading = read(data)
    assert reading.error_count == 0
    (row,) = reading.rows
    assert (row.place_in_file, row.number, row.title, row.words) == (
        2,
        "A1",
        "路灯不亮",
        "村口路灯坏了",
    )
    assert row.received_at == datetime(2019, 2, 28, 11, 25, 5, tzinfo=CHINA)


def test_line_breaks_in_quotes_stay_in_the_words_and_rows_keep_their_numbers() -> None:
    data = HEAD + 'A1,一,2021-3-5,"第一行\n第二行，""引号"""\n\nA2,二,2021-3-6,三\n'
    rows = read(data.encode()).rows
    assert [(row.place_in_file, row.words) for row in rows] == [
        (2, '第一行\n第二行，"引号"'),
        (4, "三"),
    ]


def test_five_thousand_lines_are_read() -> None:
    lines = (f"A{number},路灯,2021-3-5,第{number}盏路灯不亮\n" for number in range(5000))
    assert len(read((HEAD + "".join(lines)).encode()).rows) == 5000


def test_more_rows_than_allowed_are_refused() -> None:
    assert refusal((HEAD + LINE * (MAX_ROWS + 1)).encode()) == "intake.import_too_many_rows"


def test_too_many_columns_are_refused() -> None:
    assert refusal(("a," * 300 + "b\n").encode()) == "intake.import_too_many_columns"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        pytest.param(b"", "intake.import_empty", id="empty"),
        pytest.param(b"\xef\xbb\xbf\r\n", "intake.import_empty", id="a mark and nothing else"),
        pytest.param(b" ,,\n,,\n", "intake.import_empty", id="blank cells"),
        pytest.param(HEAD.encode(), "intake.import_only_headings", id="headings alone"),
        pytest.param(b"%PDF-1.7\n%abc", "intake.import_not_a_list", id="renamed pdf"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "intake.import_not_a_list", id="renamed picture"),
        pytest.param(b"a,b\n\x00\x01,c\n", "intake.import_not_a_list", id="binary"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1..", "intake.import_old_workbook", id="xls"),
        pytest.param(b"PK\x03\x04 broken", "intake.import_damaged", id="broken zip"),
        pytest.param(b"\xff\xff\xfe\xfe\xff", "intake.import_encoding", id="no known encoding"),
        pytest.param((HEAD + 'A1,"一').encode(), "intake.import_quotes", id="open quotes"),
        pytest.param(workbook([]), "intake.import_empty", id="empty workbook"),
    ],
)
def test_what_is_no_list_is_refused_in_words(data: bytes, code: str) -> None:
    assert refusal(data) == code


def zipped(parts: dict[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return zipped(parts | {name: content})


def test_a_letter_renamed_to_xlsx_is_no_list() -> None:
    assert refusal(zipped({"word/document.xml": b"<a/>"})) == "intake.import_not_a_list"


def test_a_workbook_that_unpacks_without_end_is_not_opened() -> None:
    good = workbook([["编号", "内容"], ["1", "二"]])
    bomb = with_part(good, "xl/sharedStrings.xml", b" " * (101 * 1024 * 1024))
    assert refusal(bomb) == "intake.import_bomb"


def test_entities_in_a_workbook_are_refused() -> None:
    good = workbook([["编号", "内容"], ["1", "二"]])
    evil = b'<!DOCTYPE a [<!ENTITY b "c">]><worksheet>&b;</worksheet>'
    assert refusal(with_part(good, "xl/worksheets/sheet1.xml", evil)) == "intake.import_damaged"


def test_hidden_sheets_are_left_out_and_that_is_told() -> None:
    data = workbook([["编号", "内容"], ["0", "藏"]], [["编号", "内容"], ["1", "见"]], hidden=[0])
    sheet = read_list(data)
    assert [row.words for row in read(data).rows] == ["见"]
    assert [(note.code, note.count) for note in sheet.notes] == [(NoteCode.HIDDEN_SHEETS, 1)]


def test_other_sheets_are_left_out_and_that_is_told() -> None:
    data = workbook([], [["编号", "内容"], ["1", "甲"]], [["编号", "内容"], ["2", "乙"]])
    assert [row.words for row in read(data).rows] == ["甲"]
    assert NoteCode.OTHER_SHEETS in {note.code for note in read_list(data).notes}


def test_formulas_are_taken_by_their_saved_results() -> None:
    data = workbook([["编号", "内容"], ["=1+1", "路灯不亮"]])
    with zipfile.ZipFile(BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    assert b"<f>" in sheet
    # An empty value is written in three ways, by which writer of XML is there.
    counted = re.sub(rb"<v ?/>|<v></v>", b"<v>2</v>", sheet)
    data = with_part(data, "xl/worksheets/sheet1.xml", counted)
    assert [row.number for row in read(data).rows] == ["2"]
    assert NoteCode.FORMULAS in {note.code for note in read_list(data).notes}


def test_merged_headings_in_two_rows_under_a_title_are_understood() -> None:
    data = workbook(
        [
            ["2026年群众反映登记表"],
            ["编号", "反映人", None, "时间", "内容"],
            [None, "姓名", "电话", None, None],
            [1, "网格员07", "00000000000", date(2026, 3, 5), "路灯不亮"],
        ]
    )
    sheet = read_list(data)
    assert sheet.headings == ("编号", "姓名", "电话", "时间", "内容")
    (row,) = read(data).rows
    assert (row.number, row.name, row.phone) == ("1", "网格员07", "00000000000")
    assert {note.code for note in sheet.notes} == {NoteCode.TWO_HEADING_ROWS, NoteCode.ROWS_ABOVE}


def test_data_under_headings_is_not_taken_for_more_headings() -> None:
    data = workbook([["编号", "内容", None], ["1", "地点", None], ["2", "时间", None]])
    assert [row.words for row in read(data).rows] == ["地点", "时间"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        pytest.param("2019/2/28 11:25:05", "2019-02-28T11:25:05", id="slashes with seconds"),
        pytest.param("2021-3-5", "2021-03-05T00:00:00", id="dashes"),
        pytest.param("2021.03.05 9:30", "2021-03-05T09:30:00", id="points"),
        pytest.param("2021年3月5日 9时30分", "2021-03-05T09:30:00", id="Chinese"),
        pytest.param("2021年3月5日下午3:05", "2021-03-05T15:05:00", id="afternoon"),
        pytest.param("２０２１－３－５", "2021-03-05T00:00:00", id="full width"),
        pytest.param("2021-03-05T09:30:00+08:00", "2021-03-05T09:30:00", id="ISO 8601"),
        pytest.param("20210305", "2021-03-05T00:00:00", id="run together"),
        pytest.param(44260, "2021-03-05T00:00:00", id="serial of a spreadsheet"),
        pytest.param("44260.5", "2021-03-05T12:00:00", id="serial as text with time"),
        pytest.param(date(2021, 3, 5), "2021-03-05T00:00:00", id="date cell"),
    ],
)
def test_dates_are_read_as_offices_write_them(value: Value, expected: str) -> None:
    assert read_moment(value) == datetime.fromisoformat(f"{expected}+08:00")


@pytest.mark.parametrize(
    "value",
    ["2021-2-30", "2021-13-1", "3/5/2021", "21-3-5", "昨天", "2021-3-5 25:00", "12", True, 7, -1.0],
)
def test_dates_that_could_mean_two_days_or_none_are_refused(value: Value) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_moment(value)
    assert caught.value.code == "intake.import_date_unreadable"


@pytest.mark.parametrize(
    ("line", "column", "code"),
    [
        pytest.param("A1,一,2021-2-30,二", "C", "intake.import_date_unreadable", id="no such day"),
        pytest.param("A1,一,2031-2-3,二", "C", "intake.import_date_in_future", id="future"),
        pytest.param("A1,一,1921-2-3,二", "C", "intake.import_date_too_old", id="too long ago"),
        pytest.param("A1,,2021-2-3,", "D", "intake.import_row_without_words", id="nothing said"),
        pytest.param(f"A1,{'长' * 201},2021-2-3,二", "B", "language.too_long", id="long title"),
        pytest.param("A0,一,2021-2-3,二", "A", "intake.import_number_twice", id="number twice"),
    ],
)
def test_errors_name_row_and_column(line: str, column: str, code: str) -> None:
    reading = read(f"{HEAD}A0,好,2021-2-1,好的\n{line}\n".encode())
    assert len(reading.rows) == 1
    assert [(error.row, error.column, error.code) for error in reading.errors] == [
        (3, column, code)
    ]


def test_what_was_done_with_a_message_is_not_taken_for_the_message() -> None:
    headings = ["序号", "答复内容", "办结日期", "留言详情", "登记人", "联系电话", "点赞数"]
    assert guess_mapping(headings) == {ImportField.WORDS: 3, ImportField.PHONE: 5}


def test_a_column_of_sources_names_the_way_of_arrival() -> None:
    rows = read("来源,内容\n来信,甲乙\n12345热线,丙丁\n".encode()).rows
    assert [row.channel for row in rows] == [IntakeChannel.LETTER, IntakeChannel.HOTLINE_12345]


def test_hidden_characters_are_cleaned_away() -> None:
    (row,) = read("编号,内容\n1,路灯\u202e不亮\u200b\n".encode()).rows
    assert row.words == "路灯不亮"


def test_a_list_of_titles_alone_tells_by_them() -> None:
    (row,) = read("编号,主题\n1,路灯不亮\n".encode()).rows
    assert (row.title, row.words) == ("", "路灯不亮")


@pytest.mark.parametrize(
    ("mapping", "code"),
    [
        ({ImportField.NUMBER: 0}, "intake.import_no_words"),
        ({ImportField.WORDS: 9}, "intake.import_no_such_column"),
        ({ImportField.WORDS: 0, ImportField.TITLE: 0}, "intake.import_column_twice"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(
    mapping: dict[ImportField, int], code: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        checked_mapping(mapping, columns=2)
    assert caught.value.code == code
