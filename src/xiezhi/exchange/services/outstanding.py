"""How much waits to be carried to a peer; asks the senders, so it stands beside them. Writes nothing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from xiezhi.exchange.models import ExchangePeer
from xiezhi.exchange.rules.handlers import Crossed
from xiezhi.exchange.rules.items import SENT_TO, ItemKind, PeerKind
from xiezhi.exchange.selectors.crossed import sent_digests
from xiezhi.exchange.selectors.peers import family_ids, view_of
from xiezhi.exchange.services.registry import SENDERS

MOST: Final = 200
"""Counting stops here: a page says "more than", and one package holds about as much."""


@dataclass(slots=True)
class Outstanding:
    """What waits, by kind; ``is_more`` when counting stopped."""

    counts: dict[ItemKind, int] = field(default_factory=dict)
    is_more: bool = False

    @property
    def total(self) -> int:
        """How many things were counted."""
        return sum(self.counts.values())


def outstanding_for(peer: ExchangePeer, *, now: datetime) -> Outstanding:
    """Return what would go into the next packages to a peer; receipts of packages aside."""
    found = Outstanding()
    family, view = family_ids(peer), view_of(peer)
    kinds = SENT_TO[PeerKind(peer.kind)] - {ItemKind.ACKNOWLEDGEMENT}
    for kind in ItemKind:
        sender = SENDERS.get(kind)
        if sender is None or kind not in kinds:
            continue
        sent = sent_digests(family, kind)
        for item in sender.collect(peer=view, crossed=Crossed(digests=sent), now=now):
            if sent.get(item.object_id) == item.digest:
                continue
            if found.total == MOST:
                found.is_more = True
                return found
            found.counts[kind] = found.counts.get(kind, 0) + 1
    return found
