"""筛查: an officer says whether there is something of public-interest litigation, and why."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import clean_text
from xiezhi.law.areas import area_register
from xiezhi.ledger.services.acts import act
from xiezhi.proposals.models import Proposal
from xiezhi.proposals.rules.kinds import MAX_WORDS
from xiezhi.proposals.rules.procedure import Decided, ProposalEvent
from xiezhi.proposals.rules.screening import WishReason, check_screening, kind_answer
from xiezhi.proposals.selectors.access import access_proposal
from xiezhi.proposals.selectors.page import named
from xiezhi.proposals.services._answers import write_draft
from xiezhi.proposals.services._steps import take_step


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What the officer found; ``reason`` is why a wish is one, ``words`` say it of this proposal."""

    has_substance: bool
    words: str
    area: str = ""
    reason: WishReason | None = None
    decided: Decided = field(default_factory=Decided)


def screen_proposal(
    *, proposal_id: UUID, screening: Screening, acting: Actor, now: datetime
) -> Proposal:
    """Screen a proposal. A wish gets the draft of a kind answer, ready to be edited.

    Raises:
        NotFoundError: ``proposals.not_found``.
        InvalidInputError: the codes of `check_screening`, ``proposals.unknown_area``.
        TransitionRefusedError: it was screened already.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SCREEN_PROPOSAL)
        proposal = access_proposal(acting, proposal_id, lock=True)
        words = clean_text(screening.words, limit=MAX_WORDS)
        area = screening.area if screening.has_substance else ""
        check_screening(
            has_substance=screening.has_substance, reason=screening.reason, words=words, area=area
        )
        if area and area not in {known.key for known in area_register().areas}:
            raise InvalidInputError("proposals.unknown_area", area=area)
        event = ProposalEvent.FIND_SUBSTANCE if screening.has_substance else ProposalEvent.FIND_WISH
        take_step(proposal, event, words=words, decided=screening.decided, acting=acting, now=now)
        _write(proposal, screening, area, words)
        if screening.reason is not None and not screening.has_substance:
            text = kind_answer(named(proposal), reason=screening.reason, words=words)
            write_draft(proposal, text, acting=acting, now=now)
        record(
            "proposals.screen",
            "proposal",
            proposal.id,
            after={"has_substance": screening.has_substance, "area": area, "words": words},
        )
    return proposal


def screen_again(*, proposal_id: UUID, words: str, acting: Actor, now: datetime) -> Proposal:
    """Take a screening back, as long as nothing was converted and no answer has gone.

    Raises:
        NotFoundError: ``proposals.not_found``.
        InvalidInputError: ``proposals.reason_missing``.
        TransitionRefusedError: ``proposals.already_converted``, or the procedure has no such step.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SCREEN_PROPOSAL)
        proposal = access_proposal(acting, proposal_id, lock=True)
        reason = clean_text(words, limit=MAX_WORDS)
        if not reason:
            raise InvalidInputError("proposals.reason_missing")
        before = {"has_substance": proposal.has_substance, "words": proposal.screening_words}
        take_step(proposal, ProposalEvent.SCREEN_AGAIN, words=reason, acting=acting, now=now)
        proposal.has_substance = None
        proposal.area = proposal.wish_reason = proposal.screening_words = ""
        proposal.save(update_fields=["has_substance", "area", "wish_reason", "screening_words"])
        record("proposals.screen_again", "proposal", proposal.id, before=before)
    return proposal


def _write(proposal: Proposal, screening: Screening, area: str, words: str) -> None:
    is_wish = not screening.has_substance and screening.reason is not None
    proposal.has_substance, proposal.area = screening.has_substance, area
    proposal.wish_reason = screening.reason or "" if is_wish else ""
    proposal.screening_words = words
    proposal.save(update_fields=["has_substance", "area", "wish_reason", "screening_words"])
