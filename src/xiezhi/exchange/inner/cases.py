"""移送案件: a case decided to go to another procuratorate, with papers and evidence, and one that came.

Source: 办案规则第16条、第47条第3款、第79条.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Case
from xiezhi.cases.rules.crossing import (
    CrossedCase,
    CrossedEvidence,
    CrossedPaper,
    CrossedParty,
    code_of,
)
from xiezhi.cases.rules.evidence import CollectionWay, EvidenceKind
from xiezhi.cases.rules.kinds import KIND_LABELS, ROLE_LABELS, CaseKind, PartyRole
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.crossing import case_to_hand_over, leads_of_case, offered_of
from xiezhi.cases.services.crossing import HandedIn, take_case_in, take_transfer_answer
from xiezhi.evidence.selectors.crossing import blob_bytes
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.exchange.inner.telling import check_nobody_named
from xiezhi.exchange.inner.transfer import AnswerSender, MatterSender, came_back
from xiezhi.exchange.models import SentMatter
from xiezhi.exchange.rules.handlers import APPLIED, Applied, Arriving, waits
from xiezhi.exchange.rules.items import ItemFile, ItemKind
from xiezhi.exchange.rules.matters import ANSWER_LABELS, CARRIED_BASIS, CarriedMatter
from xiezhi.exchange.selectors.matters import access_received
from xiezhi.exchange.services.matters import (
    HandedOn,
    note_case_opened,
    send_matter,
    take_answer,
    take_matter,
)
from xiezhi.exchange.services.registry import register_receiver, register_sender
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotFoundError, RuleRefusedError
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.law.areas import area_register
from xiezhi.ledger.rules.canonical import Json

MAX_FACTS: Final = 8000
_CARRIED: Final = CarriedMatter.CASE


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTelling:
    """What goes along: title and facts as they go out, a note, whom to call, papers and evidence."""

    title: str
    facts: str
    note: str = ""
    contact_words: str = ""
    chosen: Collection[UUID] = ()


def hand_case_over(
    *,
    case_id: UUID,
    peer_id: UUID,
    telling: CaseTelling,
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> SentMatter:
    """Have a case decided 移送其他检察院 cross with the next package to that procuratorate.

    Raises:
        RuleRefusedError: ``exchange.case_not_transferred``; a name or a telephone of who reported in
            the words; ``exchange.not_to_this_peer``.
        ConflictError: ``exchange.matter_sent``.
        InvalidInputError: ``exchange.no_title``, ``exchange.no_facts``, ``cases.no_paper``, the codes
            of `check_item`.
    """
    require(acting, Action.HANDLE_CASE)
    case = access_case(acting, case_id, lock=True)
    if case.state != CaseState.TRANSFERRED:
        raise RuleRefusedError("exchange.case_not_transferred", basis=CARRIED_BASIS[_CARRIED])
    title = clean_line(telling.title, limit=120)
    facts = clean_text(telling.facts, limit=MAX_FACTS).strip()
    if not title:
        raise InvalidInputError("exchange.no_title")
    if not facts:
        raise InvalidInputError("exchange.no_facts")
    crossed = case_to_hand_over(case, title=title, facts=facts, chosen=telling.chosen)
    body = _body(crossed) | {
        "office_name": office.name,
        "reference": label_of_case(case),
        "contact_words": clean_line(telling.contact_words, limit=120),
        "note": clean_text(telling.note, limit=2000).strip(),
    }
    _check_words(case, body)
    handed = HandedOn(
        carried=_CARRIED,
        lead_id=case.id,
        lead_label=label_of_case(case),
        body=body,
        files=_files(crossed),
        file_ids=tuple(_file_ids(case, telling.chosen)),
    )
    return send_matter(handed=handed, peer_id=peer_id, acting=acting, now=now)


def take_case(
    *, matter_id: UUID, department_id: UUID, handler_id: UUID, acting: Actor, now: datetime
) -> Case:
    """收案: open the case a received matter brought, once.

    Raises:
        NotFoundError: ``exchange.no_matter``: no such case came.
        ConflictError: ``exchange.case_taken``: it was opened before.
        InvalidInputError: ``cases.foreign_case``, the codes of ``open_case``.
    """
    matter = access_received(acting, matter_id, lock=True)
    if matter.carried != _CARRIED:
        raise NotFoundError("exchange.no_matter")
    if matter.case_id is not None:
        raise ConflictError("exchange.case_taken")
    handed = HandedIn(
        case=case_of(matter.body),
        sender=f"{matter.body['office_name']} {matter.body['reference']}"[:80],
        received_on=legal_day(matter.received_at),
        files={sha256: UUID(one) for sha256, one in matter.files.items()},
    )
    case = take_case_in(
        handed=handed, department_id=department_id, handler_id=handler_id, acting=acting, now=now
    )
    note_case_opened(matter_id=matter.id, case_id=case.id, acting=acting, now=now)
    return case


class CaseReceiver:
    """Keeps a case that was handed over in the register, with every file it came with."""

    kind: Final = ItemKind.CASE_TRANSFER

    def apply(self, arriving: Arriving, *, acting: Actor, now: datetime) -> Applied:
        """Take it in; the case itself is opened by whoever takes it over."""
        case_of(arriving.item.body)
        files = {one.sha256: _kept(arriving, one, now) for one in arriving.item.files}
        take_matter(carried=_CARRIED, arriving=arriving, files=files, acting=acting, now=now)
        return APPLIED


class CaseAnswerReceiver:
    """Writes the other procuratorate's answer beside the case and tells its handler."""

    kind: Final = ItemKind.CASE_RECEIPT

    def apply(self, arriving: Arriving, *, acting: Actor, now: datetime) -> Applied:
        """Take the answer; one to a case we never sent waits."""
        came = came_back(arriving, "case")
        matter = take_answer(came=came, arriving=arriving, acting=acting, now=now)
        if matter is None:
            return waits("exchange.waits_for_matter")
        office = str(arriving.item.body["office_name"])
        words = f"{office} {ANSWER_LABELS[came.answer]} {came.number}".strip()
        take_transfer_answer(case_id=matter.lead_id, words=words, acting=acting, now=now)
        return APPLIED


def label_of_case(case: Case) -> str:
    """Return how staff call the case."""
    return f"案件 {case.year}-{case.number}"


def case_of(body: Mapping[str, Json]) -> CrossedCase:
    """Return the case a body tells of.

    Raises:
        InvalidInputError: ``cases.foreign_case``: a code this installation does not know.
    """
    return CrossedCase(
        kind=code_of(CaseKind, body["case_kind"]),
        title=str(body["title"]),
        facts=str(body["facts"]),
        area=_text(body, "area"),
        town=_text(body, "town"),
        national_number=_text(body, "national_number"),
        criminal_case=_text(body, "criminal_case"),
        law_day=date.fromisoformat(str(body["law_day"])),
        filed_on=_day(body, "case_filed_on"),
        rectification_due_on=_day(body, "rectification_due_on"),
        replied_on=_day(body, "replied_on"),
        announcement_due_on=_day(body, "announcement_due_on"),
        parties=[
            CrossedParty(
                role=code_of(PartyRole, row["role"]),
                name=str(row["name"]),
                duty_basis=_text(row, "duty_basis"),
            )
            for row in _rows(body, "parties")
        ],
        steps=(),
        papers=[_paper_of(row) for row in _rows(body, "papers")],
        evidence=[_evidence_of(row) for row in _rows(body, "evidence")],
    )


def register() -> None:
    """Name the handlers of cases handed over."""
    register_sender(MatterSender(kind=ItemKind.CASE_TRANSFER, carried=_CARRIED))
    register_sender(AnswerSender(kind=ItemKind.CASE_RECEIPT, carried=_CARRIED, about="case"))
    register_receiver(CaseReceiver())
    register_receiver(CaseAnswerReceiver())


def _file_ids(case: Case, chosen: Collection[UUID]) -> list[UUID]:
    offered = offered_of(case)
    going = [
        one.file_id
        for one in offered.papers
        if one.id in chosen or one.kind == PaperKind.CASE_TRANSFER
    ]
    going += [one.file_id for one in offered.evidence if one.id in chosen]
    return [one for one in dict.fromkeys(going) if one is not None]


def _check_words(case: Case, body: Mapping[str, Json]) -> None:
    """Refuse words that name who reported, in every text that goes out."""
    names = ("title", "facts", "note")
    told = [_text(body, name) for name in names]
    told += [_text(row, "title") for row in _rows(body, "papers")]
    for row in _rows(body, "evidence"):
        told += [_text(row, name) for name in ("title", "proves", "source", "place", "copy_note")]
    for lead in leads_of_case(case):
        check_nobody_named(lead, "\n".join(told))


def _body(case: CrossedCase) -> dict[str, Json]:
    return {
        "title": case.title,
        "facts": case.facts,
        "case_kind": case.kind,
        "case_kind_name": KIND_LABELS[case.kind],
        "area": case.area,
        "area_name": next((one.name for one in area_register().areas if one.key == case.area), ""),
        "town": case.town,
        "national_number": case.national_number,
        "criminal_case": case.criminal_case,
        "law_day": case.law_day.isoformat(),
        "case_filed_on": _iso(case.filed_on),
        "rectification_due_on": _iso(case.rectification_due_on),
        "replied_on": _iso(case.replied_on),
        "announcement_due_on": _iso(case.announcement_due_on),
        "parties": [
            {
                "role": one.role,
                "role_name": ROLE_LABELS[one.role],
                "name": one.name,
                "duty_basis": one.duty_basis,
            }
            for one in case.parties
        ],
        "steps": [
            {"step": one.label, "basis": one.basis, "on": one.on.isoformat()} for one in case.steps
        ],
        "papers": [_paper_row(one) for one in case.papers],
        "evidence": [_evidence_row(one) for one in case.evidence],
    }


def _paper_row(one: CrossedPaper) -> dict[str, Json]:
    return {
        "paper_kind": one.kind,
        "title": one.title,
        "number": one.number,
        "decided_on": one.decided_on.isoformat(),
        "served_on": _iso(one.served_on),
        "file": one.file or None,
    }


def _evidence_row(one: CrossedEvidence) -> dict[str, Json]:
    return {
        "evidence_kind": one.kind,
        "way": one.way,
        "title": one.title,
        "proves": one.proves,
        "source": one.source,
        "place": one.place,
        "collected_on": one.collected_on.isoformat(),
        "collector_count": one.collector_count,
        "is_copy": one.is_copy,
        "copy_note": one.copy_note,
        "from_report": one.from_report,
        "original_sha256": one.sha256 or None,
        "file": one.file or None,
    }


def _paper_of(row: Mapping[str, Json]) -> CrossedPaper:
    return CrossedPaper(
        kind=code_of(PaperKind, row["paper_kind"]),
        title=str(row["title"]),
        number=_text(row, "number"),
        decided_on=date.fromisoformat(str(row["decided_on"])),
        served_on=_day(row, "served_on"),
        file=_text(row, "file"),
    )


def _evidence_of(row: Mapping[str, Json]) -> CrossedEvidence:
    return CrossedEvidence(
        kind=code_of(EvidenceKind, row["evidence_kind"]),
        way=code_of(CollectionWay, row["way"]),
        title=str(row["title"]),
        proves=str(row["proves"]),
        source=_text(row, "source"),
        place=_text(row, "place"),
        collected_on=date.fromisoformat(str(row["collected_on"])),
        collector_count=int(str(row["collector_count"])),
        is_copy=bool(row["is_copy"]),
        copy_note=_text(row, "copy_note"),
        from_report=bool(row["from_report"]),
        sha256=_text(row, "original_sha256"),
        file=_text(row, "file"),
    )


def _files(case: CrossedCase) -> tuple[ItemFile, ...]:
    named = [one.file for one in case.papers] + [one.file for one in case.evidence]
    hashes = dict.fromkeys(one for one in named if one)
    return tuple(ItemFile(sha256=one, size_bytes=blob_bytes(bytes.fromhex(one))) for one in hashes)


def _kept(arriving: Arriving, file: ItemFile, now: datetime) -> UUID:
    with arriving.open_file(file.sha256) as stream:
        checked = check_papers([IncomingFile(name=file.sha256[:12], data=stream.read())])
    return keep_papers(checked, now)[0]


def _rows(body: Mapping[str, Json], name: str) -> Sequence[Mapping[str, Json]]:
    value = body.get(name) or ()
    if not isinstance(value, Sequence):
        return ()
    return [row for row in value if isinstance(row, Mapping)]


def _text(body: Mapping[str, Json], name: str) -> str:
    return str(body.get(name) or "")


def _day(body: Mapping[str, Json], name: str) -> date | None:
    value = body.get(name)
    return date.fromisoformat(str(value)) if value else None


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
