"""Workbooks of the tests: a small form, and ways to spoil one."""

from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.styles import Border, Side

from xiezhi.reporting.rules.workbook.places import CellPlace

SHEET = "月报"


def at(cell: str, sheet: str = SHEET) -> CellPlace:
    return CellPlace(sheet=sheet, cell=cell)


def form(change: Callable[[Workbook], Any] | None = None) -> bytes:
    """A form: merged title, two heads, three lines, a sum and a share."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    sheet["A1"] = "线索月报表"
    sheet.merge_cells("A1:C1")
    sheet["A2"], sheet["B2"], sheet["C2"] = "项目", "本月", "累计"
    for row, words in enumerate(("登记", "有效", "不实"), start=3):
        sheet[f"A{row}"] = words
    sheet["A6"] = "合计"
    sheet["B6"] = "=SUM(B3:B5)"
    sheet["C6"] = "=SUM(C3:C5)"
    sheet["A7"], sheet["B7"] = "占比", '=IF(B3=0,"—",B4/B3)'
    frame = Border(left=Side(style="thin"), bottom=Side(style="thin"))
    for row in range(2, 8):
        for column in "ABC":
            sheet[f"{column}{row}"].border = frame
    sheet["C7"].number_format = "0.00%"
    if change is not None:
        change(book)
    return saved(book)


def saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def repacked(
    data: bytes,
    add: Mapping[str, bytes] | None = None,
    change: Callable[[str, bytes], bytes] | None = None,
) -> bytes:
    """The same workbook with parts added or changed."""
    target = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for name in source.namelist():
            content = source.read(name)
            archive.writestr(name, change(name, content) if change else content)
        for name, content in (add or {}).items():
            archive.writestr(name, content)
    return target.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
