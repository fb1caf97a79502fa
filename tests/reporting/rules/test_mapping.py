"""取数对应: what may be filled with what, stored and read back as it was."""

from typing import Any

import pytest

from tests.reporting.desk import CELLS
from tests.reporting.workbooks import at, form
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.reporting.rules.figures import FigureFilter
from xiezhi.reporting.rules.mapping import (
    CellMapping,
    FormMap,
    carried_over,
    filters_of,
    map_of,
    stored_map,
    with_cell,
    with_check,
    without_cell,
)
from xiezhi.reporting.rules.workbook.grid import read_form
from xiezhi.reporting.rules.workbook.places import cells_of

GRID = read_form(form())


def mapped() -> FormMap:
    found = FormMap()
    for cell in CELLS:
        found = with_cell(found, cell, GRID)
    return with_check(found, at("B3"), "B4:B5", GRID)


def test_map_is_read_back_as_it_was() -> None:
    assert map_of(stored_map(mapped())) == mapped()


def test_cell_filled_anew_is_filled_once() -> None:
    again = with_cell(mapped(), CellMapping(place=at("B3"), figure="reports"), GRID)
    assert len(again.cells) == len(CELLS)
    found = again.at(at("B3"))
    assert found is not None
    assert found.figure == "reports"


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        (CellMapping(place=at("B6"), figure="leads"), "formula_cell"),
        (CellMapping(place=at("B1"), figure="leads"), "no_such_cell"),
        (CellMapping(place=at("ZZ99"), figure="leads"), "no_such_cell"),
        (CellMapping(place=at("B3", "没有"), figure="leads"), "no_sheet"),
        (CellMapping(place=at("B3"), figure="nothing"), "unknown_figure"),
        (
            CellMapping(place=at("B3"), figure="letters_sent", filters=((FigureFilter.AREA, "x"),)),
            "filter_not_of_figure",
        ),
    ],
    ids=["formula", "covered by a merged cell", "outside", "sheet", "figure", "filter"],
)
def test_what_cannot_be_filled_is_refused(cell: CellMapping, code: str) -> None:
    with pytest.raises(InvalidInputError, match=code):
        with_cell(FormMap(), cell, GRID)


def test_cell_left_alone_again_is_gone() -> None:
    assert without_cell(mapped(), at("B3")).at(at("B3")) is None


def test_check_without_parts_is_taken_away() -> None:
    assert with_check(mapped(), at("B3"), " ", GRID).checks == ()


def test_cell_is_no_part_of_its_own_sum() -> None:
    with pytest.raises(InvalidInputError, match="sum_of_itself"):
        with_check(FormMap(), at("B3"), "B3:B5", GRID)


@pytest.mark.parametrize(
    ("words", "cells"),
    [
        ("B5:B7", ("B5", "B6", "B7")),
        ("b5，d2", ("B5", "D2")),
        ("B5：C5、B5", ("B5", "C5")),
        ("$B$5 + C5", ("B5", "C5")),
    ],
)
def test_cells_are_read_as_people_type_them(words: str, cells: tuple[str, ...]) -> None:
    assert cells_of(words) == cells


@pytest.mark.parametrize("words", ["五行", "B0", "B", "5", "B5:A1", "B1:B999", "AAAA1", "B5-B7"])
def test_what_is_no_cell_is_refused(words: str) -> None:
    with pytest.raises(InvalidInputError):
        cells_of(words)


def test_filters_left_empty_are_left_out() -> None:
    assert filters_of([("town", ""), ("area", " 甲 ")]) == ((FigureFilter.AREA, "甲"),)


def test_unknown_filter_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="unknown_filter"):
        filters_of([("mood", "good")])


def test_figure_dropped_by_a_later_version_is_left_out() -> None:
    stored: Any = stored_map(mapped())
    stored["cells"][1]["figure"] = "gone"
    assert len(map_of(stored).cells) == len(CELLS) - 1


@pytest.mark.parametrize("stored", [None, [], {"cells": []}, {"cells": [1], "checks": []}])
def test_another_shape_is_a_fault_of_the_program(stored: Any) -> None:
    with pytest.raises(TypeError):
        map_of(stored)


def test_new_form_keeps_what_fits_and_names_what_does_not() -> None:
    def change(book: Any) -> None:
        book.active["B3"] = "=1"

    kept, lost = carried_over(mapped(), read_form(form(change)))
    assert lost == (at("B3"),)
    assert len(kept.cells) == len(CELLS) - 1
    assert kept.checks == mapped().checks
