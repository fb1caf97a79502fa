"""One proposal on one page: its steps, what it became, answers, papers, what speaks for which view."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.proposals.models import (
    Conversion,
    CopyBack,
    DeputyContact,
    Material,
    Proposal,
    ProposalAnswer,
    ProposalFile,
    ProposalStep,
)
from xiezhi.proposals.rules.answers import Satisfaction
from xiezhi.proposals.rules.kinds import ProposalKind, proposal_label
from xiezhi.proposals.rules.procedure import ProposalFacts
from xiezhi.proposals.rules.screening import Named, ScreeningHint, screening_hint
from xiezhi.proposals.selectors.access import access_proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage:
    """A proposal with all that hangs on it."""

    proposal: Proposal
    steps: tuple[ProposalStep, ...]
    conversions: tuple[Conversion, ...]
    answers: tuple[ProposalAnswer, ...]
    files: tuple[ProposalFile, ...]
    materials: tuple[Material, ...]
    contacts: tuple[DeputyContact, ...]
    hint: ScreeningHint


def get_proposal_page(acting: Actor, proposal_id: UUID) -> ProposalPage:
    """Return what the page of a proposal shows; steps and conversions in their order.

    Raises:
        NotFoundError: ``proposals.not_found``.
    """
    proposal = access_proposal(acting, proposal_id)
    matters = [proposal.id]
    conversions = list_conversions(proposal)
    matters += [one.matter_id for one in conversions if one.matter_id is not None]
    return ProposalPage(
        proposal=proposal,
        steps=tuple(ProposalStep.objects.filter(proposal_id=proposal.id).order_by("at", "id")),
        conversions=tuple(conversions),
        answers=tuple(list_answers(proposal)),
        files=tuple(
            ProposalFile.objects.filter(proposal_id=proposal.id)
            .select_related("file")
            .order_by("added_at", "id")
        ),
        materials=tuple(Material.objects.filter(proposal_id=proposal.id).order_by("written_at")),
        contacts=tuple(DeputyContact.objects.filter(matter_id__in=matters).order_by("-held_on")),
        hint=screening_hint(proposal.title, proposal.text),
    )


def list_conversions(proposal: Proposal) -> list[Conversion]:
    """Return what a proposal became, each with its ``copies``, the earliest first."""
    copies = Prefetch("copies", queryset=CopyBack.objects.order_by("sent_on", "id"))
    rows = Conversion.objects.filter(proposal_id=proposal.id).select_related("campaign")
    return list(rows.prefetch_related(copies).order_by("at", "id"))


def list_answers(proposal: Proposal) -> list[ProposalAnswer]:
    """Return the answers, the latest version first."""
    return list(ProposalAnswer.objects.filter(proposal_id=proposal.id).order_by("-version"))


def latest_answer(proposal: Proposal) -> ProposalAnswer | None:
    """Return the latest version of the answer."""
    return next(iter(list_answers(proposal)), None)


def facts_of(proposal: Proposal) -> ProposalFacts:
    """Return what the guards of the procedure ask."""
    return ProposalFacts(
        conversions=Conversion.objects.filter(proposal_id=proposal.id).count(),
        is_dissatisfied=proposal.satisfaction == Satisfaction.DISSATISFIED,
    )


def matter_of(proposal: Proposal) -> Matter:
    """Return a proposal as campaigns, clocks and contacts name it."""
    return Matter(kind=MatterKind.PROPOSAL, id=proposal.id, label=label_of(proposal))


def label_of(proposal: Proposal) -> str:
    """Return the words staff call it by."""
    return proposal_label(ProposalKind(proposal.kind), proposal.session, proposal.number)


def named(proposal: Proposal) -> Named:
    """Return a proposal as an answer names it."""
    return Named(
        kind=ProposalKind(proposal.kind),
        title=proposal.title,
        session=proposal.session,
        number=proposal.number,
    )
