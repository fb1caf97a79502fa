"""A random draw of cases to look at again: anybody with seed and pool draws the same."""

import hashlib
from collections.abc import Sequence


def drawn(pool: Sequence[str], seed: str, count: int) -> list[str]:
    """Return ``count`` of the pool: those whose SHA-256 of seed and key comes first."""
    keyed = sorted(pool, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).hexdigest())
    return keyed[:count]
