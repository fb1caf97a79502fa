"""台账 as XLSX: safe against formulas, ready to print on A4 landscape, in constant memory."""

import math
import re
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import BinaryIO, Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from xiezhi.documents.formulas import escape_formula
from xiezhi.documents.table import Cell, Column, ColumnKind, Table, china_minute, date_words, words

_HEADING_ROW: Final = 3
_MAX_CELL: Final = 32_767
_LINE_HEIGHT: Final = 13.5  # points, for 10 pt text
_HEADING_HEIGHT: Final = 15
_MAX_HEIGHT: Final = 409  # Excel's limit
_MAX_LINES: Final = 30
_CUT_MARK: Final = "…（过长，已截断）"
_NOT_XML: Final = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_CODED: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_SHEET_NAME: Final = re.compile(r"[\[\]:*?/\\']")
_HAIR: Final = Side(style="hair", color="808080")
_BOX: Final = Border(left=_HAIR, right=_HAIR, top=_HAIR, bottom=_HAIR)
_ALIGN: Final = {ColumnKind.TEXT: "left", ColumnKind.DATE: "center", ColumnKind.NUMBER: "right"}


def write_xlsx(table: Table, target: BinaryIO) -> int:
    """Write a table as a workbook of one sheet and return how many rows it has.

    Rows are read and written one by one; a temporary file holds the sheet meanwhile.

    Raises:
        InvalidInputError: ``documents.row_width``.
    """
    book = Workbook(write_only=True)
    book.properties.creator = _safe(table.office)
    book.properties.title = _safe(table.title)
    book.properties.created = china_minute(table.prepared_at)
    # A write-only sheet has of Worksheet all that is used here, though not its class.
    sheet: Worksheet = book.create_sheet(_SHEET_NAME.sub(" ", table.title)[:31] or None)
    _set_page(sheet, table)
    _write_head(sheet, table)
    try:
        count = _write_rows(sheet, table)
    except BaseException:
        book.save(BytesIO())  # else the sheet's temporary file stays open and behind
        raise
    last = get_column_letter(len(table.columns))
    sheet.auto_filter.ref = f"A{_HEADING_ROW}:{last}{_HEADING_ROW + count}"
    book.save(target)
    return count


def text_for_cell(text: str) -> str:
    """Return text a cell can hold: no formula, no control characters, within Excel's limit."""
    clean = escape_formula(_safe(text))
    return clean if len(clean) <= _MAX_CELL else clean[: _MAX_CELL - len(_CUT_MARK)] + _CUT_MARK


def _safe(text: str) -> str:
    return _CODED.sub("_x005F_", _NOT_XML.sub("", text.replace("\r\n", "\n")))


def _set_page(sheet: Worksheet, table: Table) -> None:
    sheet.freeze_panes = f"A{_HEADING_ROW + 1}"
    sheet.print_title_rows = f"{_HEADING_ROW}:{_HEADING_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.HeaderFooter = HeaderFooter()
    sheet.HeaderFooter.oddHeader = HeaderFooterItem(right=_part(_for_header(table.office)))
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(
        left=_part(
            f"制表人：{_for_header(table.prepared_by)}　审核人：{_for_header(table.checked_by)}"
        ),
        center=_part("第 &P 页，共 &N 页"),
        right=_part(_for_header("　".join(_made(table)))),
    )
    for number, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.full_width + 1


def _made(table: Table) -> list[str]:
    code = [f"导出编号：{table.copy_code}"] if table.copy_code else []
    return [f"制表时间：{date_words(table.prepared_at)}", *code]


def _part(text: str) -> _HeaderFooterPart:
    return _HeaderFooterPart(text=text)


def _for_header(text: str) -> str:
    """Double the ampersands, which are commands in a header."""
    return _safe(text).replace("\n", " ").replace("&", "&&")[:100]


def _write_head(sheet: Worksheet, table: Table) -> None:
    last = get_column_letter(len(table.columns))
    parts = [
        f"统计期：{table.period}" if table.period else "",
        f"制表单位：{table.office}",
        f"制表人：{table.prepared_by}",
        f"审核人：{table.checked_by}" if table.checked_by else "",
        *_made(table),
    ]
    rows = (
        (table.title, Font(name="宋体", size=16, bold=True), "center", 30),
        ("　　".join(part for part in parts if part), Font(name="宋体", size=10), "left", 18),
    )
    for number, (text, font, align, height) in enumerate(rows, start=1):
        cell = _text_cell(sheet, text, font=font, align=align)
        sheet.merged_cells.add(f"A{number}:{last}{number}")
        sheet.row_dimensions[number].height = height
        sheet.append([cell])
    heading = Font(name="宋体", size=11, bold=True)
    fill = PatternFill("solid", fgColor="EDF1F6")
    cells = [
        _text_cell(sheet, _heading(column), font=heading, align="center")
        for column in table.columns
    ]
    sheet.row_dimensions[_HEADING_ROW].height = min(
        _MAX_HEIGHT,
        max(_lines(column, _heading(column)) for column in table.columns) * _HEADING_HEIGHT + 4,
    )
    for cell in cells:
        cell.border = _BOX
        cell.fill = fill
    sheet.append(cells)


def _heading(column: Column) -> str:
    return f"{column.heading}\n（{column.meaning}）" if column.meaning else column.heading


def _text_cell(sheet: Worksheet, text: str, *, font: Font, align: str) -> SheetCell:
    cell = WriteOnlyCell(sheet, value=text_for_cell(text))
    cell.data_type = "s"
    cell.font = font
    cell.alignment = Alignment(horizontal=align, vertical="center", wrap_text=True)
    return cell


def _write_rows(sheet: Worksheet, table: Table) -> int:
    columns = [_ColumnCells(sheet, column) for column in table.columns]
    count = 0
    for count, row in enumerate(table.checked_rows(), start=1):
        number = _HEADING_ROW + count
        lines = max(map(_lines, table.columns, row))
        if lines > 1:
            sheet.row_dimensions[number].height = min(_MAX_HEIGHT, lines * _LINE_HEIGHT + 2)
        sheet.append([cells.fill(value) for cells, value in zip(columns, row, strict=True)])
        sheet.row_dimensions.pop(number, None)  # written: keeping it would cost memory
    return count


def _lines(column: Column, value: Cell) -> int:
    """Return how many lines a text takes: not every spreadsheet fits heights on opening."""
    if not isinstance(value, str):
        return 1
    width = column.full_width
    return sum(
        max(1, -(-sum(1 if character.isascii() else 2 for character in line) // width))
        for line in value[: _MAX_LINES * width].split("\n")
    )


class _ColumnCells:
    """The styled cells of one column, filled again for every row, which is three times faster."""

    def __init__(self, sheet: Worksheet, column: Column) -> None:
        self._kind = column.kind
        self._plain, self._day, self._minute = (
            _body_cell(sheet, column.kind, number_format)
            for number_format in ("General", "yyyy-mm-dd", "yyyy-mm-dd hh:mm")
        )

    def fill(self, value: Cell) -> SheetCell:
        """Return the cell that shows a value; what is not of the column's kind becomes text."""
        if isinstance(value, datetime) and self._kind is ColumnKind.DATE:
            return _with(self._minute, china_minute(value))
        if isinstance(value, date) and self._kind is ColumnKind.DATE:
            return _with(self._day, value)
        if self._kind is ColumnKind.NUMBER and _is_number(value):
            return _with(self._plain, value)
        _with(self._plain, text_for_cell(words(value)))
        self._plain.data_type = "s"
        return self._plain


def _with(cell: SheetCell, value: Cell) -> SheetCell:
    cell.value = value
    return cell


def _is_number(value: Cell) -> bool:
    return isinstance(value, int | float | Decimal) and math.isfinite(value)


def _body_cell(sheet: Worksheet, kind: ColumnKind, number_format: str) -> SheetCell:
    cell = WriteOnlyCell(sheet)
    cell.font = Font(name="宋体", size=10)
    cell.alignment = Alignment(horizontal=_ALIGN[kind], vertical="top", wrap_text=True)
    cell.border = _BOX
    cell.number_format = number_format
    return cell
