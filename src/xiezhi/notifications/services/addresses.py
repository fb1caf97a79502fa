"""By what a recipient can be reached: asked at the moment of sending, kept nowhere.

Units and supporters lie above this capability; they register how their addresses are found.
"""

from collections.abc import Callable
from datetime import date
from typing import Final
from uuid import UUID

from xiezhi.accounts.selectors.posts import find_member_addresses
from xiezhi.notifications.channels.web_push import is_push_configured
from xiezhi.notifications.rules.recipients import Contact, Recipient, RecipientKind
from xiezhi.notifications.selectors.push import list_push_ids

AddressBook = Callable[[UUID, date], tuple[Contact, ...]]


def _staff(member_id: UUID, _day: date) -> tuple[Contact, ...]:
    found = find_member_addresses(member_id)
    return () if found is None else (Contact(email=found[0], mobile=found[1]),)


_BOOKS: Final[dict[RecipientKind, AddressBook]] = {RecipientKind.STAFF: _staff}


def register_addresses(kind: RecipientKind, book: AddressBook) -> None:
    """Say how the addresses of a kind of recipient are found; called once, when an app is ready."""
    _BOOKS[kind] = book


def contacts_of(to: Recipient, *, day: date) -> tuple[Contact, ...]:
    """Return the persons behind a recipient on a day; empty when nobody answers for it.

    A supporter's phones that take pushes stand beside the number.
    """
    found = _BOOKS[to.kind](to.id, day)
    if found and to.kind is RecipientKind.SUPPORTER and is_push_configured():
        found += tuple(Contact(push=str(one)) for one in list_push_ids(to.id))
    return found
