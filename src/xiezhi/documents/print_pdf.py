"""台账 on paper: the same table as an A4-landscape PDF/A. Text travels as data, never as markup."""

import json
import re
from itertools import islice
from pathlib import Path
from typing import Final

import typst

from xiezhi.documents.glyphs import FONTS, GETA, printable
from xiezhi.documents.table import Table, date_words, words
from xiezhi.kernel.errors import RuleRefusedError

MAX_PRINTED_ROWS: Final = 2_000  # about 130 pages; more costs over 400 MB while typesetting
_TEMPLATE: Final = Path(__file__).parent / "typst" / "table.typ"
_WORD: Final = re.compile(r"[!-~]+")
_LONGEST: Final = 12
_PADDING: Final = 2
_BREAK_EVERY: Final = 6


def table_pdf(table: Table) -> bytes:
    """Return the PDF; the same table gives the same bytes.

    A character without a glyph is printed as 〓 and a line under the table says so.

    Raises:
        InvalidInputError: ``documents.row_width``.
        RuleRefusedError: ``documents.too_many_rows`` when a print would have over 2,000 rows;
            ``documents.typesetting`` when the type-setter warns of anything.
    """
    rows = [
        [
            _for_print(words(value), column.full_width - _PADDING)
            for value, column in zip(row, table.columns, strict=True)
        ]
        for row in islice(table.checked_rows(), MAX_PRINTED_ROWS + 1)
    ]
    if len(rows) > MAX_PRINTED_ROWS:
        raise RuleRefusedError("documents.too_many_rows", limit=MAX_PRINTED_ROWS)
    content = {
        "title": _for_print(table.title),
        "office": _for_print(table.office),
        "prepared_by": _for_print(table.prepared_by),
        "prepared_at": date_words(table.prepared_at),
        "period": _for_print(table.period),
        "checked_by": _for_print(table.checked_by),
        "copy_code": _for_print(table.copy_code),
        "columns": [
            {
                "heading": _for_print(column.heading),
                "meaning": _for_print(column.meaning),
                "width": column.full_width,
                "kind": column.kind,
            }
            for column in table.columns
        ],
        "rows": rows,
    }
    written = json.dumps(content, ensure_ascii=False)
    content["note"] = (
        f"注：“{GETA}”为字库中没有的字，以系统中的原文为准。" if GETA in written else ""
    )
    return _typeset(json.dumps(content, ensure_ascii=False), int(table.prepared_at.timestamp()))


def _for_print(text: str, width: int = _LONGEST) -> str:
    """Return text that can be drawn and broken into lines, long addresses and numbers too.

    A number that follows an ideograph (演示-2026-12) begins no line of its own: the two are one word.
    """
    longest = min(_LONGEST, width)

    def broken(found: re.Match[str]) -> str:
        word = found.group()
        is_joined = found.start() > 0 and not found.string[found.start() - 1].isspace()
        return _breakable(word) if len(word) > longest - 2 * is_joined else word

    return _WORD.sub(broken, printable(text.replace("\t", " ")).strip())


def _breakable(word: str) -> str:
    return "\u200b".join(
        word[start : start + _BREAK_EVERY] for start in range(0, len(word), _BREAK_EVERY)
    )


def _typeset(content: str, timestamp: int) -> bytes:
    pdf, warnings = typst.compile_with_warnings(
        str(_TEMPLATE),
        root=str(_TEMPLATE.parent),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["a-2a"],  # kept for years in the files: archival, tagged
        sys_inputs={"table": content},
        timestamp=timestamp,
    )
    if warnings or not isinstance(pdf, bytes):
        raise RuleRefusedError("documents.typesetting", count=len(warnings))
    return pdf
