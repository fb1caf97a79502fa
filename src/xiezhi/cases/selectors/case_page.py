"""Everything the page of a case shows; the parts of its tabs are asked for one at a time."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from xiezhi.cases.models import (
    Case,
    CaseLead,
    CaseMember,
    CasePaper,
    CaseParty,
    CaseStep,
    PaperDelivery,
    Recusal,
    StepCorrection,
)
from xiezhi.cases.selectors.access import visible_cases
from xiezhi.cases.selectors.next_steps import NextStep, look_ahead
from xiezhi.cases.selectors.unstarted_appeals import UnstartedAppeal, find_unstarted_appeal
from xiezhi.clocks.selectors.of_matters import ClockShown, list_clocks
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.selectors.access import visible_leads


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLead:
    """A lead behind a case; without title and way in where the reader may not see the lead."""

    id: UUID
    number: str
    title: str
    is_seen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperSent:
    """A registered paper with whom it goes to, served or not."""

    paper: CasePaper
    sent: tuple[PaperDelivery, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """A case with everything that stands on its page whichever tab is open.

    Attributes:
        steps: oldest first.
        corrections: of their days, oldest first.
        clocks: running ones first, nearest due first; then ended ones, last first.
        papers: registered ones, newest first; drafts are no papers of the case.
        is_visit_due: going to look is what usually comes next.
        unstarted_appeal: days to appeal no clock counts, of a judgment older than that limit here.
    """

    case: Case
    parties: tuple[CaseParty, ...]
    members: tuple[CaseMember, ...]
    steps: tuple[CaseStep, ...]
    corrections: tuple[StepCorrection, ...]
    clocks: tuple[ClockShown, ...]
    papers: tuple[PaperSent, ...]
    recusals: tuple[Recusal, ...]
    next_steps: tuple[NextStep, ...]
    is_visit_due: bool
    unstarted_appeal: UnstartedAppeal | None


def get_case_page(acting: Actor, case_id: UUID, today: date) -> CasePage:
    """Return the page of a case the actor may see.

    Raises:
        NotFoundError: ``cases.not_found``.
    """
    case = visible_cases(acting).select_related("handler", "department").filter(id=case_id).first()
    if case is None:
        raise NotFoundError("cases.not_found")
    clocks = list_clocks(case.id, today)
    running = {one.due.rule_key for one in clocks if one.ended_on is None}
    ahead = look_ahead(case, today, running)
    return CasePage(
        case=case,
        parties=parties_of(case),
        members=tuple(
            CaseMember.objects.filter(case_id=case.id, until__isnull=True).order_by("since", "id")
        ),
        steps=tuple(
            CaseStep.objects.filter(case_id=case.id).select_related("paper").order_by("at", "id")
        ),
        corrections=tuple(StepCorrection.objects.filter(case_id=case.id).order_by("at", "id")),
        clocks=clocks,
        papers=papers_of(case),
        recusals=tuple(Recusal.objects.filter(case_id=case.id).order_by("applied_on", "id")),
        next_steps=ahead.steps,
        is_visit_due=ahead.is_visit_due,
        unstarted_appeal=find_unstarted_appeal(case),
    )


def parties_of(case: Case) -> tuple[CaseParty, ...]:
    """Return whom a case is about, in the order they were named."""
    parties = CaseParty.objects.filter(case_id=case.id).select_related("unit")
    return tuple(parties.order_by("position", "id"))


def papers_of(case: Case) -> tuple[PaperSent, ...]:
    """Return the registered papers of a case, newest first; two queries."""
    rows = PaperDelivery.objects.filter(paper__case_id=case.id).order_by("addressee", "id")
    rows = rows.select_related("letter", "party__unit")
    sent: dict[UUID, list[PaperDelivery]] = {}
    for row in rows:
        sent.setdefault(row.paper_id, []).append(row)
    papers = CasePaper.objects.filter(case_id=case.id, is_draft=False)
    return tuple(
        PaperSent(paper=paper, sent=tuple(sent.get(paper.id, ())))
        for paper in papers.order_by("-decided_on", "-entered_at")
    )


def deliveries_of(paper: CasePaper) -> tuple[PaperDelivery, ...]:
    """Return whom a paper goes to, served already or not."""
    return tuple(PaperDelivery.objects.filter(paper_id=paper.id).order_by("addressee", "id"))


def services_by_record(paper: CasePaper) -> tuple[PaperDelivery, ...]:
    """Return the services that stand on the record alone, without a letter that carries them."""
    return tuple(
        one for one in deliveries_of(paper) if one.served_on is not None and one.letter_id is None
    )


def leads_behind(acting: Actor, case: Case) -> tuple[SourceLead, ...]:
    """Return the leads behind a case; two queries."""
    links = CaseLead.objects.filter(case_id=case.id).select_related("lead").order_by("linked_at")
    found = [link.lead for link in links]
    seen = set(
        visible_leads(acting).filter(id__in=[one.id for one in found]).values_list("id", flat=True)
    )
    return tuple(
        SourceLead(
            id=lead.id,
            number=f"{lead.year}-{lead.number}",
            title=lead.title if lead.id in seen else "",
            is_seen=lead.id in seen,
        )
        for lead in found
    )
