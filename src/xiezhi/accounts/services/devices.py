"""Phones bound to a person: signed in for 180 days without a password."""

import secrets
from datetime import datetime
from uuid import UUID

from xiezhi.accounts.models import BoundDevice
from xiezhi.accounts.rules.devices import BOUND_FOR, Means, token_hash
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.kernel.ids import new_id
from xiezhi.ledger.services.acts import act


def bind_device(*, acting: Actor, account_id: UUID, means: Means, now: datetime) -> str:
    """Bind a phone and return its token, which is shown to nobody and kept only by the phone.

    The caller has checked a code or a work card.
    """
    token = secrets.token_urlsafe(32)
    with act(acting=acting, now=now) as record:
        device = BoundDevice.objects.create(
            id=new_id(now),
            account_id=account_id,
            token_hash=token_hash(token),
            bound_at=now,
            expires_at=now + BOUND_FOR,
            means=means,
        )
        record("accounts.bind_device", "account", account_id, after={"device": str(device.id)})
    return token


def revoke_device(*, acting: Actor, token: str, now: datetime) -> None:
    """Unbind the phone that holds a token.

    Raises:
        NotFoundError: ``accounts.no_device``.
    """
    with act(acting=acting, now=now) as record:
        device = BoundDevice.objects.filter(
            token_hash=token_hash(token), revoked_at__isnull=True
        ).first()
        if device is None:
            raise NotFoundError("accounts.no_device")
        device.revoked_at = now
        device.save(update_fields=["revoked_at"])
        record("accounts.revoke_device", "account", device.account_id)


def revoke_devices_of(account_id: UUID, now: datetime) -> int:
    """Unbind every phone of an account inside the caller's act; return how many."""
    return BoundDevice.objects.filter(account_id=account_id, revoked_at__isnull=True).update(
        revoked_at=now
    )
