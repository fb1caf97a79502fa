"""A form drawn as a table: what each cell shows, where it leads, how a screen reader names it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from xiezhi.reporting.rules.workbook.container import FormNote, FormNoteCode
from xiezhi.reporting.rules.workbook.grid import FormGrid, GridCell, GridSheet
from xiezhi.reporting.rules.workbook.places import CellPlace, row_and_column

NOTE_WORDS: Final = {
    FormNoteCode.MERGED: "合并单元格 %(count)s 处，原样保留。",
    FormNoteCode.FORMULAS: "公式 %(count)s 个，原样保留，不能改填；能算的在这里先算出来，打开文件时再算一遍。",
    FormNoteCode.HIDDEN_SHEETS: "隐藏工作表 %(count)s 张，原样保留，这里不显示。",
    FormNoteCode.HIDDEN_LINES: "隐藏行列 %(count)s 处，原样保留，这里不显示。",
    FormNoteCode.PROTECTED: "%(count)s 张工作表设了保护，填入后保护仍在。",
    FormNoteCode.CUT: "%(count)s 张工作表超过 200 行或 60 列，超出部分原样保留，这里不显示。",
    FormNoteCode.EXTERNAL_LINKS: "引用了其他工作簿 %(count)s 个：那些数不会更新，上报前请核对。",
    FormNoteCode.CHARTS: "图表 %(count)s 个，原样保留，打开文件时随数更新。",
    FormNoteCode.PICTURES: "图片 %(count)s 张，原样保留。",
    FormNoteCode.PIVOTS: "数据透视表部件 %(count)s 个，原样保留，不会自动刷新，上报前请在 Excel 里刷新。",
    FormNoteCode.COMMENTS: "批注 %(count)s 处，原样保留，上报前请看是否要删。",
}
_ALIGNS: Final = {"center": "center", "centerContinuous": "center", "right": "right"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a cell shows in place of what the file holds.

    Attributes:
        tone: "" | figure | words | formula | adjusted | failed.
        sub: a small second line.
    """

    text: str
    tone: str = ""
    sub: str = ""
    label: str = ""
    is_link: bool = True


def note_lines(notes: Iterable[FormNote]) -> list[str]:
    """Return what a person should know of a form, one sentence each."""
    return [
        _(NOTE_WORDS[note.code]) % {"count": note.count}
        for note in notes
        if note.code in NOTE_WORDS
    ]


def chosen_sheet(grid: FormGrid, name: str) -> GridSheet:
    """Return the sheet asked for, or the first."""
    return next((one for one in grid.sheets if one.name == name), grid.sheets[0])


def sheet_tabs(grid: FormGrid, current: GridSheet, address: str) -> list[dict[str, object]]:
    """Return the sheets as tabs."""
    return [
        {
            "label": one.name,
            "url": f"{address}?{urlencode({'sheet': one.name})}",
            "is_current": one.name == current.name,
        }
        for one in grid.sheets
    ]


def drawn(
    sheet: GridSheet,
    address: str,
    *,
    current: str,
    shown: Callable[[CellPlace, GridCell], Shown],
) -> dict[str, Any]:
    """Return a sheet for ``reporting/_grid.html``."""
    return {
        "name": sheet.name,
        "widths": sheet.widths,
        "letters": [row_letter(column) for column in sheet.columns],
        "rows": [
            {
                "number": row[0].row if row else "",
                "cells": [
                    _cell(place, one, address, shown(place, one))
                    | {"is_current": one.cell == current}
                    for one in row
                    for place in (CellPlace(sheet=sheet.name, cell=one.cell),)
                ],
            }
            for row in sheet.rows
        ],
    }


def row_letter(column: int) -> str:
    """Return the letters of a column."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_address(address: str, place: CellPlace) -> str:
    """Return the address of a page with a cell chosen."""
    query = urlencode({"sheet": place.sheet, "cell": place.cell})
    return f"{address}?{query}#cell"


def asked_place(sheet: GridSheet, cell: str) -> CellPlace | None:
    """Return the chosen cell where it stands on the sheet."""
    plain = cell.strip().upper()
    if sheet.find(plain) is None:
        return None
    row_and_column(plain)
    return CellPlace(sheet=sheet.name, cell=plain)


def _cell(place: CellPlace, cell: GridCell, address: str, view: Shown) -> dict[str, Any]:
    return {
        "cell": cell.cell,
        "text": view.text,
        "sub": view.sub,
        "tone": view.tone,
        "label": view.label or f"{cell.cell} {view.text} {view.sub}".strip(),
        "url": cell_address(address, place) if view.is_link else "",
        "colspan": cell.colspan,
        "rowspan": cell.rowspan,
        "is_bold": cell.is_bold,
        "align": _ALIGNS.get(cell.align, ""),
        "has_border": cell.has_border,
    }
