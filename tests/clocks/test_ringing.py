"""What rang is marked, so that a run with nothing new reads nothing; one list a person and day."""

from datetime import datetime, timedelta

import pytest

from tests.cast import make_staff
from tests.clocks.matters import handed_to, matter, prosecutor, put_clock
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
from xiezhi.clocks.selectors.running import clocks_to_ring
from xiezhi.clocks.services.alarms import send_daily_lists, send_deadline_alarms
from xiezhi.clocks.services.running import move_clocks
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.notifications.selectors.inbox import list_inbox

pytestmark = pytest.mark.usefixtures("scope")


def ring(now: datetime) -> int:
    return send_deadline_alarms(acting=system_actor(current_tenant()), now=now)


def titles(acting: Actor, kind: str) -> list[str]:
    found, _ = list_inbox(acting)
    return [message.title for message in found if message.kind == kind]


@pytest.mark.parametrize("kind", list(MatterKind))
def test_every_kind_of_matter_rings(now: datetime, kind: MatterKind) -> None:
    handler = prosecutor()
    put_clock(matter(handler, kind=kind, number=17), legal_day(now))
    assert ring(now) == 1
    (title,) = titles(handler, "clocks.alarm")
    assert title == "今日到期：线索评估 案件 2026-17"


def test_run_with_nothing_new_reads_no_clock(now: datetime) -> None:
    put_clock(matter(prosecutor()), legal_day(now))
    ring(now)
    assert clocks_to_ring(legal_day(now)) == []


def test_clock_enters_each_stage_once(now: datetime) -> None:
    put_clock(matter(prosecutor()), legal_day(now) + timedelta(days=8))
    waiting = []
    for day in range(10):
        later = now + timedelta(days=day)
        waiting.append(len(clocks_to_ring(legal_day(later))))
        ring(later)
    assert waiting == [0, 1, 0, 0, 0, 1, 0, 1, 1, 1]


def test_new_handler_hears_what_the_one_before_heard(now: datetime) -> None:
    first, second = prosecutor(), prosecutor("检察官02")
    on = matter(first)
    put_clock(on, legal_day(now))
    ring(now)
    move_clocks(handed_to(on, second))
    assert ring(now) == 1
    assert len(titles(second, "clocks.alarm")) == 1
    assert len(titles(first, "clocks.alarm")) == 1


def test_paused_clock_is_silent(now: datetime) -> None:
    put_clock(matter(prosecutor()), legal_day(now), is_paused=True)
    assert ring(now) == 0


def test_resumed_clock_that_passed_its_day_meanwhile_rings(now: datetime) -> None:
    clock = put_clock(matter(prosecutor()), legal_day(now) - timedelta(days=1), is_paused=True)
    ring(now)
    Clock.objects.filter(id=clock.id).update(is_paused=False)
    assert ring(now) == 1


def test_head_who_handles_gets_one_list_with_both(now: datetime) -> None:
    head = make_staff("部门负责人", Role.DEPARTMENT_HEAD)
    put_clock(matter(head, number=1), legal_day(now))
    put_clock(matter(prosecutor(), number=2), legal_day(now))
    send_daily_lists(acting=system_actor(current_tenant()), now=now)
    (title,) = titles(head, "clocks.daily_list")
    assert title == f"本部门每日清单 {legal_day(now):%m-%d}：逾期 0，今日到期 2，七日内 0"


def test_long_list_names_the_first_forty_and_counts_the_rest(now: datetime) -> None:
    handler = prosecutor()
    for number in range(42):
        put_clock(matter(handler, number=number), legal_day(now))
    send_daily_lists(acting=system_actor(current_tenant()), now=now)
    (message, *_), _more = list_inbox(handler)
    lines = message.body.split("\n")
    assert (len(lines), lines[-1]) == (41, "……共 42 项，其余见到期事项。")
