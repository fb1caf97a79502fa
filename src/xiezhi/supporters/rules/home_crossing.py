"""What of trainings and patrols crosses between the zones: a member's own pages, and their answers.

Who planned or asked, and who was called beside the member, stays inside.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.supporters.rules.kinds import SupporterKind
from xiezhi.supporters.rules.patrol import MOST_REPORTS, PatrolResult
from xiezhi.supporters.rules.training import (
    Attendance,
    TrainingKind,
    TrainingReply,
    TrainingState,
)

CLOCK_SLACK: Final = timedelta(minutes=15)
"""The other zone's clock may run ahead of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedTraining:
    """One person's part in a training, with the training; the id is the part's."""

    id: UUID
    training_id: UUID
    supporter_id: UUID
    kind: str
    audience: str
    title: str
    starts_at: datetime
    place: str
    material: str
    hours: int
    is_required: bool
    state: str
    attendance: str
    taught_on: date | None
    valid_until: date | None
    valid_basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedReply:
    """我参加 or 请假; the id is the part's."""

    id: UUID
    reply: str
    words: str
    replied_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedPatrol:
    """A patrol as the member sees it."""

    id: UUID
    supporter_id: UUID
    place_words: str
    words: str
    due_on: date
    asked_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossedPatrolResult:
    """What a patrol ended with; the id is the patrol's, the reports cross by themselves."""

    id: UUID
    result: str
    words: str
    report_ids: tuple[str, ...]
    done_at: datetime


def check_training(training: CrossedTraining) -> None:
    """Refuse a part in a training no office calls to.

    Raises:
        InvalidInputError: ``supporters.foreign_training``.
    """
    known = (
        training.kind in set(TrainingKind)
        and training.audience in set(SupporterKind)
        and training.state in set(TrainingState)
        and (not training.attendance or training.attendance in set(Attendance))
    )
    if not known or not training.title or not (training.place or training.material):
        raise InvalidInputError("supporters.foreign_training")


def check_reply(reply: CrossedReply, *, now: datetime) -> None:
    """Refuse a reply the phone page would not have taken.

    Raises:
        InvalidInputError: ``supporters.foreign_training``.
    """
    is_known = reply.reply in set(TrainingReply) and reply.replied_at <= now + CLOCK_SLACK
    if not is_known or (reply.reply == TrainingReply.LEAVE and not reply.words):
        raise InvalidInputError("supporters.foreign_training")


def check_patrol(patrol: CrossedPatrol) -> None:
    """Refuse a patrol no office gives.

    Raises:
        InvalidInputError: ``supporters.foreign_patrol``.
    """
    if not patrol.place_words or not patrol.words:
        raise InvalidInputError("supporters.foreign_patrol")


def check_patrol_result(result: CrossedPatrolResult, *, now: datetime) -> tuple[UUID, ...]:
    """Return the reports of a result; refuse one the phone page would not have taken.

    Raises:
        InvalidInputError: ``supporters.foreign_patrol``.
    """
    try:
        report_ids = tuple(UUID(one) for one in result.report_ids)
    except ValueError:
        raise InvalidInputError("supporters.foreign_patrol") from None
    is_whole = bool(report_ids) == (result.result == PatrolResult.REPORTED)
    is_known = result.result in set(PatrolResult) and len(report_ids) <= MOST_REPORTS
    if not is_known or not is_whole or result.done_at > now + CLOCK_SLACK:
        raise InvalidInputError("supporters.foreign_patrol")
    return report_ids
