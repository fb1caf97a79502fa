"""Papers of a letter: the letter itself, a blank 送达回证, the 用印审批单; to look at and to save."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from xiezhi.accounts.models import Procuratorate
from xiezhi.config.environment import environment
from xiezhi.documents.papers.docx import paper_docx
from xiezhi.documents.papers.fonts import typefaces
from xiezhi.documents.papers.forms import form_of
from xiezhi.documents.papers.pdf import paper_pdf, paper_pictures
from xiezhi.documents.papers.values import (
    LetterPaper,
    Paper,
    PaperLayout,
    SealSlip,
    ServedPaper,
    ServiceReceipt,
)
from xiezhi.documents.papers.wording import contact_parts, paragraphs_of
from xiezhi.house.rules.citations import CitedBy
from xiezhi.house.selectors.citations import find_basis
from xiezhi.kernel import clock
from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import DomainError, NotFoundError
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.kinds import KIND_LABELS, WRITTEN_HERE, LetterKind
from xiezhi.letters.selectors.letter_page import get_letter_page
from xiezhi.web.desk.refusals import refused, sentence_of
from xiezhi.web.requests import office_of, require_kind

DOCX_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TYPES: Final = {"pdf": "application/pdf", "docx": DOCX_TYPE}
LABELS: Final = {
    "letter": gettext_lazy("函件"),
    "receipt": gettext_lazy("送达回证"),
    "seal-slip": gettext_lazy("用印审批单"),
}
_MADE_ELSEWHERE: Final = ("receipt",)
_SEPARATORS: Final = re.compile(r"[、,，;；\n]+")


def labels_of(letter: Letter) -> dict[str, object]:
    """Return the papers made here; a judicial one is made in the national system, its receipt here."""
    if letter.kind in WRITTEN_HERE:
        return dict(LABELS)
    return {name: LABELS[name] for name in _MADE_ELSEWHERE}


@require_GET
def download(request: HttpRequest, letter_id: UUID, paper: str, form: str) -> HttpResponse:
    """Send a paper of a letter as DOCX or PDF, to be saved."""
    letter = _letter(request, letter_id)
    if form not in TYPES:
        raise NotFoundError("letters.no_paper")
    value = _paper(letter, paper, office_of(request))
    make = paper_pdf if form == "pdf" else paper_docx
    content = make(value, own_fonts=_own_fonts())
    name = f"{_(str(LABELS[paper]))} {letter.title[:40]}.{form}"
    disposition = content_disposition_header(True, name)  # noqa: FBT003  # Django's own order
    return HttpResponse(
        content,
        content_type=TYPES[form],
        headers={"Content-Disposition": disposition or "attachment"},
    )


@require_GET
def preview(request: HttpRequest, letter_id: UUID, paper: str) -> HttpResponse:
    """Show the pages of a paper as they would be printed, or say what it lacks."""
    letter = _letter(request, letter_id)
    value = _paper(letter, paper, office_of(request))
    context: dict[str, object] = {
        "letter": letter,
        "paper": paper,
        "label": LABELS[paper],
        "basis": form_of(value).basis,
        "papers": [{"name": name, "label": label} for name, label in labels_of(letter).items()],
        "stand_ins": "、".join(typefaces(_own_fonts()).stand_ins),
    }
    try:
        count = len(paper_pictures(value, own_fonts=_own_fonts()))
    except DomainError as error:
        context["problem"] = sentence_of(refused(request, error))
        return render(request, "desk/letter_preview.html", context, status=error.status)
    context["pages"] = range(1, count + 1)
    return render(request, "desk/letter_preview.html", context)


@require_GET
def picture(request: HttpRequest, letter_id: UUID, paper: str, page: int) -> HttpResponse:
    """Send one page of a paper as a picture."""
    letter = _letter(request, letter_id)
    pages = paper_pictures(_paper(letter, paper, office_of(request)), own_fonts=_own_fonts())
    if not 1 <= page <= len(pages):
        raise NotFoundError("letters.no_paper")
    answer = HttpResponse(pages[page - 1], content_type="image/png")
    answer["Cache-Control"] = "private, no-store"
    return answer


def letter_paper(letter: Letter, office: Procuratorate) -> LetterPaper:
    """Return a letter as its paper: 函 in 信函格式, other papers in the general one."""
    is_other = letter.kind == LetterKind.OTHER
    person, telephone = contact_parts(letter.contact_words)
    return LetterPaper(
        heading=office.name,
        title=letter.title,
        body=paragraphs_of(letter.body),
        signed_by=office.name,
        addressees=(letter.unit.name,),
        layout=PaperLayout.GENERAL if is_other else PaperLayout.LETTER,
        office_number=letter.office_number,
        dated=letter.issued_on,
        contact_person=person,
        contact_telephone=telephone,
        copies=[one.strip() for one in _SEPARATORS.split(letter.copies_to) if one.strip()],
    )


def service_receipt(letter: Letter, office: Procuratorate) -> ServiceReceipt:
    """Return a 送达回证 to be filled in by hand; it says nothing of the matter behind the letter."""
    return ServiceReceipt(
        office=office.name,
        addressee=letter.unit.name,
        papers=(ServedPaper(name=letter.title, number=letter.office_number),),
    )


def seal_slip(letter: Letter, office: Procuratorate) -> SealSlip:
    """Return a 用印审批单 with what is known; opinions are written by hand."""
    writer = letter.written_by
    rule = find_basis(CitedBy.FORM, "seal_slip", legal_day(clock.now()))
    checked_on: date | None = letter.checked_on
    return SealSlip(
        office=office.name,
        rule=rule.words if rule.has_text else "",
        department=writer.department.name if writer else "",
        applicant=writer.label if writer else "",
        paper_title=letter.title,
        addressee=letter.unit.name,
        paper_kind=KIND_LABELS[LetterKind(letter.kind)],
        paper_number=letter.office_number,
        checked_by=letter.checked_by.label if letter.checked_by_id else "",
        checked_on=checked_on,
        issued_by=letter.issued_by_label,
        issued_on=letter.issued_on,
    )


_MAKERS: Final[dict[str, Callable[[Letter, Procuratorate], Paper]]] = {
    "letter": letter_paper,
    "receipt": service_receipt,
    "seal-slip": seal_slip,
}


def _letter(request: HttpRequest, letter_id: UUID) -> Letter:
    return get_letter_page(require_kind(request, ActorKind.STAFF), letter_id).letter


def _paper(letter: Letter, name: str, office: Procuratorate) -> Paper:
    if name not in labels_of(letter):
        raise NotFoundError("letters.no_paper")
    return _MAKERS[name](letter, office)


def _own_fonts() -> Path | None:
    folder = environment().fonts_dir
    return folder if folder.is_dir() else None
