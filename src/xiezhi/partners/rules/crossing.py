"""What of units and their liaison officers crosses between the zones, as values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.crossing import CrossedAccount
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.partners.rules.kinds import UnitKind

MAX_NAME: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedUnit:
    """A unit as the portal needs it; what it signed and its duties stay inside."""

    id: UUID
    name: str
    short_name: str
    kind: str
    consented_on: date | None
    requires_totp: bool
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedOfficer:
    """A liaison officer: how they sign in, and the number a sign-in code is sent to."""

    id: UUID
    unit_id: UUID
    account_id: UUID
    login: str
    password: bytes | None = field(repr=False)
    is_active: bool
    label: str
    section: str
    mobile: str
    since: date
    confirmed_on: date
    until: date | None

    @property
    def account(self) -> CrossedAccount:
        """The account the officer signs in by."""
        return CrossedAccount(
            id=self.account_id,
            login=self.login,
            password=(self.password or b"").decode("ascii", "replace"),
            is_active=self.is_active,
        )


def check_unit(unit: CrossedUnit) -> None:
    """Refuse a unit no office keeps.

    Raises:
        InvalidInputError: ``partners.foreign_unit``.
    """
    is_named = bool(unit.name) and len(unit.name) <= MAX_NAME and bool(unit.short_name)
    if not is_named or unit.kind not in set(UnitKind):
        raise InvalidInputError("partners.foreign_unit")
