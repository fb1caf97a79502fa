"""A form as a grid: what stands in each cell, what is merged, how wide; the same for every viewer."""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

from defusedxml import DefusedXmlException
from openpyxl import DEFUSEDXML, load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.workbook.workbook import Workbook
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.reporting.rules.workbook.container import FormNote, FormNoteCode, open_container
from xiezhi.reporting.rules.workbook.limits import (
    GRID_COLUMNS,
    GRID_ROWS,
    MAX_SHEETS,
    MAX_SHOWN,
    MAX_TITLE,
)
from xiezhi.reporting.rules.workbook.places import CellPlace, name_of

if not DEFUSEDXML:
    raise ImportError("openpyxl reads XML safely only with defusedxml")

_UNREADABLE: Final = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    DefusedXmlException,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    ParseError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
_WIDTH: Final = 8.43  # Excel's own, in characters
_PIXELS: Final = 8


class CellKind(StrEnum):
    """What a cell of a form holds."""

    BLANK = "blank"
    TEXT = "text"
    NUMBER = "number"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """A cell as shown; one that a merged one covers does not occur.

    Attributes:
        formula: with its leading sign; "" when it is none or of a kind not understood.
        is_percent: its number format shows hundredths.
    """

    cell: str
    row: int
    column: int
    text: str
    kind: CellKind
    number: float | None = None
    formula: str = ""
    rowspan: int = 1
    colspan: int = 1
    is_bold: bool = False
    align: str = ""
    has_border: bool = False
    is_percent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GridSheet:
    """One visible sheet: rows from the first, hidden rows and columns left out."""

    name: str
    rows: tuple[tuple[GridCell, ...], ...]
    columns: tuple[int, ...]
    widths: tuple[int, ...]

    def find(self, cell: str) -> GridCell | None:
        """Return the cell, or None where none is shown."""
        return next((one for row in self.rows for one in row if one.cell == cell), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class FormGrid:
    """A form as it is shown, with what a person should know of it.

    Attributes:
        unseen: cells in hidden lines of visible sheets that hold something.
        cut: sheets that go on beyond what is shown.
    """

    sheets: tuple[GridSheet, ...]
    notes: tuple[FormNote, ...]
    unseen: frozenset[CellPlace] = frozenset()
    cut: frozenset[str] = frozenset()

    def is_unseen(self, place: CellPlace) -> bool:
        """Return whether a cell may hold something that is not shown here."""
        if place in self.unseen or all(sheet.name != place.sheet for sheet in self.sheets):
            return True
        return place.sheet in self.cut and (place.row > GRID_ROWS or place.column > GRID_COLUMNS)

    def sheet(self, name: str) -> GridSheet:
        """Return a sheet by name.

        Raises:
            InvalidInputError: ``reporting.no_sheet``.
        """
        for one in self.sheets:
            if one.name == name:
                return one
        raise InvalidInputError("reporting.no_sheet", sheet=name[:40])

    def find(self, place: CellPlace) -> GridCell | None:
        """Return the cell of a place, or None where none is shown."""
        return next((one.find(place.cell) for one in self.sheets if one.name == place.sheet), None)

    def label_of(self, place: CellPlace) -> str:
        """Return how a person would name a cell: what stands left of it, and above."""
        sheet = next((one for one in self.sheets if one.name == place.sheet), None)
        if sheet is None:
            return place.cell
        parts = [_text_left(sheet, place), _text_above(sheet, place)]
        return " · ".join(part for part in parts if part) or place.cell


def read_form(data: bytes) -> FormGrid:
    """Return a form as a grid.

    Raises:
        InvalidInputError: a code of `open_container`; ``reporting.form_damaged``,
            ``reporting.form_many_sheets``, ``reporting.form_no_sheet``.
    """
    container = open_container(data)
    try:
        book = load_workbook(BytesIO(data), keep_links=False)
        found = _read(book)
    except InvalidInputError:
        raise
    except _UNREADABLE as error:
        raise InvalidInputError("reporting.form_damaged") from error
    return replace(found, notes=(*found.notes, *container.notes))


def _read(book: Workbook) -> FormGrid:
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    if not visible:
        raise InvalidInputError("reporting.form_no_sheet")
    if len(book.worksheets) > MAX_SHEETS:
        raise InvalidInputError("reporting.form_many_sheets", limit=MAX_SHEETS)
    readings = [_SheetReading(sheet) for sheet in visible]
    counts = {
        FormNoteCode.HIDDEN_SHEETS: len(book.sheetnames) - len(visible),
        FormNoteCode.HIDDEN_LINES: sum(one.hidden for one in readings),
        FormNoteCode.MERGED: sum(len(sheet.merged_cells.ranges) for sheet in visible),
        FormNoteCode.FORMULAS: sum(one.formulas for one in readings),
        FormNoteCode.PROTECTED: sum(sheet.protection.sheet is True for sheet in visible),
        FormNoteCode.CUT: sum(one.is_cut for one in readings),
    }
    return FormGrid(
        sheets=tuple(one.sheet for one in readings),
        notes=tuple(FormNote(code=code, count=count) for code, count in counts.items() if count),
        unseen=frozenset(place for one in readings for place in one.unseen()),
        cut=frozenset(one.sheet.name for one in readings if one.is_cut),
    )


class _SheetReading:
    """One pass over a sheet."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self._merged = {
            (area.min_row, area.min_col): (
                area.max_row - area.min_row + 1,
                area.max_col - area.min_col + 1,
            )
            for area in sheet.merged_cells.ranges
        }
        self.formulas = 0
        last_row, last_column = self._extent()
        self.is_cut = sheet.max_row > GRID_ROWS or sheet.max_column > GRID_COLUMNS
        self._rows = self._shown_rows(min(last_row, GRID_ROWS))
        self._columns = self._shown_columns(min(last_column, GRID_COLUMNS))
        self.hidden = (
            min(last_row, GRID_ROWS)
            - len(self._rows)
            + min(last_column, GRID_COLUMNS)
            - len(self._columns)
        )
        self.sheet = GridSheet(
            name=sheet.title,
            rows=tuple(tuple(self._row(row)) for row in self._rows),
            columns=tuple(self._columns),
            widths=tuple(self._width(column) for column in self._columns),
        )

    def unseen(self) -> Iterator[CellPlace]:
        """Yield the cells that hold something in hidden lines."""
        rows, columns = set(self._rows), set(self._columns)
        for cells in self._near():
            for cell in cells:
                is_shown = cell.row in rows and cell.column in columns
                if not is_shown and cell.value is not None:
                    yield CellPlace(
                        sheet=self._sheet.title, cell=name_of(cell.row, cell.column or 1)
                    )

    def _near(self) -> Iterator[tuple[Cell | MergedCell, ...]]:
        """Yield the rows that may be shown; a sheet can claim a million more."""
        return self._sheet.iter_rows(
            max_row=min(self._sheet.max_row, GRID_ROWS),
            max_col=min(self._sheet.max_column, GRID_COLUMNS),
        )

    def _extent(self) -> tuple[int, int]:
        """Return the last row and column with words, a frame or a merged area."""
        row, column = 1, 1
        for area in self._sheet.merged_cells.ranges:
            row, column = max(row, area.max_row), max(column, area.max_col)
        for cells in self._near():
            for cell in cells:
                if not isinstance(cell, MergedCell) and (cell.value is not None or _framed(cell)):
                    row, column = max(row, cell.row), max(column, cell.column)
        return row, column

    def _shown_rows(self, last: int) -> list[int]:
        hidden = self._sheet.row_dimensions
        return [row for row in range(1, last + 1) if not (row in hidden and hidden[row].hidden)]

    def _shown_columns(self, last: int) -> list[int]:
        hidden: set[int] = set()
        for letter in list(self._sheet.column_dimensions):
            one = self._sheet.column_dimensions[letter]
            if one.hidden:
                hidden |= set(range(one.min or 0, (one.max or 0) + 1))
        return [column for column in range(1, last + 1) if column not in hidden]

    def _width(self, column: int) -> int:
        for letter in list(self._sheet.column_dimensions):
            one = self._sheet.column_dimensions[letter]
            if one.min and one.max and one.min <= column <= one.max and one.customWidth:
                return int(one.width * _PIXELS)
        own = self._sheet.column_dimensions.get(get_column_letter(column))
        return int((own.width if own is not None and own.width else _WIDTH) * _PIXELS)

    def _row(self, row: int) -> Iterator[GridCell]:
        for column in self._columns:
            cell = self._sheet.cell(row=row, column=column)
            if isinstance(cell, Cell):
                yield self._cell(cell)

    def _cell(self, cell: Cell) -> GridCell:
        kind, text, formula = _content(cell.value)
        self.formulas += kind is CellKind.FORMULA
        rows, columns = self._merged.get((cell.row, cell.column), (1, 1))
        shown_rows = sum(cell.row <= one < cell.row + rows for one in self._rows)
        shown_columns = sum(cell.column <= one < cell.column + columns for one in self._columns)
        limit = MAX_TITLE if columns > 1 else MAX_SHOWN
        return GridCell(
            cell=name_of(cell.row, cell.column),
            row=cell.row,
            column=cell.column,
            text=text if len(text) <= limit else f"{text[:limit]}…",
            kind=kind,
            number=_number(cell.value),
            formula=formula,
            rowspan=max(shown_rows, 1),
            colspan=max(shown_columns, 1),
            is_bold=bool(cell.font.b),
            align=cell.alignment.horizontal or "",
            has_border=_framed(cell),
            is_percent="%" in (cell.number_format or ""),
        )


def _framed(cell: Cell) -> bool:
    frame = cell.border
    return any(side is not None and side.style for side in (frame.left, frame.bottom))


def _number(value: object) -> float | None:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return float(value) if is_number and isinstance(value, int | float) else None


def _content(value: object) -> tuple[CellKind, str, str]:
    if value is None or value == "":
        return CellKind.BLANK, "", ""
    if isinstance(value, ArrayFormula):
        return CellKind.FORMULA, value.text or "", ""
    if isinstance(value, DataTableFormula):
        return CellKind.FORMULA, "", ""
    if isinstance(value, str):
        is_formula = value.startswith("=") and len(value) > 1
        return (CellKind.FORMULA, value, value) if is_formula else (CellKind.TEXT, value, "")
    if isinstance(value, datetime | date | time | timedelta | bool):
        return CellKind.TEXT, str(value), ""
    return CellKind.NUMBER, f"{value:g}" if isinstance(value, float) else str(value), ""


def _text_left(sheet: GridSheet, place: CellPlace) -> str:
    """Return the nearest words left of a cell, in a cell that reaches over its row."""
    found = ""
    for row in sheet.rows:
        for one in row:
            reaches = one.row <= place.row < one.row + one.rowspan
            if reaches and one.column < place.column and one.kind is CellKind.TEXT:
                found = one.text
    return " ".join(found.split())


def _text_above(sheet: GridSheet, place: CellPlace) -> str:
    """Return the nearest words above a cell, in a cell that reaches over its column."""
    found = ""
    for row in sheet.rows:
        for one in row:
            reaches = one.column <= place.column < one.column + one.colspan
            if reaches and one.row < place.row and one.kind is CellKind.TEXT:
                found = one.text
    return " ".join(found.split())
