"""What a grid member found outside, taken inside: the task, and what it means for lead or case."""

from xiezhi.cases.services.field_tasks import take_signal
from xiezhi.exchange.rules.handlers import APPLIED, UNCHANGED, Applied, waits
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.services.by_value import Arrived, ValueReceiver
from xiezhi.exchange.services.registry import register_receiver
from xiezhi.leads.services.task_effects import take_task_result
from xiezhi.supporters.rules.crossing import CrossedResult
from xiezhi.supporters.selectors.crossing import find_task
from xiezhi.supporters.services.crossing import take_result


def register() -> None:
    """Name the receiver of results."""
    register_receiver(ValueReceiver(kind=ItemKind.TASK_RESULT, value=CrossedResult, take=_result))


def _result(arrived: Arrived[CrossedResult]) -> Applied:
    task = find_task(arrived.value.id)
    if task is None:
        return waits("exchange.waits_for_task")
    if task.done_at is not None:
        return UNCHANGED
    done = take_result(
        result=arrived.value,
        open_blob=arrived.open_blob,
        acting=arrived.acting,
        now=arrived.now,
    )
    take_task_result(task=done, acting=arrived.acting, now=arrived.now)
    take_signal(task=done, acting=arrived.acting, now=arrived.now)
    return APPLIED
