"""What follows when a case ends: those invited leave it, and a day is set for the 回头看."""

from datetime import date

from xiezhi.cases.models import Case, CaseMember, LookBack
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.look_backs import is_looked_back_at
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.letter_door import clocked
from xiezhi.clocks.services.running import start_clock
from xiezhi.law.periods import Unit


def settle(case: Case, on: date) -> None:
    """Let invited people's part end with the case, and plan the first 回头看 of what was put right.

    How long after closing is 本院规定; without one, what the law library suggests (本院设定).
    """
    invited = CaseMember.objects.filter(case_id=case.id, supporter__isnull=False)
    invited.filter(until__isnull=True).update(until=on)
    if not is_looked_back_at(CaseState(case.state), case.closing_ground):
        return
    look_back: LookBack = LookBack.objects.create(case=case, due_on=on)
    clock = start_clock(clocked(case), CaseRule.LOOK_BACK, on, about_id=look_back.id)
    look_back.due_on = clock.due_on
    look_back.months = clock.length if clock.unit == Unit.MONTH else None
    look_back.save(update_fields=["due_on", "months"])
