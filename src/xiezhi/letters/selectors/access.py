"""Which letters a member of staff may see: those of the matters they may see."""

from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Q, QuerySet

from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import NotFoundError
from xiezhi.letters.models import Letter
from xiezhi.letters.selectors.matters import doors


def seen_matters(acting: Actor) -> Q:
    """Return the condition that a row's matter may be seen by the actor; in the query itself."""
    parts = [
        Q(matter_kind=kind, matter_id__in=door.visible_ids(acting))
        for kind, door in doors().items()
    ]
    return reduce(or_, parts, Q(pk__in=[]))


def visible_letters(acting: Actor) -> QuerySet[Letter]:
    """Return the letters the actor may see; none to whoever is no member of staff."""
    letters: QuerySet[Letter] = Letter.objects.all()
    if acting.kind not in {ActorKind.STAFF, ActorKind.SYSTEM}:
        return letters.none()
    return letters.filter(seen_matters(acting))


def access_letter(acting: Actor, letter_id: UUID, *, lock: bool = False) -> Letter:
    """Return a letter the actor may see, with its unit; locked until the transaction ends if asked.

    Whoever locks a letter and its matter locks the letter first.

    Raises:
        NotFoundError: ``letters.not_found``; whether it exists is not told.
    """
    letters = visible_letters(acting).filter(id=letter_id)
    if lock:
        letters = letters.select_for_update(of=("self",))
    found: Letter | None = letters.select_related("unit").first()
    if found is None:
        raise NotFoundError("letters.not_found")
    return found
