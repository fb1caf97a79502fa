"""A sealed identity as it crosses from the outer zone to the vault inside."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.rules.sealing import SEAL_OVERHEAD_BYTES, SIZE_CLASSES_BYTES

SEALED_SIZES_BYTES: Final = frozenset(size + SEAL_OVERHEAD_BYTES for size in SIZE_CLASSES_BYTES)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedIdentity:
    """Ciphertext and day, nothing else; the day is the report's."""

    sealed: bytes = field(repr=False)
    sealed_on: date


def check_sealed(identity: CrossedIdentity) -> None:
    """Refuse bytes that no sealing can have made: nothing in the clear comes in under this name.

    Raises:
        InvalidInputError: ``vault.not_sealed``.
    """
    if len(identity.sealed) not in SEALED_SIZES_BYTES:
        raise InvalidInputError("vault.not_sealed", bytes=len(identity.sealed))
