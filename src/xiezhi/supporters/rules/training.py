"""培训: kinds, what became of a person's part in one, how long it counts and how it stands today."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from xiezhi.kernel.transitions import Transition


class TrainingKind(StrEnum):
    """What sort of training it is."""

    PRE_JOB = "pre_job"
    YEARLY = "yearly"
    SEMINAR = "seminar"
    TRIAL = "trial"
    CASES = "cases"


class TrainingState(StrEnum):
    """How far a training is."""

    PLANNED = "planned"
    HELD = "held"
    CANCELLED = "cancelled"


class TrainingEvent(StrEnum):
    """A step of a training."""

    HOLD = "hold"
    CORRECT = "correct"
    CANCEL = "cancel"
    MOVE = "move"


class TrainingReply(StrEnum):
    """What somebody called to a training answers."""

    COMING = "coming"
    LEAVE = "leave"


class Attendance(StrEnum):
    """What became of a person's part in a training."""

    PRESENT = "present"
    EXCUSED = "excused"
    ABSENT = "absent"
    MADE_UP = "made_up"


class TrainingStanding(StrEnum):
    """How somebody stands with a kind of training that lasts for a time."""

    VALID = "valid"
    EXPIRING = "expiring"
    EXPIRED = "expired"
    MISSING = "missing"


TRAINING_KIND_LABELS: Final = {
    TrainingKind.PRE_JOB: "岗前培训",
    TrainingKind.YEARLY: "年度培训",
    TrainingKind.SEMINAR: "专题研讨",
    TrainingKind.TRIAL: "庭审观摩",
    TrainingKind.CASES: "案例教学",
}
TRAINING_STATE_LABELS: Final = {
    TrainingState.PLANNED: "待举行",
    TrainingState.HELD: "已举行",
    TrainingState.CANCELLED: "已取消",
}
TRAINING_REPLY_LABELS: Final = {TrainingReply.COMING: "参加", TrainingReply.LEAVE: "请假"}
ATTENDANCE_LABELS: Final = {
    Attendance.PRESENT: "到场",
    Attendance.EXCUSED: "请假",
    Attendance.ABSENT: "缺席",
    Attendance.MADE_UP: "已补训",
}
TAUGHT: Final = frozenset({Attendance.PRESENT, Attendance.MADE_UP})

VALIDITY_RULES: Final = {
    TrainingKind.PRE_JOB: "pre_job_training_validity",
    TrainingKind.YEARLY: "yearly_training_validity",
}
"""Rules of the law library for how long a kind counts; the others do not expire."""

WARNED_DAYS: Final = 30
"""Own choice: this many days before it ends a training counts as ending (将到期)."""
REMINDED_DAYS: Final = 3
"""Own choice: who was called is reminded this many days before."""

_STAMPED: Final = timedelta(minutes=1)
"""Telephones tell when something was written to the minute."""
_PRACTICE: Final = "本院设定"


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingFacts:
    """What decides whether a step may be taken."""

    has_begun: bool


def _begun(facts: TrainingFacts) -> str:
    return "" if facts.has_begun else "supporters.training_not_begun"


def _not_begun(facts: TrainingFacts) -> str:
    return "supporters.training_begun" if facts.has_begun else ""


TRANSITIONS: Final[tuple[Transition[TrainingState, TrainingEvent, TrainingFacts], ...]] = (
    Transition(
        source=TrainingState.PLANNED,
        event=TrainingEvent.HOLD,
        target=TrainingState.HELD,
        guard=_begun,
        basis=_PRACTICE,
    ),
    Transition(
        source=TrainingState.HELD,
        event=TrainingEvent.CORRECT,
        target=TrainingState.HELD,
        guard=_begun,
        basis=_PRACTICE,
    ),
    Transition(
        source=TrainingState.PLANNED,
        event=TrainingEvent.CANCEL,
        target=TrainingState.CANCELLED,
        basis=_PRACTICE,
    ),
    Transition(
        source=TrainingState.PLANNED,
        event=TrainingEvent.MOVE,
        target=TrainingState.PLANNED,
        guard=_not_begun,
        basis=_PRACTICE,
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KindStanding:
    """How one person stands with one kind. ``days`` counts to the end, or since; None if missing."""

    kind: TrainingKind
    standing: TrainingStanding
    valid_until: date | None = None
    days: int | None = None


def standing_of(kind: TrainingKind, ends: Collection[date], today: date) -> KindStanding:
    """Return how somebody stands whose trainings of a kind count until these days; the last decides."""
    if not ends:
        return KindStanding(kind=kind, standing=TrainingStanding.MISSING)
    until = max(ends)
    left = (until - today).days
    if left < 0:
        return KindStanding(
            kind=kind, standing=TrainingStanding.EXPIRED, valid_until=until, days=-left
        )
    standing = TrainingStanding.EXPIRING if left <= WARNED_DAYS else TrainingStanding.VALID
    return KindStanding(kind=kind, standing=standing, valid_until=until, days=left)


def is_outdated(written_at: datetime | None, replied_at: datetime | None) -> bool:
    """Return whether a reply was written before another one was given; within a minute none is."""
    if written_at is None or replied_at is None:
        return False
    return written_at + _STAMPED <= replied_at
