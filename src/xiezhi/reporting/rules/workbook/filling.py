"""A form filled: only the bytes of the cells named change, everything else is the superior's file.

Styles, merged areas, hidden sheets, charts, pictures, validation and protection are not rewritten
and therefore not lost. The saved results of formulas are renewed where they can be computed here;
the spreadsheet is asked to compute all of them when it opens the file.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import ParseError
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from xiezhi.documents.xlsx import text_for_cell
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.reporting.rules.workbook.container import WORKBOOK, Container, open_container
from xiezhi.reporting.rules.workbook.formulas import (
    Evaluation,
    NotUnderstoodError,
    Value,
    evaluated,
)
from xiezhi.reporting.rules.workbook.grid import CellKind, FormGrid, GridCell, read_form
from xiezhi.reporting.rules.workbook.marks import CellMark, RowMark, SheetMarks, mark_sheet
from xiezhi.reporting.rules.workbook.places import CellPlace, row_and_column

_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION_ID: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CALC: Final = re.compile(rb"<(\w+:)?calcPr\b[^>]*?(/?)>")
_FULL: Final = re.compile(rb'\s+fullCalcOnLoad="[^"]*"')
# calcPr stands after these, in this order (ECMA-376 part 1, 18.2.27).
_BEFORE_CALC: Final = re.compile(
    rb"(</(?:\w+:)?(?:sheets|functionGroups|externalReferences|definedNames)>"
    rb"|<(?:\w+:)?definedNames\s*/>)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Computed:
    """What a formula of the form gives; not known when the spreadsheet has to compute it."""

    place: CellPlace
    value: Value
    is_known: bool


def compute_form(grid: FormGrid, values: Mapping[CellPlace, Value]) -> dict[CellPlace, Computed]:
    """Return what every formula shown gives once the values stand in the form."""
    cells = {
        CellPlace(sheet=sheet.name, cell=one.cell): one
        for sheet in grid.sheets
        for row in sheet.rows
        for one in row
    }

    def value_at(place: CellPlace) -> Value:
        if place in values:
            return values[place]
        if grid.is_unseen(place):
            raise NotUnderstoodError
        return _standing(cells.get(place))

    evaluation = Evaluation(
        value_at=value_at,
        formula_at=lambda place: _formula(cells.get(place), is_filled=place in values),
    )
    found = {}
    for place, one in cells.items():
        if one.kind is CellKind.FORMULA and place not in values:
            value, is_known = evaluated(evaluation, place) if one.formula else (None, False)
            found[place] = Computed(place=place, value=value, is_known=is_known)
    return found


def value_of(grid: FormGrid, place: CellPlace, values: Mapping[CellPlace, Value]) -> float | None:
    """Return the number a cell shows once filled, or None when it shows none."""
    if place in values:
        value = values[place]
    else:
        cell = grid.find(place)
        if cell is None:
            return None
        if cell.kind is CellKind.FORMULA:
            value = compute_form(grid, values)[place].value
        else:
            value = _standing(cell)
    return float(value) if isinstance(value, int | float) else None


def fill_form(data: bytes, values: Mapping[CellPlace, Value]) -> bytes:
    """Return the form with the values in it; the same form and values give the same bytes.

    Raises:
        InvalidInputError: a code of `open_container`; ``reporting.no_sheet``,
            ``reporting.formula_cell`` when a value would overwrite a formula.
    """
    container = open_container(data)
    grid = read_form(data)
    computed = compute_form(grid, values)
    names = _sheet_parts(container)
    parts = dict(container.parts)
    by_sheet: dict[str, dict[str, Value]] = {}
    for place, value in values.items():
        if place.sheet not in names:
            raise InvalidInputError("reporting.no_sheet", sheet=place.sheet[:40])
        by_sheet.setdefault(place.sheet, {})[place.cell] = value
    for sheet, part in names.items():
        results = {place.cell: one for place, one in computed.items() if place.sheet == sheet}
        parts[part] = _filled_sheet(parts[part], by_sheet.get(sheet, {}), results)
    parts[WORKBOOK] = _asking_to_compute(parts[WORKBOOK])
    return _packed(container, parts)


def _standing(cell: GridCell | None) -> Value:
    if cell is None or cell.kind is CellKind.BLANK:
        return None
    return cell.number if cell.number is not None else cell.text


def _formula(cell: GridCell | None, *, is_filled: bool) -> str:
    if cell is None or is_filled or cell.kind is not CellKind.FORMULA:
        return ""
    return cell.formula or "=?"


def _sheet_parts(container: Container) -> dict[str, str]:
    """Return the part of each sheet by its name, as the workbook relates them."""
    try:
        book = fromstring(container.parts[WORKBOOK])
        relations = fromstring(container.parts[_RELATIONS])
    except (ParseError, DefusedXmlException, KeyError, ValueError) as error:
        raise InvalidInputError("reporting.form_damaged") from error
    targets = {one.get("Id"): one.get("Target", "") for one in relations.iter(_RELATION)}
    found = {}
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_RELATION_ID), "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        if part.startswith("xl/worksheets/") and part in container.parts:
            found[sheet.get("name", "")] = part
    return found


def _filled_sheet(
    content: bytes, values: Mapping[str, Value], computed: Mapping[str, Computed]
) -> bytes:
    if not values and not computed:
        return content
    marks = mark_sheet(content)
    edits: list[tuple[int, int, bytes]] = []
    for mark in (one for row in marks.rows for one in row.cells):
        if mark.cell in values and mark.formula is not None:
            raise InvalidInputError("reporting.formula_cell", cell=mark.cell)
        if mark.cell in values:
            edits.append((mark.start, mark.end, _cell(marks, mark, values[mark.cell])))
        elif mark.formula is not None:
            formula = content[mark.formula[0] : mark.formula[1]]
            result = computed.get(mark.cell)
            edits.append((mark.start, mark.end, _formula_cell(marks, mark, formula, result)))
    missing = {cell: value for cell, value in values.items() if marks.cell(cell) is None}
    edits.extend(_inserted(marks, missing))
    return _spliced(content, edits)


def _spliced(content: bytes, edits: list[tuple[int, int, bytes]]) -> bytes:
    pieces, at = [], 0
    for start, end, written in sorted(edits, key=lambda edit: (edit[0], edit[1])):
        pieces += [content[at:start], written]
        at = end
    return b"".join([*pieces, content[at:]])


def _cell(marks: SheetMarks, mark: CellMark, value: Value) -> bytes:
    return _written(marks.prefix, mark.cell, mark.attributes.get("s", ""), value)


def _written(prefix: str, cell: str, style: str, value: Value) -> bytes:
    kept = f' s="{style}"' if style else ""
    head = f'<{prefix}c r="{cell}"{kept}'
    if value is None:
        return f"{head}/>".encode()
    if isinstance(value, str):
        text = escape(text_for_cell(value))
        inside = f'<{prefix}is><{prefix}t xml:space="preserve">{text}</{prefix}t></{prefix}is>'
        return f'{head} t="inlineStr">{inside}</{prefix}c>'.encode()
    return f"{head}><{prefix}v>{_digits(value)}</{prefix}v></{prefix}c>".encode()


def _digits(value: float) -> str:
    whole = int(value)
    return str(whole) if whole == value else repr(round(value, 12))


def _formula_cell(
    marks: SheetMarks, mark: CellMark, formula: bytes, result: Computed | None
) -> bytes:
    """Return a formula as it was, its saved result renewed or taken away."""
    kept = {name: text for name, text in mark.attributes.items() if name not in {"t", "r"}}
    value = result.value if result is not None and result.is_known else None
    if isinstance(value, str):
        kept["t"] = "str"
    words = "".join(f" {name}={quoteattr(text)}" for name, text in kept.items())
    head = f'<{marks.prefix}c r="{mark.cell}"{words}>'
    saved = ""
    if value is not None:
        shown = escape(text_for_cell(value)) if isinstance(value, str) else _digits(value)
        saved = f"<{marks.prefix}v>{shown}</{marks.prefix}v>"
    return head.encode() + formula + f"{saved}</{marks.prefix}c>".encode()


def _inserted(marks: SheetMarks, values: Mapping[str, Value]) -> Iterator[tuple[int, int, bytes]]:
    """Yield cells that did not stand in the file, at their places."""
    by_row: dict[int, list[str]] = {}
    for cell in sorted(values, key=row_and_column):
        by_row.setdefault(row_and_column(cell)[0], []).append(cell)
    new_rows: list[tuple[int, bytes]] = []
    for number, cells in by_row.items():
        row = next((one for one in marks.rows if one.row == number), None)
        written = [(cell, _new_cell(marks, row, cell, values[cell])) for cell in cells]
        if row is not None and row.inside is not None:
            yield from _into_row(row, written)
        else:
            inside = b"".join(text for _, text in written)
            if row is not None:
                yield row.start, row.end, _row(marks, row, inside)
            else:
                new_rows.append((number, _bare_row(marks, number, inside)))
    yield from _between_rows(marks, new_rows)


def _new_cell(marks: SheetMarks, row: RowMark | None, cell: str, value: Value) -> bytes:
    style = ""
    if row is not None and row.attributes.get("customFormat") in {"1", "true"}:
        style = row.attributes.get("s", "")
    style = style or marks.column_styles.get(row_and_column(cell)[1], "")
    return _written(marks.prefix, cell, style, value)


def _into_row(row: RowMark, written: list[tuple[str, bytes]]) -> Iterator[tuple[int, int, bytes]]:
    for cell, text in written:
        column = row_and_column(cell)[1]
        after = next((one.start for one in row.cells if one.column > column), row.inside or row.end)
        yield after, after, text


def _row(marks: SheetMarks, row: RowMark, inside: bytes) -> bytes:
    words = "".join(f" {name}={quoteattr(text)}" for name, text in row.attributes.items())
    return f"<{marks.prefix}row{words}>".encode() + inside + f"</{marks.prefix}row>".encode()


def _bare_row(marks: SheetMarks, number: int, inside: bytes) -> bytes:
    return f'<{marks.prefix}row r="{number}">'.encode() + inside + f"</{marks.prefix}row>".encode()


def _between_rows(
    marks: SheetMarks, rows: list[tuple[int, bytes]]
) -> Iterator[tuple[int, int, bytes]]:
    if not rows:
        return
    if marks.data_end is None:
        start, end = marks.data_tag
        inside = b"".join(text for _, text in rows)
        name = f"{marks.prefix}sheetData".encode()
        yield start, end, b"<" + name + b">" + inside + b"</" + name + b">"
        return
    for number, text in rows:
        after = next((one.start for one in marks.rows if one.row > number), marks.data_end)
        yield after, after, text


def _asking_to_compute(content: bytes) -> bytes:
    """Return the workbook asking for its formulas to be computed when it is opened."""
    found = _CALC.search(content)
    if found is not None:
        tag = _FULL.sub(b"", found.group())
        end = b"/>" if found[2] else b">"
        asking = tag[: -len(end)].rstrip() + b' fullCalcOnLoad="1"' + end
        return content[: found.start()] + asking + content[found.end() :]
    places = list(_BEFORE_CALC.finditer(content))
    if not places:
        raise InvalidInputError("reporting.form_damaged")
    at = places[-1].end()
    prefix = re.search(rb"<(\w+:)?workbook\b", content)
    name = (prefix[1] or b"") if prefix else b""
    return content[:at] + b"<" + name + b'calcPr fullCalcOnLoad="1"/>' + content[at:]


def _packed(container: Container, parts: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with ZipFile(target, "w", ZIP_DEFLATED) as archive:
        for info in container.infos:
            kept = ZipInfo(info.filename, info.date_time)
            kept.compress_type = ZIP_DEFLATED
            kept.external_attr = info.external_attr
            archive.writestr(kept, parts[info.filename])
    return target.getvalue()
