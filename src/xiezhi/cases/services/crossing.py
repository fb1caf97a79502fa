"""收案: a case another procuratorate handed over begins here, with its papers and evidence."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Case, CasePaper, EvidenceItem
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.crossing import CrossedCase
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent
from xiezhi.cases.selectors.next_steps import list_next_steps
from xiezhi.cases.services._procedure import StepWords, move
from xiezhi.cases.services.opening import Opening, PartyInput, open_case
from xiezhi.cases.services.told import tell_handler
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.law.areas import area_register
from xiezhi.ledger.services.acts import act

MAX_SOURCE: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedIn:
    """A case as it came.

    Attributes:
        sender: the other procuratorate and how it calls the case; kept with every paper.
        received_on: the day it came in, from which the review counts (办案规则第47条第3款).
        files: the stored files by the SHA-256 (hex) of what was carried.
    """

    case: CrossedCase
    sender: str
    received_on: date
    files: Mapping[str, UUID]


def take_case_in(
    *, handed: HandedIn, department_id: UUID, handler_id: UUID, acting: Actor, now: datetime
) -> Case:
    """Open a case that was handed over; where this office may sue, it is taken over for the review.

    Raises:
        InvalidInputError: the codes of ``open_case``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.OPEN_CASE)
        case = open_case(
            opening=_opening(handed, department_id, handler_id, now), acting=acting, now=now
        )
        case.rectification_due_on = handed.case.rectification_due_on
        case.announcement_due_on = handed.case.announcement_due_on
        case.filed_on, case.replied_on = handed.case.filed_on, handed.case.replied_on
        case.save()
        papers = [
            _paper(case, handed, place, acting, now) for place in range(len(handed.case.papers))
        ]
        _keep_evidence(case, handed, acting, now)
        record("cases.take_in", "case", case.id, after={"from": handed.sender})
        transfer = next((one for one in papers if one.kind == PaperKind.CASE_TRANSFER), None)
        if transfer is not None and _may_take_over(case, now):
            said = StepWords(
                words=handed.sender,
                paper=transfer,
                claims=Claims(received_on=handed.received_on),
                happened_on=handed.received_on,
            )
            move(case, CaseEvent.TAKE_OVER, acting=acting, now=now, record=record, said=said)
    return case


def take_transfer_answer(*, case_id: UUID, words: str, acting: Actor, now: datetime) -> None:
    """Tell the handler that the other procuratorate answered; a case gone meanwhile changes nothing."""
    with act(acting=acting, now=now) as record:
        record("cases.take_transfer_answer", "case", case_id, after={"words": words[:MAX_SOURCE]})
        case: Case | None = Case.objects.filter(id=case_id).first()
        if case is not None:
            tell_handler(
                case, "cases.transfer_answered", acting=acting, now=now, key=f"{case_id}:{words}"
            )


def _opening(handed: HandedIn, department_id: UUID, handler_id: UUID, now: datetime) -> Opening:
    case = handed.case
    known = {area.key for area in area_register().areas}
    if case.law_day > legal_day(now):
        raise ConflictError("cases.foreign_case")
    return Opening(
        kind=case.kind,
        title=case.title,
        department_id=department_id,
        handler_id=handler_id,
        area=case.area if case.area in known else "",
        summary=clean_text(f"{handed.sender}移送。\n{case.facts}", limit=2000),
        town=case.town,
        law_day=case.law_day,
        criminal_case=case.criminal_case,
        parties=[
            PartyInput(role=one.role, name=one.name, duty_basis=one.duty_basis)
            for one in case.parties
        ],
    )


def _paper(  # noqa: PLR0917  # one row, all it needs
    case: Case, handed: HandedIn, place: int, acting: Actor, now: datetime
) -> CasePaper:
    one = handed.case.papers[place]
    served = "" if one.served_on is None else one.served_on.isoformat()
    made: CasePaper = CasePaper.objects.create(
        case=case,
        kind=one.kind,
        title=one.title,
        number=one.number,
        decided_on=one.decided_on,
        values={"from": handed.sender, "served_on": served, "sha256": one.file},
        file_id=handed.files.get(one.file),
        entered_by_label=acting.signature[:60],
        entered_at=now,
    )
    return made


def _keep_evidence(case: Case, handed: HandedIn, acting: Actor, now: datetime) -> None:
    EvidenceItem.objects.bulk_create(
        EvidenceItem(
            case=case,
            position=place,
            kind=one.kind,
            way=one.way,
            title=one.title,
            proves=one.proves,
            source=clean_line(f"{handed.sender}移送；{one.source}", limit=MAX_SOURCE).rstrip("；"),
            place=one.place,
            collector_count=one.collector_count,
            collected_on=one.collected_on,
            is_copy=one.is_copy,
            copy_note=one.copy_note,
            from_report=one.from_report,
            file_id=handed.files.get(one.file),
            entered_by_label=acting.signature[:60],
            entered_at=now,
        )
        for place, one in enumerate(handed.case.evidence, start=1)
    )


def _may_take_over(case: Case, now: datetime) -> bool:
    steps = list_next_steps(case, legal_day(now))
    return any(one.row.event is CaseEvent.TAKE_OVER and one.is_possible for one in steps)
