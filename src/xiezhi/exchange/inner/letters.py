"""What a unit did in the portal, taken inside: the letter, and what it means for lead or case."""

from xiezhi.exchange.rules.handlers import APPLIED, UNCHANGED, Applied, waits
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.services.by_value import Arrived, ValueReceiver
from xiezhi.exchange.services.registry import register_receiver
from xiezhi.letters.rules.crossing import CrossedObjection, CrossedReceipt, CrossedReply
from xiezhi.letters.selectors.crossing import has_letter, has_objection, has_reply
from xiezhi.letters.services import crossing
from xiezhi.letters.services.keepers import after_objection, after_receipt, after_reply


def register() -> None:
    """Name the receivers of receipts, objections and replies."""
    register_receiver(
        ValueReceiver(kind=ItemKind.UNIT_RECEIPT, value=CrossedReceipt, take=_receipt)
    )
    register_receiver(
        ValueReceiver(kind=ItemKind.UNIT_OBJECTION, value=CrossedObjection, take=_objection)
    )
    register_receiver(ValueReceiver(kind=ItemKind.UNIT_REPLY, value=CrossedReply, take=_reply))


def _receipt(arrived: Arrived[CrossedReceipt]) -> Applied:
    if not has_letter(arrived.value.id):
        return waits("exchange.waits_for_letter")
    letter = crossing.take_receipt(receipt=arrived.value, acting=arrived.acting, now=arrived.now)
    after_receipt(letter, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _objection(arrived: Arrived[CrossedObjection]) -> Applied:
    if not has_letter(arrived.value.id):
        return waits("exchange.waits_for_letter")
    if has_objection(arrived.value.id):
        return UNCHANGED
    letter = crossing.take_objection(
        objection=arrived.value,
        open_blob=arrived.open_blob,
        acting=arrived.acting,
        now=arrived.now,
    )
    after_objection(letter, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _reply(arrived: Arrived[CrossedReply]) -> Applied:
    if has_reply(arrived.value.id):
        return UNCHANGED
    if not has_letter(arrived.value.letter_id):
        return waits("exchange.waits_for_letter")
    reply = crossing.take_reply(
        reply=arrived.value,
        open_blob=arrived.open_blob,
        acting=arrived.acting,
        now=arrived.now,
    )
    after_reply(reply, acting=arrived.acting, now=arrived.now)
    return APPLIED
