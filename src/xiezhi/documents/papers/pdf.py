"""A paper as PDF/A, and as pictures to look at before it is issued."""

import json
import re
from pathlib import Path
from typing import Final, Literal

import typst

from xiezhi.documents.papers import geometry, sheets
from xiezhi.documents.papers.checked import characters, checked_fields, title_of
from xiezhi.documents.papers.fields import Fields, FieldValue
from xiezhi.documents.papers.fonts import typefaces
from xiezhi.documents.papers.forms import form_of
from xiezhi.documents.papers.values import Paper
from xiezhi.kernel.errors import RuleRefusedError

_LONG_WORD: Final = re.compile(r"[!-~]{13,}")
_BREAK_EVERY: Final = 6
_EPOCH: Final = 946_684_800  # papers hold no clock: 2000-01-01 stands in their metadata
_PREVIEW_PPI: Final = 96.0


def paper_pdf(paper: Paper, *, own_fonts: Path | None = None) -> bytes:
    """Return the paper as PDF/A-2; the same paper gives the same bytes.

    Args:
        paper: what it holds.
        own_fonts: the office's folder of fonts, which win over the bundled ones.

    Raises:
        InvalidInputError: ``documents.paper_faults``.
        RuleRefusedError: ``documents.no_glyph``; ``documents.typesetting`` when the type-setter
            warns of anything.
    """
    fields = checked_fields(paper, own_fonts=own_fonts)
    made, warnings = _compiler(paper, fields, own_fonts).compile_with_warnings(
        format="pdf", pdf_standards=[_standard(fields)], timestamp=_EPOCH
    )
    if warnings or not isinstance(made, bytes):
        raise RuleRefusedError("documents.typesetting", count=len(warnings))
    return made


def paper_pictures(paper: Paper, *, own_fonts: Path | None = None) -> tuple[bytes, ...]:
    """Return the pages as PNG at 96 dots an inch; refuses what ``paper_pdf`` refuses."""
    fields = checked_fields(paper, own_fonts=own_fonts)
    made, warnings = _compiler(paper, fields, own_fonts).compile_with_warnings(
        format="png", ppi=_PREVIEW_PPI
    )
    if warnings or made is None:
        raise RuleRefusedError("documents.typesetting", count=len(warnings))
    return (made,) if isinstance(made, bytes) else tuple(made)


def _standard(fields: Fields) -> Literal["a-2a", "a-2b"]:
    """Return the level of PDF/A: 2a knows no self-made characters (造字), 2b does."""
    is_own = any("\ue000" <= character <= "\uf8ff" for character in characters(fields))
    return "a-2b" if is_own else "a-2a"


def _compiler(paper: Paper, fields: Fields, own_fonts: Path | None) -> typst.Compiler:
    form = form_of(paper)
    faces = typefaces(own_fonts)
    content = {
        "fields": {name: _breakable(value) for name, value in fields.items()},
        "faces": faces.roles,
        "title_weight": "regular" if faces.has_own_title else "bold",
        "geometry": _measures(),
        "document_title": title_of(paper),
        "is_record": form.kind == "record",
        "sheet": _sheet(form.sheet, fields) if form.sheet else None,
    }
    return typst.Compiler(
        input=str(form.typst_template),
        root=str(form.typst_template.parent),
        font_paths=faces.fonts,
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(content, ensure_ascii=False)},
    )


def _measures() -> dict[str, float]:
    return {
        name.lower(): value
        for name, value in vars(geometry).items()
        if name.isupper() and isinstance(value, float | int)
    } | {"page_width_mm": geometry.PAGE_MM[0], "page_height_mm": geometry.PAGE_MM[1]}


def _sheet(sheet: sheets.Sheet, fields: Fields) -> dict[str, object]:
    """Return the boxes with their words in them."""
    return {
        "title": sheet.title % fields,
        "columns": list(sheet.columns_mm),
        "higher": sheets.HIGHER_MM,
        "lower": sheets.LOWER_MM,
        "tall": sheets.TALL_MM,
        "office_pt": sheets.OFFICE_PT,
        "words_pt": sheets.WORDS_PT,
        "note_pt": sheets.NOTE_PT,
        "notes": [note % fields for note in sheet.notes],
        "draft_note": fields["draft_note"] if sheet.is_draft else "",
        "rows": [made for row in sheet.rows for made in _rows(row, fields)],
    }


def _rows(row: sheets.Row, fields: Fields) -> list[dict[str, object]]:
    """Return a row with its words; one for each item where it is printed for each."""
    items = fields[row.each] if row.each else [fields]
    if not isinstance(items, list):
        raise TypeError(items)
    return [
        {
            "height": row.height_mm,
            "is_whole": bool(row.each),
            "boxes": [
                {
                    "label": box.label,
                    "words": _breakable(item[box.field]) if box.field else "",
                    "foot": item[box.foot] if box.foot else "",
                    "span": box.span,
                }
                for box in row.boxes
            ],
        }
        for item in items
        if isinstance(item, dict)
    ]


def _breakable(value: FieldValue) -> FieldValue:
    """Return text in which long Latin words and addresses may be broken."""
    if isinstance(value, str):
        return _LONG_WORD.sub(_with_breaks, value)
    if not isinstance(value, list):
        return value
    parts: list[str] = []
    paragraphs: list[dict[str, str | int]] = []
    for part in value:
        if isinstance(part, str):
            parts.append(_LONG_WORD.sub(_with_breaks, part))
        else:
            paragraphs.append(
                {
                    name: _LONG_WORD.sub(_with_breaks, words) if isinstance(words, str) else words
                    for name, words in part.items()
                }
            )
    return paragraphs or parts


def _with_breaks(found: re.Match[str]) -> str:
    word = found.group()
    return "\u200b".join(
        word[start : start + _BREAK_EVERY] for start in range(0, len(word), _BREAK_EVERY)
    )
