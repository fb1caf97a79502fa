"""Trainings and patrols as values that may cross between the zones."""

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from xiezhi.supporters.models import Patrol, TrainingAttendance
from xiezhi.supporters.rules.home_crossing import (
    CrossedPatrol,
    CrossedPatrolResult,
    CrossedReply,
    CrossedTraining,
)
from xiezhi.supporters.rules.training import TrainingState


def trainings_to_carry() -> Iterator[CrossedTraining]:
    """Yield everybody's part in every training as it stands now; cancelled ones say so."""
    parts = TrainingAttendance.objects.select_related("training")
    for part in parts.order_by("training__starts_at", "id"):
        training = part.training
        yield CrossedTraining(
            id=part.id,
            training_id=training.id,
            supporter_id=part.supporter_id,
            kind=training.kind,
            audience=training.audience,
            title=training.title,
            starts_at=training.starts_at,
            place=training.place,
            material=training.material,
            hours=training.hours,
            is_required=training.is_required,
            state=training.state,
            attendance=part.attendance,
            taught_on=part.taught_on,
            valid_until=part.valid_until,
            valid_basis=part.valid_basis,
        )


def replies_to_carry() -> Iterator[CrossedReply]:
    """Yield what members answered and is not forgotten, oldest first; a change is a new version."""
    answered = TrainingAttendance.objects.filter(
        replied_at__isnull=False, forgotten_at__isnull=True
    )
    for part in answered.order_by("replied_at", "id"):
        yield CrossedReply(
            id=part.id, reply=part.reply, words=part.reply_words, replied_at=part.replied_at
        )


def leaves_looked_at_no_more(now: datetime) -> list[UUID]:
    """Return the parts whose member gave a reason for a leave, of trainings nobody answers now."""
    over = Q(training__starts_at__lte=now) | ~Q(training__state=TrainingState.PLANNED)
    said = TrainingAttendance.objects.filter(over, forgotten_at__isnull=True)
    return list(said.exclude(reply_words="").values_list("id", flat=True))


def patrols_to_carry() -> Iterator[CrossedPatrol]:
    """Yield every patrol as it stands now; what was taken back says so."""
    for patrol in Patrol.objects.order_by("asked_at", "id"):
        yield CrossedPatrol(
            id=patrol.id,
            supporter_id=patrol.supporter_id,
            place_words=patrol.place_words,
            words=patrol.words,
            due_on=patrol.due_on,
            asked_at=patrol.asked_at,
            withdrawn_at=patrol.withdrawn_at,
        )


def patrol_results_to_carry(known: Collection[str]) -> Iterator[CrossedPatrolResult]:
    """Yield what patrols ended with and was not carried yet, oldest first."""
    done = Patrol.objects.filter(done_at__isnull=False, forgotten_at__isnull=True)
    for patrol in done.order_by("done_at", "id"):
        if str(patrol.id) not in known:
            yield CrossedPatrolResult(
                id=patrol.id,
                result=patrol.result,
                words=patrol.result_words,
                report_ids=tuple(str(one) for one in patrol.report_ids),
                done_at=patrol.done_at,
            )


def find_attendance(part_id: UUID) -> TrainingAttendance | None:
    """Return somebody's part in a training, or None."""
    part: TrainingAttendance | None = (
        TrainingAttendance.objects.select_related("training", "supporter")
        .filter(id=part_id)
        .first()
    )
    return part


def find_patrol(patrol_id: UUID) -> Patrol | None:
    """Return a patrol of this zone, or None."""
    patrol: Patrol | None = Patrol.objects.select_related("supporter").filter(id=patrol_id).first()
    return patrol
