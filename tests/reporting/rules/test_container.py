"""A form at the door: what is no form, or could not be filled safely, is refused in a word."""

import struct
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import DEFUSEDXML

from tests.reporting.workbooks import form, repacked
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.reporting.rules.workbook.container import FormNoteCode
from xiezhi.reporting.rules.workbook.grid import read_form
from xiezhi.reporting.rules.workbook.limits import MAX_PARTS

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>'


def with_part(name: str, content: bytes = b"x") -> Callable[[], bytes]:
    return lambda: repacked(form(), add={name: content})


def macro_type(name: str, content: bytes) -> bytes:
    if name != "[Content_Types].xml":
        return content
    return content.replace(b"spreadsheetml.sheet.main", b"x.macroEnabled.main")


def strict(name: str, content: bytes) -> bytes:
    old = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    new = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
    return content.replace(old, new) if name == "xl/workbook.xml" else content


def doctype(name: str, content: bytes) -> bytes:
    return BOMB if name == "xl/styles.xml" else content


def merged_whole(name: str, content: bytes) -> bytes:
    return content.replace(b'ref="A1:C1"/></mergeCells>', b'ref="A1:XFD1048576"/></mergeCells>')


def broken(name: str, content: bytes) -> bytes:
    return content[:80] if name == "xl/worksheets/sheet1.xml" else content


def flagged_as_encrypted() -> bytes:
    data = bytearray(form())
    for mark in (b"PK\x03\x04", b"PK\x01\x02"):
        at = data.find(mark)
        offset = 6 if mark == b"PK\x03\x04" else 8
        struct.pack_into("<H", data, at + offset, 1)
    return bytes(data)


def hide_all(book: Any) -> None:
    book.active.sheet_state = "hidden"
    book.create_sheet("b").sheet_state = "hidden"


def many_sheets(book: Any) -> None:
    for number in range(21):
        book.create_sheet(f"第{number}张")


def all_hidden() -> bytes:
    def hide(name: str, content: bytes) -> bytes:
        if name != "xl/workbook.xml":
            return content
        return content.replace(b'state="visible"', b'state="hidden"')

    return repacked(form(), change=hide)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        pytest.param(lambda: b"", "form_not_xlsx", id="empty"),
        pytest.param(lambda: "甲,乙\n1,2".encode("gb18030"), "form_not_xlsx", id="csv in gb18030"),
        pytest.param(lambda: OLE, "form_old_format", id="xls or et"),
        pytest.param(
            lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "form_password", id="password"
        ),
        pytest.param(flagged_as_encrypted, "form_password", id="encrypted zip"),
        pytest.param(lambda: form()[:-30], "form_damaged", id="cut off"),
        pytest.param(lambda: b"PK\x03\x04" + bytes(50), "form_damaged", id="zip in name only"),
        pytest.param(lambda: bytes(5 * 1024 * 1024 + 1), "form_too_large", id="large"),
        pytest.param(with_part("xl/vbaProject.bin"), "form_macros", id="macros"),
        pytest.param(
            lambda: repacked(form(), change=macro_type), "form_macros", id="macro workbook"
        ),
        pytest.param(with_part("xl/macrosheets/sheet1.xml"), "form_macros", id="macro sheet"),
        pytest.param(with_part("xl/activeX/activeX1.xml"), "form_controls", id="controls"),
        pytest.param(with_part("xl/embeddings/o.bin"), "form_controls", id="embedded"),
        pytest.param(with_part("_xmlsignatures/sig1.xml"), "form_signed", id="signed"),
        pytest.param(with_part("xl/connections.xml"), "form_connections", id="connections"),
        pytest.param(
            with_part("xl/externalLinks/externalLink1.xml", b"<ddeLink/>"),
            "form_connections",
            id="dde",
        ),
        pytest.param(lambda: repacked(form(), change=strict), "form_strict", id="strict"),
        pytest.param(lambda: repacked(form(), change=doctype), "form_damaged", id="entities"),
        pytest.param(lambda: repacked(form(), change=broken), "form_damaged", id="broken sheet"),
        pytest.param(with_part("../evil.xml"), "form_damaged", id="leads outside"),
        pytest.param(with_part("xl/x.bin", bytes(41 * 1024 * 1024)), "form_bomb", id="bomb"),
        pytest.param(
            with_part("xl/worksheets/sheet9.xml", bytes(5 * 1024 * 1024)),
            "form_wide_range",
            id="formats down to the last row",
        ),
        pytest.param(
            lambda: repacked(form(), change=merged_whole), "form_wide_range", id="merged whole"
        ),
        pytest.param(lambda: form(many_sheets), "form_many_sheets", id="many sheets"),
        pytest.param(all_hidden, "form_no_sheet", id="nothing visible"),
    ],
)
def test_what_cannot_be_filled_safely_is_refused(made: Callable[[], bytes], code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        read_form(made())
    assert refused.value.code == f"reporting.{code}"


def test_five_hundred_parts_are_a_bomb() -> None:
    many = {f"xl/p{number}.xml": b"<x/>" for number in range(MAX_PARTS)}
    with pytest.raises(InvalidInputError, match="form_bomb"):
        read_form(repacked(form(), add=many))


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("xl/charts/chart1.xml", FormNoteCode.CHARTS),
        ("xl/media/image1.png", FormNoteCode.PICTURES),
        ("xl/pivotTables/pivotTable1.xml", FormNoteCode.PIVOTS),
        ("xl/externalLinks/externalLink1.xml", FormNoteCode.EXTERNAL_LINKS),
        ("xl/comments1.xml", FormNoteCode.COMMENTS),
    ],
)
def test_what_is_kept_but_worth_knowing_is_said(name: str, code: FormNoteCode) -> None:
    notes = {note.code: note.count for note in read_form(repacked(form(), add={name: b"x"})).notes}
    assert notes[code] == 1


def test_reading_needs_defused_xml() -> None:
    assert DEFUSEDXML is True
