"""Codes sent by SMS: how long they hold and how often one may be asked for."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

VALID_FOR: Final = timedelta(minutes=5)
MAX_ATTEMPTS: Final = 5
MIN_INTERVAL: Final = timedelta(minutes=1)
MAX_AN_HOUR: Final = 5


def may_send(sent: Sequence[datetime], now: datetime) -> bool:
    """Return whether another code may go out: one a minute, five an hour for an account."""
    recent = [at for at in sent if now - at < timedelta(hours=1)]
    return len(recent) < MAX_AN_HOUR and all(now - at >= MIN_INTERVAL for at in recent)
