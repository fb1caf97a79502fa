"""Identifiers: time-ordered inside, random wherever a reporter or a unit can see them."""

import secrets
import uuid
from datetime import datetime
from typing import Final

_CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id(now: datetime) -> uuid.UUID:
    """Return a UUIDv7 for rows seen by staff only.

    Source: RFC 9562 section 5.7. Python 3.11 and PostgreSQL 15 have none of their own.
    """
    milliseconds = int(now.timestamp() * 1000)
    random_bits = secrets.randbits(74)
    value = (milliseconds & ((1 << 48) - 1)) << 80
    value |= 0x7 << 76
    value |= (random_bits >> 62) << 64
    value |= 0b10 << 62
    value |= random_bits & ((1 << 62) - 1)
    return uuid.UUID(int=value)


def public_id() -> uuid.UUID:
    """Return a random UUIDv4: carries neither time nor order, fit for outsiders' eyes."""
    return uuid.uuid4()


def public_code(length: int = 8) -> str:
    """Return a random code in Crockford's alphabet (no I, L, O, U); 5 bits a character."""
    return "".join(secrets.choice(_CROCKFORD) for _ in range(length))
