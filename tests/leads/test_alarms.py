"""Alarms and the list of the morning reach handler and head, once."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.clocks.matters import put_clock
from tests.leads.desk import Office
from xiezhi.accounts.models import StaffMember
from xiezhi.clocks.models import Clock
from xiezhi.clocks.services.alarms import send_daily_lists, send_deadline_alarms
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import Lead
from xiezhi.leads.selectors.clocked import clocked_lead
from xiezhi.notifications.channels import sms
from xiezhi.notifications.models import Delivery
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.selectors.inbox import list_inbox


def system() -> Actor:
    return system_actor(current_tenant())


def clock_on(lead: Lead, due_on: date, **fields: Any) -> Clock:
    """Leave the lead one running clock, begun long ago."""
    Clock.objects.filter(matter_id=lead.id).update(void_on=due_on)
    return put_clock(clocked_lead(lead), due_on, **fields)


def titles(actor: Actor, kind: str) -> list[str]:
    found, _ = list_inbox(actor)
    return [message.title for message in found if message.kind == kind]


@pytest.mark.parametrize("days", [7, 3, 1, 0, -1])
def test_clock_rings_for_handler_and_head_once_a_stage(
    desk: Office, now: datetime, days: int
) -> None:
    lead = desk.register()
    clock_on(lead, legal_day(now) + timedelta(days=days))
    assert send_deadline_alarms(acting=system(), now=now) == 2
    assert send_deadline_alarms(acting=system(), now=now + timedelta(hours=1)) == 0
    (title,) = titles(desk.handler, "clocks.alarm")
    assert f"{lead.year}-{lead.number}" in title
    assert titles(desk.head, "clocks.alarm") == [title]
    assert titles(desk.clerk, "clocks.alarm") == []


def test_clock_rings_through_all_its_stages(desk: Office, now: datetime) -> None:
    lead = desk.register()
    clock_on(lead, legal_day(now) + timedelta(days=9))
    for day in range(15):
        send_deadline_alarms(acting=system(), now=now + timedelta(days=day))
    assert [title.partition("：")[0] for title in titles(desk.handler, "clocks.alarm")] == [
        "逾期1日",
        "今日到期",
        "剩1日",
        "剩3日",
        "剩7日",
    ]


@pytest.mark.parametrize("end", ["met_on", "void_on"])
def test_stopped_clock_is_silent(desk: Office, now: datetime, end: str) -> None:
    today = legal_day(now)
    clock_on(desk.register(), today, **{end: today})
    assert send_deadline_alarms(acting=system(), now=now) == 0


def test_moved_last_day_rings_again(desk: Office, now: datetime) -> None:
    clock = clock_on(desk.register(), legal_day(now) + timedelta(days=3))
    send_deadline_alarms(acting=system(), now=now)
    Clock.objects.filter(id=clock.id).update(due_on=legal_day(now) + timedelta(days=2))
    assert send_deadline_alarms(acting=system(), now=now) == 2


def test_one_notice_a_person_and_stage_leaves_the_application(desk: Office, now: datetime) -> None:
    StaffMember.objects.filter(id=desk.handler.id).update(mobile="13900000003")
    for _ in range(4):
        clock_on(desk.register(), legal_day(now))
    send_deadline_alarms(acting=system(), now=now)
    assert len(titles(desk.handler, "clocks.alarm")) == 4
    assert Delivery.objects.filter(channel="sms").count() == 1
    assert sms.sms_channel() is sms.DOUBLE


def test_daily_list_says_what_is_due_and_by_which_rule(desk: Office, now: datetime) -> None:
    today = legal_day(now)
    for days in (-2, 0, 5):
        clock_on(desk.register(), today + timedelta(days=days))
    assert send_daily_lists(acting=system(), now=now) == 2
    assert send_daily_lists(acting=system(), now=now + timedelta(hours=1)) == 0
    assert titles(desk.handler, "clocks.daily_list") == [
        f"我的每日清单 {today:%m-%d}：逾期 1，今日到期 1，七日内 1"
    ]
    (message, *_), _ = list_inbox(desk.head)
    assert message.title.startswith("本部门每日清单")
    assert message.notice == Notice.DAILY_LIST
    lines = message.body.split("\n")
    assert len(lines) == 3
    assert lines[0].startswith("逾期2日")
    assert all("本院设定" in line and "法定" not in line for line in lines)


def test_nothing_due_sends_no_list(desk: Office, now: datetime) -> None:
    clock_on(desk.register(), legal_day(now) + timedelta(days=30))
    assert send_daily_lists(acting=system(), now=now) == 0
