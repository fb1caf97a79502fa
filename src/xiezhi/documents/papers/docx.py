"""A paper as DOCX: its template filled in Jinja's sandbox, every word of a person escaped."""

import io
import zipfile
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any, Final

from docxtpl import DocxTemplate
from jinja2 import Template, nodes
from jinja2.sandbox import SandboxedEnvironment
from typing_extensions import override

from xiezhi.documents.papers import geometry
from xiezhi.documents.papers.checked import checked_fields, title_of
from xiezhi.documents.papers.fields import OPEN_DATE, Fields, FieldValue
from xiezhi.documents.papers.forms import form_of
from xiezhi.documents.papers.judicial import cells
from xiezhi.documents.papers.values import JudicialPaper, LetterPaper, Paper, PaperLayout

_CELL: Final = geometry.CELL_PT * 20
_LINE: Final = geometry.LINE_PT * 20
_HAN_BOTTOM: Final = 0.12  # ink of a Han character below its baseline, of the size
_SHORT: Final = geometry.SHORT_PARAGRAPH
_LINES_DRAWN: Final = 40  # the 版记's own lines take about 2 pt
_COPIES_AROUND: Final = 5  # one character either side, three for 抄送：
_NUMBER_CELLS: Final = 1.25  # "1." and a little air before the name of an attachment
_ZIPPED: Final = (1980, 1, 1, 0, 0, 0)


class _BuiltIn(SandboxedEnvironment):
    """The sandbox of the built-in templates: each is compiled once, which is half the work."""

    def __init__(self) -> None:
        super().__init__(autoescape=True)
        self._compiled: dict[str, Template] = {}

    @override
    def from_string(
        self,
        source: str | nodes.Template,
        globals: MutableMapping[str, Any] | None = None,
        template_class: type[Template] | None = None,
    ) -> Template:
        if not isinstance(source, str):
            return super().from_string(source, globals, template_class)
        found = self._compiled.get(source)
        if found is None:
            found = self._compiled[source] = super().from_string(source, globals, template_class)
        return found


_BUILT_IN: Final = _BuiltIn()


def paper_docx(paper: Paper, *, own_fonts: Path | None = None) -> bytes:
    """Return the paper as DOCX; the same paper gives the same bytes.

    The file names the fonts offices have (仿宋_GB2312, 方正小标宋简体, 黑体, 楷体_GB2312); it holds
    no font itself.

    Args:
        paper: what it holds.
        own_fonts: as for the PDF; both are made of the same words or neither is made.

    Raises:
        InvalidInputError: ``documents.paper_faults``.
        RuleRefusedError: ``documents.no_glyph``.
    """
    fields = checked_fields(paper, own_fonts=own_fonts)
    template = DocxTemplate(form_of(paper).docx_template)
    template.render(context_of(paper, fields), _BUILT_IN, autoescape=True)
    properties = template.docx.core_properties
    properties.title = title_of(paper)
    properties.author = str(fields.get("signed_by") or fields.get("office") or "")
    file = io.BytesIO()
    template.save(file)
    return settled(file.getvalue())


def context_of(paper: Paper, fields: Fields) -> dict[str, object]:
    """Return what a DOCX template may name: the words, and what stands where."""
    form = form_of(paper)
    context: dict[str, object] = {**fields}
    if isinstance(paper, LetterPaper):
        context |= _placed(paper, fields)
    if isinstance(paper, JudicialPaper):
        context |= _judicial(fields)
    if form.sheet is not None:
        context["sheet_title"] = form.sheet.title % fields
        context["notes"] = [note % fields for note in form.sheet.notes]
    return context


def settled(packed: bytes) -> bytes:
    """Return a DOCX without the hour it was packed at, so that the same words give one file."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIPPED)
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return made.getvalue()


def _placed(paper: LetterPaper, fields: Fields) -> dict[str, object]:
    """Return what stands where in twips, and what belongs together on one page."""
    marks = [mark for mark in (paper.copy_number, paper.urgency) if mark]
    signed_right, dated_right = _closing(paper, fields)
    return {
        **_heading(paper, geometry.heading_size(str(fields["heading"]))),
        "first_mark": marks[0] if marks else "",
        "second_mark": marks[1] if marks[1:] else "",
        "issuer_rows": _issuers(fields),
        "body": _kept(fields),
        "attachments": _attachments(fields),
        "closing_blanks": [0] * (geometry.SEAL_LINES if paper.is_sealed else 1),
        "signed_right": signed_right,
        "dated_right": dated_right,
        "colophon_top": _colophon_top(fields),
        "keep_date": int(bool(fields["contact"])),
    }


def _judicial(fields: Fields) -> dict[str, object]:
    """Return what word processors need of a paper without boxes: sizes, and what stays together."""
    size = fields["office_pt"]
    if not isinstance(size, float):
        raise TypeError(size)
    return {
        "office_half_points": int(size * 2),
        "closing": _with_keep(fields["closing"]),
        "signs": _with_keep(fields["signs"]),
        "body": _kept(fields),
        "attachments": [],
    }


def _with_keep(rows: FieldValue) -> list[dict[str, str | int]]:
    """Return rows of which each stays with the next on one page."""
    if not isinstance(rows, list):
        raise TypeError(rows)
    dicts = [row for row in rows if isinstance(row, dict)]
    return [{**row, "keep": int(place < len(dicts))} for place, row in enumerate(dicts, start=1)]


def _heading(paper: LetterPaper, size: float) -> dict[str, object]:
    """Return line heights that put the ink of the 发文机关标志 where the standard wants it."""
    if paper.layout is PaperLayout.LETTER:
        height = geometry.HAN_TOP * size / geometry.BASELINE
        gap = geometry.RED_LINE_GAP_MM * geometry.POINTS_PER_MM
    else:
        lines_above = 3 * geometry.LINE_PT
        above = (geometry.GENERAL_HEADING_MM - geometry.TOP_MM) * geometry.POINTS_PER_MM
        height = (above - lines_above + geometry.HAN_TOP * size) / geometry.BASELINE
        gap = geometry.LINE_PT
    below = (1 - geometry.BASELINE) * height - _HAN_BOTTOM * size
    return {
        "heading_half_points": int(size * 2),
        "heading_line": round(height * 20),
        "heading_gap": max(20, round((gap - below) * 20)),
    }


def _issuers(fields: Fields) -> list[dict[str, str]]:
    """Return the rows of 签发人, two a row; 发文字号 stands beside the last (7.2.5, 7.2.6)."""
    names = fields["issuers"]
    if not isinstance(names, list):
        raise TypeError(names)
    rows = ["　".join(map(str, names[start : start + 2])) for start in range(0, len(names), 2)]
    return [
        {
            "number": str(fields["office_number"]) if place + 1 == len(rows) else "",
            "lead": "签发人：" if place == 0 else "　　　　",
            "names": row,
        }
        for place, row in enumerate(rows)
    ]


def _kept(fields: Fields) -> list[dict[str, object]]:
    """Return the body; a heading and the last paragraph stay with what follows them.

    A long last paragraph does not: word processors would move it to the next page whole.
    """
    parts = fields["body"]
    if not isinstance(parts, list):
        raise TypeError(parts)
    dicts = [part for part in parts if isinstance(part, dict)]
    return [
        {
            **part,
            "indent": 0 if part["flush"] else round(2 * _CELL),
            "keep": int(not text or (place + 1 == len(dicts) and len(text) <= _SHORT)),
        }
        for place, part in enumerate(dicts)
        for text in (str(part["text"]),)
    ]


def _attachments(fields: Fields) -> list[dict[str, object]]:
    names = fields["attachments"]
    if not isinstance(names, list):
        raise TypeError(names)
    number = _NUMBER_CELLS if names[1:] else 0.0
    return [
        {
            "lead": ("附件：" if place == 0 else "") + (f"{place + 1}." if names[1:] else ""),
            "name": name,
            "left": round((5 + number) * _CELL),
            "hanging": round((number + (3 if place == 0 else 0)) * _CELL),
        }
        for place, name in enumerate(names)
    ]


def _closing(paper: LetterPaper, fields: Fields) -> tuple[int, int]:
    """Return how far 署名 and 成文日期 end from the right edge (7.3.5.1, 7.3.5.2)."""
    name, day = cells(str(fields["signed_by"])), cells(str(fields["dated"]) or OPEN_DATE)
    two = geometry.SIGNED_RIGHT_CELLS
    if paper.is_sealed:
        day_right = float(geometry.DATE_RIGHT_CELLS)
        name_right = max(0.0, day_right + (day - name) / 2)
    elif day > name:
        day_right, name_right = two, two + day + 2 - name
    else:
        name_right, day_right = two, max(0.0, two + name - 2 - day)
    return round(name_right * _CELL), round(day_right * _CELL)


def _colophon_top(fields: Fields) -> int:
    """Return where the 版记 begins, so that it ends with the 版心 (7.4.1)."""
    width = geometry.TEXT_MM[0] * geometry.POINTS_PER_MM / geometry.SIZE_4 - _COPIES_AROUND
    copies = -(-cells(str(fields["copies"])) // width)
    lines = copies + int(bool(fields["printed_by"]))
    foot = (geometry.PAGE_MM[1] - geometry.BOTTOM_MM) * geometry.POINTS_PER_MM * 20
    return round(foot - lines * _LINE - _LINES_DRAWN)
