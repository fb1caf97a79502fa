"""XLSX workbooks: read row by row, formulas by their saved results, bombs refused before opening."""

import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo

from defusedxml import DefusedXmlException
from openpyxl import DEFUSEDXML, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from xiezhi.intake.rules.importing.limits import (
    MAX_COLUMNS,
    MAX_SHARED_TEXT_BYTES,
    MAX_SHEET_ROW,
    MAX_UNPACKED_BYTES,
    MAX_WORKBOOK_PARTS,
)
from xiezhi.intake.rules.importing.sheet import Note, NoteCode, Row, Value, taken
from xiezhi.kernel.errors import InvalidInputError

if not DEFUSEDXML:
    raise ImportError("openpyxl reads XML safely only with defusedxml")

_MAIN_PART: Final = "xl/workbook.xml"
_SHARED_TEXT: Final = "xl/sharedStrings.xml"
_SHEETS: Final = "xl/worksheets/"
_ENCRYPTED: Final = 0x1
_CHUNK_BYTES: Final = 1024 * 1024
_KINDS: Final = (str, bool, int, float, datetime, date, time, timedelta)
# What the readers raise on a damaged file: none of them promises less.
_UNREADABLE: Final = (
    ArithmeticError,
    AttributeError,
    BadZipFile,
    DefusedXmlException,
    EOFError,
    InvalidFileException,
    LookupError,
    NotImplementedError,
    OSError,
    ParseError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)


def read_workbook(data: bytes) -> tuple[list[Row], list[Note]]:
    """Return the rows of the first visible sheet that holds any, and what was left out.

    Raises:
        InvalidInputError: ``intake.import_not_a_list``, ``import_damaged``, ``import_locked``,
            ``import_bomb`` and the codes of `taken`.
    """
    with _complaints():
        has_formulas = _check_parts(data)
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        hidden = len(book.worksheets) - len(visible)
        rows: list[Row] = []
        for sheet in visible:
            values = sheet.iter_rows(
                max_row=MAX_SHEET_ROW, max_col=MAX_COLUMNS + 1, values_only=True
            )
            rows = list(taken(enumerate(map(_plain, values), start=1)))
            if rows:
                break
    notes = [
        Note(code=code, count=count)
        for code, count in (
            (NoteCode.HIDDEN_SHEETS, hidden),
            (NoteCode.OTHER_SHEETS, len(visible) - 1),
            (NoteCode.FORMULAS, int(has_formulas)),
        )
        if count > 0
    ]
    return rows, notes


def _plain(cells: Sequence[object]) -> tuple[Value, ...]:
    return tuple(cell if isinstance(cell, _KINDS) or cell is None else str(cell) for cell in cells)


@contextmanager
def _complaints() -> Iterator[None]:
    try:
        yield
    except InvalidInputError:
        raise
    except _UNREADABLE as error:
        raise InvalidInputError("intake.import_damaged") from error


def _check_parts(data: bytes) -> bool:
    """Refuse what unpacks beyond the limits; return whether any sheet has formulas.

    Sizes are the archive's own claims, which the unpacking never goes beyond.
    """
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if _MAIN_PART not in {part.filename for part in parts}:
            raise InvalidInputError("intake.import_not_a_list")
        if any(part.flag_bits & _ENCRYPTED for part in parts):
            raise InvalidInputError("intake.import_locked")
        if (
            len(parts) > MAX_WORKBOOK_PARTS
            or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES
            or any(_is_overfull(part) for part in parts)
        ):
            raise InvalidInputError("intake.import_bomb")
        return any(
            _has_formula(archive, part) for part in parts if part.filename.startswith(_SHEETS)
        )


def _is_overfull(part: ZipInfo) -> bool:
    return part.filename == _SHARED_TEXT and part.file_size > MAX_SHARED_TEXT_BYTES


def _has_formula(archive: ZipFile, part: ZipInfo) -> bool:
    tail = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK_BYTES):
            window = tail + chunk
            if b"<f>" in window or b"<f " in window:
                return True
            tail = window[-2:]
    return False
