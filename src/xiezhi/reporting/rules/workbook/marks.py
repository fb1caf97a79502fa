"""Where each row and cell of a sheet's XML stands, byte by byte, so that nothing else is touched."""

import re
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.reporting.rules.workbook.places import name_of, row_and_column

_TAG: Final = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")


@dataclass(slots=True)
class CellMark:
    """A cell element: its bytes, its attributes and the bytes of its formula."""

    cell: str
    column: int
    start: int
    end: int
    attributes: dict[str, str]
    formula: tuple[int, int] | None = None


@dataclass(slots=True)
class RowMark:
    """A row element; ``inside`` is where its cells end, or None of an empty element."""

    row: int
    start: int
    end: int
    attributes: dict[str, str]
    inside: int | None = None
    cells: list[CellMark] = field(default_factory=list)


@dataclass(slots=True)
class SheetMarks:
    """Rows of a sheet in order; column styles by column; ``prefix`` is how its elements are named."""

    rows: list[RowMark] = field(default_factory=list)
    column_styles: dict[int, str] = field(default_factory=dict)
    data_start: int = 0
    data_end: int | None = None
    data_tag: tuple[int, int] = (0, 0)
    prefix: str = ""

    def cell(self, name: str) -> CellMark | None:
        """Return the mark of a cell that stands in the file."""
        number, column = row_and_column(name)
        row = next((one for one in self.rows if one.row == number), None)
        if row is None:
            return None
        return next((one for one in row.cells if one.column == column), None)


def mark_sheet(content: bytes) -> SheetMarks:
    """Return the marks of a sheet in UTF-8.

    Raises:
        InvalidInputError: ``reporting.form_damaged``.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in content[:200]:
        raise InvalidInputError("reporting.form_damaged")
    marking = _Marking(content)
    try:
        marking.parser.Parse(content, True)  # noqa: FBT003  # expat takes it by place only
    except (expat.ExpatError, ValueError) as error:
        raise InvalidInputError("reporting.form_damaged") from error
    return marking.marks


class _Marking:
    def __init__(self, content: bytes) -> None:
        self._content = content
        self.marks = SheetMarks()
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._begin
        self.parser.EndElementHandler = self._end
        self._row: RowMark | None = None
        self._cell: CellMark | None = None
        self._formula = 0
        self._in_data = False

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        prefix, _, name = tag.rpartition(":")
        at = self.parser.CurrentByteIndex
        match name:
            case "col":
                self._note_column(attributes)
            case "sheetData":
                self._in_data = True
                end = self._tag_end(at)
                self.marks.data_start, self.marks.data_tag = end, (at, end)
                self.marks.prefix = f"{prefix}:" if prefix else ""
            case "row" if self._in_data:
                last = self.marks.rows[-1].row if self.marks.rows else 0
                number = int(attributes.get("r", last + 1))
                self._row = RowMark(row=number, start=at, end=at, attributes=attributes)
            case "c" if self._row is not None:
                self._cell = self._new_cell(at, attributes, self._row)
            case "f" if self._cell is not None:
                self._formula = at
            case _:
                pass

    def _new_cell(self, at: int, attributes: dict[str, str], row: RowMark) -> CellMark:
        if "r" in attributes:
            cell = attributes["r"]
            column = row_and_column(cell)[1]
        else:
            column = row.cells[-1].column + 1 if row.cells else 1
            cell = name_of(row.row, column)
        return CellMark(cell=cell, column=column, start=at, end=at, attributes=attributes)

    def _end(self, tag: str) -> None:
        name = tag.rpartition(":")[2]
        at = self.parser.CurrentByteIndex
        match name:
            case "f" if self._cell is not None:
                self._cell.formula = (self._formula, self._tag_end(at))
            case "c" if self._cell is not None and self._row is not None:
                self._cell.end = self._tag_end(at)
                self._row.cells.append(self._cell)
                self._cell = None
            case "row" if self._row is not None:
                self._row.end = self._tag_end(at)
                self._row.inside = at if self._is_end_tag(at) else None
                self.marks.rows.append(self._row)
                self._row = None
            case "sheetData":
                self._in_data = False
                self.marks.data_end = at if self._is_end_tag(at) else None
            case _:
                pass

    def _note_column(self, attributes: dict[str, str]) -> None:
        if "style" not in attributes:
            return
        first, last = int(attributes["min"]), int(attributes["max"])
        for column in range(first, min(last, first + 255) + 1):
            self.marks.column_styles[column] = attributes["style"]

    def _is_end_tag(self, at: int) -> bool:
        return self._content.startswith(b"</", at)

    def _tag_end(self, at: int) -> int:
        found = _TAG.match(self._content, at)
        if found is None:
            raise InvalidInputError("reporting.form_damaged")
        return found.end()
