"""A list as it stands in a file: headings and rows of plain values, with the rows' own numbers."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Final

from xiezhi.intake.rules.importing.limits import MAX_COLUMNS, MAX_ROWS
from xiezhi.kernel.errors import InvalidInputError

Value = str | int | float | bool | date | datetime | time | timedelta | None
Row = tuple[int, tuple[Value, ...]]

# Titles and headings stand beside the rows that are counted.
_ROWS_ABOVE: Final = 20


class NoteCode(StrEnum):
    """What was left out or taken in a special way; told, never silent."""

    HIDDEN_SHEETS = "intake.import_note_hidden_sheets"
    OTHER_SHEETS = "intake.import_note_other_sheets"
    FORMULAS = "intake.import_note_formulas"
    TWO_HEADING_ROWS = "intake.import_note_two_heading_rows"
    ROWS_ABOVE = "intake.import_note_rows_above"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One thing a person should know of the reading; ``count`` is what its text names."""

    code: NoteCode
    count: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A list with its headings found.

    Attributes:
        headings: one a column, "" where none stands.
        rows: the rows that hold anything, with their number in the file (as a spreadsheet counts).
        delimiter: what separates columns; "" for a workbook.
        encoding: of a text file; "" for a workbook.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...] = field(repr=False)
    notes: tuple[Note, ...] = ()
    delimiter: str = ""
    encoding: str = ""


def is_blank(value: Value) -> bool:
    """Return whether a cell shows nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def taken(rows: Iterable[tuple[int, Sequence[Value]]]) -> Iterator[Row]:
    """Yield the rows that hold anything, without blank cells at their ends.

    Raises:
        InvalidInputError: ``intake.import_too_many_rows``, ``intake.import_too_many_columns``.
    """
    count = 0
    for number, row in rows:
        width = len(row)
        while width and is_blank(row[width - 1]):
            width -= 1
        if not width:
            continue
        count += 1
        if count > MAX_ROWS + _ROWS_ABOVE:
            raise InvalidInputError("intake.import_too_many_rows", limit=MAX_ROWS)
        if width > MAX_COLUMNS:
            raise InvalidInputError("intake.import_too_many_columns", limit=MAX_COLUMNS)
        yield number, tuple(row[:width])
