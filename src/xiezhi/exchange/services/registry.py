"""Who sends and who takes which kind in this zone; filled once, when Django starts."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from xiezhi.exchange.rules.handlers import Receiver, Sender
from xiezhi.exchange.rules.items import ItemKind

_senders: Final[dict[ItemKind, Sender]] = {}
_receivers: Final[dict[ItemKind, Receiver]] = {}
_taken: Final[dict[ItemKind, Callable[[str], object]]] = {}

SENDERS: Final[Mapping[ItemKind, Sender]] = MappingProxyType(_senders)
RECEIVERS: Final[Mapping[ItemKind, Receiver]] = MappingProxyType(_receivers)
TAKEN: Final[Mapping[ItemKind, Callable[[str], object]]] = MappingProxyType(_taken)
"""What is done here for each thing of a kind, by its id, once the other side has imported it."""


def register_sender(sender: Sender) -> None:
    """Name the one sender of a kind; naming it again replaces it."""
    _senders[sender.kind] = sender


def register_receiver(receiver: Receiver) -> None:
    """Name the one receiver of a kind; naming it again replaces it."""
    _receivers[receiver.kind] = receiver


def register_taken(kind: ItemKind, done: Callable[[str], object]) -> None:
    """Name what is done once the other side has a thing of this kind; again replaces it."""
    _taken[kind] = done
