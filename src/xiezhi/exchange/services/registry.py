"""Who sends and who takes which kind in this zone; filled once, when Django starts."""

from collections.abc import Callable, Collection, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from xiezhi.exchange.rules.handlers import Receiver, Sender
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.kernel.actor import Actor

Forget = Callable[[Collection[UUID], Actor, datetime], int]
"""Lets things go, for somebody, at an instant; returns how many."""

_senders: Final[dict[ItemKind, Sender]] = {}
_receivers: Final[dict[ItemKind, Receiver]] = {}
_taken: Final[dict[ItemKind, Callable[[str], object]]] = {}
Idle = Callable[[datetime], Collection[UUID]]
"""Returns what at an instant nobody outside needs to look at any more, and is not forgotten yet."""

_forgetters: Final[dict[ItemKind, Forget]] = {}
_later: Final[dict[ItemKind, tuple[Idle, Forget]]] = {}

SENDERS: Final[Mapping[ItemKind, Sender]] = MappingProxyType(_senders)
RECEIVERS: Final[Mapping[ItemKind, Receiver]] = MappingProxyType(_receivers)
TAKEN: Final[Mapping[ItemKind, Callable[[str], object]]] = MappingProxyType(_taken)
"""What is done here for each thing of a kind, by its id, once the other side has imported it."""
FORGETTERS: Final[Mapping[ItemKind, Forget]] = MappingProxyType(_forgetters)
"""How things of a kind, by their ids, are let go here when the inner zone has had them for a while."""


FORGOTTEN_LATER: Final[Mapping[ItemKind, tuple[Idle, Forget]]] = MappingProxyType(_later)
"""Of these kinds, what the writer may still look at stays as long as that, whatever was acknowledged."""


def register_sender(sender: Sender) -> None:
    """Name the one sender of a kind; naming it again replaces it."""
    _senders[sender.kind] = sender


def register_receiver(receiver: Receiver) -> None:
    """Name the one receiver of a kind; naming it again replaces it."""
    _receivers[receiver.kind] = receiver


def register_taken(kind: ItemKind, done: Callable[[str], object]) -> None:
    """Name what is done once the other side has a thing of this kind; again replaces it."""
    _taken[kind] = done


def register_forgetter(kind: ItemKind, forget: Forget) -> None:
    """Name how things of this kind are let go outside; again replaces it."""
    _forgetters[kind] = forget


def register_later(kind: ItemKind, idle: Idle, forget: Forget) -> None:
    """Name how things of this kind are let go outside once they are idle; again replaces it."""
    _later[kind] = (idle, forget)
