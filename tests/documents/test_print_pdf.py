"""The same 台账 on paper."""

import contextlib
import io
import re
import zlib
from dataclasses import replace
from datetime import date
from itertools import pairwise, repeat

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTComponent, LTContainer

from tests.documents.conftest import TableMaker
from xiezhi.documents.print_pdf import MAX_PRINTED_ROWS, table_pdf
from xiezhi.documents.table import Cell, Column, ColumnKind
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError

ROW: tuple[Cell, ...] = ("2026-18", date(2026, 3, 5), "消防水鹤漏水", -7)


def test_table_becomes_a_pdf_on_a4_landscape(make_table: TableMaker) -> None:
    pdf = table_pdf(make_table([ROW]))
    assert pdf.startswith(b"%PDF-")
    assert re.search(rb"/MediaBox\s*\[0 0 841\.\d+ 595\.\d+\]", unpacked(pdf))


def test_cells_of_a_wide_table_stay_apart(make_table: TableMaker) -> None:
    columns = (*(Column(heading="编号", width=10),) * 12, *(Column(heading="号", width=13),) * 3)
    dates = (Column(heading="反馈日期", width=13, kind=ColumnKind.DATE),) * 3
    row: tuple[Cell, ...] = (
        *("2026-1",) * 12,
        *("演示推演-2026-25685",) * 3,
        *(date(2026, 1, 22),) * 3,
    )
    table = replace(make_table([row]), columns=(*columns, *dates))
    signs = _signs_of(table_pdf(table))
    lines = [
        [sign for sign in signs if round(sign.y0) == line]
        for line in sorted({round(sign.y0) for sign in signs})
    ]
    for line in lines:
        assert all(left.x1 <= right.x0 + 0.1 for left, right in pairwise(line))
    texts = ["".join(sign.get_text() for sign in line) for line in lines]
    (place,) = [place for place, text in enumerate(texts) if text.endswith("2026-01-22" * 3)]
    last = lines[place][-30:]
    assert sum(right.x0 - left.x1 > 3 for left, right in pairwise(last)) == 2


def _signs_of(pdf: bytes) -> list[LTChar]:
    """Return the characters of the first page from left to right."""
    found: list[LTChar] = []
    waiting: list[LTComponent] = list(next(iter(extract_pages(io.BytesIO(pdf), laparams=None))))
    while waiting:
        one = waiting.pop()
        if isinstance(one, LTChar):
            found.append(one)
        elif isinstance(one, LTContainer):
            waiting += list(one)
    return sorted(found, key=lambda sign: sign.x0)


def test_long_table_has_several_pages(make_table: TableMaker) -> None:
    assert pages(table_pdf(make_table([ROW] * 100))) > pages(table_pdf(make_table([ROW]))) == 1


def test_table_without_rows_is_still_a_page(make_table: TableMaker) -> None:
    assert pages(table_pdf(make_table([]))) == 1


def test_same_table_gives_the_same_bytes(make_table: TableMaker) -> None:
    assert table_pdf(make_table([ROW])) == table_pdf(make_table([ROW]))


@pytest.mark.parametrize(
    "text",
    [
        '#read("/etc/passwd")',
        "#panic()",
        "$ x $ #[",
        '"] } \\u{0}',
        "<label> @ref *_`",
        "// 注释 /* */",
        "a" * 3_000,
        "\x00\ud800😀",
        "ᠮᠣᠩᠭᠣᠯ",
        "",
    ],
)
def test_hostile_text_is_only_text(make_table: TableMaker, text: str) -> None:
    assert pages(table_pdf(make_table([(text, text, text, text)]))) >= 1


def test_print_of_too_many_rows_is_refused(make_table: TableMaker) -> None:
    with pytest.raises(RuleRefusedError) as refused:
        table_pdf(make_table(repeat(ROW)))
    assert refused.value.params == {"limit": MAX_PRINTED_ROWS}


def test_row_of_another_width_is_refused(make_table: TableMaker) -> None:
    with pytest.raises(InvalidInputError):
        table_pdf(make_table([ROW[:3]]))


def pages(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", unpacked(pdf)))


def unpacked(pdf: bytes) -> bytes:
    """Return the file with its compressed streams opened."""
    parts = [pdf]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with contextlib.suppress(zlib.error):
            parts.append(zlib.decompressobj().decompress(stream))
    return b"\n".join(parts)
