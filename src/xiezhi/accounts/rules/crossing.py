"""What of accounts and towns crosses to the outer zone, as values."""

import re
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from xiezhi.kernel.errors import InvalidInputError

_LOGIN: Final = re.compile(r"[a-z0-9][a-z0-9._~-]{1,60}")
_HASHERS: Final = ("argon2$", "pbkdf2_sha256$")


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


def check_account(account: CrossedAccount) -> None:
    """Refuse an account no office makes.

    Raises:
        InvalidInputError: ``accounts.foreign_account``.
    """
    is_hash = not account.password or account.password.startswith(_HASHERS)
    if not _LOGIN.fullmatch(account.login) or not is_hash:
        raise InvalidInputError("accounts.foreign_account")
