"""巡查: what its grid member sees, and the office's list."""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.supporters.models import Patrol


def patrols_of_member(acting: Actor) -> QuerySet[Patrol]:
    """Return the actor's own patrols that were not taken back.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.DO_FIELD_TASK)
    patrols: QuerySet[Patrol] = Patrol.objects.filter(
        supporter_id=acting.id, withdrawn_at__isnull=True
    )
    return patrols


def list_patrols_to_do(acting: Actor) -> list[Patrol]:
    """Return the actor's patrols still to do, nearest due first; one query."""
    return list(patrols_of_member(acting).filter(done_at__isnull=True).order_by("due_on", "id"))


def access_member_patrol(acting: Actor, patrol_id: UUID, *, lock: bool = False) -> Patrol:
    """Return one of the actor's own patrols.

    Raises:
        NotFoundError: ``supporters.no_patrol``; also for another member's.
    """
    found = patrols_of_member(acting).filter(id=patrol_id)
    if lock:
        found = found.select_for_update()
    patrol = found.first()
    if patrol is None:
        raise NotFoundError("supporters.no_patrol")
    return patrol


def access_patrol(acting: Actor, patrol_id: UUID, *, lock: bool = False) -> Patrol:
    """Return a patrol to whoever sends grid members out.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``supporters.no_patrol``.
    """
    require(acting, Action.SEND_FIELD_TASK)
    patrols = Patrol.objects.select_for_update() if lock else Patrol.objects
    patrol: Patrol | None = patrols.filter(id=patrol_id).first()
    if patrol is None:
        raise NotFoundError("supporters.no_patrol")
    return patrol


def list_patrols(acting: Actor, *, done: bool, limit: int = 200) -> list[Patrol]:
    """Return patrols not done by what is due, or those done with the last first; one query.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.SEND_FIELD_TASK)
    patrols = Patrol.objects.filter(done_at__isnull=not done).select_related("supporter")
    patrols = patrols.filter(withdrawn_at__isnull=True).select_related("asked_by", "supporter")
    order = ("-done_at", "id") if done else ("due_on", "id")
    return list(patrols.order_by(*order)[:limit])


def count_patrols(today: date) -> tuple[int, int, int]:
    """Return how many patrols are to do, of them overdue, and how many are done."""
    standing = Patrol.objects.filter(withdrawn_at__isnull=True)
    to_do = standing.filter(done_at__isnull=True)
    overdue = to_do.filter(due_on__lt=today).count()
    return to_do.count(), overdue, standing.filter(done_at__isnull=False).count()
