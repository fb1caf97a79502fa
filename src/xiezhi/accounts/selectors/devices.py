"""Whose phone it is."""

from datetime import datetime

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
