"""A case as it is handed to another procuratorate."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from xiezhi.cases.models import Case, CaseLead, CasePaper, CaseParty, CaseStep, EvidenceItem
from xiezhi.cases.rules.crossing import (
    LEFT_OUT,
    CrossedCase,
    CrossedEvidence,
    CrossedPaper,
    CrossedParty,
    CrossedStep,
)
from xiezhi.cases.rules.evidence import CollectionWay, EvidenceKind
from xiezhi.cases.rules.kinds import CaseKind, PartyRole
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import EVENT_LABELS, CaseEvent
from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.rules.readiness import ScanState
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.leads.models import Lead


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What may go along: registered papers, and evidence that still stands."""

    papers: tuple[CasePaper, ...]
    evidence: tuple[EvidenceItem, ...]


def offered_of(case: Case) -> Offered:
    """Return what of a case may be handed over, in order."""
    papers = CasePaper.objects.filter(case_id=case.id, is_draft=False, voided_at__isnull=True)
    evidence = EvidenceItem.objects.filter(case_id=case.id, withdrawn_at__isnull=True)
    return Offered(
        papers=tuple(
            papers.exclude(kind__in=sorted(LEFT_OUT))
            .select_related("file")
            .order_by("decided_on", "entered_at")
        ),
        evidence=tuple(evidence.select_related("file").order_by("position", "id")),
    )


def case_to_hand_over(
    case: Case, *, title: str, facts: str, chosen: Collection[UUID]
) -> CrossedCase:
    """Return a case with the chosen of its papers and evidence; the 移送案件意见书 always goes.

    Raises:
        InvalidInputError: ``cases.no_paper``: something chosen may not go.
    """
    offered = offered_of(case)
    known = {one.id for one in offered.papers} | {one.id for one in offered.evidence}
    if set(chosen) - known:
        raise InvalidInputError("cases.no_paper")
    return CrossedCase(
        kind=CaseKind(case.kind),
        title=title,
        facts=facts,
        area=case.area,
        town=case.town,
        national_number=case.national_number,
        criminal_case=case.criminal_case,
        law_day=case.law_day,
        filed_on=case.filed_on,
        rectification_due_on=case.rectification_due_on,
        replied_on=case.replied_on,
        announcement_due_on=case.announcement_due_on,
        parties=_parties(case),
        steps=_steps(case),
        papers=[
            _paper(one)
            for one in offered.papers
            if one.id in chosen or one.kind == PaperKind.CASE_TRANSFER
        ],
        evidence=[_evidence(one) for one in offered.evidence if one.id in chosen],
    )


def leads_of_case(case: Case) -> list[Lead]:
    """Return the leads behind a case the actor may see, oldest link first."""
    links = CaseLead.objects.filter(case_id=case.id).select_related("lead")
    return [one.lead for one in links.order_by("linked_at", "id")]


def _parties(case: Case) -> list[CrossedParty]:
    rows = CaseParty.objects.filter(case_id=case.id).order_by("position", "id")
    return [
        CrossedParty(role=PartyRole(one.role), name=one.name, duty_basis=one.duty_basis)
        for one in rows
    ]


def _steps(case: Case) -> list[CrossedStep]:
    rows = CaseStep.objects.filter(case_id=case.id).exclude(event="").order_by("at", "id")
    return [
        CrossedStep(
            label=EVENT_LABELS[CaseEvent(one.event)],
            basis=one.basis,
            on=one.decided_on or legal_day(one.at),
        )
        for one in rows
    ]


def _paper(paper: CasePaper) -> CrossedPaper:
    return CrossedPaper(
        kind=PaperKind(paper.kind),
        title=paper.title,
        number=paper.number,
        decided_on=paper.decided_on or legal_day(paper.entered_at),
        served_on=_served_on(paper),
        file=carried_sha256(paper.file),
    )


def _served_on(paper: CasePaper) -> date | None:
    rows = paper.deliveries.filter(served_on__isnull=False).order_by("served_on")
    found: date | None = rows.values_list("served_on", flat=True).first()
    return found


def _evidence(item: EvidenceItem) -> CrossedEvidence:
    return CrossedEvidence(
        kind=EvidenceKind(item.kind),
        way=CollectionWay(item.way),
        title=item.title,
        proves=item.proves,
        source=item.source,
        place=item.place,
        collected_on=item.collected_on,
        collector_count=item.collector_count,
        is_copy=item.is_copy,
        copy_note=item.copy_note,
        from_report=item.from_report,
        sha256=bytes(item.file.sha256).hex() if item.file is not None else "",
        file=carried_sha256(item.file, is_bare=item.from_report),
    )


def carried_sha256(file: StoredFile | None, *, is_bare: bool = False) -> str:
    """Return which bytes of a file are carried: the original, or of a reporter's picture the copy.

    A camera's notes may name whoever holds it; what is sealed to the vault never leaves, nor does
    what holds a virus.
    """
    if file is None or file.scan_state == ScanState.INFECTED:
        return ""
    kept = file.shared_sha256 if is_bare or file.is_sealed else file.stored_sha256
    return "" if kept is None else bytes(kept).hex()
