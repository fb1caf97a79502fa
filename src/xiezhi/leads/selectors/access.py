"""What of the leads a person may see: one indexed condition, in the query, never a filter after it."""

from uuid import UUID

from django.db.models import Q, QuerySet

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.models import Lead


def own_ids(acting: Actor) -> list[UUID]:
    """Return the staff ids whose leads count as the actor's own: their own, and 代办授权's."""
    return [one for one in (acting.id, acting.on_behalf_of) if one is not None]


def visible_leads(acting: Actor) -> QuerySet[Lead]:
    """Return the leads the actor may see: all, the department's, or those handled by the actor."""
    leads: QuerySet[Lead] = Lead.objects.all()
    if may(acting, Action.VIEW_ALL_LEADS):
        return leads
    if not may(acting, Action.VIEW_OWN_LEADS):
        return leads.none()
    condition = Q(handler_id__in=own_ids(acting))
    if may(acting, Action.VIEW_DEPARTMENT_LEADS) and acting.department_id is not None:
        condition |= Q(department_id=acting.department_id)
    return leads.filter(condition)


def access_lead(acting: Actor, lead_id: UUID, *, lock: bool = False) -> Lead:
    """Return a lead the actor may see; locked until the transaction ends when asked for.

    Raises:
        NotFoundError: ``leads.not_found``; whether it exists is not told.
    """
    leads = visible_leads(acting).filter(id=lead_id)
    if lock:
        leads = leads.select_for_update()
    found = leads.first()
    if found is None:
        raise NotFoundError("leads.not_found")
    return found


def access_leads(acting: Actor, lead_ids: list[UUID], *, lock: bool = False) -> list[Lead]:
    """Return several leads in the order of their ids, so that two bulk acts never wait in a circle.

    Raises:
        NotFoundError: ``leads.not_found``: one of them is not there or may not be seen.
    """
    wanted = set(lead_ids)
    leads = visible_leads(acting).filter(id__in=wanted).order_by("id")
    found = list(leads.select_for_update() if lock else leads)
    if len(found) != len(wanted):
        raise NotFoundError("leads.not_found")
    return found
