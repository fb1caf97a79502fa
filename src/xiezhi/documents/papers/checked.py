"""The words of a paper that may be made: complete, consistent and drawable."""

from pathlib import Path

from xiezhi.documents.glyphs import require_glyphs
from xiezhi.documents.papers.checks import require_complete
from xiezhi.documents.papers.fields import Fields, FieldValue
from xiezhi.documents.papers.forms import form_of
from xiezhi.documents.papers.values import JudicialPaper, LetterPaper, Paper
from xiezhi.documents.papers.wording import clean_line


def checked_fields(paper: Paper, *, own_fonts: Path | None = None) -> Fields:
    """Return the words both the PDF and the DOCX are filled with.

    Raises:
        InvalidInputError: ``documents.paper_faults``.
        RuleRefusedError: ``documents.no_glyph``.
    """
    require_complete(paper)
    fields = form_of(paper).fields(paper)
    require_glyphs(characters(fields), own_fonts=own_fonts)
    return fields


def title_of(paper: Paper) -> str:
    """Return what a paper is called in the properties of its file."""
    form = form_of(paper)
    if isinstance(paper, LetterPaper | JudicialPaper):
        return clean_line(paper.title.replace("\n", ""))
    return form.sheet.title % form.fields(paper) if form.sheet else form.kind


def characters(fields: Fields) -> str:
    """Return every character a paper prints of what people wrote."""
    return "".join(map(_characters, fields.values()))


def _characters(value: FieldValue) -> str:
    if isinstance(value, list):
        return "".join(
            part if isinstance(part, str) else "".join(map(str, part.values())) for part in value
        )
    return value if isinstance(value, str) else ""
