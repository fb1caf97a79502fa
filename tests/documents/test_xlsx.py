"""The office gets its 台账 as a workbook that is safe to open and ready to print."""

import tracemalloc
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.conftest import TableMaker
from xiezhi.documents.table import Cell, Table
from xiezhi.documents.xlsx import text_for_cell, write_xlsx
from xiezhi.kernel.errors import InvalidInputError

ROW: tuple[Cell, ...] = ("2026-18", date(2026, 3, 5), "消防水鹤漏水", 7)


def opened(table: Table) -> Worksheet:
    target = BytesIO()
    write_xlsx(table, target)
    target.seek(0)
    sheet = load_workbook(target).active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_head_says_what_when_and_who(make_table: TableMaker) -> None:
    sheet = written(make_table, ROW)
    assert sheet["A1"].value == "公益诉讼线索台账"
    assert sheet["A2"].value == (
        "统计期：2026年1月1日至6月30日　　制表单位：达拉特旗人民检察院　　"
        "制表人：检察官助理03　　制表时间：2026-07-01 09:30"
    )
    assert [cell.value for cell in sheet[3]] == ["编号", "收到日期", "摘要", "剩余天数"]


def test_values_keep_their_kind(make_table: TableMaker) -> None:
    sheet = written(make_table, ROW)
    assert [(cell.value, cell.data_type) for cell in sheet[4]] == [
        ("2026-18", "s"),
        (datetime(2026, 3, 5), "d"),  # noqa: DTZ001  # a workbook has no time zones
        ("消防水鹤漏水", "s"),
        (7, "n"),
    ]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(-3, -3, id="negative-number-stays-a-number"),
        pytest.param(Decimal("1.50"), 1.5, id="decimal"),
        pytest.param(float("nan"), "nan", id="not-a-number"),
        pytest.param("=1", "'=1", id="formula-in-a-number-column"),
        pytest.param(None, None, id="nothing"),
        pytest.param(True, True, id="truth"),
    ],
)
def test_number_column_takes_only_numbers(make_table: TableMaker, value: Cell, shown: Cell) -> None:
    assert written(make_table, (*ROW[:3], value))["D4"].value == shown


def test_instant_is_shown_in_chinese_time(make_table: TableMaker) -> None:
    sheet = written(make_table, ("1", datetime(2026, 3, 5, 23, 30, 9, tzinfo=UTC), "", 0))
    assert sheet["B4"].value == datetime(2026, 3, 6, 7, 30)  # noqa: DTZ001  # a workbook has no time zones


@pytest.mark.parametrize("text", ["=HYPERLINK(1)", "＝1", "+1", "-1", "@a", "\t=1"])
def test_no_cell_is_a_formula(make_table: TableMaker, text: str) -> None:
    sheet = written(make_table, (text, text, text, text))
    assert all(cell.value == f"'{text}" for cell in sheet[4])
    assert {cell.data_type for cell in sheet[4]} == {"s"}


def test_text_is_written_inline(make_table: TableMaker) -> None:
    raw = sheet_xml(make_table, ROW)
    assert "inlineStr" in raw
    assert "<f>" not in raw


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        pytest.param("a\x00b\x1b", "ab", id="control-characters"),
        pytest.param("坏\ud800了", "坏了", id="lone-surrogate"),
        pytest.param("_x0041_", "_x005F_x0041_", id="excel-escape"),
        pytest.param("𠮷㐂·镕", "𠮷㐂·镕", id="rare-names"),
        pytest.param("水" * 40_000, "水" * 32_758 + "…（过长，已截断）", id="over-the-limit"),
    ],
)
def test_any_text_fits_a_cell(text: str, stored: str) -> None:
    assert text_for_cell(text) == stored


def test_sheet_prints_on_a4_landscape_with_repeated_heading_and_pages(
    make_table: TableMaker,
) -> None:
    sheet = written(make_table, ROW)
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == "A3:D4"
    footer = sheet.oddFooter
    assert footer is not None
    assert (footer.left.text, footer.center.text) == (
        "制表人：检察官助理03　审核人：",
        "第 &P 页，共 &N 页",
    )


def test_checker_and_number_of_the_copy_stand_in_head_and_foot(make_table: TableMaker) -> None:
    table = replace(make_table([ROW]), checked_by="案管01", copy_code="7K3M")
    sheet = opened(table)
    assert str(sheet["A2"].value).endswith(
        "审核人：案管01　　制表时间：2026-07-01 09:30　　导出编号：7K3M"
    )
    footer = sheet.oddFooter
    assert footer is not None
    assert (footer.left.text, footer.right.text) == (
        "制表人：检察官助理03　审核人：案管01",
        "制表时间：2026-07-01 09:30　导出编号：7K3M",
    )


def test_meaning_of_a_column_stands_under_its_heading(make_table: TableMaker) -> None:
    table = make_table([ROW])
    first = replace(table.columns[0], meaning="院内编号")
    sheet = opened(replace(table, columns=[first, *table.columns[1:]]))
    assert sheet["A3"].value == f"{table.columns[0].heading}\n（院内编号）"


def test_row_is_as_high_as_its_longest_text(make_table: TableMaker) -> None:
    sheet = written(make_table, ROW, ("1", None, "水" * 50, 0), ("2", None, "一\n二", 0), ROW)
    heights = [sheet.row_dimensions[number].height for number in range(4, 8)]
    assert heights == [None, 3 * 13.5 + 2, 2 * 13.5 + 2, None]


def test_row_of_another_width_is_refused(make_table: TableMaker) -> None:
    with pytest.raises(InvalidInputError) as refused:
        write_xlsx(make_table([ROW, ROW[:2]]), BytesIO())
    assert (refused.value.code, refused.value.params) == ("documents.row_width", {"row": 2})


def test_rows_are_written_as_they_come_in_constant_memory(make_table: TableMaker) -> None:
    def rows(count: int) -> Iterator[tuple[Cell, ...]]:
        yield from (ROW for _ in range(count))

    def peak(count: int) -> int:
        tracemalloc.start()
        write_xlsx(make_table(rows(count)), BytesIO())
        _, highest = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return highest

    peak(10)  # what is loaded on first use does not count
    assert peak(4_000) < peak(400) * 1.5 + 500_000


def written(make_table: TableMaker, *rows: tuple[Cell, ...]) -> Worksheet:
    target = BytesIO()
    assert write_xlsx(make_table(rows), target) == len(rows)
    sheet = load_workbook(target).active
    assert isinstance(sheet, Worksheet)
    return sheet


def sheet_xml(make_table: TableMaker, *rows: tuple[Cell, ...]) -> str:
    target = BytesIO()
    write_xlsx(make_table(rows), target)
    with zipfile.ZipFile(target) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()
