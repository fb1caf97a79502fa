"""已过上诉期: the office's days to appeal end by themselves; the case says so and nothing is overdue."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.cases.models import Case
from xiezhi.cases.rules.clocks import APPEAL_RULES
from xiezhi.cases.rules.states import CaseEvent
from xiezhi.cases.selectors.unstarted_appeals import (
    UnstartedAppeal,
    find_unstarted_appeal,
    list_judged,
)
from xiezhi.cases.services._procedure import (
    DUE_FIELDS,
    StepWords,
    move,
    repeat_nearest,
    run_clock,
)
from xiezhi.cases.services.told import tell_handler, was_told
from xiezhi.clocks.selectors.running import find_last_day, list_passed
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.ledger.services.acts import act

JOB: Final = "cases.lapse_appeals"


def begin_appeals(*, acting: Actor, now: datetime) -> int:
    """Begin the days to appeal of judgments registered before they were counted; returns on how many.

    From the day of receipt, where the last day is still ahead. Where it has passed nothing begins and
    nothing lapses: the handler is told once, and a person says what was done. Done twice it changes
    nothing.
    """
    return sum(_begin(case_id, acting=acting, now=now) for case_id in list_judged())


def lapse_appeals(*, acting: Actor, now: datetime) -> int:
    """Note on every case whose days to appeal are over that they are; returns on how many.

    One act for each case. Done twice it changes nothing. A provisional last day waits until it is
    counted anew.
    """
    passed = list_passed(APPEAL_RULES, legal_day(now))
    return sum(_lapse(case_id, acting=acting, now=now) for case_id in passed)


def _begin(case_id: UUID, *, acting: Actor, now: datetime) -> bool:
    case = Case.objects.get(id=case_id)
    found = find_unstarted_appeal(case)
    if found is None:
        return False
    if found.due_on < legal_day(now):
        _tell_once(case, found, acting=acting, now=now)
        return False
    with act(acting=acting, now=now) as record:
        case = Case.objects.select_for_update().get(id=case_id)
        found = find_unstarted_appeal(case)
        if found is None:
            # Somebody settled it meanwhile; looked at, nothing changed.
            record("cases.begin_appeal", "case", case.id, after={"clocks": 0})
            return False
        run_clock(case, found.rule, found.received_on, variant=found.variant)
        repeat_nearest(case)
        case.save(update_fields=list(DUE_FIELDS))
        until = found.due_on.isoformat()
        record("cases.begin_appeal", "case", case.id, after={"clocks": 1, "until": until})
        tell_handler(case, "cases.appeal_begun", acting=acting, now=now, key=_key(case, found))
    return True


def _tell_once(case: Case, found: UnstartedAppeal, *, acting: Actor, now: datetime) -> None:
    """Tell the handler that a person must settle days long over; without a handler nobody is told yet."""
    kind, key = "cases.appeal_unsettled", _key(case, found)
    if case.handler_id is None or was_told(case.handler_id, kind, key):
        return
    with act(acting=acting, now=now) as record:
        until = found.due_on.isoformat()
        record("cases.begin_appeal", "case", case.id, after={"clocks": 0, "until": until})
        tell_handler(case, kind, acting=acting, now=now, key=key)


def _key(case: Case, found: UnstartedAppeal) -> str:
    return f"appeal:{case.id}:{found.due_on.isoformat()}"


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
