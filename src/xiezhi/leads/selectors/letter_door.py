"""The door to leads for letters and notes: who may see one, what may be written about it and when."""

from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError, RuleRefusedError, TransitionRefusedError
from xiezhi.kernel.matters import Matter, MatterKind
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.outgoing import check_not_the_report
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.selectors.access import access_lead, visible_leads
from xiezhi.leads.selectors.source_words import source_words
from xiezhi.letters.rules.kinds import LetterKind
from xiezhi.letters.selectors.matters import MatterDoor, register_matters

REFERRABLE: Final = frozenset({LeadState.REFERRED, LeadState.REPLIED})
"""A 移送函 belongs to a lead decided 移送主管行政机关处理; a second organ may be written to later."""


def open_door() -> None:
    """Register the door; called when the application starts."""
    register_matters(
        MatterKind.LEAD,
        MatterDoor(
            visible_ids=_visible_ids,
            access=_access,
            may_go_out=_may_go_out,
            check_words=_check_words,
        ),
    )


def matter_of(lead: Lead) -> Matter:
    """Return a lead as letters, notes and tasks name it."""
    return Matter(kind=MatterKind.LEAD, id=lead.id, label=f"线索 {lead.year}-{lead.number}")


def _visible_ids(acting: Actor) -> "QuerySet[Any, Any]":
    return visible_leads(acting).values("id")


def _access(acting: Actor, lead_id: UUID) -> Matter:
    return matter_of(access_lead(acting, lead_id))


def _may_go_out(lead_id: UUID, kind: LetterKind) -> None:
    lead = _lead(lead_id)
    if kind is LetterKind.REFERRAL and lead.state not in REFERRABLE:
        raise TransitionRefusedError("leads.not_referred", basis="本院规定", state=lead.state)
    if not lead.is_open:
        raise RuleRefusedError("leads.letter_on_ended_lead", basis="本院规定")


def _check_words(lead_id: UUID, words: str) -> None:
    check_not_the_report(words, source_words(_lead(lead_id)))


def _lead(lead_id: UUID) -> Lead:
    lead: Lead | None = Lead.objects.filter(id=lead_id).first()
    if lead is None:
        raise NotFoundError("leads.not_found")
    return lead
