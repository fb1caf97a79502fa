"""Letters: outward as the portal shows them; inward what a unit signed for and answered."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from xiezhi.exchange.rules.handlers import APPLIED, Applied, Crossed, PeerView, waits
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.services.by_value import Arrived, ValueReceiver, ValueSender
from xiezhi.exchange.services.registry import register_later, register_receiver, register_sender
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.letters.rules.crossing import (
    CrossedLetter,
    CrossedObjection,
    CrossedReceipt,
    CrossedReply,
)
from xiezhi.letters.selectors.crossing import (
    letters_to_carry,
    objections_to_carry,
    receipts_to_carry,
    replies_to_carry,
)
from xiezhi.letters.selectors.forgettable import (
    objections_looked_at_no_more,
    replies_looked_at_no_more,
)
from xiezhi.letters.services.crossing import take_letter
from xiezhi.letters.services.forgetting import forget_objections, forget_replies
from xiezhi.partners.selectors.crossing import has_unit


def register() -> None:
    """Name the handlers of letters; what answers do to a lead is the inner zone's."""
    register_sender(ValueSender(kind=ItemKind.LETTER, values=_letters))
    register_sender(ValueSender(kind=ItemKind.UNIT_RECEIPT, values=_receipts))
    register_sender(ValueSender(kind=ItemKind.UNIT_OBJECTION, values=_objections))
    register_sender(ValueSender(kind=ItemKind.UNIT_REPLY, values=_replies))
    register_later(ItemKind.UNIT_OBJECTION, _idle_objections, _forget_objections)
    register_later(ItemKind.UNIT_REPLY, _idle_replies, _forget_replies)
    register_receiver(ValueReceiver(kind=ItemKind.LETTER, value=CrossedLetter, take=_take_letter))


def _letters(_peer: PeerView, _crossed: Crossed, now: datetime) -> Iterable[CrossedLetter]:
    return letters_to_carry(legal_day(now))


def _receipts(_peer: PeerView, _crossed: Crossed, _now: datetime) -> Iterable[CrossedReceipt]:
    return receipts_to_carry()


def _objections(_peer: PeerView, _crossed: Crossed, _now: datetime) -> Iterable[CrossedObjection]:
    return objections_to_carry()


def _replies(_peer: PeerView, crossed: Crossed, _now: datetime) -> Iterable[CrossedReply]:
    return replies_to_carry(crossed.digests.keys())


def _idle_objections(now: datetime) -> Collection[UUID]:
    return objections_looked_at_no_more(legal_day(now))


def _forget_objections(ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    return forget_objections(letter_ids=ids, acting=acting, now=now)


def _idle_replies(now: datetime) -> Collection[UUID]:
    return replies_looked_at_no_more(legal_day(now))


def _forget_replies(ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    return forget_replies(reply_ids=ids, acting=acting, now=now)


def _take_letter(arrived: Arrived[CrossedLetter]) -> Applied:
    if not has_unit(arrived.value.unit_id):
        return waits("exchange.waits_for_unit")
    take_letter(
        letter=arrived.value,
        open_blob=arrived.open_blob,
        acting=arrived.acting,
        now=arrived.now,
    )
    return APPLIED
