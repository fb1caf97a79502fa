"""A paper of a procedure as DOCX and PDF, made of one set of field values or not at all."""

from pathlib import Path

from xiezhi.documents.papers.case.composing import paper_of
from xiezhi.documents.papers.case.own_templates import fill_template
from xiezhi.documents.papers.case.problems import problems_of
from xiezhi.documents.papers.case.values import CasePaperValues
from xiezhi.documents.papers.docx import paper_docx
from xiezhi.documents.papers.pdf import paper_pdf, paper_pictures
from xiezhi.documents.papers.values import Paper
from xiezhi.kernel.errors import InvalidInputError


def pdf(values: CasePaperValues, *, own_fonts: Path | None = None) -> bytes:
    """Return the paper as PDF/A-2; the same values give the same bytes.

    Raises:
        InvalidInputError: ``documents.case_paper_problems`` while any problem stands.
        NotFoundError: ``documents.no_such_paper``.
        RuleRefusedError: ``documents.typesetting`` when the type-setter warns of anything.
    """
    return paper_pdf(_checked(values, own_fonts), own_fonts=own_fonts)


def pictures(values: CasePaperValues, *, own_fonts: Path | None = None) -> tuple[bytes, ...]:
    """Return the pages as PNG; refuses what ``pdf`` refuses."""
    return paper_pictures(_checked(values, own_fonts), own_fonts=own_fonts)


def docx(values: CasePaperValues, *, template: bytes = b"", own_fonts: Path | None = None) -> bytes:
    """Return the paper as DOCX, in the office's own template where one is given.

    Args:
        values: what it is made of.
        template: a DOCX ``check_template`` found no fault in; b"" takes the built-in one.
        own_fonts: as for the PDF; both are made of the same words or neither is made.

    Raises:
        InvalidInputError: ``documents.case_paper_problems`` while any problem stands;
            ``documents.template_faults`` for a template that is broken.
        NotFoundError: ``documents.no_such_paper``.
    """
    paper = _checked(values, own_fonts)
    if template:
        return fill_template(values, template)
    return paper_docx(paper, own_fonts=own_fonts)


def _checked(values: CasePaperValues, own_fonts: Path | None) -> Paper:
    problems = problems_of(values, own_fonts=own_fonts)
    if problems:
        raise InvalidInputError(
            "documents.case_paper_problems",
            paper_problems=",".join(f"{one.field}:{one.code}" for one in problems),
        )
    return paper_of(values)
