"""协助核实: outward what a member is asked, inward what they found."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from xiezhi.exchange.rules.handlers import APPLIED, Applied, Crossed, PeerView, waits
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.services.by_value import Arrived, ValueReceiver, ValueSender
from xiezhi.exchange.services.registry import (
    register_forgetter,
    register_receiver,
    register_sender,
)
from xiezhi.kernel.actor import Actor
from xiezhi.supporters.rules.crossing import CrossedResult, CrossedTask
from xiezhi.supporters.selectors.crossing import has_supporter, results_to_carry, tasks_to_carry
from xiezhi.supporters.services.crossing import take_task
from xiezhi.supporters.services.forgetting import forget_results


def register() -> None:
    """Name the handlers of tasks; what a result does to a lead is the inner zone's."""
    register_sender(ValueSender(kind=ItemKind.FIELD_TASK, values=lambda *_: tasks_to_carry()))
    register_sender(ValueSender(kind=ItemKind.TASK_RESULT, values=_results))
    register_forgetter(ItemKind.TASK_RESULT, _forget)
    register_receiver(ValueReceiver(kind=ItemKind.FIELD_TASK, value=CrossedTask, take=_take_task))


def _results(_peer: PeerView, crossed: Crossed, _now: datetime) -> Iterable[CrossedResult]:
    return results_to_carry(crossed.digests.keys())


def _forget(ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    return forget_results(task_ids=ids, acting=acting, now=now)


def _take_task(arrived: Arrived[CrossedTask]) -> Applied:
    if not has_supporter(arrived.value.supporter_id):
        return waits("exchange.waits_for_supporter")
    take_task(
        task=arrived.value,
        open_blob=arrived.open_blob,
        acting=arrived.acting,
        now=arrived.now,
    )
    return APPLIED
