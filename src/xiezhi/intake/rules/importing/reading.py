"""The one door of a file: what it is, where its headings stand, which rows follow."""

from typing import Final

from xiezhi.intake.rules.importing.fields import guess_field, heading_score
from xiezhi.intake.rules.importing.limits import MAX_FILE_BYTES, MAX_ROWS
from xiezhi.intake.rules.importing.sheet import (
    Note,
    NoteCode,
    Row,
    Sheet,
    Value,
    is_blank,
    taken,
)
from xiezhi.intake.rules.importing.text_file import decoded, delimiter_of, records
from xiezhi.intake.rules.importing.workbook import read_workbook
from xiezhi.kernel.errors import InvalidInputError

_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_KINDS: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"{\\rtf",
)
_HEADING_SEARCH_ROWS: Final = 15
_ENOUGH_HEADINGS: Final = 2


def read_list(data: bytes) -> Sheet:
    """Return the list in a file; its name says nothing, its content decides.

    Raises:
        InvalidInputError: ``intake.import_too_large``, ``import_empty``, ``import_not_a_list``,
            ``import_old_workbook``, ``import_only_headings`` and the codes of `read_workbook`,
            `decoded`, `records` and `taken`.
    """
    if len(data) > MAX_FILE_BYTES:
        raise InvalidInputError(
            "intake.import_too_large", limit_megabytes=MAX_FILE_BYTES // 1024 // 1024
        )
    if not data.strip():
        raise InvalidInputError("intake.import_empty")
    if data.startswith(_OLE):
        raise InvalidInputError("intake.import_old_workbook")
    if data.startswith(_OTHER_KINDS):
        raise InvalidInputError("intake.import_not_a_list")
    if data.startswith(_ZIP):
        rows, notes = read_workbook(data)
        return _with_headings(rows, notes)
    text, encoding = decoded(data)
    delimiter = delimiter_of(text)
    rows = list(taken(records(text, delimiter)))
    return _with_headings(rows, [], delimiter=delimiter, encoding=encoding)


def _with_headings(
    rows: list[Row], notes: list[Note], *, delimiter: str = "", encoding: str = ""
) -> Sheet:
    if not rows:
        raise InvalidInputError("intake.import_empty")
    at = _heading_place(rows)
    headings = [_words(value) for value in rows[at][1]]
    first = at + 1
    if first < len(rows) and _is_second_heading(rows[at][1], rows[first][1]):
        headings = _joined(headings, rows[first][1])
        first += 1
        notes = [*notes, Note(code=NoteCode.TWO_HEADING_ROWS)]
    if at:
        notes = [*notes, Note(code=NoteCode.ROWS_ABOVE, count=at)]
    body = rows[first:]
    if not body:
        raise InvalidInputError("intake.import_only_headings")
    if len(body) > MAX_ROWS:
        raise InvalidInputError("intake.import_too_many_rows", limit=MAX_ROWS)
    width = max(len(headings), *(len(row) for _, row in body))
    return Sheet(
        headings=tuple(headings + [""] * (width - len(headings))),
        rows=tuple((number, (*row, *[None] * (width - len(row)))) for number, row in body),
        notes=tuple(notes),
        delimiter=delimiter,
        encoding=encoding,
    )


def _heading_place(rows: list[Row]) -> int:
    """Return which row holds the headings: the one that names most fields, else the first.

    A title merged over the columns, or a line with the date of printing, may stand above.
    """
    scores = [heading_score(row) for _, row in rows[:_HEADING_SEARCH_ROWS]]
    best = max(scores)
    return scores.index(best) if best >= _ENOUGH_HEADINGS or best == scores[0] else 0


def _is_second_heading(upper: tuple[Value, ...], lower: tuple[Value, ...]) -> bool:
    """Return whether a row holds the headings under headings merged over several columns."""
    shown = [value for value in lower if not is_blank(value)]
    under_gap = any(
        not is_blank(value) and (place >= len(upper) or is_blank(upper[place]))
        for place, value in enumerate(lower)
    )
    gaps = len(upper) > len(shown) and any(is_blank(value) for value in upper)
    return (
        gaps
        and under_gap
        and all(isinstance(value, str) and guess_field(value)[0] is not None for value in shown)
    )


def _joined(upper: list[str], lower: tuple[Value, ...]) -> list[str]:
    width = max(len(upper), len(lower))
    below = [_words(value) for value in lower] + [""] * (width - len(lower))
    above = upper + [""] * (width - len(upper))
    return [low or high for high, low in zip(above, below, strict=True)]


def _words(value: Value) -> str:
    return "" if value is None else " ".join(str(value).split())[:60]
