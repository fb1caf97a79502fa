"""列方案: kept by a person for themselves, or by those who lock forms for the whole office."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotAllowedError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.reporting.models import LedgerColumnSet
from xiezhi.reporting.rules.column_sets import (
    MAX_NAME,
    ChosenColumn,
    clean_columns,
    stored_columns,
)
from xiezhi.reporting.rules.ledgers import LedgerKind
from xiezhi.reporting.selectors.column_sets import access_column_set, may_change


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSetText:
    """A set as a person fills it in.

    Attributes:
        is_office_wide: for everybody, not for oneself only.
        is_usual: taken when a ledger is opened.
    """

    kind: LedgerKind
    name: str
    columns: Iterable[ChosenColumn]
    is_office_wide: bool = False
    is_usual: bool = False


def save_column_set(
    *, text: ColumnSetText, acting: Actor, now: datetime, set_id: UUID | None = None
) -> LedgerColumnSet:
    """Keep a set, new or in place of one kept before.

    Raises:
        NotAllowedError: ``accounts.no_right``; the office's set by somebody who may not lock forms.
        InvalidInputError: ``reporting.no_name``, or a code of `clean_columns`.
        ConflictError: ``reporting.name_taken``.
        NotFoundError: ``reporting.no_column_set``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.EXPORT_LEDGER)
        if text.is_office_wide:
            require(acting, Action.LOCK_RETURN)
        found = _found(set_id, text, acting, now)
        name = clean_line(text.name, limit=MAX_NAME)
        if not name:
            raise InvalidInputError("reporting.no_name")
        found.name, found.owner_id = name, None if text.is_office_wide else acting.id
        found.columns = stored_columns(clean_columns(text.kind, text.columns))
        found.is_usual, found.saved_by_id, found.saved_at = text.is_usual, acting.id, now
        _make_room(found)
        found.save()
        record(
            "reporting.save_columns",
            "column_set",
            found.id,
            after={"name": name, "kind": text.kind.value, "office": text.is_office_wide},
        )
    return found


def remove_column_set(*, set_id: UUID, acting: Actor, now: datetime) -> None:
    """Take a set away; ledgers go back to the usual columns.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``reporting.no_column_set``.
    """
    with act(acting=acting, now=now) as record:
        found = access_column_set(acting, set_id, lock=True)
        if not may_change(acting, found):
            raise NotAllowedError("accounts.no_right", action=Action.LOCK_RETURN)
        LedgerColumnSet.objects.filter(id=found.id).delete()
        record("reporting.remove_columns", "column_set", found.id, before={"name": found.name})


def _found(
    set_id: UUID | None, text: ColumnSetText, acting: Actor, now: datetime
) -> LedgerColumnSet:
    if set_id is None:
        return LedgerColumnSet(id=new_id(now), kind=text.kind)
    found = access_column_set(acting, set_id, lock=True)
    if found.kind != text.kind or not may_change(acting, found):
        raise NotAllowedError("accounts.no_right", action=Action.LOCK_RETURN)
    return found


def _make_room(found: LedgerColumnSet) -> None:
    """Refuse a name that is taken; let another set stop being the usual one."""
    others = LedgerColumnSet.objects.filter(kind=found.kind, owner_id=found.owner_id).exclude(
        id=found.id
    )
    if found.owner_id is None:
        others = LedgerColumnSet.objects.filter(kind=found.kind, owner__isnull=True).exclude(
            id=found.id
        )
    if others.filter(name=found.name).exists():
        raise ConflictError("reporting.name_taken", name=found.name)
    if found.is_usual:
        others.filter(is_usual=True).update(is_usual=False)
