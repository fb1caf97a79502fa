"""Deadline alarms and the list of the morning, to the handler and the department head."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.posts import list_holders
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.law.deadlines import rule_on
from xiezhi.leads.rules.alarms import (
    LONGEST_DAYS,
    OVERDUE_DAYS,
    STAGE_NOTICES,
    Stage,
    days_words,
    kind_words,
    stage_on,
)
from xiezhi.leads.selectors.dues import RunningClock, running_clocks
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.selectors.sent import sent_keys
from xiezhi.notifications.services.messages import INBOX_ONLY, LOUDLY, Draft, send_message

CHUNK: Final = 200
MAX_LINES: Final = 40
_SCOPES: Final = {"mine": "我的", "department": "本部门"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One clock ringing for one person."""

    to: UUID
    clock: RunningClock
    stage: Stage

    @property
    def key(self) -> str:
        """The same clock rings once a stage, and again when its last day was moved."""
        return f"clock:{self.clock.id}:{self.clock.due_on:%Y%m%d}:{self.stage.value}"


def send_deadline_alarms(*, acting: Actor, now: datetime) -> int:
    """Ring every clock that entered a stage since the last run; returns how many messages went.

    Idempotent. Outside the application one notice a person and stage leaves in a run.
    """
    today = legal_day(now)
    clocks = running_clocks(
        since=today - timedelta(days=OVERDUE_DAYS), until=today + timedelta(days=LONGEST_DAYS)
    )
    people = _People(day=today)
    noticed: set[tuple[UUID, Stage]] = set()
    count = 0
    for alarm in _not_rung(_alarms(clocks, people, today)):
        is_first = (alarm.to, alarm.stage) not in noticed
        noticed.add((alarm.to, alarm.stage))
        sent = send_message(
            to=Recipient(kind=RecipientKind.STAFF, id=alarm.to),
            draft=_alarm_words(alarm, today),
            acting=acting,
            now=now,
            channels=LOUDLY if is_first else INBOX_ONLY,
        )
        count += sent is not None
    return count


def send_daily_lists(*, acting: Actor, now: datetime) -> int:
    """Send the list of the morning 每日清单: to handlers theirs, to heads their department's.

    Returns how many went; once a person and day, nothing to whoever has nothing due within a week.
    """
    today = legal_day(now)
    people = _People(day=today)
    own: dict[UUID, list[RunningClock]] = defaultdict(list)
    departments: dict[UUID, list[RunningClock]] = defaultdict(list)
    for clock in running_clocks(until=today + timedelta(days=LONGEST_DAYS)):
        if clock.handler_id is not None:
            own[clock.handler_id].append(clock)
        departments[clock.department_id].append(clock)
    count = 0
    for staff_id, clocks in own.items():
        count += _send_list(staff_id, "mine", clocks, acting=acting, now=now)
    for department_id, clocks in departments.items():
        for head in people.heads_of(department_id):
            count += _send_list(head, "department", clocks, acting=acting, now=now)
    return count


@dataclass(slots=True, kw_only=True)
class _People:
    """Department heads and 联络员, asked once a run."""

    day: date
    _heads: dict[UUID, list[UUID]] = field(default_factory=dict)
    _liaison: list[UUID] | None = None

    def heads_of(self, department_id: UUID) -> list[UUID]:
        if department_id not in self._heads:
            self._heads[department_id] = list_holders(
                Role.DEPARTMENT_HEAD, self.day, department_ids=[department_id]
            )
        return self._heads[department_id]

    def told_of(self, clock: RunningClock) -> list[UUID]:
        """Return the handler and the heads; the 联络员 where there is neither."""
        own = [] if clock.handler_id is None else [clock.handler_id]
        found = dict.fromkeys([*own, *self.heads_of(clock.department_id)])
        if not found and self._liaison is None:
            self._liaison = list_holders(Role.LIAISON, self.day)
        return list(found) or self._liaison or []


def _alarms(clocks: Iterable[RunningClock], people: _People, today: date) -> Iterator[Alarm]:
    for clock in clocks:
        stage = stage_on(today, trigger_on=clock.trigger_on, due_on=clock.due_on)
        if stage is not None:
            for staff_id in people.told_of(clock):
                yield Alarm(to=staff_id, clock=clock, stage=stage)


def _not_rung(alarms: Iterator[Alarm]) -> Iterator[Alarm]:
    while chunk := list(islice(alarms, CHUNK)):
        rung = sent_keys([one.to for one in chunk], [one.key for one in chunk])
        yield from (one for one in chunk if (one.to, one.key) not in rung)


def _alarm_words(alarm: Alarm, today: date) -> Draft:
    clock = alarm.clock
    return Draft(
        kind="leads.alarm",
        title=f"{days_words(today, clock.due_on)}：{_rule_title(clock)} {clock.lead_number}",
        body=_line(clock, today),
        notice=STAGE_NOTICES[alarm.stage],
        path=f"/desk/leads/{clock.lead_id}/",
        about=("lead", clock.lead_id),
        dedup_key=alarm.key,
    )


def _send_list(
    staff_id: UUID, scope: str, clocks: list[RunningClock], *, acting: Actor, now: datetime
) -> bool:
    today = legal_day(now)
    overdue = sum(clock.due_on < today for clock in clocks)
    due = sum(clock.due_on == today for clock in clocks)
    lines = [_line(clock, today) for clock in clocks[:MAX_LINES]]
    if len(clocks) > MAX_LINES:
        lines.append(f"……共 {len(clocks)} 项，其余见线索办理。")
    sent = send_message(
        to=Recipient(kind=RecipientKind.STAFF, id=staff_id),
        draft=Draft(
            kind="leads.daily_list",
            title=f"{_SCOPES[scope]}每日清单 {today:%m-%d}：逾期 {overdue}，今日到期 {due}，"
            f"七日内 {len(clocks) - overdue - due}",
            body="\n".join(lines),
            notice=Notice.DAILY_LIST,
            path=f"/desk/leads/?scope={scope}",
            dedup_key=f"daily:{scope}:{today.isoformat()}",
        ),
        acting=acting,
        now=now,
        channels=LOUDLY,
    )
    return sent is not None


def _line(clock: RunningClock, today: date) -> str:
    basis = kind_words(clock.kind, clock.basis, is_provisional=clock.is_provisional)
    return (
        f"{days_words(today, clock.due_on)}（{clock.due_on:%m-%d}）{_rule_title(clock)}："
        f"{clock.lead_number} {clock.lead_title}（{basis}）"
    )


def _rule_title(clock: RunningClock) -> str:
    return rule_on(clock.rule_key, clock.trigger_on).title
