"""What a grid member's answer means for the lead: its clock met, its handler told.

Called in the transaction that took the answer (zone *single*), or when it is imported inside.
"""

import hashlib
from datetime import datetime

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.services._clocks import DUE_FIELDS, repeat_nearest, stop_clock_about
from xiezhi.leads.services.told import tell_staff
from xiezhi.ledger.services.acts import act
from xiezhi.supporters.models import FieldTask


def take_task_result(*, task: FieldTask, acting: Actor, now: datetime) -> None:
    """Stop the clock of a task that was answered and tell the handler; a second time says nothing."""
    if task.matter_kind != MatterKind.LEAD or task.done_at is None:
        return
    lead: Lead | None = Lead.objects.select_for_update().filter(id=task.matter_id).first()
    if lead is None:
        return
    with act(acting=acting, now=now) as record:
        done_on = legal_day(task.done_at)
        stop_clock_about(
            lead, ClockRule.FIELD_TASK, task.id, due_on=task.due_on, on=done_on, met=True
        )
        repeat_nearest(lead)
        lead.save(update_fields=list(DUE_FIELDS))
        record("leads.take_task_result", "lead", lead.id, after={"task": str(task.id)})
        if lead.handler_id is not None:
            tell_staff(
                lead=lead,
                staff_id=lead.handler_id,
                kind="leads.task_done",
                acting=acting,
                now=now,
                key=f"task_done:{task.id}",
            )


def take_task_addition(*, task: FieldTask, acting: Actor, now: datetime) -> None:
    """Tell the handler that a grid member added to an answer; the same addition is told once."""
    if task.matter_kind != MatterKind.LEAD:
        return
    lead: Lead | None = Lead.objects.filter(id=task.matter_id).first()
    if lead is None or lead.handler_id is None:
        return
    with act(acting=acting, now=now) as record:
        said = hashlib.sha256(task.result_words.encode()).hexdigest()
        tell_staff(
            lead=lead,
            staff_id=lead.handler_id,
            kind="leads.task_added",
            acting=acting,
            now=now,
            key=f"task_added:{task.id}:{said[:16]}",
        )
        record("leads.take_task_addition", "lead", lead.id, after={"task": str(task.id)})
