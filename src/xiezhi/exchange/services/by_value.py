"""Senders and receivers made of a capability's values: one shape for every kind."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any, Generic, TypeVar

from xiezhi.evidence.rules.crossing import CrossedFile
from xiezhi.evidence.selectors.crossing import blob_bytes
from xiezhi.exchange.rules.handlers import Applied, Arriving, Crossed, PeerView
from xiezhi.exchange.rules.items import Item, ItemFile, ItemKind
from xiezhi.exchange.rules.values import body_of, value_of
from xiezhi.kernel.actor import Actor

Value = TypeVar("Value")

Collect = Callable[[PeerView, Crossed, datetime], Iterable[Any]]
"""Yields values, each with an ``id``; those with files have them in ``files``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueSender:
    """Sends what a selector yields."""

    kind: ItemKind
    values: Collect

    def collect(self, *, peer: PeerView, crossed: Crossed, now: datetime) -> Iterator[Item]:
        """Yield an item for each value."""
        for value in self.values(peer, crossed, now):
            yield item_of(self.kind, value)


# Without slots: calling a parametrised generic writes an attribute, which slots turn into a TypeError.
@dataclass(frozen=True, kw_only=True)
class ValueReceiver(Generic[Value]):
    """Hands a value to the service that takes it."""

    kind: ItemKind
    value: type[Value]
    take: Callable[["Arrived[Value]"], Applied]

    def apply(self, arriving: Arriving, *, acting: Actor, now: datetime) -> Applied:
        """Read the body and hand it on."""
        arrived = Arrived(
            value=value_of(self.value, arriving.item.body),
            arriving=arriving,
            acting=acting,
            now=now,
        )
        return self.take(arrived)


@dataclass(frozen=True, kw_only=True)
class Arrived(Generic[Value]):
    """A value as it arrived, with what a service needs to take it."""

    value: Value
    arriving: Arriving
    acting: Actor
    now: datetime

    def open_blob(self, sha256: bytes) -> IO[bytes]:
        """Return a content of the package by its SHA-256."""
        return self.arriving.open_file(sha256.hex())


def item_of(kind: ItemKind, value: Any) -> Item:  # noqa: ANN401  # any dataclass with an id
    """Return the item of a value, with every file it names."""
    return Item(
        kind=kind,
        object_id=str(value.id),
        body=body_of(value),
        files=_files(getattr(value, "files", ())),
    )


def _files(files: Iterable[CrossedFile]) -> tuple[ItemFile, ...]:
    named = dict.fromkeys(sha256 for file in files for sha256 in file.blobs)
    return tuple(ItemFile(sha256=one.hex(), size_bytes=blob_bytes(one)) for one in named)
