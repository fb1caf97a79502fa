"""What goes back to the congress or conference office on the agreed days: papers, then outcomes."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.clocks.services.running import start_clock, stop_clock_about
from xiezhi.evidence.services.papers import check_paper, keep_paper
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.proposals.models import Conversion, CopyBack
from xiezhi.proposals.rules.clocks import ProposalClock
from xiezhi.proposals.rules.conversion import CopyKind
from xiezhi.proposals.rules.kinds import MAX_BODY, MAX_LINE
from xiezhi.proposals.rules.materials import check_day
from xiezhi.proposals.selectors.access import access_conversion
from xiezhi.proposals.services._clocks import clocked, repeat_nearest

_CLOCKS = {
    CopyKind.DECISION: (ProposalClock.COPY_BACK,),
    CopyKind.OUTCOME: (ProposalClock.OUTCOME, ProposalClock.OUTCOME_BACK),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyDraft:
    """A copy as it went; ``sent_to`` "" is the body that transferred the proposal."""

    kind: CopyKind
    sent_on: date
    sent_to: str = ""
    words: str = ""
    file: IncomingFile | None = None


def record_copy(*, conversion_id: UUID, draft: CopyDraft, acting: Actor, now: datetime) -> CopyBack:
    """Note that a paper or an outcome went back; its agreed day is met.

    Raises:
        NotFoundError: ``proposals.no_conversion``.
        InvalidInputError: ``proposals.day_in_future``, ``proposals.day_too_early``, of evidence.
    """
    require(acting, Action.ANSWER_PROPOSAL)
    checked = check_paper(draft.file)
    with act(acting=acting, now=now) as record:
        conversion = access_conversion(acting, conversion_id, lock=True)
        proposal = conversion.proposal
        check_day(draft.sent_on, today=legal_day(now), earliest=conversion.decided_on)
        copy: CopyBack = CopyBack.objects.create(
            id=new_id(now),
            conversion=conversion,
            kind=draft.kind,
            sent_to=clean_line(draft.sent_to, limit=MAX_BODY) or proposal.transferring_body,
            sent_on=draft.sent_on,
            words=clean_line(draft.words, limit=MAX_LINE),
            file_id=keep_paper(checked, now),
            recorded_by_label=acting.signature,
            at=now,
        )
        for rule in _CLOCKS[draft.kind]:
            _end(conversion, rule, draft.sent_on, met=True)
        repeat_nearest(proposal)
        record(
            "proposals.copy_back",
            "proposal",
            proposal.id,
            after={"kind": draft.kind, "on": str(draft.sent_on), "conversion": str(conversion.id)},
        )
    return copy


def expect_outcome(
    *, conversion_id: UUID, ended_on: date, acting: Actor, now: datetime
) -> Conversion:
    """Note the day 整改期满 was dealt with; the outcome is owed from then on.

    What was owed from the day of conversion no longer counts.

    Raises:
        NotFoundError: ``proposals.no_conversion``.
        InvalidInputError: ``proposals.day_in_future``, ``proposals.day_too_early``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.ANSWER_PROPOSAL)
        conversion = access_conversion(acting, conversion_id, lock=True)
        check_day(ended_on, today=legal_day(now), earliest=conversion.decided_on)
        _end(conversion, ProposalClock.OUTCOME, ended_on, met=False)
        start_clock(
            clocked(conversion.proposal),
            ProposalClock.OUTCOME_BACK,
            ended_on,
            about_id=conversion.id,
        )
        repeat_nearest(conversion.proposal)
        record(
            "proposals.expect_outcome",
            "proposal",
            conversion.proposal_id,
            after={"conversion": str(conversion.id), "ended_on": str(ended_on)},
        )
    return conversion


def _end(conversion: Conversion, rule: ProposalClock, on: date, *, met: bool) -> None:
    stop_clock_about(conversion.proposal_id, rule, conversion.id, due_on=None, on=on, met=met)
