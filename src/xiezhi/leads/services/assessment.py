"""线索评估: draft, submission, opinions, return, decision. No way out without a written assessment."""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.accounts.rules.typists import typist_of
from xiezhi.evidence.services.papers import check_papers
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    RuleRefusedError,
    TransitionRefusedError,
)
from xiezhi.kernel.ids import new_id
from xiezhi.kernel.transitions import next_state
from xiezhi.language.cleaning import clean_text
from xiezhi.leads.models import Assessment, AssessmentOpinion, AssessmentOrgan, Lead
from xiezhi.leads.rules.assessment import LONGEST, PLAIN_PARTS, AssessmentDraft, check_complete
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.outcomes import DecisionWay, OpinionStage
from xiezhi.leads.rules.procedure import TRANSITIONS, LeadEvent, LeadFacts, LeadState
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.selectors.assessments import draft_of, find_newest_assessment
from xiezhi.leads.services._clocks import DUE_FIELDS, is_running, repeat_nearest, run_clock
from xiezhi.leads.services._deciding import EnteredDecision, check_decider, decided
from xiezhi.leads.services._procedure import Decided, StepWords, move
from xiezhi.leads.services.registration import check_area
from xiezhi.leads.services.told import tell_deciders, tell_staff
from xiezhi.ledger.services.acts import Recorder, act

MAX_WORDS: Final = 8000


def save_assessment(
    *, lead_id: UUID, draft: AssessmentDraft, acting: Actor, now: datetime
) -> Assessment:
    """Keep a draft; after a submission the next draft is a new version, the old one stands.

    Raises:
        TransitionRefusedError: the lead is past assessment.
        InvalidInputError: ``leads.unknown_area``, ``leads.too_long``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_LEAD)
        lead = access_lead(acting, lead_id, lock=True)
        return _save(lead, draft, acting=acting, now=now, record=record)


def submit_assessment(
    *, lead_id: UUID, draft: AssessmentDraft, acting: Actor, now: datetime
) -> Assessment:
    """Save and submit an assessment; it carries the handler's own opinion.

    Raises:
        InvalidInputError: ``leads.assessment_incomplete`` (``part`` names the first missing one).
        RuleRefusedError: what `check_complete` refuses, with the article.
        TransitionRefusedError: the lead is past assessment.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_LEAD)
        lead = access_lead(acting, lead_id, lock=True)
        check_complete(draft)
        assessment = _save(lead, draft, acting=acting, now=now, record=record)
        assessment.is_draft = False
        assessment.save(update_fields=["is_draft"])
        own = Decided(by_label=acting.signature[:30], on=legal_day(now), way=DecisionWay.ONLINE)
        _add_opinion(
            assessment, OpinionStage.HANDLER, own, agrees=True, words="", acting=acting, now=now
        )
        move(
            lead,
            LeadEvent.SUBMIT_ASSESSMENT,
            LeadFacts(has_assessment=True, proposal=draft.proposal),
            acting=acting,
            now=now,
            record=record,
            words=StepWords(reason=draft.reason),
        )
        _note_on_lead(lead, draft, acting)
        tell_deciders(lead=lead, acting=acting, now=now)
    return assessment


def add_opinion(
    *,
    lead_id: UUID,
    agrees: bool,
    words: str,
    entered: EnteredDecision | None = None,
    acting: Actor,
    now: datetime,
) -> AssessmentOpinion:
    """Add the department head's opinion, given on line or entered from the slip.

    An opinion that does not agree leaves the assessment where it is: it is returned, or the chief
    procurator decides otherwise by returning it.

    Raises:
        ConflictError: ``leads.nothing_submitted``.
        InvalidInputError: ``leads.slip_missing`` …; see `check_decider`.
    """
    slips = check_papers([entered.slip if entered else None])
    with act(acting=acting, now=now) as record:
        check_decider(entered, Action.REVIEW_ASSESSMENT, acting=acting, now=now)
        lead = access_lead(acting, lead_id, lock=True)
        assessment = _submitted(lead)
        who = decided(entered, slips, acting=acting, now=now)
        opinion = _add_opinion(
            assessment, OpinionStage.HEAD, who, agrees=agrees, words=words, acting=acting, now=now
        )
        if agrees:
            lead.awaits = OpinionStage.CHIEF
            lead.save(update_fields=["awaits"])
            tell_deciders(lead=lead, acting=acting, now=now)
        record(
            "leads.opinion",
            "lead",
            lead.id,
            after={"agrees": agrees, "by": who.by_label, "way": str(who.way)},
        )
    return opinion


def return_assessment(
    *,
    lead_id: UUID,
    reason: str,
    entered: EnteredDecision | None = None,
    acting: Actor,
    now: datetime,
) -> Lead:
    """Send the assessment back to be written anew.

    Raises:
        InvalidInputError: ``leads.no_reason``.
        TransitionRefusedError: nothing is submitted.
    """
    slips = check_papers([entered.slip if entered else None])
    with act(acting=acting, now=now) as record:
        check_decider(entered, Action.REVIEW_ASSESSMENT, acting=acting, now=now)
        lead = access_lead(acting, lead_id, lock=True)
        if not reason.strip():
            raise InvalidInputError("leads.no_reason")
        assessment = find_newest_assessment(lead.id)
        stage = OpinionStage(lead.awaits) if lead.awaits else OpinionStage.HEAD
        who = decided(entered, slips, acting=acting, now=now)
        move(
            lead,
            LeadEvent.RETURN_ASSESSMENT,
            LeadFacts(),
            acting=acting,
            now=now,
            record=record,
            words=StepWords(reason=reason, decided=who),
        )
        if assessment is not None:
            _add_opinion(assessment, stage, who, agrees=False, words=reason, acting=acting, now=now)
        _tell_handler(lead, "leads.returned", acting, now)
    return lead


def decide_lead(
    *,
    lead_id: UUID,
    words: str = "",
    entered: EnteredDecision | None = None,
    acting: Actor,
    now: datetime,
) -> Lead:
    """Decide as the submitted assessment proposes: by the chief procurator on line, or 代录.

    A decider who wants something else returns the assessment.

    Raises:
        TransitionRefusedError: ``leads.no_assessment``, ``leads.must_be_filed`` …, with the article.
        RuleRefusedError: ``leads.no_head_opinion``: on line the department head comes first.
        InvalidInputError: ``leads.slip_missing`` …; see `check_decider`.
    """
    slips = check_papers([entered.slip if entered else None])
    with act(acting=acting, now=now) as record:
        check_decider(entered, Action.DECIDE_LEAD, acting=acting, now=now)
        lead = access_lead(acting, lead_id, lock=True)
        assessment = find_newest_assessment(lead.id)
        if assessment is None:
            raise TransitionRefusedError("leads.no_assessment", basis="办案规则第27条")
        event, facts = _proposed(assessment)
        next_state(TRANSITIONS, LeadState(lead.state), event, facts)
        if entered is None and lead.awaits != OpinionStage.CHIEF:
            raise RuleRefusedError("leads.no_head_opinion", basis="办案规则第5至8条")
        who = decided(entered, slips, acting=acting, now=now)
        _add_opinion(
            assessment, OpinionStage.CHIEF, who, agrees=True, words=words, acting=acting, now=now
        )
        lead.verdict, lead.is_major = assessment.verdict, assessment.is_major
        lead.save(update_fields=["verdict", "is_major"])
        said = StepWords(reason=assessment.reason, target=assessment.proposal_target, decided=who)
        move(lead, event, facts, acting=acting, now=now, record=record, words=said)
        _run_clock_of_major(lead, now)
        _tell_handler(lead, "leads.decided", acting, now)
    return lead


def _save(
    lead: Lead, draft: AssessmentDraft, *, acting: Actor, now: datetime, record: Recorder
) -> Assessment:
    may_submit = LeadFacts(has_assessment=True)
    next_state(TRANSITIONS, LeadState(lead.state), LeadEvent.SUBMIT_ASSESSMENT, may_submit)
    check_area(draft.area)
    newest = find_newest_assessment(lead.id, with_drafts=True)
    if newest is not None and newest.is_draft:
        assessment = newest
    else:
        version = 1 if newest is None else newest.version + 1
        assessment = Assessment(id=new_id(now), lead=lead, version=version)
    for part in PLAIN_PARTS:
        value = getattr(draft, part)
        setattr(assessment, part, _fitting(part, value) if isinstance(value, str) else value)
    assessment.proposal = draft.proposal or ""
    assessment.verdict = draft.verdict or ""
    assessment.written_by_id, assessment.written_at = typist_of(acting), now
    assessment.save()
    _save_organs(assessment, draft, now)
    record(
        "leads.save_assessment",
        "lead",
        lead.id,
        after={"version": assessment.version, "proposal": assessment.proposal},
    )
    return assessment


def _save_organs(assessment: Assessment, draft: AssessmentDraft, now: datetime) -> None:
    organs = [organ for organ in draft.organs if organ.name.strip()]
    ids = sorted(new_id(now) for _ in organs)
    AssessmentOrgan.objects.filter(assessment_id=assessment.id).delete()
    AssessmentOrgan.objects.bulk_create(
        AssessmentOrgan(
            id=organ_id,
            assessment=assessment,
            name=_fitting("name", organ.name),
            duty_basis=_fitting("duty_basis", organ.duty_basis),
            unit_id=organ.unit_id,
        )
        for organ_id, organ in zip(ids, organs, strict=True)
    )


def _fitting(part: str, value: str) -> str:
    """Return cleaned words; too long a text is refused, never cut."""
    length = LONGEST.get(part, MAX_WORDS)
    cleaned = clean_text(value, limit=length + 1).strip()
    if len(cleaned) > length:
        raise InvalidInputError("leads.too_long", part=part, limit=length)
    return cleaned


def _submitted(lead: Lead) -> Assessment:
    assessment = find_newest_assessment(lead.id)
    if lead.state != LeadState.AWAITING_DECISION or assessment is None:
        raise ConflictError("leads.nothing_submitted")
    return assessment


def _proposed(assessment: Assessment) -> tuple[LeadEvent, LeadFacts]:
    """Return the decision proposed and the facts; of a draft without one the guard refuses any."""
    if not assessment.proposal:
        return LeadEvent.DECIDE_SHELVE, LeadFacts()
    draft = draft_of(assessment)
    event = LeadEvent(assessment.proposal)
    return event, LeadFacts(
        has_assessment=bool(assessment.verdict and assessment.reason),
        proposal=event,
        is_public_interest=draft.is_public_interest,
        is_minor_and_mended=draft.is_minor_and_mended,
        has_decider=True,
    )


def _add_opinion(  # one row, each value named
    assessment: Assessment,
    stage: OpinionStage,
    who: Decided,
    *,
    agrees: bool,
    words: str,
    acting: Actor,
    now: datetime,
) -> AssessmentOpinion:
    opinion: AssessmentOpinion = AssessmentOpinion.objects.create(
        id=new_id(now),
        assessment=assessment,
        stage=stage,
        agrees=agrees,
        words=clean_text(words, limit=MAX_WORDS).strip(),
        decided_by_label=who.by_label,
        decided_on=who.on,
        recorded_by_id=typist_of(acting),
        way=who.way,
        slip_id=who.slip_id,
        at=now,
    )
    return opinion


def _note_on_lead(lead: Lead, draft: AssessmentDraft, acting: Actor) -> None:
    """A head who handles the lead has given the head's opinion with the handler's."""
    is_head = may(acting, Action.REVIEW_ASSESSMENT) and acting.on_behalf_of is None
    lead.awaits = OpinionStage.CHIEF if is_head else OpinionStage.HEAD
    lead.area = draft.area
    lead.is_major = draft.is_major
    lead.organ_names = "、".join(organ.name for organ in draft.organs)[:200]
    lead.save(update_fields=["awaits", "area", "is_major", "organ_names"])


def _run_clock_of_major(lead: Lead, now: datetime) -> None:
    """重大线索 is reported to the next higher procuratorate (办案规则第25条)."""
    if lead.is_major and not is_running(lead, ClockRule.MAJOR):
        run_clock(lead, ClockRule.MAJOR, legal_day(now))
        repeat_nearest(lead)
        lead.save(update_fields=list(DUE_FIELDS))


def _tell_handler(lead: Lead, kind: str, acting: Actor, now: datetime) -> None:
    if lead.handler_id is not None and lead.handler_id != acting.id:
        tell_staff(lead=lead, staff_id=lead.handler_id, kind=kind, acting=acting, now=now)
