"""What follows when a case ends: those invited leave it, and days are set for the 回头看."""

from datetime import date

from xiezhi.cases.models import Case, CaseMember
from xiezhi.cases.rules.look_backs import is_looked_back_at
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.look_back_schedule import schedule_of_office
from xiezhi.cases.services._planning import plan_after


def settle(case: Case, on: date) -> None:
    """Let invited people's part end with the case, and plan the 回头看 of what was put right.

    How often and how long after closing the office sets; no article says so (本院设定).
    """
    invited = CaseMember.objects.filter(case_id=case.id, supporter__isnull=False)
    invited.filter(until__isnull=True).update(until=on)
    if is_looked_back_at(CaseState(case.state), case.closing_ground):
        for months in schedule_of_office().months:
            plan_after(case, on, months)
