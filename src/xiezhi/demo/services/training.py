"""The demo's trainings and patrols: two held, two to come, patrols to do and one done."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from uuid import UUID

from xiezhi.demo.plan import at_work
from xiezhi.demo.services.cast import Cast, known_id
from xiezhi.demo.services.steps import Step
from xiezhi.kernel.clock import CHINA, legal_day
from xiezhi.supporters.rules.kinds import SupporterKind
from xiezhi.supporters.rules.training import TrainingKind, TrainingReply
from xiezhi.supporters.services.patrols import PatrolDraft, answer_patrol, give_patrols
from xiezhi.supporters.services.trainings import (
    Marks,
    TrainingDraft,
    answer_training,
    plan_training,
    record_attendance,
)

_NOTICE: Final = timedelta(days=10)
_HALL: Final = "本院三楼会议室"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoTraining:
    """A training of the demo. ``days`` counts from today, past ones below zero."""

    kind: TrainingKind
    title: str
    days: int
    hour: int
    hours: int
    place: str = _HALL
    material: str = ""
    is_required: bool = True
    present: str = ""
    coming: tuple[int, ...] = ()
    on_leave: int = 0


TRAININGS: Final = (
    DemoTraining(
        kind=TrainingKind.PRE_JOB,
        title="公益诉讼网格员岗前培训",
        days=-712,
        hour=9,
        hours=6,
        present="1-26",
    ),
    DemoTraining(
        kind=TrainingKind.YEARLY,
        title="年度培训：随手拍怎么拍、怎么写",
        days=-190,
        hour=15,
        hours=3,
        present="1-9、12-30",
    ),
    DemoTraining(
        kind=TrainingKind.TRIAL,
        title="观摩环境公益诉讼案件庭审",
        days=6,
        hour=9,
        hours=3,
        place="旗人民法院第一审判庭",
        material="带身份证和工作证，提前二十分钟到法院门口集合。",
        is_required=False,
        coming=(3, 12, 16),
        on_leave=9,
    ),
    DemoTraining(
        kind=TrainingKind.PRE_JOB,
        title="网格员岗前培训（第二期）",
        days=12,
        hour=9,
        hours=6,
        material="先读“岗位职责、办法和流程”，带上手机。",
        coming=(12,),
    ),
)


class TrainingWalk:
    """Plans and holds the trainings on their days, and sends members on patrols."""

    def __init__(self, cast: Cast, now: datetime) -> None:
        self.cast = cast
        self.now = now
        self.planned: dict[str, UUID] = {}
        self.patrols: list[UUID] = []

    def steps(self) -> list[Step]:
        """Return everything that happened, each at its time."""
        found: list[Step] = []
        for row in TRAININGS:
            begins = self._begins(row)
            found.append(self._step(min(begins - _NOTICE, self.now), partial(self._plan, row)))
            if row.present:
                found.append(self._step(begins + timedelta(days=1), partial(self._hold, row)))
            elif row.coming:
                found.append(Step(self.now - timedelta(minutes=30), partial(self._answer, row)))
        days = timedelta(days=1)
        found.append(self._step(self.now - 14 * days, self._send_first))
        found.append(Step(self.now - 11 * days, self._end_first))
        found.append(self._step(self.now - 2 * days, self._send))
        return found

    def _step(self, at: datetime, do: Callable[[datetime], None]) -> Step:
        return Step(min(at_work(at), self.now - timedelta(hours=1)), do)

    def _begins(self, row: DemoTraining) -> datetime:
        day = (self.now + timedelta(days=row.days)).astimezone(CHINA)
        return at_work(day.replace(hour=row.hour, minute=0, second=0, microsecond=0))

    def _plan(self, row: DemoTraining, at: datetime) -> None:
        draft = TrainingDraft(
            kind=row.kind,
            audience=SupporterKind.GRID_MEMBER,
            title=row.title,
            starts_at=self._begins(row),
            place=row.place,
            material=row.material,
            hours=row.hours,
            is_required=row.is_required,
        )
        made = plan_training(draft=draft, acting=self.cast.staff["lly01"], now=at)
        self.planned[row.title] = made.id

    def _hold(self, row: DemoTraining, at: datetime) -> None:
        record_attendance(
            training_id=self.planned[row.title],
            marks=Marks(present=row.present),
            acting=self.cast.staff["lly01"],
            now=at,
        )

    def _answer(self, row: DemoTraining, at: datetime) -> None:
        said = [(number, TrainingReply.COMING, "") for number in row.coming]
        if row.on_leave:
            said.append((row.on_leave, TrainingReply.LEAVE, "那几天接羔，走不开"))
        for number, reply, words in said:
            answer_training(
                training_id=self.planned[row.title],
                reply=reply,
                words=words,
                acting=self.cast.members[number],
                now=at,
            )

    def _send_first(self, at: datetime) -> None:
        self._give((12,), "展旦召苏木主街", "店铺门前的消防通道有没有被堵", at, days=7)

    def _end_first(self, at: datetime) -> None:
        acting = self.cast.members[12]
        words = "走了一遍，没有堵的"
        answer_patrol(patrol_id=self.patrols[0], words=words, acting=acting, now=at)

    def _send(self, at: datetime) -> None:
        place = "罕台川河道，从大桥到拦河坝"
        self._give((7, 9), place, "有没有新倒的垃圾、新挖的采砂坑", at, days=6)

    def _give(
        self, numbers: tuple[int, ...], place: str, words: str, at: datetime, *, days: int
    ) -> None:
        due_on = legal_day(at) + timedelta(days=days)
        given = give_patrols(
            supporter_ids=[known_id(self.cast.members[one]) for one in numbers],
            draft=PatrolDraft(place_words=place, words=words, due_on=due_on),
            acting=self.cast.staff["lly01"],
            now=at,
        )
        self.patrols += [one.id for one in given]
