"""核实 after an organ's reply: the officer finds the matter mended, or not."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.acts import action_for
from xiezhi.leads.rules.procedure import LeadEvent, LeadFacts
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.services._procedure import StepWords, move, open_duties
from xiezhi.ledger.services.acts import act


def verify_lead(
    *, lead_id: UUID, is_mended: bool, words: str, acting: Actor, now: datetime
) -> Lead:
    """Record what verification found: mended ends the lead, not mended opens assessment again.

    Raises:
        InvalidInputError: ``leads.no_words``: what was seen must be written.
        TransitionRefusedError: ``leads.duties_open``: a letter or task is still out; no reply yet.
    """
    event = LeadEvent.VERIFY_MENDED if is_mended else LeadEvent.VERIFY_NOT_MENDED
    with act(acting=acting, now=now) as record:
        require(acting, action_for(event))
        lead = access_lead(acting, lead_id, lock=True)
        if not words.strip():
            raise InvalidInputError("leads.no_words")
        facts = LeadFacts(open_duties=open_duties(lead))
        said = StepWords(reason=words)
        move(lead, event, facts, acting=acting, now=now, record=record, words=said)
    return lead
