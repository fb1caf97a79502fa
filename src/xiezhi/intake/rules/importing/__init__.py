"""Lists kept by hand: from the bytes of a CSV or XLSX file to rows fit for the pool, or errors."""

from xiezhi.intake.rules.importing.fields import (
    ImportField,
    Mapping,
    checked_mapping,
    guess_mapping,
)
from xiezhi.intake.rules.importing.limits import (
    MAX_COLUMNS,
    MAX_FILE_BYTES,
    MAX_ROWS,
    MAX_SHOWN_ERRORS,
)
from xiezhi.intake.rules.importing.reading import read_list
from xiezhi.intake.rules.importing.rows import ImportRow, Reading, RowError, read_rows, rows_hash
from xiezhi.intake.rules.importing.sheet import Note, NoteCode, Sheet

__all__ = [
    "MAX_COLUMNS",
    "MAX_FILE_BYTES",
    "MAX_ROWS",
    "MAX_SHOWN_ERRORS",
    "ImportField",
    "ImportRow",
    "Mapping",
    "Note",
    "NoteCode",
    "Reading",
    "RowError",
    "Sheet",
    "checked_mapping",
    "guess_mapping",
    "read_list",
    "read_rows",
    "rows_hash",
]
