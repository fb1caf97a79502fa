"""“回头看” at the office's own times: planned when a case is closed, each with a clock of its own."""

from datetime import date, timedelta

import pytest

from tests.cases.office import CaseOffice, at
from tests.cases.places import look
from tests.cast import make_staff
from xiezhi.accounts.models import StaffMember
from xiezhi.accounts.rules.roles import Role
from xiezhi.cases.models import Case, LookBack
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.follow_up import LookBackResult, SamplingWay
from xiezhi.cases.rules.grounds import ClosingGround
from xiezhi.cases.rules.kinds import Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.selectors.look_backs import (
    count_look_backs,
    iterate_ledger,
    list_look_backs,
)
from xiezhi.cases.services.look_back_schedule import set_schedule
from xiezhi.cases.services.look_backs import (
    BatchInput,
    LookBackInput,
    call_look_back_off,
    make_batch,
    plan_look_back,
    record_look_back,
)
from xiezhi.clocks.models import Clock
from xiezhi.clocks.rules.dues import DueScope, DueTab
from xiezhi.clocks.selectors.dues import DueFilter, list_dues
from xiezhi.clocks.selectors.explaining import explain_clock
from xiezhi.kernel.errors import DomainError
from xiezhi.law.steps import StepCode

CLOSED_ON = date(2026, 6, 12)


def closed(office: CaseOffice) -> Case:
    case = office.investigated(date(2026, 3, 2), date(2026, 4, 10))
    office.suggested(case, date(2026, 4, 15), date(2026, 6, 15))
    look(office, case, date(2026, 6, 10))
    office.register(case, PaperKind.REVIEW_REPORT, date(2026, 6, 11), decider=Decider.PROSECUTOR)
    ground = Claims(ground=ClosingGround.RECTIFIED)
    office.register(case, PaperKind.TERMINATION_DECISION, CLOSED_ON, claims=ground)
    return case


def set_months(*months: int) -> None:
    count = StaffMember.objects.count()
    admin = make_staff(f"系统管理员{count}", Role.SYSTEM_ADMIN, is_stepped_up=True)
    set_schedule(months=months, acting=admin, now=at(CLOSED_ON) + timedelta(minutes=count))


def running(case: Case) -> list[Clock]:
    rows = Clock.objects.filter(matter_id=case.id, rule_key=CaseRule.LOOK_BACK)
    return list(rows.filter(met_on__isnull=True, void_on__isnull=True).order_by("due_on"))


def planned(case: Case) -> list[tuple[int | None, date]]:
    return list(case.look_backs.order_by("due_on").values_list("months", "due_on"))


def test_without_a_setting_a_closed_case_is_looked_at_after_three_six_and_twelve_months(
    office: CaseOffice,
) -> None:
    case = closed(office)
    assert planned(case) == [
        (3, date(2026, 9, 14)),  # 12 September is a Saturday
        (6, date(2026, 12, 14)),  # so is 12 December
        (12, date(2027, 6, 14)),  # and 12 June
    ]
    clocks = running(case)
    assert [(one.length, one.unit, one.due_on) for one in clocks] == [
        (3, "month", date(2026, 9, 14)),
        (6, "month", date(2026, 12, 14)),
        (12, "month", date(2027, 6, 14)),
    ]
    assert {(one.kind, one.basis) for one in clocks} == {("own", "本院设定")}
    case.refresh_from_db()
    assert case.next_due_on == date(2026, 9, 14)


def test_office_sets_its_own_times_or_none(office: CaseOffice) -> None:
    set_months(24, 6, 6)
    assert [months for months, _day in planned(closed(office))] == [6, 24]
    set_months()
    assert planned(closed(office)) == []


@pytest.mark.parametrize(
    ("months", "code"),
    [((0,), "cases.no_months"), ((37,), "cases.no_months"), (range(1, 8), "cases.too_many_months")],
)
def test_times_nobody_keeps_are_refused(
    office: CaseOffice, months: tuple[int, ...], code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        set_months(*months)
    assert refused.value.code == code
    assert planned(closed(office))


def test_one_planned_by_hand_is_on_the_list_of_what_is_due(office: CaseOffice) -> None:
    set_months()
    case = closed(office)
    made = plan_look_back(case_id=case.id, months=2, acting=office.handler, now=at(CLOSED_ON))
    found = list_dues(
        office.handler, DueFilter(scope=DueScope.MINE, tab=DueTab.WEEK), date(2026, 8, 10)
    )
    assert [(one.due.rule_key, one.due.on) for one in found.rows] == [("look_back", made.due_on)]


def test_batch_gives_each_case_a_clock_until_the_day_it_names(office: CaseOffice) -> None:
    set_months()
    case = closed(office)
    due_on = date(2026, 11, 30)
    batch = BatchInput(title="入冬回头看", way=SamplingWay.ALL, due_on=due_on, case_ids=[case.id])
    make_batch(batch=batch, acting=office.head, now=at(date(2026, 11, 2)))
    (clock,) = running(case)
    assert (clock.due_on, clock.length, clock.trigger_on) == (due_on, 0, date(2026, 11, 2))
    steps = [one.code for one in explain_clock(office.handler, clock.id, due_on).steps]
    assert steps == [StepCode.TRIGGER, StepCode.NAMED_DAY, StepCode.LAST_DAY]
    case.refresh_from_db()
    assert case.next_due_on == due_on


def test_looking_back_keeps_its_own_clock_and_leaves_the_later_ones(office: CaseOffice) -> None:
    case = closed(office)
    first = LookBack.objects.get(case_id=case.id, months=3)
    seen = LookBackInput(
        done_on=date(2026, 9, 10),
        place="××路口",
        words="出水正常",
        result=LookBackResult.HOLDS,
        staff_ids=[office.handler.id, office.clerk.id],  # type: ignore[list-item]  # members have ids
    )
    day = at(date(2026, 9, 10))
    record_look_back(look_back_id=first.id, seen=seen, acting=office.handler, now=day)
    kept = Clock.objects.get(about_id=first.id)
    assert kept.met_on == date(2026, 9, 10)
    assert [one.length for one in running(case)] == [6, 12]
    case.refresh_from_db()
    assert case.next_due_on == date(2026, 12, 14)


class TestCalledOff:
    """One that is planned and not to be done after all."""

    def test_clock_ends_and_the_line_keeps_the_reason(self, office: CaseOffice) -> None:
        case = closed(office)
        first = case.look_backs.earliest("due_on")
        call_look_back_off(
            look_back_id=first.id,
            reason="上级院专项已查看同一处",
            acting=office.head,
            now=at(date(2026, 7, 1)),
        )
        assert len(running(case)) == 2
        lines = {line.due_on: line for line in iterate_ledger(office.head)}
        assert lines[first.due_on].called_off_on == date(2026, 7, 1)
        assert lines[first.due_on].words == "上级院专项已查看同一处"
        assert first.id not in {one.id for one in list_look_backs(office.head, is_done=False)}
        assert count_look_backs(office.head, date(2026, 7, 1)).to_do == 2

    def test_it_is_neither_recorded_nor_called_off_again(self, office: CaseOffice) -> None:
        first = closed(office).look_backs.earliest("due_on")
        now = at(date(2026, 7, 1))
        call_look_back_off(look_back_id=first.id, reason="场所已拆除", acting=office.head, now=now)
        with pytest.raises(DomainError) as refused:
            call_look_back_off(
                look_back_id=first.id, reason="场所已拆除", acting=office.head, now=now
            )
        assert refused.value.code == "cases.look_back_done"

    def test_the_same_months_may_be_planned_again(self, office: CaseOffice) -> None:
        case = closed(office)
        first = case.look_backs.earliest("due_on")
        now = at(date(2026, 7, 1))
        call_look_back_off(look_back_id=first.id, reason="先不看", acting=office.head, now=now)
        assert first.months is not None
        plan_look_back(case_id=case.id, months=first.months, acting=office.handler, now=now)

    def test_reason_and_right_are_asked_for(self, office: CaseOffice) -> None:
        first = closed(office).look_backs.earliest("due_on")
        now = at(date(2026, 7, 1))
        for acting, reason, code in (
            (office.head, " ", "cases.no_reason"),
            (office.handler, "先不看", "accounts.no_right"),
        ):
            with pytest.raises(DomainError) as refused:
                call_look_back_off(look_back_id=first.id, reason=reason, acting=acting, now=now)
            assert refused.value.code == code
