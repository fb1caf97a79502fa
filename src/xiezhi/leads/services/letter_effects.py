"""What happens to a letter means something for its lead: clocks, procedure, the handler told.

Each is called in the transaction of the act on the letter (zone *single*), or when what happened
outside is imported. The letter is locked before the lead. A unit's answer is never refused here:
whatever the lead's state, the reply is kept and its clock stopped. Letters on other matters pass.
"""

from datetime import date, datetime
from typing import Final

from xiezhi.clocks.selectors.of_matters import began_on
from xiezhi.clocks.services.correcting import count_from, meet_on
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.procedure import LeadEvent, LeadFacts, LeadState
from xiezhi.leads.services._clocks import DUE_FIELDS, repeat_nearest, run_clock, stop_clock_about
from xiezhi.leads.services._procedure import StepWords, move
from xiezhi.leads.services.told import tell_staff
from xiezhi.ledger.services.acts import act
from xiezhi.letters.models import Letter, LetterReply
from xiezhi.letters.rules.kinds import LetterKind

_DUE: Final = list(DUE_FIELDS)


def take_receipt(*, letter: Letter, acting: Actor, now: datetime) -> None:
    """Tell the handler that a unit signed for a letter in the portal, once; start the clock if served."""
    lead = _lock_lead(letter)
    if lead is None or letter.received_at is None:
        return
    with act(acting=acting, now=now) as record:
        record("leads.take_receipt", "lead", lead.id, after={"letter": str(letter.id)})
        _tell(lead, letter, "leads.received", acting=acting, now=now)
        if letter.served_on is not None:
            _start(lead, letter)


def take_service(*, letter: Letter, acting: Actor, now: datetime) -> None:
    """Start the reply's clock on the lead from the signed receipt; a second time changes nothing."""
    lead = _lock_lead(letter)
    if lead is None or letter.served_on is None:
        return
    with act(acting=acting, now=now) as record:
        _start(lead, letter)
        after = {"letter": str(letter.id), "served_on": letter.served_on.isoformat()}
        record("leads.take_service", "lead", lead.id, after=after)


def take_correction(*, letter: Letter, acting: Actor, now: datetime) -> None:
    """Count the reply's clock from the day the letter was really served on."""
    lead = _lock_lead(letter)
    if lead is None or letter.served_on is None:
        return
    with act(acting=acting, now=now) as record:
        was_on = began_on(lead.id, ClockRule.ORGAN_REPLY, letter.id)
        if was_on is not None:
            count_from(
                lead.id,
                [ClockRule.ORGAN_REPLY],
                was_on=was_on,
                on=letter.served_on,
                about_id=letter.id,
                law_day=letter.served_on,
            )
            _save_nearest(lead)
        after = {"letter": str(letter.id), "served_on": letter.served_on.isoformat()}
        record("leads.take_correction", "lead", lead.id, after=after)


def take_reply(*, reply: LetterReply, acting: Actor, now: datetime) -> None:
    """Stop the reply's clock; the answer to a 移送函 moves the lead to verification if it waits."""
    letter: Letter = reply.letter
    lead = _lock_lead(letter)
    if lead is None or reply.is_draft:
        return
    received_on = reply.received_on or legal_day(now)
    with act(acting=acting, now=now) as record:
        _stop(lead, letter, received_on, met=True)
        record("leads.take_reply", "lead", lead.id, after={"letter": str(letter.id)})
        if letter.kind == LetterKind.REFERRAL and lead.state == LeadState.REFERRED:
            said = StepWords(reason=reply.reply_number, target=letter.unit.name)
            event = LeadEvent.RECEIVE_REPLY
            move(lead, event, LeadFacts(), acting=acting, now=now, record=record, words=said)
        else:
            _save_nearest(lead)
        _tell(lead, letter, "leads.replied", acting=acting, now=now)


def take_reply_correction(
    *, reply: LetterReply, was_on: date, acting: Actor, now: datetime
) -> None:
    """Move the day the reply's clock was met; what the lead did since stays done."""
    letter: Letter = reply.letter
    lead, on = _lock_lead(letter), reply.received_on
    if lead is None or on is None:
        return
    with act(acting=acting, now=now) as record:
        meet_on(lead.id, [ClockRule.ORGAN_REPLY], was_on=was_on, on=on, about_id=letter.id)
        after = {"letter": str(letter.id), "received_on": on.isoformat()}
        record("leads.take_correction", "lead", lead.id, after=after)


def take_withdrawal(*, letter: Letter, acting: Actor, now: datetime) -> None:
    """Void the clock of a letter that was withdrawn."""
    lead = _lock_lead(letter)
    if lead is None or letter.withdrawn_at is None:
        return
    with act(acting=acting, now=now) as record:
        _stop(lead, letter, legal_day(letter.withdrawn_at), met=False)
        _save_nearest(lead)
        record("leads.take_withdrawal", "lead", lead.id, after={"letter": str(letter.id)})


def _lock_lead(letter: Letter) -> Lead | None:
    if letter.matter_kind != MatterKind.LEAD:
        return None
    lead: Lead | None = Lead.objects.select_for_update().filter(id=letter.matter_id).first()
    return lead


def _start(lead: Lead, letter: Letter) -> None:
    if letter.reply_due_on is None or letter.replied_at is not None or letter.served_on is None:
        return
    run_clock(lead, ClockRule.ORGAN_REPLY, letter.served_on, about_id=letter.id)
    _save_nearest(lead)


def _stop(lead: Lead, letter: Letter, on: date, *, met: bool) -> None:
    due_on = letter.reply_due_on
    stop_clock_about(lead, ClockRule.ORGAN_REPLY, letter.id, due_on=due_on, on=on, met=met)


def _save_nearest(lead: Lead) -> None:
    repeat_nearest(lead)
    lead.save(update_fields=_DUE)


def _tell(lead: Lead, letter: Letter, kind: str, *, acting: Actor, now: datetime) -> None:
    is_own_act = acting.kind is ActorKind.STAFF and lead.handler_id == acting.id
    if lead.handler_id is None or is_own_act:
        return
    key = f"{kind}:{letter.id}"
    tell_staff(lead=lead, staff_id=lead.handler_id, kind=kind, acting=acting, now=now, key=key)
