"""已过上诉期: the office's days to appeal end by themselves; the case says so and nothing is overdue."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.cases.models import Case
from xiezhi.cases.rules.clocks import APPEAL_RULES
from xiezhi.cases.rules.states import CaseEvent
from xiezhi.cases.services._procedure import StepWords, move
from xiezhi.clocks.selectors.running import find_last_day, list_passed
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.ledger.services.acts import act

JOB: Final = "cases.lapse_appeals"


def lapse_appeals(*, acting: Actor, now: datetime) -> int:
    """Note on every case whose days to appeal are over that they are; returns on how many.

    One act for each case. Done twice it changes nothing. A provisional last day waits until it is
    counted anew.
    """
    passed = list_passed(APPEAL_RULES, legal_day(now))
    return sum(_lapse(case_id, acting=acting, now=now) for case_id in passed)


def _lapse(case_id: UUID, *, acting: Actor, now: datetime) -> bool:
    with act(acting=acting, now=now) as record:
        case = Case.objects.select_for_update().get(id=case_id)
        last_day = find_last_day(case.id, APPEAL_RULES)
        if last_day is None or last_day >= legal_day(now):
            # Somebody appealed or lengthened meanwhile; looked at, nothing changed.
            record("cases.lapse_appeal", "case", case.id, after={"clocks": 0})
            return False
        said = StepWords(
            words=f"上诉期限至 {last_day.isoformat()}，没有登记上诉。",
            happened_on=last_day + timedelta(days=1),
        )
        move(case, CaseEvent.LAPSE_APPEAL, acting=acting, now=now, record=record, said=said)
    return True
