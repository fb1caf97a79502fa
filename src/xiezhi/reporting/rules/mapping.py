"""取数对应: which cell of a form holds which figure or words, and which sums must hold."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.reporting.rules.figures import FIGURES, FigureFilter, get_figure
from xiezhi.reporting.rules.periods import Span
from xiezhi.reporting.rules.workbook.grid import CellKind, FormGrid
from xiezhi.reporting.rules.workbook.places import CellPlace, cells_of, row_and_column

MAX_CELLS: Final = 400
MAX_CHECKS: Final = 60
MAX_WORDS: Final = 60


class FormText(StrEnum):
    """Words a form asks for beside its figures."""

    OFFICE = "office"
    PREPARED_BY = "prepared_by"
    CHECKED_BY = "checked_by"
    RESPONSIBLE = "responsible"
    TELEPHONE = "telephone"
    FILLED_ON = "filled_on"
    PERIOD = "period"


FORM_TEXT_LABELS: Final = {
    FormText.OFFICE: "填报单位",
    FormText.PREPARED_BY: "填报人",
    FormText.CHECKED_BY: "审核人",
    FormText.RESPONSIBLE: "负责人",
    FormText.TELEPHONE: "联系电话",
    FormText.FILLED_ON: "填报日期",
    FormText.PERIOD: "统计期",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CellMapping:
    """What one cell is filled with: a figure over a span under filters, or words."""

    place: CellPlace
    figure: str = ""
    span: Span = Span.PERIOD
    filters: tuple[tuple[FigureFilter, str], ...] = ()
    text: FormText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SumCheck:
    """校验: one cell is the sum of others on its sheet."""

    place: CellPlace
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormMap:
    """Everything a form is filled by."""

    cells: tuple[CellMapping, ...] = ()
    checks: tuple[SumCheck, ...] = field(default=())

    def at(self, place: CellPlace) -> CellMapping | None:
        """Return what a cell is filled with, or None."""
        return next((one for one in self.cells if one.place == place), None)

    def check_at(self, place: CellPlace) -> SumCheck | None:
        """Return what a cell has to be the sum of, or None."""
        return next((one for one in self.checks if one.place == place), None)


def with_cell(mapped: FormMap, cell: CellMapping, grid: FormGrid) -> FormMap:
    """Return the map with a cell filled by something else than before.

    Raises:
        InvalidInputError: ``reporting.no_sheet``, ``reporting.no_such_cell``,
            ``reporting.formula_cell``, ``reporting.unknown_figure``,
            ``reporting.filter_not_of_figure``, ``reporting.too_many_cells``.
    """
    check_place(cell.place, grid)
    if cell.text is None:
        figure = get_figure(cell.figure)
        for name, _ in cell.filters:
            if name not in figure.filters:
                raise InvalidInputError("reporting.filter_not_of_figure", figure=figure.name)
    kept = without_cell(mapped, cell.place)
    if len(kept.cells) >= MAX_CELLS:
        raise InvalidInputError("reporting.too_many_cells", limit=MAX_CELLS)
    return FormMap(cells=_ordered((*kept.cells, cell)), checks=kept.checks)


def without_cell(mapped: FormMap, place: CellPlace) -> FormMap:
    """Return the map with a cell left as the superior's file has it."""
    return FormMap(
        cells=tuple(one for one in mapped.cells if one.place != place), checks=mapped.checks
    )


def with_check(mapped: FormMap, place: CellPlace, parts: str, grid: FormGrid) -> FormMap:
    """Return the map with a sum that must hold; empty ``parts`` takes it away.

    Raises:
        InvalidInputError: ``reporting.no_sheet``, ``reporting.not_a_cell``,
            ``reporting.too_many_cells``, ``reporting.sum_of_itself``.
    """
    grid.sheet(place.sheet)
    row_and_column(place.cell)
    kept = tuple(one for one in mapped.checks if one.place != place)
    if not parts.strip():
        return FormMap(cells=mapped.cells, checks=kept)
    cells = cells_of(parts)
    if place.cell in cells:
        raise InvalidInputError("reporting.sum_of_itself", cell=place.cell)
    if len(kept) >= MAX_CHECKS:
        raise InvalidInputError("reporting.too_many_cells", limit=MAX_CHECKS)
    return FormMap(cells=mapped.cells, checks=(*kept, SumCheck(place=place, parts=cells)))


def check_place(place: CellPlace, grid: FormGrid) -> None:
    """Refuse a place that cannot be filled.

    Raises:
        InvalidInputError: ``reporting.no_sheet``, ``reporting.no_such_cell``,
            ``reporting.formula_cell``.
    """
    found = grid.sheet(place.sheet).find(place.cell)
    if found is None:
        raise InvalidInputError("reporting.no_such_cell", cell=place.cell[:20])
    if found.kind is CellKind.FORMULA:
        raise InvalidInputError("reporting.formula_cell", cell=place.cell)


def carried_over(mapped: FormMap, grid: FormGrid) -> tuple[FormMap, tuple[CellPlace, ...]]:
    """Return what of a map still fits a new version of the form, and the places that do not."""
    kept, lost = FormMap(checks=mapped.checks), []
    for cell in mapped.cells:
        try:
            kept = with_cell(kept, cell, grid)
        except InvalidInputError:
            lost.append(cell.place)
    names = {sheet.name for sheet in grid.sheets}
    checks = tuple(one for one in mapped.checks if one.place.sheet in names)
    return FormMap(cells=kept.cells, checks=checks), tuple(lost)


def filters_of(given: Iterable[tuple[str, str]]) -> tuple[tuple[FigureFilter, str], ...]:
    """Return filters as a cell keeps them, empty ones left out, in a fixed order.

    Raises:
        InvalidInputError: ``reporting.unknown_filter``, or a code of language.
    """
    found = []
    for name, value in given:
        if name not in set(FigureFilter):
            raise InvalidInputError("reporting.unknown_filter")
        words = clean_line(value, limit=MAX_WORDS)
        if words:
            found.append((FigureFilter(name), words))
    return tuple(sorted(found))


def stored_map(mapped: FormMap) -> dict[str, object]:
    """Return a map as it is stored."""
    return {
        "cells": [
            {
                **asdict(one.place),
                "figure": one.figure,
                "span": one.span.value,
                "filters": [[name.value, value] for name, value in one.filters],
                "text": one.text.value if one.text else "",
            }
            for one in mapped.cells
        ],
        "checks": [{**asdict(one.place), "parts": list(one.parts)} for one in mapped.checks],
    }


def map_of(stored: object) -> FormMap:
    """Return the map of what is stored; a figure a later version dropped is left out.

    Raises:
        TypeError: of another shape; a fault of the program.
    """
    if not isinstance(stored, dict) or set(stored) != {"cells", "checks"}:
        raise TypeError("a map has cells and checks")
    cells = [_cell_of(row) for row in stored["cells"]]
    return FormMap(
        cells=tuple(one for one in cells if one.text is not None or one.figure in FIGURES),
        checks=tuple(
            SumCheck(
                place=CellPlace(sheet=str(row["sheet"]), cell=str(row["cell"])),
                parts=tuple(str(part) for part in row["parts"]),
            )
            for row in stored["checks"]
        ),
    )


def _cell_of(row: object) -> CellMapping:
    if not isinstance(row, dict) or not isinstance(row.get("filters"), list):
        raise TypeError("a mapped cell is a row")
    return CellMapping(
        place=CellPlace(sheet=str(row["sheet"]), cell=str(row["cell"])),
        figure=str(row["figure"]),
        span=Span(row["span"]),
        filters=tuple((FigureFilter(name), str(value)) for name, value in row["filters"]),
        text=FormText(row["text"]) if row["text"] else None,
    )


def _ordered(cells: Iterable[CellMapping]) -> tuple[CellMapping, ...]:
    return tuple(sorted(cells, key=lambda one: (one.place.sheet, *row_and_column(one.place.cell))))
