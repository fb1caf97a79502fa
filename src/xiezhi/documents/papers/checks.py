"""Why a paper cannot be made: fields that are missing, malformed or contradict one another."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from xiezhi.documents.papers.geometry import fits_heading, fits_name
from xiezhi.documents.papers.values import (
    BoxedPaper,
    ContactRecord,
    FaultKind,
    JudicialPaper,
    LetterPaper,
    Paper,
    PaperFault,
    PaperLayout,
    Paragraph,
    SealSlip,
    ServiceReceipt,
)
from xiezhi.documents.papers.wording import clean
from xiezhi.kernel.errors import InvalidInputError

# 7.2.5: 六角括号, year in full, no leading zero; Z marks a number given by 业务应用系统2.0.
OFFICE_NUMBER: Final = re.compile(r"[\u4e00-\u9fff]{2,24}〔20\d{2}〕Z?[1-9]\d{0,4}号")
NO_NUMBER: Final = "无"  # what clerks enter for a paper without a number
COPY_NUMBER: Final = re.compile(r"\d{6}")
URGENCIES: Final = ("特急", "加急")
MAX_CHARACTERS: Final = 60_000
MAX_PARAGRAPHS: Final = 2_000
MAX_LINE: Final = 400
MAX_TITLE: Final = 120


def require_complete(paper: Paper) -> None:
    """Refuse a paper with faults.

    Raises:
        InvalidInputError: ``documents.paper_faults`` with ``faults``, for example
            ``title:missing,copies:contradictory``.
    """
    faults = faults_of(paper)
    if faults:
        raise InvalidInputError(
            "documents.paper_faults",
            faults=",".join(f"{fault.field}:{fault.kind}" for fault in faults),
        )


def faults_of(paper: Paper) -> tuple[PaperFault, ...]:
    """Return every fault of a paper, each field once, in the order a reader meets them."""
    once: dict[str, PaperFault] = {}
    for fault in _found(paper):
        once.setdefault(fault.field, fault)
    return tuple(once.values())


def _found(paper: Paper) -> Iterator[PaperFault]:
    match paper:
        case LetterPaper():
            return _letter(paper)
        case ServiceReceipt():
            return _receipt(paper)
        case SealSlip():
            return _slip(paper)
        case ContactRecord():
            return _record(paper)
        case JudicialPaper():
            return _judicial(paper)
        case BoxedPaper():
            return _boxed(paper)


def _letter(paper: LetterPaper) -> Iterator[PaperFault]:
    yield from _missing(
        heading=paper.heading,
        title=paper.title,
        body="".join(p.heading + p.text for p in paper.body),
        signed_by=paper.signed_by,
    )
    if not fits_heading(paper.heading):
        yield PaperFault(field="heading", kind=FaultKind.TOO_LONG)
    if len(paper.title) > MAX_TITLE:
        yield PaperFault(field="title", kind=FaultKind.TOO_LONG)
    yield from _too_long(
        signed_by=paper.signed_by,
        contact=paper.contact_person + paper.contact_telephone,
        addressees="".join(paper.addressees),
    )
    if len(paper.body) > MAX_PARAGRAPHS or sum(map(_length, paper.body)) > MAX_CHARACTERS:
        yield PaperFault(field="body", kind=FaultKind.TOO_LONG)
    yield from _version(paper)
    yield from _parties(paper)
    yield from _closing(paper)


def _version(paper: LetterPaper) -> Iterator[PaperFault]:
    """Check the 版头."""
    number = paper.office_number
    if number not in {"", NO_NUMBER} and not OFFICE_NUMBER.fullmatch(number):
        yield PaperFault(field="office_number", kind=FaultKind.MALFORMED)
    if paper.copy_number and not COPY_NUMBER.fullmatch(paper.copy_number):
        yield PaperFault(field="copy_number", kind=FaultKind.MALFORMED)
    if paper.urgency and paper.urgency not in URGENCIES:
        yield PaperFault(field="urgency", kind=FaultKind.MALFORMED)
    if paper.is_upward and not any(map(str.strip, paper.issuers)):
        yield PaperFault(field="issuers", kind=FaultKind.MISSING)
    if paper.issuers and not paper.is_upward:
        yield PaperFault(field="issuers", kind=FaultKind.CONTRADICTORY)
    if paper.is_upward and paper.layout is PaperLayout.LETTER:
        yield PaperFault(field="layout", kind=FaultKind.CONTRADICTORY)


def _parties(paper: LetterPaper) -> Iterator[PaperFault]:
    named = [name for name in paper.addressees if name.strip()]
    if not named and not paper.is_public:
        yield PaperFault(field="addressees", kind=FaultKind.MISSING)
    if named and paper.is_public:
        yield PaperFault(field="addressees", kind=FaultKind.CONTRADICTORY)
    if set(named) & set(paper.copies):
        yield PaperFault(field="copies", kind=FaultKind.CONTRADICTORY)


def _closing(paper: LetterPaper) -> Iterator[PaperFault]:
    """Check 附件, 附注 and 版记."""
    if any(not name.strip() for name in paper.attachments):
        yield PaperFault(field="attachments", kind=FaultKind.MISSING)
    if bool(paper.contact_person.strip()) != bool(paper.contact_telephone.strip()):
        yield PaperFault(field="contact", kind=FaultKind.MISSING)
    if paper.layout is PaperLayout.LETTER and (paper.printed_by or paper.printed_on):
        yield PaperFault(field="printed", kind=FaultKind.CONTRADICTORY)
    if bool(paper.printed_by.strip()) != (paper.printed_on is not None):
        yield PaperFault(field="printed", kind=FaultKind.MISSING)
    if paper.printed_on and paper.dated and paper.printed_on < paper.dated:
        yield PaperFault(field="printed", kind=FaultKind.CONTRADICTORY)


def _receipt(paper: ServiceReceipt) -> Iterator[PaperFault]:
    yield from _missing(office=paper.office, addressee=paper.addressee)
    if not paper.papers or any(not line.name.strip() for line in paper.papers):
        yield PaperFault(field="papers", kind=FaultKind.MISSING)
    if any(line.copies < 1 for line in paper.papers):
        yield PaperFault(field="papers", kind=FaultKind.MALFORMED)
    signed = bool(paper.signed_by or paper.signed_post or paper.signed_on)
    if paper.is_retained and (signed or paper.taken_for_by):
        yield PaperFault(field="signed_by", kind=FaultKind.CONTRADICTORY)
    if not paper.is_retained and (paper.refusal or paper.witness):
        yield PaperFault(field="witness", kind=FaultKind.CONTRADICTORY)
    if paper.signed_by and paper.taken_for_by:
        yield PaperFault(field="taken_for_by", kind=FaultKind.CONTRADICTORY)
    if paper.taken_for_by and not paper.taken_for_reason:
        yield PaperFault(field="taken_for_reason", kind=FaultKind.MISSING)
    yield from _too_long(
        matter=paper.matter,
        place=paper.place,
        remarks=paper.remarks,
        refusal=paper.refusal,
        papers="".join(line.name + line.number for line in paper.papers),
    )


def _slip(paper: SealSlip) -> Iterator[PaperFault]:
    yield from _missing(
        office=paper.office,
        department=paper.department,
        applicant=paper.applicant,
        paper_title=paper.paper_title,
        addressee=paper.addressee,
        seal=paper.seal,
    )
    if paper.copies < 1:
        yield PaperFault(field="copies", kind=FaultKind.MALFORMED)
    if paper.sealed_on and paper.issued_on and paper.sealed_on < paper.issued_on:
        yield PaperFault(field="sealed_on", kind=FaultKind.CONTRADICTORY)
    if paper.sealed_on and not (paper.issued_by and paper.issued_on):
        yield PaperFault(field="issued_by", kind=FaultKind.MISSING)
    yield from _too_long(
        reason=paper.reason,
        remarks=paper.remarks,
        paper_title=paper.paper_title,
        department_opinion=paper.department_opinion,
    )


def _record(paper: ContactRecord) -> Iterator[PaperFault]:
    yield from _missing(
        office=paper.office,
        matter=paper.matter,
        way=paper.way,
        at_words=paper.at_words,
        other_party=paper.other_party,
        spoken="".join(paper.spoken),
        recorded_by=paper.recorded_by,
    )
    if sum(map(len, paper.spoken)) > MAX_CHARACTERS:
        yield PaperFault(field="spoken", kind=FaultKind.TOO_LONG)
    yield from _too_long(outcome=paper.outcome, remarks=paper.remarks)


def _judicial(paper: JudicialPaper) -> Iterator[PaperFault]:
    yield from _missing(title=paper.title, body="".join(p.heading + p.text for p in paper.body))
    if not fits_heading(paper.office) or not fits_name(paper.title):
        yield PaperFault(field="title", kind=FaultKind.TOO_LONG)
    if len(paper.body) > MAX_PARAGRAPHS or sum(map(_length, paper.body)) > MAX_CHARACTERS:
        yield PaperFault(field="body", kind=FaultKind.TOO_LONG)
    if any(not name.strip() for name in paper.attachments):
        yield PaperFault(field="attachments", kind=FaultKind.MISSING)
    yield from _too_long(
        addressee=paper.addressee,
        signed_by="".join(paper.signed_by),
        heads=max((words for _label, words in paper.heads), key=len, default=""),
        copies="".join(paper.copies),
    )


def _boxed(paper: BoxedPaper) -> Iterator[PaperFault]:
    yield from _missing(office=paper.office)
    written = sum(map(len, paper.words.values())) + sum(
        len(words) for rows in paper.lists.values() for row in rows for words in row.values()
    )
    if written > MAX_CHARACTERS:
        yield PaperFault(field="body", kind=FaultKind.TOO_LONG)


def _missing(**fields: str) -> Iterator[PaperFault]:
    for name, words in fields.items():
        if not clean(words).strip(" \n\u3000"):
            yield PaperFault(field=name, kind=FaultKind.MISSING)


def _too_long(**fields: str) -> Iterable[PaperFault]:
    for name, words in fields.items():
        if len(words) > MAX_LINE:
            yield PaperFault(field=name, kind=FaultKind.TOO_LONG)


def _length(paragraph: Paragraph) -> int:
    return len(paragraph.text) + len(paragraph.heading)
