"""A DOCX template of the office for a paper: checked at upload, filled in the sandbox.

What it may name: every field of the paper by its key, as printed, and what the built-in template
names (office, title, number, dated, body, …). The grey line of a draft is put above every page
whatever the template says.
"""

import io
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt, RGBColor
from docxtpl import DocxTemplate
from jinja2 import TemplateError

from xiezhi.documents.papers.case.composing import paper_of, words_of
from xiezhi.documents.papers.case.definitions import (
    DRAFT_NOTE,
    PaperField,
)
from xiezhi.documents.papers.case.registry import definition
from xiezhi.documents.papers.case.rules.vocabulary import LEAST_PEOPLE, LIMITS, FieldKind
from xiezhi.documents.papers.case.template_faults import (
    TemplateFault,
    TemplateFaultCode,
    TemplatePart,
)
from xiezhi.documents.papers.case.template_package import UNREADABLE, package_faults, unreadable
from xiezhi.documents.papers.case.template_syntax import (
    environment,
    names_in,
    part_faults,
    with_lines,
)
from xiezhi.documents.papers.case.values import CasePaperValues, Filled
from xiezhi.documents.papers.docx import context_of, settled
from xiezhi.documents.papers.forms import PaperFamily, form_of
from xiezhi.documents.papers.geometry import DRAFT_NOTE_PT
from xiezhi.documents.papers.wording import date_in_han, date_in_words
from xiezhi.kernel.errors import InvalidInputError

_SAMPLE_DAY: Final = date(2026, 3, 9)
_GREY: Final = RGBColor(0x80, 0x80, 0x80)
_FOOTNOTES: Final = "footnotes+xml"


def check_template(key: str, content: bytes) -> tuple[TemplateFault, ...]:
    """Return every fault of a template for a paper, each with its paragraph; none when it is sound.

    Raises:
        NotFoundError: ``documents.no_such_paper``.
    """
    known = definition(key)
    faults = package_faults(content)
    if faults:
        return faults
    try:
        parts = list(_parts(_opened(content)))
    except UNREADABLE as fault:
        return (unreadable(fault),)
    context = _context(sample_values(key))
    found: list[TemplateFault] = []
    named: set[str] = set()
    for part, xml in parts:
        wrong = list(part_faults(xml, part, context))
        found += wrong
        named |= set() if wrong else names_in(xml, environment())
    if not found and not named & (known.by_key.keys() | {"body", "title"}):
        return (TemplateFault(code=TemplateFaultCode.NO_FIELD),)
    return tuple(found) or _filling_faults(key, content)


def fill_template(values: CasePaperValues, content: bytes) -> bytes:
    """Return the paper in the office's own template; the same values give the same bytes.

    Raises:
        InvalidInputError: ``documents.template_faults`` for a template that is broken; one that
            was checked is not.
    """
    faults = check_template(values.key, content)
    if faults:
        raise InvalidInputError(
            "documents.template_faults",
            template_faults=",".join(f"{one.part}:{one.paragraph}:{one.code}" for one in faults),
        )
    return _filled(values, content)


def sample_values(key: str) -> CasePaperValues:
    """Return values that fill every field of a paper with its own name."""
    known = definition(key)
    return CasePaperValues(
        key=key,
        office="××人民检察院",
        dated=_SAMPLE_DAY,
        fields={one.key: _sample(one) for one in known.fields},
    )


def _sample(one: PaperField) -> Filled:
    if one.options:
        chosen = list(one.options)
        return chosen if one.kind is FieldKind.CHOICES else chosen[0]
    match one.kind:
        case FieldKind.DATE:
            ahead = one.key in LIMITS
            return _SAMPLE_DAY + timedelta(days=1 if ahead else -1)
        case FieldKind.PERIOD:
            return "三十日"
        case FieldKind.PEOPLE | FieldKind.NAMES:
            return [f"{one.label}{place}" for place in range(1, LEAST_PEOPLE + 1)]
        case FieldKind.ROWS:
            return [dict(one.columns)] * 2
        case FieldKind.LINES:
            return f"{one.label}第一段。\n{one.label}第二段。"
        case _:
            return one.label


def _context(values: CasePaperValues) -> dict[str, object]:
    """Return what a template may name; a field that is not asked for here is empty."""
    known = definition(values.key)
    paper = paper_of(values)
    laid_out = context_of(paper, form_of(paper).fields(paper))
    is_judicial = known.family is PaperFamily.JUDICIAL
    day = date_in_han if is_judicial else date_in_words
    dated = {"dated": day(values.dated) if values.dated else "", "number": values.number}
    empty: dict[str, object] = dict.fromkeys(known.by_key, "")
    # The grey line is put there by _mark, not by the template.
    return empty | dated | words_of(values) | laid_out | {"draft_note": ""}


def _opened(content: bytes) -> DocxTemplate:
    template = DocxTemplate(io.BytesIO(content))
    template.init_docx()
    # Its own properties are no part of the paper, and nothing in them is read as a template.
    properties = template.docx.core_properties
    for name in ("author", "comments", "identifier", "language", "subject", "title"):
        setattr(properties, name, "")
    return template


def _parts(template: DocxTemplate) -> Iterator[tuple[TemplatePart, str]]:
    """Yield the parts that are filled, a paragraph a line, their tags gathered."""
    yield TemplatePart.BODY, template.patch_xml(with_lines(template.get_xml()))
    for part, uri in (
        (TemplatePart.HEADER, template.HEADER_URI),
        (TemplatePart.FOOTER, template.FOOTER_URI),
    ):
        for _relation, found in template.get_headers_footers(uri):
            yield part, template.patch_xml(with_lines(found.blob.decode()))
    for found in template.docx.part.package.parts:
        if found.content_type.endswith(_FOOTNOTES):
            yield TemplatePart.FOOTNOTES, template.patch_xml(with_lines(found.blob.decode()))


def _filling_faults(key: str, content: bytes) -> tuple[TemplateFault, ...]:
    """Return what only shows when sample values are filled in."""
    try:
        _filled(sample_values(key), content)
    except (TemplateError, TypeError, *UNREADABLE) as wrong:
        return (TemplateFault(code=TemplateFaultCode.SYNTAX, detail=str(wrong)),)
    return ()


def _filled(values: CasePaperValues, content: bytes) -> bytes:
    known = definition(values.key)
    template = _opened(content)
    template.render(_context(values), environment(), autoescape=True)
    filled = io.BytesIO()
    template.save(filled)
    # Opened anew: what was filled into headers is not what python-docx still holds of them.
    document = docx.Document(filled)
    if known.is_draft:
        _mark(document)
    document.core_properties.title = words_of(values)["title"]
    document.core_properties.author = values.office
    file = io.BytesIO()
    document.save(file)
    return settled(file.getvalue())


def _mark(document: Document) -> None:
    """Write the grey line at the top of every header pages may have."""
    for section in document.sections:
        headers = [section.header]
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        if document.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        for header in headers:
            header.is_linked_to_previous = False
            first = header.paragraphs[0] if header.paragraphs else header.add_paragraph()
            note = first.insert_paragraph_before()
            note.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = note.add_run(DRAFT_NOTE)
            run.font.size = Pt(DRAFT_NOTE_PT)
            run.font.color.rgb = _GREY
