"""What of supporters, cards and tasks crosses between the zones, as values.

No name, no telephone number of a supporter: outside they are kind, number and card.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.crossing import CrossedAccount
from xiezhi.evidence.rules.crossing import CrossedFile
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.supporters.rules.field import FieldResult
from xiezhi.supporters.rules.kinds import SupporterKind
from xiezhi.supporters.rules.labels import label_of

MAX_FILES: Final = 9
CLOCK_SLACK: Final = timedelta(minutes=15)
"""The other zone's clock may run ahead of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedSupporter:
    """A supporter as the phone pages need them.

    Attributes:
        contact_label: whom they may call, by post and number, with the office telephone.
        phones_unbound_at: phones bound by then are to be signed out: one was lost.
    """

    id: UUID
    account_id: UUID
    login: str
    is_active: bool
    kind: str
    number: int
    label: str
    town: str
    village: str
    contact_label: str
    contact_phone: str
    term_from: date
    term_until: date
    dismissed_on: date | None
    phones_unbound_at: datetime | None

    @property
    def account(self) -> CrossedAccount:
        """The account the phone is bound to; it has no password."""
        return CrossedAccount(id=self.account_id, login=self.login, is_active=self.is_active)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedCard:
    """A work card: the hash its code is known by."""

    id: UUID
    supporter_id: UUID
    token_hash: bytes
    issued_at: datetime
    revoked_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedTask:
    """协助核实 as the member sees it: the officer's words, the place, an earlier picture's copy."""

    id: UUID
    supporter_id: UUID
    words: str
    place_words: str
    due_on: date
    asked_at: datetime
    withdrawn_at: datetime | None
    files: tuple[CrossedFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedResult:
    """What the member found; the id is the task's."""

    id: UUID
    submission_key: UUID
    result: str
    words: str
    done_at: datetime
    files: tuple[CrossedFile, ...]


def check_task(task: CrossedTask) -> None:
    """Refuse a task no office gives.

    Raises:
        InvalidInputError: ``supporters.foreign_task``.
    """
    if not task.words or len(task.files) > 1:
        raise InvalidInputError("supporters.foreign_task")


def check_result(result: CrossedResult, *, now: datetime) -> None:
    """Refuse an answer the phone page would not have taken.

    Raises:
        InvalidInputError: ``supporters.foreign_task``.
    """
    is_known = result.result in set(FieldResult) and len(result.files) <= MAX_FILES
    if not is_known or result.done_at > now + CLOCK_SLACK:
        raise InvalidInputError("supporters.foreign_task")


def check_supporter(supporter: CrossedSupporter) -> None:
    """Refuse a supporter no office appoints; a label is kind and number, never a name.

    Raises:
        InvalidInputError: ``supporters.foreign_supporter``.
    """
    is_known = supporter.kind in set(SupporterKind)
    if not is_known or supporter.label != label_of(SupporterKind(supporter.kind), supporter.number):
        raise InvalidInputError("supporters.foreign_supporter")
    if supporter.term_until < supporter.term_from:
        raise InvalidInputError("supporters.foreign_supporter")
