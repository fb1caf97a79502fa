"""Who a message is for, and by what they can be reached outside the application."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class RecipientKind(StrEnum):
    """What sort of party a message is for."""

    STAFF = "staff"
    UNIT = "unit"
    SUPPORTER = "supporter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """A member of staff, a partner unit (all of its liaison officers) or a supporter."""

    kind: RecipientKind
    id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """The addresses of one person; empty where there is none. Never stored, never logged.

    ``push`` is the id of one phone's subscription; a person with two phones is two contacts.
    """

    email: str = ""
    mobile: str = ""
    push: str = ""
