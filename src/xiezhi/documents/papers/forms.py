"""Kinds of papers: which family and standard each follows, its templates and its field values.

A new kind is one value type, one check, one entry of ``FORMS``, a DOCX and a typst template.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from xiezhi.documents.papers import geometry, sheets
from xiezhi.documents.papers.case import boxes
from xiezhi.documents.papers.checks import NO_NUMBER
from xiezhi.documents.papers.fields import (
    OPEN_DATE,
    Fields,
    body_parts,
    copies_words,
    day_words,
)
from xiezhi.documents.papers.judicial import boxed_fields, judicial_fields
from xiezhi.documents.papers.values import (
    BoxedPaper,
    ContactRecord,
    JudicialPaper,
    LetterPaper,
    Paper,
    PaperLayout,
    SealSlip,
    ServedPaper,
    ServiceReceipt,
)
from xiezhi.documents.papers.wording import clean, clean_line, date_in_words, title_lines

HERE: Final = Path(__file__).parent
_SET_BY: Final = {"record": "judicial"}  # set by another kind's template, with smaller headings
NO_RULE: Final = "本院设定"  # an own form without a text of the office behind it


class PaperFamily(StrEnum):
    """Which body of rules a paper's looks come from."""

    OFFICIAL = "official"
    JUDICIAL = "judicial"
    OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperForm:
    """How one kind of paper is made.

    Attributes:
        kind: stable word, the stem of its templates.
        basis: the standard or rule its looks follow, cited on screens.
        fields: turns the value into the words both templates are filled with.
        sheet: its boxes, for forms with boxes.
    """

    kind: str
    family: PaperFamily
    basis: str
    fields: Callable[[Paper], Fields]
    sheet: sheets.Sheet | None = None

    @property
    def docx_template(self) -> Path:
        """The DOCX it is filled into; made by scripts/build_paper_templates.py."""
        return HERE / "templates" / f"{self.kind}.docx"

    @property
    def typst_template(self) -> Path:
        """What sets its PDF."""
        name = _SET_BY.get(self.kind, self.kind) if self.sheet is None else "sheet"
        return HERE / "typst" / f"{name}.typ"


def form_of(paper: Paper) -> PaperForm:
    """Return how this paper is made."""
    match paper:
        case LetterPaper():
            return FORMS[f"{paper.layout}"]
        case ServiceReceipt():
            return FORMS["service_receipt"]
        case SealSlip():
            return FORMS["seal_slip"]
        case ContactRecord():
            return FORMS["contact_record"]
        case JudicialPaper():
            return FORMS["record" if paper.is_record else "judicial"]
        case BoxedPaper():
            return FORMS[paper.kind]


def _letter_fields(paper: Paper) -> Fields:
    if not isinstance(paper, LetterPaper):
        raise TypeError(type(paper))
    names = [clean_line(name) for name in paper.addressees if name.strip()]
    heading = clean_line(paper.heading)
    body = "\n".join(part.heading + part.text for part in paper.body)
    return {
        "heading": heading,
        "heading_pt": geometry.heading_size(heading),
        "office_number": "" if paper.office_number == NO_NUMBER else paper.office_number,
        "issuers": [clean_line(name) for name in paper.issuers if name.strip()],
        "copy_number": paper.copy_number,
        "urgency": paper.urgency,
        "title": list(title_lines(paper.title, (clean_line(paper.signed_by), *names), body)),
        "addressees": f"{'、'.join(names)}：" if names else "",
        "body": body_parts(paper.body),
        "attachments": [clean_line(name) for name in paper.attachments],
        "signed_by": clean_line(paper.signed_by),
        "dated": day_words(paper.dated),
        "is_sealed": paper.is_sealed,
        "contact": _contact(paper),
        "copies": copies_words(paper.copies),
        "printed_by": clean_line(paper.printed_by),
        "printed_on": f"{date_in_words(paper.printed_on)}印发" if paper.printed_on else "",
    }


def _contact(paper: LetterPaper) -> str:
    if not paper.contact_person:
        return ""
    person, telephone = clean_line(paper.contact_person), clean_line(paper.contact_telephone)
    return f"（联系人：{person}，电话：{telephone}）"


def _receipt_fields(paper: Paper) -> Fields:
    if not isinstance(paper, ServiceReceipt):
        raise TypeError(type(paper))
    taken = "　".join(filter(None, (paper.taken_for_by, paper.taken_for_reason)))
    signed = "　".join(filter(None, (paper.signed_by, paper.signed_post)))
    open_day = "" if paper.is_retained else OPEN_DATE
    return {
        "office": clean_line(paper.office),
        "papers": "\n".join(clean_line(_line_of(line)) for line in paper.papers),
        "matter": clean_line(paper.matter),
        "addressee": clean_line(paper.addressee),
        "way": clean_line(paper.way),
        "place": clean_line(paper.place),
        "signed_by": clean_line(signed),
        "signed_on": open_day if paper.taken_for_by else day_words(paper.signed_on, open_day),
        "taken_for": clean_line(taken),
        "taken_on": day_words(paper.signed_on) if paper.taken_for_by else open_day,
        "refusal": clean(paper.refusal).strip(),
        "refused_on": OPEN_DATE,
        "witness": clean_line(paper.witness),
        "witnessed_on": OPEN_DATE,
        "deliverers": "　　".join(map(clean_line, paper.deliverers)),
        "delivered_on": OPEN_DATE,
        "remarks": clean(paper.remarks).strip(),
    }


def _slip_fields(paper: Paper) -> Fields:
    if not isinstance(paper, SealSlip):
        raise TypeError(type(paper))
    return {
        "office": clean_line(paper.office),
        "department": clean_line(paper.department),
        "applicant": clean_line(paper.applicant),
        "applied_on": day_words(paper.applied_on),
        "seal": clean_line(paper.seal),
        "paper_title": clean_line(paper.paper_title),
        "paper_kind": clean_line(paper.paper_kind),
        "paper_number": clean_line(paper.paper_number),
        "addressee": clean_line(paper.addressee),
        "copies": f"{paper.copies}份",
        "pages": f"{paper.pages}页" if paper.pages else "　　页",
        "reason": clean(paper.reason).strip(),
        "checked_by": clean_line(paper.checked_by),
        "checked_on": day_words(paper.checked_on),
        "department_opinion": clean(paper.department_opinion).strip(),
        "department_on": f"签名：{'　' * 6}{OPEN_DATE}",
        "issued_by": clean_line(paper.issued_by),
        "issued_on": day_words(paper.issued_on),
        "sealed_by": clean_line(paper.sealed_by),
        "sealed_on": day_words(paper.sealed_on),
        "rule": clean_line(paper.rule) or NO_RULE,
        "remarks": clean(paper.remarks).strip(),
    }


def _record_fields(paper: Paper) -> Fields:
    if not isinstance(paper, ContactRecord):
        raise TypeError(type(paper))
    return {
        "office": clean_line(paper.office),
        "matter": clean_line(paper.matter),
        "paper": clean_line(paper.paper),
        "way": clean_line(paper.way),
        "way_words": clean_line(f"{paper.way} {paper.direction}"),
        "at_words": clean_line(paper.at_words),
        "other_party": clean_line(paper.other_party),
        "other_post": clean_line(paper.other_post),
        "telephone": clean_line(paper.telephone),
        "recorded_by": clean_line(paper.recorded_by),
        "spoken": "\n".join(line for part in paper.spoken if (line := clean_line(part))),
        "outcome": clean(paper.outcome).strip(),
        "remarks": clean(paper.remarks).strip(),
    }


def _line_of(line: ServedPaper) -> str:
    name = line.name if line.name.startswith("《") else f"《{line.name}》"
    number = "" if line.number in {"", NO_NUMBER} else f"（{line.number}）"
    return f"{name}{number}{line.copies}件"


_UNIFIED: Final = "《人民检察院公益诉讼办案规则》第105条（格式由最高人民检察院统一制定，样式待核）"
_GB: Final = "GB/T 9704-2012《党政机关公文格式》"
FORMS: Final = {
    form.kind: form
    for form in (
        PaperForm(
            kind=f"{PaperLayout.LETTER}",
            family=PaperFamily.OFFICIAL,
            basis=f"{_GB}第10.1条（信函格式）",
            fields=_letter_fields,
        ),
        PaperForm(
            kind=f"{PaperLayout.GENERAL}",
            family=PaperFamily.OFFICIAL,
            basis=f"{_GB}第7章",
            fields=_letter_fields,
        ),
        PaperForm(
            kind="service_receipt",
            family=PaperFamily.JUDICIAL,
            basis="《人民检察院公益诉讼办案规则》第76条；《民事诉讼法》第87至89条",
            fields=_receipt_fields,
            sheet=sheets.SERVICE_RECEIPT,
        ),
        PaperForm(
            kind="seal_slip",
            family=PaperFamily.OWN,
            basis=NO_RULE,
            fields=_slip_fields,
            sheet=sheets.SEAL_SLIP,
        ),
        PaperForm(
            kind="contact_record",
            family=PaperFamily.OWN,
            basis=NO_RULE,
            fields=_record_fields,
            sheet=sheets.CONTACT_RECORD,
        ),
        PaperForm(
            kind="custody_record",
            family=PaperFamily.OWN,
            basis=NO_RULE,
            fields=boxed_fields,
            sheet=sheets.CUSTODY_RECORD,
        ),
        *(
            PaperForm(
                kind=kind,
                family=PaperFamily.JUDICIAL,
                basis=_UNIFIED,
                fields=judicial_fields,
            )
            for kind in ("judicial", "record")
        ),
        *(
            PaperForm(
                kind=kind,
                family=PaperFamily.JUDICIAL if sheet.is_draft else PaperFamily.OWN,
                basis=_UNIFIED if sheet.is_draft else NO_RULE,
                fields=boxed_fields,
                sheet=sheet,
            )
            for kind, sheet in boxes.SHEETS.items()
        ),
    )
}
