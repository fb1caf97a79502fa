"""The door to cases for clocks: whose clocks a person sees, and where they are shown."""

from uuid import UUID

from django.db.models import Q

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.cases.models import CaseMember
from xiezhi.clocks.selectors.doors import ClockDoor, register_clocks
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.selectors.access import own_ids


def open_door() -> None:
    """Register the door; called when the application starts."""
    register_clocks(MatterKind.CASE, ClockDoor(sees=_sees, path=_path))


def _sees(acting: Actor) -> Q | None:
    if may(acting, Action.VIEW_ALL_LEADS):
        return Q()
    if not may(acting, Action.VIEW_OWN_LEADS):
        return None
    own = own_ids(acting)
    working = CaseMember.objects.filter(staff_id__in=own, until__isnull=True).values("case_id")
    condition = Q(handler_id__in=own) | Q(matter_id__in=working)
    if may(acting, Action.VIEW_DEPARTMENT_LEADS) and acting.department_id is not None:
        condition |= Q(department_id=acting.department_id)
    return condition


def _path(case_id: UUID) -> str:
    return f"/desk/cases/{case_id}/"
