"""答复: drafted, sent, what the submitter said of it, handled anew where they are not satisfied."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.clocks.services.running import stop_clocks
from xiezhi.evidence.services.papers import check_paper, keep_paper
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act
from xiezhi.proposals.models import Proposal, ProposalAnswer
from xiezhi.proposals.rules.answers import (
    MAX_ANSWER,
    AnswerClass,
    Satisfaction,
    check_answer,
    check_sent_on,
)
from xiezhi.proposals.rules.kinds import MAX_LINE, MAX_WORDS
from xiezhi.proposals.rules.procedure import Decided, ProposalEvent
from xiezhi.proposals.selectors.access import access_proposal
from xiezhi.proposals.selectors.page import latest_answer
from xiezhi.proposals.services._answers import write_draft
from xiezhi.proposals.services._clocks import answer_basis, answer_clock, repeat_nearest
from xiezhi.proposals.services._steps import take_step


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerDraft:
    """An answer as it goes; ``signed_by`` is who signed the paper, "" the actor."""

    text: str
    answer_class: AnswerClass | None
    sent_on: date
    number: str = ""
    signed_by: str = ""
    file: IncomingFile | None = None


def save_answer(
    *,
    proposal_id: UUID,
    text: str,
    answer_class: AnswerClass | None = None,
    acting: Actor,
    now: datetime,
) -> ProposalAnswer:
    """Keep the draft of an answer.

    Raises:
        NotFoundError: ``proposals.not_found``.
        InvalidInputError: ``proposals.answer_missing``.
        ConflictError: ``proposals.answered_already``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.ANSWER_PROPOSAL)
        proposal = access_proposal(acting, proposal_id, lock=True)
        if proposal.answered_on is not None:
            raise ConflictError("proposals.answered_already")
        if not text.strip():
            raise InvalidInputError("proposals.answer_missing")
        saved = write_draft(proposal, text, answer_class=answer_class or "", acting=acting, now=now)
        record("proposals.save_answer", "proposal", proposal.id, after={"text": saved.text})
    return saved


def send_answer(
    *, proposal_id: UUID, draft: AnswerDraft, acting: Actor, now: datetime
) -> ProposalAnswer:
    """Note that the answer went; the time to answer ends on that day, met or late.

    Raises:
        NotFoundError: ``proposals.not_found``.
        InvalidInputError: the codes of `check_answer` and `check_sent_on`, those of evidence.
        TransitionRefusedError: it was not screened yet, or is answered already.
    """
    require(acting, Action.ANSWER_PROPOSAL)
    checked = check_paper(draft.file)
    with act(acting=acting, now=now) as record:
        proposal = access_proposal(acting, proposal_id, lock=True)
        check_answer(text=draft.text, answer_class=draft.answer_class or "")
        check_sent_on(draft.sent_on, assigned_on=proposal.assigned_on, today=legal_day(now))
        signed = Decided(by=draft.signed_by, on=draft.sent_on)
        basis = answer_basis(proposal)
        step = take_step(
            proposal, ProposalEvent.ANSWER, basis=basis, decided=signed, acting=acting, now=now
        )
        answer = write_draft(
            proposal,
            clean_text(draft.text, limit=MAX_ANSWER),
            answer_class=draft.answer_class or "",
            acting=acting,
            now=now,
        )
        answer.is_draft, answer.sent_on = False, draft.sent_on
        answer.number = clean_line(draft.number, limit=60)
        answer.signed_by_label = step.decided_by_label
        answer.file_id = keep_paper(checked, now)
        answer.save()
        proposal.answered_on, proposal.satisfaction = draft.sent_on, ""
        proposal.save(update_fields=["answered_on", "satisfaction"])
        stop_clocks(proposal.id, [answer_clock(proposal)], on=draft.sent_on, met=True)
        repeat_nearest(proposal)
        record(
            "proposals.answer",
            "proposal",
            proposal.id,
            after={"version": answer.version, "on": str(draft.sent_on), "text": answer.text},
        )
    return answer


def record_satisfaction(
    *,
    proposal_id: UUID,
    satisfaction: Satisfaction,
    words: str,
    on: date,
    acting: Actor,
    now: datetime,
) -> ProposalAnswer:
    """Write down what the submitter said of the answer.

    Raises:
        NotFoundError: ``proposals.not_found``.
        InvalidInputError: ``proposals.not_answered``, ``proposals.day_in_future``,
            ``proposals.before_answer``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.ANSWER_PROPOSAL)
        proposal = access_proposal(acting, proposal_id, lock=True)
        answer = latest_answer(proposal)
        if answer is None or answer.sent_on is None:
            raise InvalidInputError("proposals.not_answered")
        if on > legal_day(now):
            raise InvalidInputError("proposals.day_in_future")
        if on < answer.sent_on:
            raise InvalidInputError("proposals.before_answer")
        before = {"satisfaction": answer.satisfaction}
        answer.satisfaction, answer.satisfaction_on = satisfaction, on
        answer.satisfaction_words = clean_line(words, limit=MAX_LINE)
        answer.save()
        proposal.satisfaction = satisfaction
        proposal.save(update_fields=["satisfaction"])
        record(
            "proposals.satisfaction",
            "proposal",
            proposal.id,
            before=before,
            after={"satisfaction": satisfaction, "words": answer.satisfaction_words},
        )
    return answer


def handle_again(*, proposal_id: UUID, words: str, acting: Actor, now: datetime) -> Proposal:
    """Take up a proposal anew whose submitter is not satisfied; the next answer is a new version.

    Raises:
        NotFoundError: ``proposals.not_found``.
        InvalidInputError: ``proposals.reason_missing``.
        TransitionRefusedError: ``proposals.not_dissatisfied``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.ANSWER_PROPOSAL)
        proposal = access_proposal(acting, proposal_id, lock=True)
        reason = clean_text(words, limit=MAX_WORDS)
        if not reason:
            raise InvalidInputError("proposals.reason_missing")
        take_step(proposal, ProposalEvent.HANDLE_AGAIN, words=reason, acting=acting, now=now)
        proposal.answered_on = None
        proposal.save(update_fields=["answered_on"])
        record("proposals.handle_again", "proposal", proposal.id, after={"reason": reason})
    return proposal
