"""A grid member asked to look at a case gives a signal; only two 检察人员 follow up."""

from datetime import date
from uuid import uuid4

import pytest

from tests.cases.office import CaseOffice, at
from tests.cast import make_grid_member
from xiezhi.cases.models import Case
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.services.field_tasks import ask_grid_member, take_back_asking
from xiezhi.clocks.models import Clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import DomainError
from xiezhi.notifications.models import Message
from xiezhi.supporters.models import FieldTask
from xiezhi.supporters.rules.field import FieldResult
from xiezhi.supporters.services.field_tasks import do_field_task
from xiezhi.web.effects import after_task

DAY = date(2026, 5, 6)


def suggested(office: CaseOffice) -> Case:
    case = office.investigated(date(2026, 3, 2), date(2026, 4, 10))
    office.suggested(case, date(2026, 4, 15), date(2026, 6, 15))
    return case


def asked(office: CaseOffice, case: Case, member: Actor, words: str = "请看看水鹤") -> FieldTask:
    assert member.id is not None
    return ask_grid_member(
        case_id=case.id,
        supporter_id=member.id,
        words=words,
        place_words="展旦召苏木××路口",
        acting=office.handler,
        now=at(DAY),
    )


def clock_of(task: FieldTask) -> Clock:
    found: Clock = Clock.objects.get(rule_key=CaseRule.FIELD_TASK, about_id=task.id)
    return found


def test_what_a_grid_member_saw_lights_no_lamp_and_is_no_follow_up(office: CaseOffice) -> None:
    case, member = suggested(office), make_grid_member()
    task = asked(office, case, member)
    done = do_field_task(
        task_id=task.id,
        submission_key=uuid4(),
        result=FieldResult.MENDED,
        words="水鹤出水了",
        acting=member,
        now=at(date(2026, 5, 8)),
    )
    after_task(done, acting=member, now=at(date(2026, 5, 8)))
    case.refresh_from_db()
    assert (case.measures_on, case.verified_on, case.finding) == (None, None, "")
    assert (case.state, case.follow_ups.count()) == (CaseState.FOLLOW_UP, 0)
    assert clock_of(task).met_on == date(2026, 5, 8)
    assert Message.objects.filter(kind="cases.signal", recipient_id=office.handler.id).count() == 1


def test_asking_taken_back_voids_its_limit(office: CaseOffice) -> None:
    case = suggested(office)
    task = asked(office, case, make_grid_member())
    take_back_asking(case_id=case.id, task_id=task.id, acting=office.handler, now=at(DAY))
    assert clock_of(task).void_on == DAY


def test_asking_without_words_is_refused(office: CaseOffice) -> None:
    case = suggested(office)
    with pytest.raises(DomainError) as refused:
        asked(office, case, make_grid_member(), words="  ")
    assert refused.value.code == "cases.no_words"
