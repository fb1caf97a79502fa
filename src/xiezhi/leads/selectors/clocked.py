"""A lead as its clocks know it, and the door to leads for the lists over every matter's clocks."""

from uuid import UUID

from django.db.models import Q

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.clocks.rules.clocked import Clocked
from xiezhi.clocks.selectors.doors import ClockDoor, register_clocks
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Lead
from xiezhi.leads.selectors.access import own_ids
from xiezhi.leads.selectors.letter_door import matter_of


def open_clock_door() -> None:
    """Register the door; called when the application starts."""
    register_clocks(MatterKind.LEAD, ClockDoor(sees=_sees, path=_path))


def clocked_lead(lead: Lead) -> Clocked:
    """Return what the clocks of a lead repeat of it."""
    matter = matter_of(lead)
    return Clocked(
        kind=matter.kind,
        id=matter.id,
        label=matter.label,
        title=lead.title,
        handler_id=lead.handler_id,
        department_id=lead.department_id,
    )


def _sees(acting: Actor) -> Q | None:
    """Say by handler and department what `visible_leads` says of the leads themselves."""
    if may(acting, Action.VIEW_ALL_LEADS):
        return Q()
    if not may(acting, Action.VIEW_OWN_LEADS):
        return None
    condition = Q(handler_id__in=own_ids(acting))
    if may(acting, Action.VIEW_DEPARTMENT_LEADS) and acting.department_id is not None:
        condition |= Q(department_id=acting.department_id)
    return condition


def _path(lead_id: UUID) -> str:
    return f"/desk/leads/{lead_id}/"
