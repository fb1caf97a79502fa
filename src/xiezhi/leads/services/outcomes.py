"""Steps beside the decision: preliminary investigation, material, accepted transfer, 2.0 number, 再次反映."""

from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.intake.selectors.behind_leads import get_again_message
from xiezhi.intake.services.conversation import ask_reporter, judge_again
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from xiezhi.language.cleaning import clean_line
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.acts import action_for
from xiezhi.leads.rules.clocks import HANDED_OVER, ClockRule
from xiezhi.leads.rules.procedure import LeadEvent, LeadFacts
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.services._clocks import DUE_FIELDS, is_running, repeat_nearest, stop_clocks
from xiezhi.leads.services._procedure import StepWords, linked_report_ids, move
from xiezhi.ledger.services.acts import act


def start_preliminary(*, lead_id: UUID, reason: str = "", acting: Actor, now: datetime) -> Lead:
    """Start the preliminary investigation 初步调查.

    Raises:
        TransitionRefusedError: not from this state.
    """
    return _step(
        lead_id, LeadEvent.START_PRELIMINARY, StepWords(reason=reason), acting=acting, now=now
    )


def ask_material(*, lead_id: UUID, words: str, acting: Actor, now: datetime) -> Lead:
    """Ask every reporter behind the lead for more material; the question is told behind the receipt.

    Raises:
        InvalidInputError: ``leads.no_words``.
        TransitionRefusedError: not from this state.
    """
    if not words.strip():
        raise InvalidInputError("leads.no_words")
    with act(acting=acting, now=now) as record:
        require(acting, action_for(LeadEvent.ASK_MATERIAL))
        lead = access_lead(acting, lead_id, lock=True)
        said = StepWords(reason=words)
        move(
            lead,
            LeadEvent.ASK_MATERIAL,
            LeadFacts(),
            acting=acting,
            now=now,
            record=record,
            words=said,
        )
        for report_id in linked_report_ids(lead):
            ask_reporter(report_id=report_id, words=words, acting=acting, now=now)
    return lead


def receive_material(*, lead_id: UUID, reason: str = "", acting: Actor, now: datetime) -> Lead:
    """Note that the material asked for came.

    Raises:
        TransitionRefusedError: none was asked for.
    """
    return _step(
        lead_id, LeadEvent.RECEIVE_MATERIAL, StepWords(reason=reason), acting=acting, now=now
    )


def accept_transfer(*, lead_id: UUID, accepted_by: str, acting: Actor, now: datetime) -> Lead:
    """Note that the other procuratorate accepted the lead, with its number or receipt in words.

    Raises:
        InvalidInputError: ``leads.no_words``.
        TransitionRefusedError: no transfer is open.
    """
    if not accepted_by.strip():
        raise InvalidInputError("leads.no_words")
    target = StepWords(target=clean_line(accepted_by, limit=200))
    return _step(lead_id, LeadEvent.ACCEPT_TRANSFER, target, acting=acting, now=now)


def note_handed_over(*, lead_id: UUID, handed_on: date, acting: Actor, now: datetime) -> Lead:
    """Note the day a lead reached the department or organ it was decided to hand it to 登记已移送.

    Raises:
        InvalidInputError: ``leads.day_in_future``.
        ConflictError: ``leads.clock_stopped``: nothing of the kind is owed.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_LEAD)
        lead = access_lead(acting, lead_id, lock=True)
        if handed_on > legal_day(now):
            raise InvalidInputError("leads.day_in_future")
        if not any(is_running(lead, rule) for rule in HANDED_OVER):
            raise ConflictError("leads.clock_stopped")
        stop_clocks(lead, HANDED_OVER, on=handed_on, met=True)
        repeat_nearest(lead)
        lead.save(update_fields=DUE_FIELDS)
        after = {"handed_on": handed_on.isoformat()}
        record("leads.note_handed_over", "lead", lead.id, after=after)
    return lead


def record_national_number(
    *, lead_id: UUID, number: str, registered_on: date, acting: Actor, now: datetime
) -> Lead:
    """Enter the number of the national system 登记2.0编号; entering another corrects it.

    Raises:
        InvalidInputError: ``leads.no_national_number``, ``leads.day_in_future``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        lead = access_lead(acting, lead_id, lock=True)
        cleaned = clean_line(number, limit=60)
        if not cleaned:
            raise InvalidInputError("leads.no_national_number")
        if registered_on > legal_day(now):
            raise InvalidInputError("leads.day_in_future")
        before = lead.national_number
        lead.national_number, lead.national_registered_on = cleaned, registered_on
        stop_clocks(lead, {ClockRule.NATIONAL}, on=registered_on, met=True)
        repeat_nearest(lead)
        lead.save(update_fields=["national_number", "national_registered_on", *DUE_FIELDS])
        record(
            "leads.national_number",
            "lead",
            lead.id,
            before={"number": before},
            after={"number": cleaned, "on": registered_on.isoformat()},
        )
    return lead


def reopen_lead(
    *, lead_id: UUID, message_id: UUID, judgement: str, acting: Actor, now: datetime
) -> Lead:
    """Judge a 再次反映 as founded and take the ended lead up again; never happens by itself.

    Raises:
        NotFoundError: ``intake.no_message``: not a 再次反映 of a report behind this lead.
        InvalidInputError: ``leads.no_reason``.
        TransitionRefusedError: the lead did not end in this office.
    """
    if not judgement.strip():
        raise InvalidInputError("leads.no_reason")
    with act(acting=acting, now=now) as record:
        require(acting, action_for(LeadEvent.REOPEN))
        lead = access_lead(acting, lead_id, lock=True)
        message = get_again_message(message_id)
        if message.report_id not in linked_report_ids(lead):
            raise NotFoundError("intake.no_message")
        judge_again(message_id=message_id, judgement=judgement[:300], acting=acting, now=now)
        said = StepWords(reason=judgement)
        move(
            lead,
            LeadEvent.REOPEN,
            LeadFacts(),
            acting=acting,
            now=now,
            record=record,
            words=said,
        )
    return lead


def refuse_again(
    *, lead_id: UUID, message_id: UUID, judgement: str, acting: Actor, now: datetime
) -> Lead:
    """Judge a 再次反映 as unfounded: the lead stays ended, the judgement stands with the message.

    Raises:
        NotFoundError: ``intake.no_message``.
        InvalidInputError: ``leads.no_reason``.
    """
    if not judgement.strip():
        raise InvalidInputError("leads.no_reason")
    with act(acting=acting, now=now) as record:
        require(acting, action_for(LeadEvent.REOPEN))
        lead = access_lead(acting, lead_id)
        if get_again_message(message_id).report_id not in linked_report_ids(lead):
            raise NotFoundError("intake.no_message")
        judge_again(message_id=message_id, judgement=judgement[:300], acting=acting, now=now)
        record("leads.refuse_again", "lead", lead.id, after={"judgement": judgement})
    return lead


def _step(
    lead_id: UUID, event: LeadEvent, words: StepWords, *, acting: Actor, now: datetime
) -> Lead:
    with act(acting=acting, now=now) as record:
        require(acting, action_for(event))
        lead = access_lead(acting, lead_id, lock=True)
        move(lead, event, LeadFacts(), acting=acting, now=now, record=record, words=words)
    return lead
