"""The demo's joint meetings of the fire safety text: one held with its minutes, one to come."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.demo.plan import at_work
from xiezhi.demo.services.cast import Cast
from xiezhi.demo.services.steps import Step
from xiezhi.kernel.clock import CHINA, legal_day
from xiezhi.partners.rules.meetings import MeetingAnswer, MeetingReply
from xiezhi.partners.services.meetings import (
    MeetingDraft,
    MinutesDraft,
    answer_meeting,
    enter_meeting_answer,
    plan_meeting,
    record_minutes,
)

_UNITS: Final = ("fire", "emergency", "housing")
_TITLE: Final = "消检协作联席会议（演示推演）"
_HELD: Final = timedelta(days=-96)
_TO_COME: Final = timedelta(days=8)
_NOTICE: Final = timedelta(days=9)
_MINUTES: Final = (
    "一、旗住建局负责市政消防取水设施的日常管护，每季度检查一次并通报旗消防救援大队。\n"
    "二、旗消防救援大队发现取水设施损坏的，三个工作日内通报旗住建局并抄送检察院。\n"
    "三、遇有管护责任不清的，由检察院召集商议，十个工作日内明确。"
)
_COMING: Final = MeetingReply(answer=MeetingAnswer.COMING, posts="副大队长、防火监督科科长")
_BY_TELEPHONE: Final = MeetingReply(answer=MeetingAnswer.COMING, posts="分管副局长")
_AWAY: Final = MeetingReply(answer=MeetingAnswer.NOT_COMING, words="当天有全旗安全生产检查")


class MeetingWalk:
    """Calls units to meetings on their days; they answer, and one meeting is held."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast = cast
        self.now = now
        self.called: dict[timedelta, UUID] = {}

    def steps(self) -> list[Step]:
        """Return everything that happened, each at its time."""
        held, hour = self._begins(_HELD), timedelta(hours=1)
        return [
            self._step(held - _NOTICE, lambda at: self._call(_HELD, at)),
            self._step(held - _NOTICE / 3, lambda at: self._answer(_HELD, "fire", _COMING, at)),
            self._step(held - _NOTICE / 4, self._enter),
            self._step(held + 2 * hour, self._hold),
            self._step(self.now - 3 * hour, lambda at: self._call(_TO_COME, at)),
            Step(self.now - hour, lambda at: self._answer(_TO_COME, "emergency", _AWAY, at)),
        ]

    def _step(self, at: datetime, do: Callable[[datetime], None]) -> Step:
        return Step(min(at_work(at), self.now - timedelta(hours=2)), do)

    def _begins(self, days: timedelta) -> datetime:
        day = (self.now + days).astimezone(CHINA)
        return at_work(day.replace(hour=9, minute=30, second=0, microsecond=0))

    def _call(self, days: timedelta, at: datetime) -> None:
        begins = self._begins(days)
        draft = MeetingDraft(
            title=_TITLE,
            starts_at=begins,
            place="本院三楼会议室",
            agenda="一、通报消防取水设施管护情况\n二、商议管护责任清单\n三、其他事项",
            contact="联络员01，0477-0000000",
            unit_ids=[self.cast.unit_id(key) for key in _UNITS],
            answer_by=legal_day(begins - timedelta(days=2)),
        )
        made = plan_meeting(draft=draft, acting=self.cast.staff["lly01"], now=at)
        self.called[days] = made.id

    def _answer(self, days: timedelta, unit: str, reply: MeetingReply, at: datetime) -> None:
        acting = self.cast.units[unit]
        answer_meeting(meeting_id=self.called[days], reply=reply, acting=acting, now=at)

    def _enter(self, at: datetime) -> None:
        """Enter what two units said by telephone."""
        for key in ("emergency", "housing"):
            enter_meeting_answer(
                meeting_id=self.called[_HELD],
                unit_id=self.cast.unit_id(key),
                reply=_BY_TELEPHONE,
                acting=self.cast.staff["lly01"],
                now=at,
            )

    def _hold(self, at: datetime) -> None:
        present = [self.cast.unit_id(key) for key in _UNITS]
        draft = MinutesDraft(words=_MINUTES, present=present)
        record_minutes(
            meeting_id=self.called[_HELD], draft=draft, acting=self.cast.staff["lly01"], now=at
        )
