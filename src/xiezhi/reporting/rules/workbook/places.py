"""Places in a workbook: a sheet's name and a cell like C5; lists of cells as people type them."""

import re
from dataclasses import dataclass
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.reporting.rules.workbook.limits import GRID_COLUMNS, GRID_ROWS

MAX_PARTS_OF_A_CHECK: Final = 200
_CELL: Final = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_BREAK: Final = re.compile(r"[,，、；;+\s]+")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class CellPlace:
    """Where a cell is."""

    sheet: str
    cell: str

    @property
    def row(self) -> int:
        """The row, from 1."""
        return row_and_column(self.cell)[0]

    @property
    def column(self) -> int:
        """The column, from 1."""
        return row_and_column(self.cell)[1]


def row_and_column(cell: str) -> tuple[int, int]:
    """Return row and column of C5, from 1.

    Raises:
        InvalidInputError: ``reporting.not_a_cell``.
    """
    if not _CELL.fullmatch(cell):
        raise InvalidInputError("reporting.not_a_cell", cell=cell[:20])
    letters, row = coordinate_from_string(cell)
    return row, column_index_from_string(letters)


def name_of(row: int, column: int) -> str:
    """Return C5 for row 5, column 3."""
    return f"{get_column_letter(column)}{row}"


def cells_of(words: str) -> tuple[str, ...]:
    """Return the cells of a list such as ``C5:C9, E3``, in order and each once.

    Full-width signs and the Chinese comma are taken; rows of a range before columns.

    Raises:
        InvalidInputError: ``reporting.not_a_cell``, ``reporting.too_many_cells``.
    """
    plain = words.upper().replace("：", ":").replace("$", "").strip()
    found: dict[str, None] = {}
    for part in filter(None, _BREAK.split(plain)):
        first, _, last = part.partition(":")
        found |= dict.fromkeys(_range(first, last or first))
        if len(found) > MAX_PARTS_OF_A_CHECK:
            raise InvalidInputError("reporting.too_many_cells", limit=MAX_PARTS_OF_A_CHECK)
    if not found:
        raise InvalidInputError("reporting.not_a_cell", cell=words[:20])
    return tuple(found)


def _range(first: str, last: str) -> list[str]:
    (row, column), (end_row, end_column) = row_and_column(first), row_and_column(last)
    if end_row < row or end_column < column:
        raise InvalidInputError("reporting.not_a_cell", cell=f"{first}:{last}")
    if end_row - row > GRID_ROWS or end_column - column > GRID_COLUMNS:
        raise InvalidInputError("reporting.too_many_cells", limit=MAX_PARTS_OF_A_CHECK)
    return [
        name_of(one, other)
        for one in range(row, end_row + 1)
        for other in range(column, end_column + 1)
    ]
