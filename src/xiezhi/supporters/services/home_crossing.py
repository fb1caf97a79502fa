"""Trainings and patrols that came in a package; inside, what members answered outside."""

from datetime import datetime

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import InvalidInputError, NotFoundError
from xiezhi.ledger.services.acts import act
from xiezhi.notifications.services.reading import mark_received
from xiezhi.supporters.models import Patrol, Training, TrainingAttendance
from xiezhi.supporters.rules.home_crossing import (
    CrossedPatrol,
    CrossedPatrolResult,
    CrossedReply,
    CrossedTraining,
    check_patrol,
    check_patrol_result,
    check_reply,
    check_training,
)
from xiezhi.supporters.rules.training import TrainingReply, TrainingState
from xiezhi.supporters.services.patrols import tell_member_of_patrol, tell_sender_of_patrol
from xiezhi.supporters.services.training_told import tell_called, tell_planner_of_leave


def take_training(*, training: CrossedTraining, acting: Actor, now: datetime) -> TrainingAttendance:
    """Keep a part in a training as the inner zone has it, and tell the member of what is new.

    Raises:
        InvalidInputError: ``supporters.foreign_training``.
    """
    check_training(training)
    with act(acting=acting, now=now) as record:
        held = _keep_training(training, now)
        # Locked, for what the member answers meanwhile is saved here too.
        parts = TrainingAttendance.objects.select_for_update()
        part: TrainingAttendance = parts.filter(id=training.id).first() or TrainingAttendance(
            id=training.id, training=held, supporter_id=training.supporter_id
        )
        if (part.training_id, part.supporter_id) != (held.id, training.supporter_id):
            raise InvalidInputError("supporters.foreign_training")
        part.attendance, part.taught_on = training.attendance, training.taught_on
        part.valid_until, part.valid_basis = training.valid_until, training.valid_basis
        part.save()
        record("supporters.carry_training", "training", held.id)
        if held.starts_at > now and held.state != TrainingState.HELD:
            tell_called(held, [part.supporter_id], acting=acting, now=now)
    return part


def take_reply(*, reply: CrossedReply, acting: Actor, now: datetime) -> TrainingAttendance:
    """Keep inside what a member answered outside.

    Raises:
        NotFoundError: ``supporters.no_training``.
        InvalidInputError: ``supporters.foreign_training``.
    """
    check_reply(reply, now=now)
    with act(acting=acting, now=now) as record:
        part: TrainingAttendance | None = (
            TrainingAttendance.objects.select_for_update(of=("self",))
            .select_related("training", "supporter")
            .filter(id=reply.id)
            .first()
        )
        if part is None:
            raise NotFoundError("supporters.no_training")
        part.reply, part.reply_words = reply.reply, reply.words
        part.replied_at = reply.replied_at
        part.save(update_fields=["reply", "reply_words", "replied_at"])
        record("supporters.carry_reply", "training", part.training_id, after={"reply": part.reply})
        if part.reply == TrainingReply.LEAVE:
            tell_planner_of_leave(part.training, part.supporter.label, acting=acting, now=now)
    return part


def take_patrol(*, patrol: CrossedPatrol, acting: Actor, now: datetime) -> Patrol:
    """Keep a patrol as the inner zone has it, and tell the member of a new one.

    Raises:
        InvalidInputError: ``supporters.foreign_patrol``.
    """
    check_patrol(patrol)
    with act(acting=acting, now=now) as record:
        kept: Patrol = Patrol.objects.select_for_update().filter(id=patrol.id).first() or Patrol(
            id=patrol.id, supporter_id=patrol.supporter_id
        )
        if kept.supporter_id != patrol.supporter_id:
            raise InvalidInputError("supporters.foreign_patrol")
        kept.place_words, kept.words = patrol.place_words, patrol.words
        kept.due_on, kept.asked_at = patrol.due_on, patrol.asked_at
        kept.withdrawn_at = patrol.withdrawn_at
        kept.save()
        record("supporters.carry_patrol", "patrol", kept.id)
        if kept.withdrawn_at is None and kept.done_at is None:
            tell_member_of_patrol(kept, acting=acting, now=now)
    return kept


def take_patrol_result(*, result: CrossedPatrolResult, acting: Actor, now: datetime) -> Patrol:
    """Keep inside what a patrol ended with outside; the day is the day outside.

    Raises:
        NotFoundError: ``supporters.no_patrol``.
        InvalidInputError: ``supporters.foreign_patrol``.
    """
    report_ids = check_patrol_result(result, now=now)
    with act(acting=acting, now=now) as record:
        patrol: Patrol | None = (
            Patrol.objects.select_for_update(of=("self",))
            .select_related("supporter")
            .filter(id=result.id)
            .first()
        )
        if patrol is None:
            raise NotFoundError("supporters.no_patrol")
        patrol.result, patrol.result_words = result.result, result.words
        patrol.report_ids, patrol.done_at = list(report_ids), result.done_at
        patrol.save()
        mark_received(about=("patrol", patrol.id), acting=acting, now=now)
        record(
            "supporters.carry_patrol_result", "patrol", patrol.id, after={"result": patrol.result}
        )
        tell_sender_of_patrol(patrol, patrol.supporter.label, acting=acting, now=now)
    return patrol


def _keep_training(training: CrossedTraining, now: datetime) -> Training:
    kept: Training = Training.objects.filter(id=training.training_id).first() or Training(
        id=training.training_id, planned_at=now
    )
    is_known = not kept._state.adding  # noqa: SLF001  # Django's own mark
    if is_known and (kept.starts_at, kept.place) != (training.starts_at, training.place):
        kept.moved_at = now
    kept.kind, kept.audience, kept.state = training.kind, training.audience, training.state
    kept.title, kept.starts_at = training.title, training.starts_at
    kept.place, kept.material = training.place, training.material
    kept.hours, kept.is_required = training.hours, training.is_required
    kept.save()
    return kept
