"""Whoever types must be a member of staff."""

from uuid import UUID

from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import NotAllowedError


def typist_of(acting: Actor) -> UUID:
    """Return the member of staff who types.

    Raises:
        NotAllowedError: ``accounts.staff_only``.
    """
    if acting.kind is not ActorKind.STAFF or acting.id is None:
        raise NotAllowedError("accounts.staff_only")
    return acting.id
