"""Tables of exchange."""

from xiezhi.exchange.models.matter import ReceivedMatter, SentMatter
from xiezhi.exchange.models.package import ExchangeItem, ExchangePackage, ExchangePart
from xiezhi.exchange.models.peer import ExchangePeer

__all__ = [
    "ExchangeItem",
    "ExchangePackage",
    "ExchangePart",
    "ExchangePeer",
    "ReceivedMatter",
    "SentMatter",
]
