"""A 回头看 with its day and its clock; part of closing a case, of planning one, of a batch."""

from datetime import date

from xiezhi.cases.models import Case, LookBack, LookBackBatch
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.selectors.letter_door import clocked
from xiezhi.clocks.services.running import start_clock, start_clock_until
from xiezhi.law.periods import Period, Unit


def plan_after(case: Case, closed_on: date, months: int) -> LookBack:
    """Plan a 回头看 so many months after closing; a day of rest gives way to the next working day."""
    made: LookBack = LookBack.objects.create(case=case, months=months, due_on=closed_on)
    length = Period(length=months, unit=Unit.MONTH)
    clock = start_clock(
        clocked(case), CaseRule.LOOK_BACK, closed_on, about_id=made.id, chosen=length
    )
    made.due_on = clock.due_on
    made.save(update_fields=["due_on"])
    return made


def plan_in_batch(case: Case, batch: LookBackBatch, due_on: date) -> LookBack:
    """Plan a 回头看 of a batch, until the day the batch names."""
    made: LookBack = LookBack.objects.create(case=case, batch=batch, due_on=due_on)
    start_clock_until(clocked(case), CaseRule.LOOK_BACK, batch.made_on, due_on, about_id=made.id)
    return made
