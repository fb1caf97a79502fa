"""The file as a container: what is no form, or cannot be filled safely, is refused before reading."""

import re
import struct
import zlib
from dataclasses import dataclass
from enum import StrEnum
from io import BytesIO
from pathlib import PurePosixPath
from typing import Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from openpyxl.utils import range_boundaries

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.reporting.rules.workbook.limits import (
    MAX_BYTES,
    MAX_MERGED_CELLS,
    MAX_PARTS,
    MAX_SHEET_BYTES,
    MAX_UNPACKED_BYTES,
)

WORKBOOK: Final = "xl/workbook.xml"
SHEETS: Final = "xl/worksheets/"
_TYPES: Final = "[Content_Types].xml"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP: Final = b"PK\x03\x04"
# The directory of an encrypted workbook names its stream in UTF-16.
_ENCRYPTED_STREAM: Final = "EncryptedPackage".encode("utf-16-le")
_ENCRYPTED_FLAG: Final = 0x1
_STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_MERGED: Final = re.compile(rb"""<(?:\w+:)?mergeCell\s+ref=["']([^"']{1,40})["']""")
_REFUSED: Final = (
    ("xl/vbaProject", "reporting.form_macros"),
    ("xl/macrosheets/", "reporting.form_macros"),
    ("customUI/", "reporting.form_macros"),
    ("xl/activeX/", "reporting.form_controls"),
    ("xl/ctrlProps/", "reporting.form_controls"),
    ("xl/embeddings/", "reporting.form_controls"),
    ("_xmlsignatures/", "reporting.form_signed"),
    ("xl/connections", "reporting.form_connections"),
    ("xl/queryTables/", "reporting.form_connections"),
)


class FormNoteCode(StrEnum):
    """What a person should know of a form that was taken."""

    HIDDEN_SHEETS = "hidden_sheets"
    HIDDEN_LINES = "hidden_lines"
    FORMULAS = "formulas"
    EXTERNAL_LINKS = "external_links"
    CHARTS = "charts"
    PICTURES = "pictures"
    PIVOTS = "pivots"
    COMMENTS = "comments"
    PROTECTED = "protected"
    MERGED = "merged"
    CUT = "cut"
    UNKNOWN_FORMULAS = "unknown_formulas"


@dataclass(frozen=True, slots=True, kw_only=True)
class FormNote:
    """A note and how many there are."""

    code: FormNoteCode
    count: int = 1


_NOTED: Final = (
    ("xl/externalLinks/", FormNoteCode.EXTERNAL_LINKS),
    ("xl/charts/", FormNoteCode.CHARTS),
    ("xl/media/", FormNoteCode.PICTURES),
    ("xl/pivotTables/", FormNoteCode.PIVOTS),
    ("xl/comments", FormNoteCode.COMMENTS),
    ("xl/threadedComments/", FormNoteCode.COMMENTS),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """The parts of a workbook, whole in memory, in the order of the file."""

    infos: tuple[ZipInfo, ...]
    parts: dict[str, bytes]
    notes: tuple[FormNote, ...]


def open_container(data: bytes) -> Container:
    """Return the parts of a form.

    Raises:
        InvalidInputError: ``reporting.form_too_large``, ``form_old_format``, ``form_password``,
            ``form_not_xlsx``, ``form_damaged``, ``form_bomb``, ``form_wide_range``,
            ``form_strict``, ``form_macros``, ``form_controls``, ``form_signed``,
            ``form_connections``.
    """
    if len(data) > MAX_BYTES:
        raise InvalidInputError("reporting.form_too_large", limit=MAX_BYTES // (1024 * 1024))
    if data.startswith(_OLE):
        is_locked = _ENCRYPTED_STREAM in data
        raise InvalidInputError(
            "reporting.form_password" if is_locked else "reporting.form_old_format"
        )
    if not data.startswith(_ZIP):
        raise InvalidInputError("reporting.form_not_xlsx")
    try:
        with ZipFile(BytesIO(data)) as archive:
            infos = tuple(archive.infolist())
            _check(infos)
            parts = {info.filename: _read(archive, info) for info in infos}
    except (BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError) as error:
        raise InvalidInputError("reporting.form_damaged") from error
    _check_content(parts)
    return Container(infos=infos, parts=parts, notes=_notes(parts))


def _check(infos: tuple[ZipInfo, ...]) -> None:
    names = [info.filename for info in infos]
    if any(info.flag_bits & _ENCRYPTED_FLAG for info in infos):
        raise InvalidInputError("reporting.form_password")
    if len(infos) > MAX_PARTS or sum(info.file_size for info in infos) > MAX_UNPACKED_BYTES:
        raise InvalidInputError("reporting.form_bomb")
    if len(set(names)) != len(names) or any(map(_is_outside, names)):
        raise InvalidInputError("reporting.form_damaged")
    if WORKBOOK not in names or _TYPES not in names:
        raise InvalidInputError("reporting.form_not_xlsx")
    for start, code in _REFUSED:
        if any(name.startswith(start) for name in names):
            raise InvalidInputError(code)
    if any(one.filename.startswith(SHEETS) and one.file_size > MAX_SHEET_BYTES for one in infos):
        raise InvalidInputError("reporting.form_wide_range")


def _is_outside(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts


def _read(archive: ZipFile, info: ZipInfo) -> bytes:
    """Unpack no more than the archive claims, whatever it holds."""
    with archive.open(info) as stream:
        content = stream.read(info.file_size + 1)
    if len(content) > info.file_size:
        raise InvalidInputError("reporting.form_bomb")
    return content


def _check_content(parts: dict[str, bytes]) -> None:
    if b"macroEnabled" in parts[_TYPES]:
        raise InvalidInputError("reporting.form_macros")
    if _STRICT in parts[WORKBOOK]:
        raise InvalidInputError("reporting.form_strict")
    for name, content in parts.items():
        # A document type can hold entities that grow without end; no spreadsheet writes one.
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in content:
            raise InvalidInputError("reporting.form_damaged")
        if name.startswith(SHEETS) and _merged_area(content) > MAX_MERGED_CELLS:
            raise InvalidInputError("reporting.form_wide_range")
        if name.startswith("xl/externalLinks/") and b"ddeLink" in content:
            raise InvalidInputError("reporting.form_connections")


def _merged_area(content: bytes) -> int:
    """Return how many cells the merged areas of a sheet cover: readers visit each of them."""
    area = 0
    for found in _MERGED.finditer(content):
        try:
            left, top, right, bottom = range_boundaries(found[1].decode("ascii", "replace"))
        except ValueError:
            raise InvalidInputError("reporting.form_damaged") from None
        area += ((right or 1) - (left or 1) + 1) * ((bottom or 1) - (top or 1) + 1)
    return area


def _notes(parts: dict[str, bytes]) -> tuple[FormNote, ...]:
    found: dict[FormNoteCode, int] = {}
    for name in parts:
        for start, code in _NOTED:
            if name.startswith(start) and not name.endswith(".rels") and "/_rels/" not in name:
                found[code] = found.get(code, 0) + 1
    return tuple(FormNote(code=code, count=count) for code, count in found.items())
