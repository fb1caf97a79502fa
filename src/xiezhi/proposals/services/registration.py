"""登记: a proposal by hand; its handler, its papers, whether it is complex, whose interest it touches."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.people import get_active_member, get_department
from xiezhi.clocks.services.running import move_clocks, stop_clocks
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.proposals.models import Proposal
from xiezhi.proposals.rules.kinds import MAX_LINE
from xiezhi.proposals.rules.procedure import ProposalEvent, ProposalState
from xiezhi.proposals.rules.reading_in.entries import ProposalEntry, cleaned, identity_of
from xiezhi.proposals.selectors.access import access_proposal
from xiezhi.proposals.selectors.lists import find_known
from xiezhi.proposals.services._clocks import (
    answer_basis,
    answer_clock,
    clocked,
    repeat_nearest,
    start_answer_clock,
)
from xiezhi.proposals.services._entering import (
    Charge,
    add_proposal,
    check_hung,
    hang_papers,
    usual_charge,
)
from xiezhi.proposals.services._steps import write_step


def register_proposal(
    *,
    entry: ProposalEntry,
    files: Sequence[IncomingFile] = (),
    handler_id: UUID | None = None,
    acting: Actor,
    now: datetime,
) -> Proposal:
    """Enter a proposal; the time to answer runs from 交办 at once.

    Raises:
        InvalidInputError: the codes of `cleaned`, ``accounts.no_member``,
            ``proposals.too_many_files``, those of evidence.
        ConflictError: ``proposals.exists``.
    """
    require(acting, Action.SCREEN_PROPOSAL)
    found = cleaned(entry, today=legal_day(now))
    checked = check_hung(files)
    with act(acting=acting, now=now) as record:
        if find_known([found]):
            raise ConflictError("proposals.exists", number=found.number, session=found.session)
        charge = _charge(handler_id, acting)
        proposal = add_proposal(found, charge, acting=acting, now=now)
        hang_papers(proposal, checked, acting=acting, now=now)
        record(
            "proposals.register",
            "proposal",
            proposal.id,
            after={"is": list(identity_of(found)), "assigned_on": str(found.assigned_on)},
        )
    return proposal


def add_papers(
    *, proposal_id: UUID, files: Sequence[IncomingFile], acting: Actor, now: datetime
) -> Proposal:
    """Hang further papers on a proposal.

    Raises:
        NotFoundError: ``proposals.not_found``.
        InvalidInputError: ``proposals.no_file``, ``proposals.too_many_files``, those of evidence.
    """
    require(acting, Action.SCREEN_PROPOSAL)
    if not files:
        raise InvalidInputError("proposals.no_file")
    checked = check_hung(files)
    with act(acting=acting, now=now) as record:
        proposal = access_proposal(acting, proposal_id, lock=True)
        hang_papers(proposal, checked, acting=acting, now=now)
        digests = [one.sha256.hex() for one in checked]
        record("proposals.add_papers", "proposal", proposal.id, after={"files": [*digests]})
    return proposal


def assign_proposal(
    *, proposal_id: UUID, handler_id: UUID, acting: Actor, now: datetime
) -> Proposal:
    """Give a proposal into somebody's hands; its clocks go along.

    Raises:
        NotFoundError: ``proposals.not_found``.
        InvalidInputError: ``accounts.no_member``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SCREEN_PROPOSAL)
        proposal = access_proposal(acting, proposal_id, lock=True)
        before = str(proposal.handler_id or "")
        charge = _charge(handler_id, acting)
        proposal.handler_id, proposal.department_id = charge.handler_id, charge.department_id
        proposal.save(update_fields=["handler", "department"])
        move_clocks(clocked(proposal))
        record(
            "proposals.assign",
            "proposal",
            proposal.id,
            before={"handler": before},
            after={"handler": str(handler_id)},
        )
    return proposal


def mark_complex(*, proposal_id: UUID, reason: str, acting: Actor, now: datetime) -> Proposal:
    """Note that a matter is wide and difficult 涉及面广、处理难度大: six months from 交办 instead of three.

    Raises:
        NotFoundError: ``proposals.not_found``.
        InvalidInputError: ``proposals.words_missing``.
        ConflictError: ``proposals.complex_already``, ``proposals.answered_already``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.ANSWER_PROPOSAL)
        proposal = access_proposal(acting, proposal_id, lock=True)
        words = clean_line(reason, limit=MAX_LINE)
        if not words:
            raise InvalidInputError("proposals.words_missing")
        if proposal.is_complex:
            raise ConflictError("proposals.complex_already")
        today = legal_day(now)
        if not stop_clocks(proposal.id, [answer_clock(proposal)], on=today, met=False):
            raise ConflictError("proposals.answered_already")
        proposal.is_complex = True
        proposal.save(update_fields=["is_complex"])
        start_answer_clock(proposal)
        repeat_nearest(proposal)
        write_step(
            proposal,
            ProposalEvent.MARK_COMPLEX,
            source=ProposalState(proposal.state),
            words=words,
            basis=answer_basis(proposal),
            acting=acting,
            now=now,
        )
        record("proposals.mark_complex", "proposal", proposal.id, after={"reason": words})
    return proposal


def flag_interest(*, proposal_id: UUID, reason: str, acting: Actor, now: datetime) -> Proposal:
    """Note that a submitter has an interest of their own, or with no reason that none has.

    Who has one may not look on as an observer in what the proposal became.

    Raises:
        NotFoundError: ``proposals.not_found``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.CONVERT_PROPOSAL)
        proposal = access_proposal(acting, proposal_id, lock=True)
        before = {"reason": proposal.interest_words}
        proposal.interest_words = clean_line(reason, limit=MAX_LINE)
        proposal.has_interest = bool(proposal.interest_words)
        proposal.save(update_fields=["has_interest", "interest_words"])
        record(
            "proposals.flag_interest",
            "proposal",
            proposal.id,
            before=before,
            after={"reason": proposal.interest_words},
        )
    return proposal


def _charge(handler_id: UUID | None, acting: Actor) -> Charge:
    if handler_id is None:
        return usual_charge(acting)
    member = get_active_member(handler_id)
    return Charge(department_id=get_department(member.department_id).id, handler_id=member.id)
