"""Rows copied from a table: columns by their headings, or guessed and said to be guessed."""

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xiezhi.language.pasting.order_labels import OF_ORDERS, field_of
from xiezhi.language.pasting.values import OrderField, OrderValue

_ENOUGH_CELLS: Final = 3
_ENOUGH_HEADINGS: Final = 0.6
_MIN_WORDS: Final = 8
_SEARCHED_LINES: Final = 3
_PHONE: Final = re.compile(r"(?:\+?86)?1[3-9]\d{9}|0\d{2,3}-?\d{7,8}")
_NUMBER: Final = re.compile(r"[A-Za-z\[\]〔〕年字第号-]{0,12}\d{6,30}[A-Za-z0-9-]{0,10}")
_TIME: Final = re.compile(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}.{0,20}")
_HAN: Final = re.compile("[一-鿿]")
_CALLER: Final = re.compile(r"[一-鿿·]{1,8}(?:先生|女士|同志|师傅|某|某某)")


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """One row; lines count from 0, the last one included."""

    values: tuple[OrderValue, ...]
    first: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of a table; ``heading`` is the last line of headings, -1 where there are none."""

    rows: tuple[TableRow, ...]
    heading: int
    start: int

    @property
    def is_guessed(self) -> bool:
        """Whether nobody named the columns."""
        return self.heading < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Record:
    cells: tuple[str, ...]
    first: int
    last: int


def read_table(lines: Sequence[str]) -> Table | None:
    """Return the work orders of a table, or None when the lines are no such table."""
    if not any("\t" in line for line in lines[: _SEARCHED_LINES * 2]):
        return None
    records = _records(lines)
    for place, record in enumerate(records[:_SEARCHED_LINES]):
        if _is_heading(record.cells):
            return Table(
                rows=tuple(_row(one, record.cells) for one in records[place + 1 :]),
                heading=record.last,
                start=record.first,
            )
    return _guessed(records)


def _records(lines: Sequence[str]) -> list[_Record]:
    """Return the records with their lines; a cell in quotes may hold line ends."""
    found: list[_Record] = []
    reader = csv.reader((f"{line}\n" for line in lines), delimiter="\t", strict=True)
    begin = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                found.append(_Record(cells=tuple(cells), first=begin, last=reader.line_num - 1))
            begin = reader.line_num
    except csv.Error:
        return [
            _Record(cells=tuple(line.split("\t")), first=place, last=place)
            for place, line in enumerate(lines)
            if line.strip()
        ]
    return [_trimmed(one, lines) for one in found]


def _trimmed(record: _Record, lines: Sequence[str]) -> _Record:
    last = min(record.last, len(lines) - 1)
    return _Record(cells=record.cells, first=record.first, last=max(record.first, last))


def _is_heading(cells: tuple[str, ...]) -> bool:
    written = [cell for cell in cells if cell.strip()]
    fields = {field for cell in written if (field := field_of(cell))}
    known = sum(field_of(cell) is not None for cell in written)
    return (
        len(fields) >= _ENOUGH_CELLS
        and known >= len(written) * _ENOUGH_HEADINGS
        and bool(fields & {OrderField.NUMBER, OrderField.WORDS})
        and any(OF_ORDERS.search(cell) for cell in written)
    )


def _row(record: _Record, headings: tuple[str, ...]) -> TableRow:
    names = [*headings, *[""] * max(0, len(record.cells) - len(headings))]
    values = tuple(
        OrderValue(field=field_of(name) or OrderField.OTHER, label=name.strip(), value=cell.strip())
        for name, cell in zip(names, record.cells, strict=False)
        if cell.strip()
    )
    return TableRow(values=values, first=record.first, last=record.last)


def _guessed(records: list[_Record]) -> Table | None:
    """Rows without headings: only where every row has as many cells, and one is a whole story."""
    widths = {len(record.cells) for record in records}
    if len(widths) != 1 or min(widths) < _ENOUGH_CELLS:
        return None
    if any(field_of(cell) for record in records for cell in record.cells):
        return None  # labels beside their values, no rows
    rows = tuple(
        TableRow(values=_guess(one.cells), first=one.first, last=one.last) for one in records
    )
    is_sure = all(
        {OrderField.WORDS, OrderField.NUMBER} <= {value.field for value in row.values}
        for row in rows
    )
    return Table(rows=rows, heading=-1, start=records[0].first) if is_sure else None


def _guess(cells: tuple[str, ...]) -> tuple[OrderValue, ...]:
    longest = max(cells, key=lambda cell: len(_HAN.findall(cell)))
    taken: set[OrderField] = set()
    values = []
    for cell in (cell.strip() for cell in cells):
        if not cell:
            continue
        kind = _kind_of(cell, is_longest=cell == longest.strip(), taken=taken)
        taken.add(kind)
        values.append(OrderValue(field=kind, label="", value=cell))
    return tuple(values)


def _kind_of(cell: str, *, is_longest: bool, taken: set[OrderField]) -> OrderField:
    if is_longest and len(cell) >= _MIN_WORDS and OrderField.WORDS not in taken:
        return OrderField.WORDS
    for kind, pattern in (
        (OrderField.PHONE, _PHONE),
        (OrderField.RECEIVED, _TIME),
        (OrderField.DUE, _TIME),
        (OrderField.NUMBER, _NUMBER),
        (OrderField.CALLER, _CALLER),
    ):
        if kind not in taken and pattern.fullmatch(cell):
            return kind
    return OrderField.OTHER
