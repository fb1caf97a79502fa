"""Salted hashes: the ledger proves what a row held before and after an act without telling it.

The salt stays outside the leaf. Destroy it with the row and the ledger still verifies, but
nobody can test guesses against it: that is how erasure and an append-only log go together.
"""

import hmac
import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.canonical import Json, canonical_bytes

SALT_BYTES: Final = 32


def new_salt() -> bytes:
    """Return a fresh random salt; each hash takes its own, or equal values would show."""
    return secrets.token_bytes(SALT_BYTES)


def salted_hash(values: Mapping[str, Json], salt: bytes) -> bytes:
    """Return SHA-256 over the salt and the values' canonical JSON.

    Raises:
        InvalidInputError: ``ledger.salt_length`` or ``ledger.not_canonical``.
    """
    # A fixed length keeps the border between salt and values in one place.
    if len(salt) != SALT_BYTES:
        raise InvalidInputError("ledger.salt_length", bytes=len(salt))
    return sha256(salt + canonical_bytes(values)).digest()


def is_hash_of(digest: bytes, values: Mapping[str, Json], salt: bytes) -> bool:
    """Return whether a recorded hash was made from these values and this salt."""
    return hmac.compare_digest(digest, salted_hash(values, salt))
