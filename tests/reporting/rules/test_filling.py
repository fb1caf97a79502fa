"""A form filled: the named cells change, every other byte of the superior's file stays."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.datavalidation import DataValidation

from tests.reporting.workbooks import SHEET, at, form, parts_of, repacked
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.reporting.rules.workbook.filling import compute_form, fill_form, value_of
from xiezhi.reporting.rules.workbook.formulas import Value
from xiezhi.reporting.rules.workbook.grid import read_form
from xiezhi.reporting.rules.workbook.places import CellPlace

VALUES: dict[CellPlace, Value] = {at("B3"): 12.0, at("B4"): 9.0, at("B5"): 3.0}


def filled(data: bytes, values: dict[CellPlace, Value] | None = None) -> Any:
    return load_workbook(BytesIO(fill_form(data, values or VALUES)))


def test_values_stand_in_their_cells_as_numbers() -> None:
    sheet = filled(form())[SHEET]
    assert [sheet[cell].value for cell in ("B3", "B4", "B5")] == [12, 9, 3]


def test_formulas_stay_and_their_results_are_renewed() -> None:
    data = fill_form(form(), VALUES)
    assert load_workbook(BytesIO(data))[SHEET]["B6"].value == "=SUM(B3:B5)"
    shown = load_workbook(BytesIO(data), data_only=True)[SHEET]
    assert (shown["B6"].value, shown["B7"].value, shown["C6"].value) == (24, 0.75, 0)


def test_result_of_a_formula_not_understood_is_taken_away_not_guessed() -> None:
    def look_up(book: Any) -> None:
        book.active["C3"] = "=VLOOKUP(1,A1:B2,2)"

    data = fill_form(form(look_up), VALUES)
    assert load_workbook(BytesIO(data), data_only=True)[SHEET]["C3"].value is None


def test_formula_over_a_hidden_sheet_is_not_guessed() -> None:
    def refer(book: Any) -> None:
        book.create_sheet("底数")["A1"] = 7
        book["底数"].sheet_state = "hidden"
        book.active["C3"] = "=底数!A1+1"

    grid = read_form(form(refer))
    assert not compute_form(grid, VALUES)[at("C3")].is_known


def test_the_spreadsheet_is_asked_to_compute_on_opening() -> None:
    assert b'fullCalcOnLoad="1"' in parts_of(fill_form(form(), VALUES))["xl/workbook.xml"]


def test_asking_is_added_where_the_form_has_no_calculation_element() -> None:
    def without(name: str, content: bytes) -> bytes:
        if name != "xl/workbook.xml":
            return content
        start = content.index(b"<calcPr")
        return content[:start] + content[content.index(b">", start) + 1 :]

    data = fill_form(repacked(form(), change=without), VALUES)
    assert b'<calcPr fullCalcOnLoad="1"/>' in parts_of(data)["xl/workbook.xml"]
    load_workbook(BytesIO(data))


def test_every_other_part_stays_byte_for_byte() -> None:
    source = repacked(form(), add={"xl/charts/chart1.xml": b"<c/>", "xl/media/i.png": b"\x89PNG"})
    before, after = parts_of(source), parts_of(fill_form(source, VALUES))
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml"}
    assert list(before) == list(after)


def test_style_validation_merge_protection_and_hidden_sheet_stay() -> None:
    def dress(book: Any) -> None:
        sheet = book.active
        sheet["B3"].number_format = "#,##0"
        sheet.add_data_validation(DataValidation(type="whole", sqref="B3:B5"))
        sheet.protection.enable()
        book.create_sheet("说明").sheet_state = "hidden"

    book = filled(form(dress))
    sheet = book[SHEET]
    assert sheet["B3"].number_format == "#,##0"
    assert sheet["B3"].border.left.style == "thin"
    assert [str(one) for one in sheet.merged_cells.ranges] == ["A1:C1"]
    assert len(sheet.data_validations.dataValidation) == 1
    assert sheet.protection.sheet is True
    assert book["说明"].sheet_state == "hidden"


def test_cells_that_did_not_stand_in_the_file_are_put_in_order() -> None:
    sheet = filled(form(), {at("E4"): 5.0, at("D4"): "丁", at("A20"): 1.0, at("B9"): 2.0})[SHEET]
    assert (sheet["D4"].value, sheet["E4"].value) == ("丁", 5)
    assert (sheet["A20"].value, sheet["B9"].value) == (1, 2)


def test_new_cell_takes_the_style_of_its_column() -> None:
    def style(book: Any) -> None:
        book.active.column_dimensions["F"].number_format = "0.0"

    sheet = filled(form(style), {at("F9"): 5.0})[SHEET]
    assert sheet["F9"].number_format == "0.0"


@pytest.mark.parametrize("words", ["=1+1", "+cmd|x", "-1-1", "@SUM(A1)", "＝1"])
def test_words_never_become_a_formula(words: str) -> None:
    cell = filled(form(), {at("A3"): words})[SHEET]["A3"]
    assert (cell.value, cell.data_type) == (f"'{words}", "s")


def test_words_keep_every_character() -> None:
    words = '甲 <乙> & "丙" 😀𠮷\n第二行'
    assert filled(form(), {at("A3"): words})[SHEET]["A3"].value == words


def test_fraction_is_written_as_it_is() -> None:
    assert filled(form(), {at("B3"): 0.8571})[SHEET]["B3"].value == 0.8571


def test_formula_is_not_overwritten() -> None:
    with pytest.raises(InvalidInputError, match="formula_cell"):
        fill_form(form(), {at("B6"): 1.0})


def test_sheet_that_is_not_there_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="no_sheet"):
        fill_form(form(), {at("B3", "别的"): 1.0})


def test_the_same_form_and_values_give_the_same_bytes() -> None:
    source = form()
    assert fill_form(source, VALUES) == fill_form(source, VALUES)


def test_prefixed_elements_are_filled_too() -> None:
    """Some writers name every element with a prefix."""

    def prefixed(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        text = content.decode()
        text = text.replace('xmlns="', 'xmlns:x="', 1)
        for tag in (
            "worksheet",
            "sheetData",
            "row",
            "c",
            "v",
            "f",
            "is",
            "t",
            "mergeCells",
            "mergeCell",
            "sheetPr",
            "outlinePr",
            "pageSetUpPr",
            "dimension",
            "sheetViews",
            "sheetView",
            "selection",
            "sheetFormatPr",
            "pageMargins",
        ):
            text = text.replace(f"<{tag} ", f"<x:{tag} ").replace(f"<{tag}>", f"<x:{tag}>")
            text = text.replace(f"<{tag}/>", f"<x:{tag}/>").replace(f"</{tag}>", f"</x:{tag}>")
        return text.encode()

    source = repacked(form(), change=prefixed)
    sheet = filled(source, VALUES | {at("E9"): 1.0})[SHEET]
    assert (sheet["B3"].value, sheet["E9"].value) == (12, 1)


def test_cells_without_names_are_counted() -> None:
    """The name of a cell may be left out; then it follows the one before."""

    def nameless(name: str, content: bytes) -> bytes:
        if name != "xl/worksheets/sheet1.xml":
            return content
        return content.replace(b'r="B3" ', b"")

    assert filled(repacked(form(), change=nameless))[SHEET]["B3"].value == 12


def test_value_of_a_cell_is_what_it_will_show() -> None:
    grid = read_form(form())
    assert value_of(grid, at("B3"), VALUES) == 12
    assert value_of(grid, at("B6"), VALUES) == 24
    assert value_of(grid, at("C3"), VALUES) is None
    assert value_of(grid, at("A3"), VALUES) is None
    assert value_of(grid, at("ZZ1"), VALUES) is None
