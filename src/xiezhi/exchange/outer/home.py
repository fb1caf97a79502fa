"""我的: outward a member's trainings and patrols, inward what the member answered."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from xiezhi.exchange.rules.handlers import (
    APPLIED,
    UNCHANGED,
    Applied,
    Crossed,
    PeerView,
    waits,
)
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.services.by_value import Arrived, ValueReceiver, ValueSender
from xiezhi.exchange.services.registry import (
    register_forgetter,
    register_later,
    register_receiver,
    register_sender,
)
from xiezhi.kernel.actor import Actor
from xiezhi.supporters.rules.home_crossing import (
    CrossedPatrol,
    CrossedPatrolResult,
    CrossedReply,
    CrossedTraining,
)
from xiezhi.supporters.selectors.crossing import has_supporter
from xiezhi.supporters.selectors.home_crossing import (
    find_attendance,
    find_patrol,
    leaves_looked_at_no_more,
    patrol_results_to_carry,
    patrols_to_carry,
    replies_to_carry,
    trainings_to_carry,
)
from xiezhi.supporters.services.forgetting import forget_leaves, forget_patrol_results
from xiezhi.supporters.services.home_crossing import (
    take_patrol,
    take_patrol_result,
    take_reply,
    take_training,
)


def register() -> None:
    """Name the handlers of trainings and patrols; both zones have supporters."""
    register_sender(ValueSender(kind=ItemKind.TRAINING, values=lambda *_: trainings_to_carry()))
    register_sender(ValueSender(kind=ItemKind.TRAINING_REPLY, values=lambda *_: replies_to_carry()))
    register_sender(ValueSender(kind=ItemKind.PATROL, values=lambda *_: patrols_to_carry()))
    register_sender(ValueSender(kind=ItemKind.PATROL_RESULT, values=_results))
    register_forgetter(ItemKind.PATROL_RESULT, _forget)
    register_later(ItemKind.TRAINING_REPLY, leaves_looked_at_no_more, _forget_leaves)
    register_receiver(
        ValueReceiver(kind=ItemKind.TRAINING, value=CrossedTraining, take=_take_training)
    )
    register_receiver(ValueReceiver(kind=ItemKind.TRAINING_REPLY, value=CrossedReply, take=_reply))
    register_receiver(ValueReceiver(kind=ItemKind.PATROL, value=CrossedPatrol, take=_take_patrol))
    register_receiver(
        ValueReceiver(kind=ItemKind.PATROL_RESULT, value=CrossedPatrolResult, take=_result)
    )


def _forget(ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    return forget_patrol_results(patrol_ids=ids, acting=acting, now=now)


def _forget_leaves(ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    return forget_leaves(part_ids=ids, acting=acting, now=now)


def _results(_peer: PeerView, crossed: Crossed, _now: datetime) -> Iterable[CrossedPatrolResult]:
    return patrol_results_to_carry(crossed.digests.keys())


def _take_training(arrived: Arrived[CrossedTraining]) -> Applied:
    if not has_supporter(arrived.value.supporter_id):
        return waits("exchange.waits_for_supporter")
    take_training(training=arrived.value, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _reply(arrived: Arrived[CrossedReply]) -> Applied:
    if find_attendance(arrived.value.id) is None:
        return waits("exchange.waits_for_training")
    take_reply(reply=arrived.value, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _take_patrol(arrived: Arrived[CrossedPatrol]) -> Applied:
    if not has_supporter(arrived.value.supporter_id):
        return waits("exchange.waits_for_supporter")
    take_patrol(patrol=arrived.value, acting=arrived.acting, now=arrived.now)
    return APPLIED


def _result(arrived: Arrived[CrossedPatrolResult]) -> Applied:
    patrol = find_patrol(arrived.value.id)
    if patrol is None:
        return waits("exchange.waits_for_patrol")
    if patrol.done_at is not None:
        return UNCHANGED
    take_patrol_result(result=arrived.value, acting=arrived.acting, now=arrived.now)
    return APPLIED
