"""Which closed cases are looked at again; a random draw anybody with seed and pool can repeat."""

import hashlib
from collections.abc import Sequence
from typing import Final

from xiezhi.cases.rules.grounds import ClosingGround
from xiezhi.cases.rules.states import CaseState
from xiezhi.kernel.errors import InvalidInputError

MAX_MONTHS: Final = 36
MAX_TIMES: Final = 6
PUT_RIGHT: Final = frozenset(
    {ClosingGround.RECTIFIED, ClosingGround.PROTECTED, ClosingGround.ADOPTED}
)
"""Grounds that say something was put right, which may come back."""


def is_looked_back_at(state: CaseState, ground: str) -> bool:
    """Tell whether a case that ends so gets a day for its 回头看."""
    return state is CaseState.CLOSED and ground in PUT_RIGHT


def checked_months(months: Sequence[int]) -> list[int]:
    """Return how many months after closing the office looks back, in order, each once.

    Raises:
        InvalidInputError: ``cases.no_months``, ``cases.too_many_months``.
    """
    chosen = sorted(set(months))
    if any(not 0 < one <= MAX_MONTHS for one in chosen):
        raise InvalidInputError("cases.no_months", most=MAX_MONTHS)
    if len(chosen) > MAX_TIMES:
        raise InvalidInputError("cases.too_many_months", most=MAX_TIMES)
    return chosen


def drawn(pool: Sequence[str], seed: str, count: int) -> list[str]:
    """Return ``count`` of the pool: those whose SHA-256 of seed and key comes first."""
    keyed = sorted(pool, key=lambda one: hashlib.sha256(f"{seed}:{one}".encode()).hexdigest())
    return keyed[:count]
