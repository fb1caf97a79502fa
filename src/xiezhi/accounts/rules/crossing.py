"""What of accounts, towns and own limits crosses to the outer zone, as values."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from xiezhi.kernel.errors import InvalidInputError

_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._~-]{1,60}")
_HASHERS: Final = ("argon2$", "pbkdf2_sha256$")


FORGETTING_RULE: Final = "outer_forgetting"
LIMITS_OUTSIDE: Final = (FORGETTING_RULE,)
"""Rules the outer zone counts by: of no others does it learn what the office set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedAccount:
    """An account by which somebody outside the office signs in.

    Attributes:
        login: the name the person types, without the office before it.
        password: the hash the first sign-in outside is checked against; empty when there is none,
            or when the person has had time to choose their own. No second factor ever crosses: it
            is enrolled where it is used.
    """

    id: UUID
    login: str
    password: str = field(default="", repr=False)
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedTown:
    """A town of the office's area."""

    name: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedLimit:
    """A limit the office set for itself, as it is in force."""

    rule_key: str
    length: int
    unit: str
    effective_from: date


def check_account(account: CrossedAccount) -> None:
    """Refuse an account no office makes.

    Raises:
        InvalidInputError: ``accounts.foreign_account``.
    """
    is_hash = not account.password or account.password.startswith(_HASHERS)
    if not _LOGIN.fullmatch(account.login) or not is_hash:
        raise InvalidInputError("accounts.foreign_account")
