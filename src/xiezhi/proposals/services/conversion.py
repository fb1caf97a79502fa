"""衔接转化: a proposal becomes one or several things; every link stays for good.

``cases`` lies below and knows no proposals: a case is linked by value, with `convert_proposal`,
by whoever files it and names the proposal it came from.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.campaigns.models import Campaign
from xiezhi.campaigns.services.tagging import tag_matter
from xiezhi.clocks.services.running import start_clock
from xiezhi.evidence.services.papers import check_paper, keep_paper
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile
from xiezhi.intake.rules.submission import Submission
from xiezhi.intake.services.entering import Entry, enter_report
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import new_id, public_id
from xiezhi.kernel.matters import Matter
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.leads.models import Lead
from xiezhi.leads.selectors.letter_door import matter_of as matter_of_lead
from xiezhi.leads.services.registration import Registration, register_lead
from xiezhi.ledger.services.acts import Recorder, act
from xiezhi.proposals.models import Conversion, Proposal
from xiezhi.proposals.rules.clocks import ProposalClock
from xiezhi.proposals.rules.conversion import (
    COPIED_BACK,
    MATTER_KINDS,
    WITH_PAPERS,
    ConversionKind,
    ConversionParts,
    check_conversion,
)
from xiezhi.proposals.rules.kinds import CHANNELS, MAX_WORDS, ProposalKind
from xiezhi.proposals.rules.procedure import Decided, ProposalEvent
from xiezhi.proposals.selectors.access import access_proposal
from xiezhi.proposals.selectors.page import label_of, matter_of
from xiezhi.proposals.services._clocks import clocked, repeat_nearest
from xiezhi.proposals.services._steps import decided_of, take_step

_REPORTED = 1_900
_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionDraft:
    """What a proposal becomes.

    Attributes:
        words: what it became and why, what was agreed, or why it is declined.
        matter: a lead or case there is already, by value; the caller has seen that it may be seen.
        document_name: the signed instrument, or the suggestion.
        document_on: the day it was signed or issued, or the discussion held.
    """

    kind: ConversionKind
    words: str
    matter: Matter | None = None
    campaign_id: UUID | None = None
    document_name: str = ""
    document_number: str = ""
    document_on: date | None = None
    file: IncomingFile | None = None
    decided: Decided = field(default_factory=Decided)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewLead:
    """The lead a proposal becomes; ``registration.source`` None takes the source of the channel."""

    registration: Registration
    words: str
    decided: Decided = field(default_factory=Decided)


def convert_proposal(
    *, proposal_id: UUID, draft: ConversionDraft, acting: Actor, now: datetime
) -> Conversion:
    """Link a proposal with what it becomes.

    Raises:
        NotFoundError: ``proposals.not_found``.
        InvalidInputError: the codes of `check_conversion`, ``proposals.other_matter``,
            ``proposals.day_in_future``, those of campaigns and evidence.
        ConflictError: ``proposals.linked_already``.
        TransitionRefusedError: it was not screened yet.
    """
    require(acting, Action.CONVERT_PROPOSAL)
    checked = check_paper(draft.file)
    with act(acting=acting, now=now) as record:
        proposal = access_proposal(acting, proposal_id, lock=True)
        return _convert(proposal, draft, checked, record=record, acting=acting, now=now)


def convert_to_lead(
    *, proposal_id: UUID, new: NewLead, office: Procuratorate, acting: Actor, now: datetime
) -> Lead:
    """Register a lead from a proposal (来源：国家机关、人大代表、政协委员等转交) and link the two.

    Raises:
        NotFoundError: ``proposals.not_found``.
        InvalidInputError, RuleRefusedError: those of `register_lead`.
        TransitionRefusedError: it was not screened yet.
    """
    require(acting, Action.CONVERT_PROPOSAL)
    with act(acting=acting, now=now) as record:
        proposal = access_proposal(acting, proposal_id, lock=True)
        report = enter_report(entry=_entry(proposal), office=office, acting=acting, now=now)
        lead = register_lead(
            report_ids=[report.id],
            registration=new.registration,
            acting=acting,
            now=now,
        )
        draft = ConversionDraft(
            kind=ConversionKind.LEAD,
            words=new.words,
            matter=matter_of_lead(lead),
            decided=new.decided,
        )
        _convert(proposal, draft, None, record=record, acting=acting, now=now)
    return lead


def finish_handling(*, proposal_id: UUID, acting: Actor, now: datetime) -> Proposal:
    """Note that nothing more is to be done before the answer.

    Raises:
        NotFoundError: ``proposals.not_found``.
        TransitionRefusedError: ``proposals.nothing_converted``, or it is not in hand.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.CONVERT_PROPOSAL)
        proposal = access_proposal(acting, proposal_id, lock=True)
        take_step(proposal, ProposalEvent.FINISH, acting=acting, now=now)
        record("proposals.finish", "proposal", proposal.id)
    return proposal


def _convert(
    proposal: Proposal,
    draft: ConversionDraft,
    checked: CheckedFile | None,
    *,
    record: Recorder,
    acting: Actor,
    now: datetime,
) -> Conversion:
    words = clean_text(draft.words, limit=MAX_WORDS)
    _check(proposal, draft, words, legal_day(now))
    take_step(
        proposal,
        ProposalEvent.CONVERT,
        words=words,
        decided=draft.decided,
        acting=acting,
        now=now,
    )
    conversion = _link(proposal, draft, words, checked, acting=acting, now=now)
    _start_clocks(proposal, conversion)
    record(
        "proposals.convert",
        "proposal",
        proposal.id,
        after={
            "kind": draft.kind,
            "matter": str(conversion.matter_id or ""),
            "campaign": str(draft.campaign_id or ""),
            "words": words,
        },
    )
    return conversion


def _start_clocks(proposal: Proposal, conversion: Conversion) -> None:
    """Let the agreed days run on which papers and the outcome go back (own settings)."""
    kind, on = ConversionKind(conversion.kind), conversion.document_on or conversion.decided_on
    if kind in COPIED_BACK:
        start_clock(clocked(proposal), ProposalClock.COPY_BACK, on, about_id=conversion.id)
    if kind in WITH_PAPERS:
        start_clock(clocked(proposal), ProposalClock.OUTCOME, on, about_id=conversion.id)
        repeat_nearest(proposal)


def _link(  # one value a column
    proposal: Proposal,
    draft: ConversionDraft,
    words: str,
    checked: CheckedFile | None,
    *,
    acting: Actor,
    now: datetime,
) -> Conversion:
    campaign = _gather(proposal, draft, acting=acting, now=now)
    who, day = decided_of(draft.decided, acting, now)
    conversion: Conversion = Conversion.objects.create(
        id=new_id(now),
        proposal=proposal,
        kind=draft.kind,
        matter_kind="" if draft.matter is None else draft.matter.kind,
        matter_id=None if draft.matter is None else draft.matter.id,
        matter_label="" if draft.matter is None else draft.matter.label,
        campaign=campaign,
        words=words,
        document_name=clean_line(draft.document_name, limit=_NAME),
        document_number=clean_line(draft.document_number, limit=60),
        document_on=draft.document_on,
        file_id=keep_paper(checked, now),
        decided_by_label=who,
        decided_on=day,
        recorded_by_label=acting.signature,
        at=now,
    )
    return conversion


def _check(proposal: Proposal, draft: ConversionDraft, words: str, today: date) -> None:
    parts = ConversionParts(
        has_matter=draft.matter is not None,
        has_campaign=draft.campaign_id is not None,
        document_on=draft.document_on,
    )
    check_conversion(draft.kind, parts, words)
    if draft.document_on is not None and draft.document_on > today:
        raise InvalidInputError("proposals.day_in_future")
    if draft.matter is None:
        return
    if MATTER_KINDS.get(draft.kind) is not draft.matter.kind:
        raise InvalidInputError("proposals.other_matter")
    known = Conversion.objects.filter(
        proposal_id=proposal.id, kind=draft.kind, matter_id=draft.matter.id
    )
    if known.exists():
        raise ConflictError("proposals.linked_already", matter=draft.matter.label)


def _gather(
    proposal: Proposal, draft: ConversionDraft, *, acting: Actor, now: datetime
) -> Campaign | None:
    """Put the proposal into the campaign it becomes part of."""
    if draft.kind is not ConversionKind.CAMPAIGN or draft.campaign_id is None:
        return None
    return tag_matter(
        campaign_id=draft.campaign_id, matter=matter_of(proposal), acting=acting, now=now
    )


def _entry(proposal: Proposal) -> Entry:
    """Return the proposal as the information pool takes it; who put it forward stands as printed."""
    kind = ProposalKind(proposal.kind)
    earlier = Conversion.objects.filter(proposal_id=proposal.id, kind=ConversionKind.LEAD).count()
    number = f"{proposal.session}-{proposal.number}" + (f"-{earlier + 1}" if earlier else "")
    origin = f"{proposal.transferring_body}转交 {label_of(proposal)} {proposal.submitters}"
    words = f"{proposal.title}\n{proposal.text}".strip()
    return Entry(
        submission=Submission(submission_key=public_id(), words=words[:_REPORTED]),
        channel=CHANNELS[kind],
        title=proposal.title,
        origin=origin.strip()[:300],
        external_number=number[:60],
        received_on=proposal.received_on,
    )
