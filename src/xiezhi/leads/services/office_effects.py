"""What another procuratorate's answer means for the lead: transfer accepted, filing recorded."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.procedure import LeadEvent, LeadFacts, LeadState
from xiezhi.leads.services._clocks import DUE_FIELDS, repeat_nearest, stop_clocks
from xiezhi.leads.services._procedure import StepWords, move
from xiezhi.leads.services.told import tell_staff
from xiezhi.ledger.services.acts import act

_TARGET_CHARACTERS: Final = 200


def take_transfer_answer(
    *, lead_id: UUID, is_accepted: bool, words: str, acting: Actor, now: datetime
) -> None:
    """Move a lead whose transfer was accepted, and tell its handler of any answer.

    An answer that asks the superior to designate leaves the lead where it is. A second
    acceptance, and one for a lead that went another way meanwhile, changes nothing.
    """
    with act(acting=acting, now=now) as record:
        lead: Lead | None = Lead.objects.select_for_update().filter(id=lead_id).first()
        record("leads.take_transfer_answer", "lead", lead_id, after={"accepted": is_accepted})
        if lead is None:
            return
        if is_accepted and lead.state == LeadState.TRANSFER_OFFERED:
            move(
                lead,
                LeadEvent.ACCEPT_TRANSFER,
                LeadFacts(),
                acting=acting,
                now=now,
                record=record,
                words=StepWords(target=words[:_TARGET_CHARACTERS]),
            )
        _tell_handler(lead, "leads.transfer_answered", acting=acting, now=now)


def take_filing_answer(*, lead_id: UUID, reported_on: date, acting: Actor, now: datetime) -> None:
    """Meet the limit for filing with the superior on the day it was reported; tell the handler."""
    with act(acting=acting, now=now) as record:
        lead: Lead | None = Lead.objects.select_for_update().filter(id=lead_id).first()
        record("leads.take_filing_answer", "lead", lead_id, after={"on": reported_on.isoformat()})
        if lead is None:
            return
        stop_clocks(lead, {ClockRule.MAJOR}, on=reported_on, met=True)
        repeat_nearest(lead)
        lead.save(update_fields=list(DUE_FIELDS))
        _tell_handler(lead, "leads.filing_answered", acting=acting, now=now)


def _tell_handler(lead: Lead, kind: str, *, acting: Actor, now: datetime) -> None:
    if lead.handler_id is not None:
        tell_staff(lead=lead, staff_id=lead.handler_id, kind=kind, acting=acting, now=now)
