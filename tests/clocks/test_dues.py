"""到期事项 over every kind of matter: each limit in one tab, nobody sees beyond their right."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.cast import make_department, make_staff
from tests.clocks.matters import matter, prosecutor, put_clock
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.rules.dues import DueScope, DueTab, days_of_tab
from xiezhi.clocks.selectors.dues import DueFilter, count_dues, due_scopes, list_dues
from xiezhi.clocks.selectors.explaining import access_clock, explain_clock
from xiezhi.clocks.services.running import extend_clock, pause_clocks, resume_clocks, start_clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotFoundError
from xiezhi.kernel.matters import MatterKind
from xiezhi.law.periods import Period, Unit
from xiezhi.law.steps import StepCode

WEDNESDAY = date(2026, 11, 25)


@pytest.fixture
def today(scope: object, now: datetime) -> date:
    return legal_day(now)


def seen(acting: Actor, today: date, **asked: Any) -> list[str]:
    return [row.matter_label for row in list_dues(acting, DueFilter(**asked), today).rows]


@pytest.mark.parametrize(
    ("tab", "first", "last"),
    [
        (DueTab.TODAY, WEDNESDAY, WEDNESDAY),
        (DueTab.WEEK, date(2026, 11, 26), date(2026, 11, 29)),
        (DueTab.OVERDUE, None, date(2026, 11, 24)),
    ],
)
def test_tabs_of_a_wednesday(tab: DueTab, first: date | None, last: date) -> None:
    assert days_of_tab(tab, WEDNESDAY) == (first, last)


def test_week_of_a_sunday_is_over() -> None:
    first, last = days_of_tab(DueTab.WEEK, date(2026, 11, 29))
    assert first is not None
    assert first > last


def test_each_limit_stands_in_one_tab_whatever_its_matter(today: date) -> None:
    handler = prosecutor()
    kinds = (MatterKind.LEAD, MatterKind.CASE, MatterKind.PROPOSAL)
    for number, (kind, days) in enumerate(zip(kinds, (-3, 0, 2), strict=True)):
        put_clock(matter(handler, kind=kind, number=number), today + timedelta(days=days))
    counts = count_dues(handler, DueScope.MINE, today)
    assert counts == {DueTab.OVERDUE: 1, DueTab.TODAY: 1, DueTab.WEEK: 1}
    assert seen(handler, today, tab=DueTab.TODAY) == ["案件 2026-1"]


def test_longest_overdue_stands_first(today: date) -> None:
    handler = prosecutor()
    for number, days in ((1, -1), (2, -9)):
        put_clock(matter(handler, number=number), today + timedelta(days=days))
    assert seen(handler, today, tab=DueTab.OVERDUE) == ["案件 2026-2", "案件 2026-1"]


@pytest.mark.parametrize("state", ["met_on", "void_on", "is_paused"])
def test_what_does_not_count_is_not_due(today: date, state: str) -> None:
    handler = prosecutor()
    put_clock(matter(handler), today, **{state: True if state == "is_paused" else today})
    assert seen(handler, today) == []


def test_handler_sees_only_their_own(today: date) -> None:
    one, other = prosecutor(), prosecutor("检察官02")
    put_clock(matter(other), today)
    assert seen(one, today) == []
    assert due_scopes(one) == (DueScope.MINE,)


def test_head_sees_the_department_but_not_another(today: date) -> None:
    head = make_staff("部门负责人", Role.DEPARTMENT_HEAD)
    put_clock(matter(prosecutor()), today)
    elsewhere = replace(matter(number=9), department_id=make_department("第一检察部").id)
    put_clock(elsewhere, today)
    assert seen(head, today, scope=DueScope.DEPARTMENT) == ["案件 2026-1"]
    assert seen(head, today, scope=DueScope.OFFICE) == ["案件 2026-1"]


def test_chief_sees_the_office(today: date) -> None:
    chief = make_staff("检察长", Role.CHIEF_PROCURATOR)
    put_clock(matter(prosecutor()), today)
    assert seen(chief, today, scope=DueScope.OFFICE) == ["案件 2026-1"]


def test_deputy_sees_what_is_due_for_whom_they_stand_in(today: date) -> None:
    handler = prosecutor()
    put_clock(matter(handler), today)
    deputy = replace(prosecutor("检察官02"), on_behalf_of=handler.id)
    assert seen(deputy, today) == ["案件 2026-1"]


def test_administrators_see_nothing(today: date) -> None:
    admin = make_staff("系统管理员", Role.SYSTEM_ADMIN)
    clock = put_clock(matter(prosecutor()), today)
    assert seen(admin, today, scope=DueScope.OFFICE) == []
    with pytest.raises(NotFoundError, match=r"clocks\.not_found"):
        access_clock(admin, clock.id)


def test_pages_hold_fifty(today: date) -> None:
    handler = prosecutor()
    for number in range(51):
        put_clock(matter(handler, number=number), today)
    first = list_dues(handler, DueFilter(), today)
    assert (len(first.rows), first.has_next) == (50, True)
    assert len(list_dues(handler, DueFilter(page=2), today).rows) == 1


class TestExplaining:
    """How a last day came about, in the law's own steps."""

    def test_plain_clock_tells_event_article_and_last_day(self, today: date) -> None:
        handler = prosecutor()
        clock = start_clock(matter(handler), "pil_admin_review", date(2026, 11, 2))
        steps = [step.code for step in explain_clock(handler, clock.id, today).steps]
        assert steps[:2] == [StepCode.EVENT, StepCode.BASIS_STATUTORY]
        assert {StepCode.COUNTED, StepCode.LAST_DAY} <= set(steps)

    def test_pause_and_extension_are_told_with_the_approver(self, today: date) -> None:
        handler = prosecutor()
        clock = start_clock(matter(handler), "pil_admin_review", date(2026, 11, 2))
        keys = ["pil_admin_review"]
        first, last = date(2026, 11, 10), date(2026, 11, 19)
        pause_clocks(clock.matter_id, keys, first_on=first, reason="鉴定", basis="第48条")
        resume_clocks(clock.matter_id, keys, last_on=last)
        clock.refresh_from_db()
        extend_clock(
            clock,
            length=Period(length=1, unit=Unit.MONTH),
            due_on=None,
            approver="检察长",
            decided_on=date(2026, 11, 30),
            basis="办案规则第47条第1款",
            file_id=None,
        )
        found = explain_clock(handler, clock.id, today)
        told = {step.code: step.params for step in found.steps}
        assert told[StepCode.SUSPENDED]["days"] == 10
        assert told[StepCode.EXTENDED_BY]["approver"] == "检察长"
        assert told[StepCode.LAST_DAY]["day"] == clock.due_on == date(2027, 1, 12)
        assert (len(found.pauses), len(found.extensions)) == (1, 1)

    def test_clock_that_stands_still_has_no_last_day_yet(self, today: date) -> None:
        handler = prosecutor()
        clock = start_clock(matter(handler), "pil_admin_review", date(2026, 11, 2))
        first = date(2026, 11, 10)
        keys = ["pil_admin_review"]
        pause_clocks(clock.matter_id, keys, first_on=first, reason="鉴定", basis="第48条")
        codes = [step.code for step in explain_clock(handler, clock.id, today).steps]
        assert StepCode.PAUSED in codes
        assert StepCode.LAST_DAY not in codes

    def test_what_followed_a_day_set_by_an_approver_ends_the_steps(self, today: date) -> None:
        handler = prosecutor()
        clock = start_clock(matter(handler), "lead_assessment", date(2026, 11, 2))
        extend_clock(
            clock,
            length=None,
            due_on=date(2026, 12, 1),
            approver="检察长",
            decided_on=date(2026, 11, 10),
            basis="本院设定",
            file_id=None,
        )
        keys = ["lead_assessment"]
        first, last = date(2026, 11, 20), date(2026, 11, 24)
        pause_clocks(clock.matter_id, keys, first_on=first, reason="鉴定", basis="x")
        resume_clocks(clock.matter_id, keys, last_on=last)
        steps = explain_clock(handler, clock.id, today).steps
        assert steps[-1].params["day"] == date(2026, 12, 6)
