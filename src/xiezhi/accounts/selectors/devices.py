"""Whose phone it is."""

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.accounts.models import Account, BoundDevice
from xiezhi.accounts.rules.devices import token_hash


def find_account_of_device(token: str, *, now: datetime) -> Account | None:
    """Return the account a phone is bound to, or None when unknown, expired, revoked or closed."""
    device = (
        BoundDevice.objects.select_related("account")
        .filter(token_hash=token_hash(token), expires_at__gt=now, revoked_at__isnull=True)
        .first()
    )
    return device.account if device is not None and device.account.is_active else None


def list_bound_devices(account_id: UUID | None, *, now: datetime) -> QuerySet[BoundDevice]:
    """Return the phones an account is signed in on, newest first."""
    return BoundDevice.objects.filter(
        account_id=account_id, expires_at__gt=now, revoked_at__isnull=True
    ).order_by("-bound_at")
