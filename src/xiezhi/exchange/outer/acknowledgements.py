"""收包回执: both sides tell each other what became of the packages they sent."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from xiezhi.exchange.rules.handlers import (
    APPLIED,
    Applied,
    Arriving,
    Crossed,
    PeerView,
    waits,
)
from xiezhi.exchange.rules.items import Item, ItemKind
from xiezhi.exchange.rules.procedure import ItemState, PackageState
from xiezhi.exchange.selectors.answers import Answer, list_answers
from xiezhi.exchange.selectors.peers import family_ids, get_peer
from xiezhi.exchange.services.acknowledging import take_acknowledgement
from xiezhi.exchange.services.registry import register_receiver, register_sender
from xiezhi.kernel.actor import Actor


class AcknowledgementSender:
    """Answers every package of the peer; again, when something that waited was applied."""

    kind = ItemKind.ACKNOWLEDGEMENT

    def collect(self, *, peer: PeerView, crossed: Crossed, now: datetime) -> Iterator[Item]:  # noqa: ARG002  # the protocol's arguments
        """Yield the answers; those given already fall out as unchanged."""
        for answer in list_answers(family_ids(get_peer(peer.id))):
            yield _item(answer)


class AcknowledgementReceiver:
    """Closes our own package."""

    kind = ItemKind.ACKNOWLEDGEMENT

    def apply(self, arriving: Arriving, *, acting: Actor, now: datetime) -> Applied:
        """Note the answer; one to a package we do not know waits, nothing is invented."""
        body = arriving.item.body
        is_known = take_acknowledgement(
            package_id=UUID(str(body["package"])),
            peer=arriving.peer,
            is_imported=body["answer"] == "imported",
            still_waiting=int(str(body.get("waiting") or 0)),
            words=str(body.get("note") or ""),
            acting=acting,
            now=now,
        )
        return APPLIED if is_known else waits("exchange.waits_for_package")


def register() -> None:
    """Name the handlers."""
    register_sender(AcknowledgementSender())
    register_receiver(AcknowledgementReceiver())


def _item(answer: Answer) -> Item:
    package, counts = answer.package, answer.counts
    is_imported = package.state == PackageState.IMPORTED
    return Item(
        kind=ItemKind.ACKNOWLEDGEMENT,
        object_id=str(package.id),
        body={
            "package": package.id,
            "sequence": package.sequence or 0,
            "answer": "imported" if is_imported else "refused",
            "answered_at": package.settled_at,
            "answered_by": package.settled_by_label[:60],
            "applied": counts[ItemState.APPLIED],
            "unchanged": counts[ItemState.UNCHANGED] + counts[ItemState.DIFFERS],
            "waiting": counts[ItemState.WAITS],
            "note": package.settled_note,
        },
    )
