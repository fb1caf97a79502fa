"""暂定 last days are counted anew once the holidays are known: explained, recorded, rung by the new day."""

from datetime import date, datetime, timedelta

import pytest

from tests.cast import make_staff
from tests.clocks.matters import matter, prosecutor, put_clock
from xiezhi.accounts.rules.after_holidays import jobs_after_holidays
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.services.office import set_holidays
from xiezhi.clocks.models import Clock, ClockRecount
from xiezhi.clocks.rules.clocked import Clocked
from xiezhi.clocks.selectors.running import clocks_to_ring
from xiezhi.clocks.services.alarms import send_deadline_alarms
from xiezhi.clocks.services.recounting import JOB, recount_provisional
from xiezhi.clocks.services.running import pause_clocks, resume_clocks, start_clock
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.law.holidays import Holiday
from xiezhi.ledger.models import LedgerEntry
from xiezhi.ledger.services.acts import settle_entries

pytestmark = pytest.mark.usefixtures("scope")

REPLY = "pil_suggestion_reply"  # two months, 两高解释第21条
RECEIVED, PROVISIONAL, LAST = date(2026, 11, 25), date(2027, 1, 25), date(2027, 1, 27)
OFF = [Holiday(day=date(2027, 1, day), name="元旦") for day in (1, 25, 26)]


def pooled(handler: Actor | None = None) -> Clocked:
    """A matter that repeats nothing of its clocks."""
    return matter(handler, kind=MatterKind.REPORT)


def enter_holidays(now: datetime, holidays: list[Holiday] | None = None) -> None:
    make_staff("系统管理员", Role.SYSTEM_ADMIN)
    set_holidays(
        acting=system_actor(current_tenant()),
        year=2027,
        holidays=holidays or OFF,
        workdays=(),
        now=now,
    )


def recount(now: datetime) -> int:
    return recount_provisional(acting=system_actor(current_tenant()), now=now)


def entries() -> int:
    settle_entries()
    found: int = LedgerEntry.objects.filter(act="clocks.recount").count()
    return found


def test_before_the_holidays_are_known_nothing_changes(now: datetime) -> None:
    clock = start_clock(pooled(), REPLY, RECEIVED)
    assert (clock.due_on, clock.is_provisional) == (PROVISIONAL, True)
    assert (recount(now), entries()) == (0, 0)


def test_last_day_moves_and_is_provisional_no_more(now: datetime) -> None:
    clock = start_clock(pooled(), REPLY, RECEIVED)
    enter_holidays(now)
    assert recount(now) == 1
    clock.refresh_from_db()
    assert (clock.due_on, clock.is_provisional) == (LAST, False)
    told = ClockRecount.objects.get(clock_id=clock.id)
    assert (told.before_on, told.after_on, told.is_provisional) == (PROVISIONAL, LAST, False)
    assert entries() == 1


def test_done_twice_it_changes_nothing(now: datetime) -> None:
    start_clock(pooled(), REPLY, RECEIVED)
    enter_holidays(now)
    assert [recount(now), recount(now)] == [1, 0]
    assert (ClockRecount.objects.count(), entries()) == (1, 1)


def test_day_that_stays_is_certain_and_said_to_stay(now: datetime) -> None:
    clock = start_clock(pooled(), REPLY, RECEIVED)
    enter_holidays(now, OFF[:1])
    recount(now)
    clock.refresh_from_db()
    assert (clock.due_on, clock.is_provisional) == (PROVISIONAL, False)
    told = ClockRecount.objects.get(clock_id=clock.id)
    assert told.before_on == told.after_on


def test_clock_that_ended_keeps_the_day_it_had(now: datetime) -> None:
    clock = start_clock(pooled(), REPLY, RECEIVED)
    Clock.objects.filter(id=clock.id).update(met_on=date(2026, 12, 1))
    enter_holidays(now)
    assert recount(now) == 0


def test_own_clock_keeps_the_length_and_days_left_out(now: datetime) -> None:
    on = pooled()
    clock = start_clock(on, "pil_admin_review", date(2026, 12, 14))
    pause_clocks(
        on.id, [clock.rule_key], first_on=date(2026, 12, 21), reason="鉴定", basis="第48条"
    )
    resume_clocks(on.id, [clock.rule_key], last_on=date(2026, 12, 31))
    clock.refresh_from_db()
    assert (clock.due_on, clock.is_provisional) == (PROVISIONAL, True)  # 14 January and 11 days
    enter_holidays(now)
    recount(now)
    clock.refresh_from_db()
    assert clock.due_on == LAST


def test_moved_clock_rings_by_its_new_day(now: datetime) -> None:
    handler = prosecutor()
    clock = start_clock(pooled(handler), REPLY, RECEIVED)
    day_before = datetime(2027, 1, 24, 1, tzinfo=now.tzinfo)
    acting = system_actor(current_tenant())
    assert send_deadline_alarms(acting=acting, now=day_before) == 1
    assert clocks_to_ring(date(2027, 1, 24)) == []
    enter_holidays(day_before)
    recount(day_before)
    assert [one.due_on for one in clocks_to_ring(date(2027, 1, 24))] == [LAST]
    assert send_deadline_alarms(acting=acting, now=day_before) == 1
    assert send_deadline_alarms(acting=acting, now=day_before + timedelta(hours=1)) == 0
    assert clock.due_on == PROVISIONAL


def test_clock_on_a_day_the_office_named_is_left_alone(now: datetime) -> None:
    put_clock(pooled(), PROVISIONAL, length=0, unit="")
    enter_holidays(now)
    assert recount(now) == 0


def test_entered_holidays_enqueue_the_jobs() -> None:
    assert set(jobs_after_holidays()) == {JOB, "letters.recount_provisional"}
