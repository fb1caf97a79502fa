"""重大线索备案: a major lead filed with the superior, and the superior's register.

Source: 办案规则第25条.
"""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.rights import Action, require
from xiezhi.exchange.inner.telling import Telling, label_of, told_body
from xiezhi.exchange.inner.transfer import AnswerSender, MatterSender, came_back
from xiezhi.exchange.models import SentMatter
from xiezhi.exchange.rules.handlers import APPLIED, Applied, Arriving, waits
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.rules.matters import CarriedMatter
from xiezhi.exchange.selectors.matters import first_sealed_at
from xiezhi.exchange.services.matters import HandedOn, send_matter, take_answer, take_matter
from xiezhi.exchange.services.registry import register_receiver, register_sender
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import RuleRefusedError
from xiezhi.leads.rules.procedure import STATE_LABELS, LeadState
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.services.office_effects import take_filing_answer

BASIS: Final = "办案规则第25条"


def file_lead(
    *,
    lead_id: UUID,
    peer_id: UUID,
    telling: Telling,
    office: Procuratorate,
    acting: Actor,
    now: datetime,
) -> SentMatter:
    """Have a major lead cross to the superior for its record.

    Raises:
        RuleRefusedError: ``exchange.not_major``; a name or a telephone in the words;
            ``exchange.not_to_this_peer``.
        ConflictError: ``exchange.matter_sent``.
        InvalidInputError: the codes of `told_body`.
    """
    require(acting, Action.HANDLE_LEAD)
    lead = access_lead(acting, lead_id, lock=True)
    if not lead.is_major:
        raise RuleRefusedError("exchange.not_major", basis=BASIS)
    body = told_body(lead, telling, office) | {
        "state_words": STATE_LABELS[LeadState(lead.state)],
        "filed_on": legal_day(now).isoformat(),
    }
    handed = HandedOn(
        carried=CarriedMatter.FILING,
        lead_id=lead.id,
        lead_label=label_of(lead),
        body=body,
    )
    return send_matter(handed=handed, peer_id=peer_id, acting=acting, now=now)


class FilingReceiver:
    """Enters a filing into the superior's register."""

    kind: Final = ItemKind.FILING

    def apply(self, arriving: Arriving, *, acting: Actor, now: datetime) -> Applied:
        """Take the filing; no report and no lead is made of it."""
        take_matter(carried=CarriedMatter.FILING, arriving=arriving, acting=acting, now=now)
        return APPLIED


class FilingAnswerReceiver:
    """Writes the superior's receipt to the lead and meets its limit."""

    kind: Final = ItemKind.FILING_RECEIPT

    def apply(self, arriving: Arriving, *, acting: Actor, now: datetime) -> Applied:
        """Take the receipt; one to a filing we never sent waits."""
        came = came_back(arriving, "filing")
        matter = take_answer(came=came, arriving=arriving, acting=acting, now=now)
        if matter is None:
            return waits("exchange.waits_for_matter")
        sealed_at = first_sealed_at(matter) or matter.written_at
        take_filing_answer(
            lead_id=matter.lead_id, reported_on=legal_day(sealed_at), acting=acting, now=now
        )
        return APPLIED


def register() -> None:
    """Name the handlers of filings."""
    carried = CarriedMatter.FILING
    register_sender(MatterSender(kind=ItemKind.FILING, carried=carried))
    register_sender(AnswerSender(kind=ItemKind.FILING_RECEIPT, carried=carried, about="filing"))
    register_receiver(FilingReceiver())
    register_receiver(FilingAnswerReceiver())
