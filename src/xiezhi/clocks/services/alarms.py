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
from xiezhi.clocks.models import Clock
from xiezhi.clocks.rules.alarms import (
    LONGEST_DAYS,
    STAGE_NOTICES,
    Stage,
    days_of_stage,
    days_words,
    kind_words,
    stage_on,
)
from xiezhi.clocks.selectors.doors import path_of_matter
from xiezhi.clocks.selectors.running import RunningClock, clocks_to_ring, running_clocks
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.law.deadlines import rule_on
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

    Idempotent: what rang is marked on the clock, and the messages know their keys. Outside the
    application one notice a person and stage leaves in a run.
    """
    today = legal_day(now)
    clocks = clocks_to_ring(today)
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
    _mark_rung(clocks, today)
    return count


def send_daily_lists(*, acting: Actor, now: datetime) -> int:
    """Send the list of the morning 每日清单: to heads their department's, to every other handler theirs.

    Returns how many went; one a person and day, nothing to whoever has nothing due within a week.
    """
    today = legal_day(now)
    people = _People(day=today)
    lists: dict[UUID, _DailyList] = {}
    for clock in running_clocks(until=today + timedelta(days=LONGEST_DAYS)):
        heads = people.heads_of(clock.department_id)
        for head in heads:
            lists.setdefault(head, _DailyList(scope="department")).scope = "department"
        for staff_id in dict.fromkeys([clock.handler_id, *heads]):
            if staff_id is not None:
                lists.setdefault(staff_id, _DailyList(scope="mine")).add(clock, today)
    return sum(
        _send_list(staff_id, found, acting=acting, now=now) for staff_id, found in lists.items()
    )


@dataclass(slots=True, kw_only=True)
class _DailyList:
    """What one person is told of a morning: how much, and the nearest of it."""

    scope: str
    overdue: int = 0
    due: int = 0
    total: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, clock: RunningClock, today: date) -> None:
        self.total += 1
        self.overdue += clock.due_on < today
        self.due += clock.due_on == today
        if self.total <= MAX_LINES:
            self.lines.append(_line(clock, today))


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


def _mark_rung(clocks: list[RunningClock], today: date) -> None:
    """Note the stage on each clock for the day it was rung for: a day moved meanwhile rings again."""
    by_day: dict[date, list[UUID]] = defaultdict(list)
    for clock in clocks:
        by_day[clock.due_on].append(clock.id)
    for due_on, ids in by_day.items():
        stage = next(
            one
            for one in Stage
            if days_of_stage(one, today)[0] <= due_on <= days_of_stage(one, today)[1]
        )
        chosen = Clock.objects.filter(id__in=ids, due_on=due_on)
        chosen.update(rung_stage=stage, rung_for=due_on)


def _alarm_words(alarm: Alarm, today: date) -> Draft:
    clock = alarm.clock
    return Draft(
        kind="clocks.alarm",
        title=f"{days_words(today, clock.due_on)}：{_rule_title(clock)} {clock.matter_label}",
        body=_line(clock, today),
        notice=STAGE_NOTICES[alarm.stage],
        path=path_of_matter(clock.matter_kind, clock.matter_id),
        about=(clock.matter_kind, clock.matter_id),
        dedup_key=alarm.key,
    )


def _send_list(staff_id: UUID, found: _DailyList, *, acting: Actor, now: datetime) -> bool:
    today = legal_day(now)
    lines = list(found.lines)
    if found.total > MAX_LINES:
        lines.append(f"……共 {found.total} 项，其余见到期事项。")
    sent = send_message(
        to=Recipient(kind=RecipientKind.STAFF, id=staff_id),
        draft=Draft(
            kind="clocks.daily_list",
            title=f"{_SCOPES[found.scope]}每日清单 {today:%m-%d}：逾期 {found.overdue}，"
            f"今日到期 {found.due}，七日内 {found.total - found.overdue - found.due}",
            body="\n".join(lines),
            notice=Notice.DAILY_LIST,
            path=f"/desk/due/?scope={found.scope}",
            dedup_key=f"daily:{found.scope}:{today.isoformat()}",
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
        f"{clock.matter_label} {clock.matter_title}（{basis}）"
    )


def _rule_title(clock: RunningClock) -> str:
    return rule_on(clock.rule_key, clock.law_day).title
