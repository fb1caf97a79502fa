"""日历订阅: a person asks for a secret address, renews it or takes it back."""

import secrets
from datetime import datetime
from uuid import UUID

from xiezhi.clocks.models import CalendarAddress
from xiezhi.clocks.selectors.calendar import secret_hash
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import NotAllowedError, NotFoundError
from xiezhi.kernel.ids import new_id
from xiezhi.ledger.services.acts import act


def renew_calendar_address(*, acting: Actor, now: datetime) -> str:
    """Give the actor a new secret, the one before ends; returns it, for only its hash is kept.

    Raises:
        NotAllowedError: ``accounts.sign_in_first``: not a member of staff.
    """
    staff_id = _staff_id(acting)
    secret = secrets.token_urlsafe(32)
    with act(acting=acting, now=now) as record:
        CalendarAddress.objects.filter(staff_id=staff_id, revoked_at__isnull=True).update(
            revoked_at=now
        )
        made = CalendarAddress.objects.create(
            id=new_id(now), staff_id=staff_id, token_sha256=secret_hash(secret), made_at=now
        )
        record("clocks.renew_calendar", "staff", staff_id, after={"address": str(made.id)})
    return secret


def revoke_calendar_address(*, acting: Actor, now: datetime) -> None:
    """End the actor's address; calendars that follow it get nothing any more.

    Raises:
        NotAllowedError: ``accounts.sign_in_first``: not a member of staff.
        NotFoundError: ``clocks.no_calendar``.
    """
    staff_id = _staff_id(acting)
    with act(acting=acting, now=now) as record:
        standing = CalendarAddress.objects.filter(staff_id=staff_id, revoked_at__isnull=True)
        if not standing.update(revoked_at=now):
            raise NotFoundError("clocks.no_calendar")
        record("clocks.revoke_calendar", "staff", staff_id)


def _staff_id(acting: Actor) -> UUID:
    if acting.kind is not ActorKind.STAFF or acting.id is None:
        raise NotAllowedError("accounts.sign_in_first", kinds=ActorKind.STAFF)
    return acting.id
