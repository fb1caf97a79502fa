"""A form as a grid: merged cells, formulas, hidden parts, how a person names a cell."""

from typing import Any

import pytest

from tests.reporting.workbooks import SHEET, at, form
from xiezhi.reporting.rules.workbook.container import FormNoteCode
from xiezhi.reporting.rules.workbook.grid import CellKind, FormGrid, read_form


def notes(found: FormGrid) -> dict[FormNoteCode, int]:
    return {note.code: note.count for note in found.notes}


def test_merged_cell_stands_once_over_its_columns() -> None:
    first = read_form(form()).sheets[0].rows[0]
    assert [(one.cell, one.colspan) for one in first] == [("A1", 3)]


def test_formulas_are_known_as_formulas() -> None:
    found = read_form(form())
    kinds = {cell: found.find(at(cell)) for cell in ("A3", "B3", "B6")}
    assert {cell: one.kind for cell, one in kinds.items() if one} == {
        "A3": CellKind.TEXT,
        "B3": CellKind.BLANK,
        "B6": CellKind.FORMULA,
    }
    assert notes(found)[FormNoteCode.FORMULAS] == 3


def test_percent_format_is_seen() -> None:
    cell = read_form(form()).find(at("C7"))
    assert cell is not None
    assert cell.is_percent


@pytest.mark.parametrize(
    ("cell", "label"), [("B3", "登记 · 本月"), ("C5", "不实 · 累计"), ("A1", "A1")]
)
def test_cell_is_named_by_what_stands_left_and_above(cell: str, label: str) -> None:
    assert read_form(form()).label_of(at(cell)) == label


def test_hidden_rows_columns_and_sheets_are_left_out_and_said() -> None:
    def hide(book: Any) -> None:
        book.active.row_dimensions[4].hidden = True
        book.active.column_dimensions["C"].hidden = True
        book.create_sheet("说明").sheet_state = "hidden"

    found = read_form(form(hide))
    assert [row[0].row for row in found.sheets[0].rows] == [1, 2, 3, 5, 6, 7]
    assert found.sheets[0].columns == (1, 2)
    assert notes(found)[FormNoteCode.HIDDEN_SHEETS] == 1
    assert notes(found)[FormNoteCode.HIDDEN_LINES] == 2
    assert found.is_unseen(at("A4"))
    assert found.is_unseen(at("A1", "说明"))


def test_merged_title_narrows_with_a_hidden_column() -> None:
    def hide(book: Any) -> None:
        book.active.column_dimensions["C"].hidden = True

    assert read_form(form(hide)).sheets[0].rows[0][0].colspan == 2


def test_far_cells_are_cut_from_the_grid_and_said() -> None:
    def far(book: Any) -> None:
        book.active["A200"] = "近"
        book.active["BH1"] = "近"
        book.active["XFD1048576"] = "远"

    found = read_form(form(far))
    assert (len(found.sheets[0].rows), len(found.sheets[0].columns)) == (200, 60)
    assert notes(found)[FormNoteCode.CUT] == 1
    assert found.is_unseen(at("XFD1048576"))


def test_a_style_without_words_does_not_widen_the_grid() -> None:
    def fill(book: Any) -> None:
        book.active["Z99"].number_format = "0.00"

    assert len(read_form(form(fill)).sheets[0].columns) == 3


def test_protected_sheet_is_said() -> None:
    def protect(book: Any) -> None:
        book.active.protection.enable()

    assert notes(read_form(form(protect)))[FormNoteCode.PROTECTED] == 1


def test_words_of_other_scripts_and_emoji_are_shown() -> None:
    def write(book: Any) -> None:
        book.active["A3"] = "登记😀ᠮᠣᠩᠭᠣᠯ𠮷"

    cell = read_form(form(write)).find(at("A3"))
    assert cell is not None
    assert cell.text == "登记😀ᠮᠣᠩᠭᠣᠯ𠮷"


def test_sheet_is_found_by_its_name() -> None:
    assert read_form(form()).sheet(SHEET).name == SHEET
