"""What a capability gives to exchange: one sender at one side, one receiver at the other.

Register instances with ``exchange.services.registry``: those that need leads in ``exchange.inner``,
all others in ``exchange.outer``.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import IO, Protocol
from uuid import UUID

from xiezhi.exchange.rules.items import Item, ItemKind, PeerKind
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import Param


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerView:
    """The other side, as handlers need it.

    Attributes:
        office_id: the procuratorate's id there (the same as ours between our own two zones).
    """

    id: UUID
    kind: PeerKind
    name: str
    office_id: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """What of one kind was sent to a peer already: digest of the newest version by object id.

    A sender may skip what cannot change once it has crossed; what it yields again unchanged is
    left out by the engine.
    """

    digests: Mapping[str, str] = field(default_factory=dict)

    def __contains__(self, object_id: object) -> bool:
        """Whether the thing was sent, in whatever version."""
        return str(object_id) in self.digests


class Sender(Protocol):
    """Knows what of one kind has to cross."""

    @property
    def kind(self) -> ItemKind:
        """The kind it sends."""

    def collect(self, *, peer: PeerView, crossed: Crossed, now: datetime) -> Iterable[Item]:
        """Yield what has not crossed yet, oldest first; files lie in the office's file store.

        Called inside the tenant scope; writes nothing. The engine stops asking when a package
        is full and asks again for the next one.
        """


class ItemOutcome(StrEnum):
    """What became of an item that arrived."""

    APPLIED = "applied"
    UNCHANGED = "unchanged"
    WAITS = "waits"


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """The receiver's answer. ``code`` names what an item waits for (a text in problems)."""

    outcome: ItemOutcome
    code: str = ""
    params: Mapping[str, Param] = field(default_factory=dict)


APPLIED = Applied(outcome=ItemOutcome.APPLIED)
UNCHANGED = Applied(outcome=ItemOutcome.UNCHANGED)


def waits(code: str, **params: Param) -> Applied:
    """Return the answer of a receiver that cannot apply an item yet; nothing may be written."""
    return Applied(outcome=ItemOutcome.WAITS, code=code, params=params)


class FileOpener(Protocol):
    """Opens the files that came with an item, verified against their SHA-256 already."""

    def __call__(self, sha256: str) -> IO[bytes]:
        """Return a readable stream of one of the item's own files.

        Raises:
            KeyError: the item names no such file.
        """


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving:
    """An item as it arrived, its fields checked against `FIELDS`."""

    item: Item
    peer: PeerView
    package_id: UUID
    open_file: FileOpener


class Receiver(Protocol):
    """Knows what to do with an item of one kind that arrived."""

    @property
    def kind(self) -> ItemKind:
        """The kind it takes."""

    def apply(self, arriving: Arriving, *, acting: Actor, now: datetime) -> Applied:
        """Write the item, once: the same or an older version again is UNCHANGED.

        Called inside one act of the whole import; a `DomainError` refuses the whole package.
        The engine itself answers what it has already applied from this peer in the same or a
        newer version, so that a receiver sees each version at most once.
        """
