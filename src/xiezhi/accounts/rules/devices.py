"""Phones that stay signed in."""

import hashlib
from datetime import timedelta
from enum import StrEnum
from typing import Final

BOUND_FOR: Final = timedelta(days=180)


class Means(StrEnum):
    """How a phone was bound."""

    CARD = "card"
    SMS = "sms"


def token_hash(token: str) -> bytes:
    """Return what is kept of a token; 256 random bits need no salt and no slow hash."""
    return hashlib.sha256(token.encode()).digest()
