"""培训: planned, cancelled, answered by those called, and who was there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.rules.typists import typist_of
from xiezhi.accounts.selectors.limits import count_limit
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import public_id
from xiezhi.kernel.transitions import next_state
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act
from xiezhi.notifications.services.reading import mark_received
from xiezhi.supporters.models import Supporter, Training, TrainingAttendance
from xiezhi.supporters.rules.called import called_in
from xiezhi.supporters.rules.kinds import SupporterKind
from xiezhi.supporters.rules.training import (
    TAUGHT,
    TRANSITIONS,
    VALIDITY_RULES,
    Attendance,
    TrainingEvent,
    TrainingFacts,
    TrainingKind,
    TrainingReply,
    TrainingState,
    is_outdated,
)
from xiezhi.supporters.selectors.on_duty import list_on_duty
from xiezhi.supporters.selectors.trainings import (
    access_own_attendance,
    access_training,
    find_supporters_called,
)
from xiezhi.supporters.services.training_told import tell_called, tell_planner_of_leave

MAX_TITLE: Final = 60
MAX_PLACE: Final = 80
MAX_MATERIAL: Final = 2000
MAX_REASON: Final = 120
MAX_HOURS: Final = 80
_NAMED: Final = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingDraft:
    """A training as it is planned. ``called`` names whom to call; empty calls all in office."""

    kind: TrainingKind
    audience: SupporterKind
    title: str
    starts_at: datetime
    place: str = ""
    material: str = ""
    hours: int = 0
    is_required: bool = True
    called: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Who was there: marks by supporter, a pasted list of those present, and the day of 补训."""

    by_supporter: Mapping[UUID, Attendance] = field(default_factory=dict)
    present: str = ""
    made_up_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """How an answer came: the key its telephone gave it, and when that says it was written."""

    key: UUID | None = None
    written_at: datetime | None = None


def plan_training(*, draft: TrainingDraft, acting: Actor, now: datetime) -> Training:
    """Plan a training and call people to it; one that lies in the past is entered without calling.

    Raises:
        InvalidInputError: ``supporters.training_without_place``, ``supporters.nobody_to_call``,
            ``supporters.not_known`` with ``words``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.MANAGE_SUPPORTERS)
        title = clean_line(draft.title, limit=MAX_TITLE)
        place = clean_line(draft.place, limit=MAX_PLACE)
        material = clean_text(draft.material, limit=MAX_MATERIAL).strip()
        if not title or not (place or material):
            raise InvalidInputError("supporters.training_without_place")
        people = _called(draft, legal_day(now))
        if not people:
            raise InvalidInputError("supporters.nobody_to_call")
        training: Training = Training.objects.create(
            id=public_id(),
            kind=draft.kind,
            audience=draft.audience,
            title=title,
            starts_at=draft.starts_at,
            place=place,
            material=material,
            hours=min(draft.hours, MAX_HOURS),
            is_required=draft.is_required,
            state=TrainingState.PLANNED,
            planned_by_id=typist_of(acting),
            planned_at=now,
        )
        _call(training, people)
        record("supporters.plan_training", "training", training.id, after={"called": len(people)})
        if training.starts_at > now:
            tell_called(training, [one.id for one in people], acting=acting, now=now)
    return training


def cancel_training(*, training_id: UUID, reason: str, acting: Actor, now: datetime) -> Training:
    """Cancel a training that was not held; who was called is told.

    Raises:
        InvalidInputError: ``supporters.cancel_reason_missing``.
        TransitionRefusedError: held or cancelled already.
    """
    with act(acting=acting, now=now) as record:
        training = access_training(acting, training_id, lock=True)
        why = clean_line(reason, limit=MAX_REASON)
        if not why:
            raise InvalidInputError("supporters.cancel_reason_missing")
        _step(training, TrainingEvent.CANCEL, now)
        training.cancel_reason = why
        training.save(update_fields=["state", "cancel_reason"])
        record("supporters.cancel_training", "training", training.id, after={"reason": why})
        if training.starts_at > now:
            called = TrainingAttendance.objects.filter(training_id=training.id)
            ids = list(called.values_list("supporter_id", flat=True))
            tell_called(training, ids, acting=acting, now=now)
    return training


def move_training(
    *, training_id: UUID, starts_at: datetime, place: str, acting: Actor, now: datetime
) -> Training:
    """Give a training that has not begun another time or place; who was called is told.

    Answers given stay; whoever cannot come at the new time answers again.

    Raises:
        InvalidInputError: ``supporters.moved_to_the_past``, ``supporters.training_not_moved``,
            ``supporters.training_without_place``.
        TransitionRefusedError: held or cancelled already, or ``supporters.training_begun``.
    """
    with act(acting=acting, now=now) as record:
        training = access_training(acting, training_id, lock=True)
        _step(training, TrainingEvent.MOVE, now)
        where = clean_line(place, limit=MAX_PLACE)
        if starts_at <= now:
            raise InvalidInputError("supporters.moved_to_the_past")
        if (starts_at, where) == (training.starts_at, training.place):
            raise InvalidInputError("supporters.training_not_moved")
        if not (where or training.material):
            raise InvalidInputError("supporters.training_without_place")
        before = _when_and_where(training)
        training.starts_at, training.place, training.moved_at = starts_at, where, now
        training.save(update_fields=["starts_at", "place", "moved_at"])
        after = _when_and_where(training)
        record("supporters.move_training", "training", training.id, before=before, after=after)
        called = TrainingAttendance.objects.filter(training_id=training.id)
        ids = list(called.values_list("supporter_id", flat=True))
        tell_called(training, ids, acting=acting, now=now)
    return training


def record_attendance(*, training_id: UUID, marks: Marks, acting: Actor, now: datetime) -> Training:
    """Record who was there; again to put right or to add 补训. Who came uncalled is added.

    What was taken counts as long as the rule says on that day, and keeps it when the rule changes.

    Raises:
        InvalidInputError: ``supporters.not_known`` with ``words``, ``supporters.nobody_marked``,
            ``supporters.made_up_day``.
        TransitionRefusedError: cancelled, or ``supporters.training_not_begun``.
    """
    with act(acting=acting, now=now) as record:
        training = access_training(acting, training_id, lock=True)
        is_again = training.state == TrainingState.HELD
        _step(training, TrainingEvent.CORRECT if is_again else TrainingEvent.HOLD, now)
        _check_made_up(training, marks, legal_day(now))
        wanted = dict(marks.by_supporter) | {
            one.id: Attendance.PRESENT for one in _named(training.audience, marks.present)
        }
        if not wanted:
            raise InvalidInputError("supporters.nobody_marked")
        changed = _mark(training, wanted, marks.made_up_on or legal_day(now))
        training.save(update_fields=["state"])
        record("supporters.record_attendance", "training", training.id, after={"marked": changed})
    return training


def answer_training(
    *,
    training_id: UUID,
    reply: TrainingReply,
    words: str = "",
    sent: Sent | None = None,
    acting: Actor,
    now: datetime,
) -> TrainingAttendance:
    """Say 我参加 or 请假, until it begins; the word written last counts, sent twice it is one.

    Raises:
        NotFoundError: ``supporters.no_training``.
        InvalidInputError: ``supporters.leave_reason_missing``.
        ConflictError: ``supporters.training_over``; ``supporters.training_answered``: something
            else was said elsewhere after this was written.
    """
    sent = sent or Sent()
    with act(acting=acting, now=now) as record:
        mine = access_own_attendance(acting, training_id, lock=True)
        if sent.key is not None and mine.submission_key == sent.key:
            record("supporters.answer_training_again", "training", training_id)
            return mine
        if mine.training.state != TrainingState.PLANNED or mine.training.starts_at <= now:
            raise ConflictError("supporters.training_over")
        said = clean_line(words, limit=MAX_REASON) if reply is TrainingReply.LEAVE else ""
        if reply is TrainingReply.LEAVE and not said:
            raise InvalidInputError("supporters.leave_reason_missing")
        is_other = (reply, said) != (mine.reply, mine.reply_words)
        if is_other and is_outdated(sent.written_at, mine.replied_at):
            raise ConflictError("supporters.training_answered")
        mine.reply, mine.replied_at, mine.submission_key = reply, now, sent.key
        mine.reply_words, mine.forgotten_at = said, None
        mine.save(
            update_fields=["reply", "reply_words", "replied_at", "submission_key", "forgotten_at"]
        )
        mark_received(about=("training", training_id), acting=acting, now=now)
        record("supporters.answer_training", "training", training_id, after={"reply": reply.value})
        if reply is TrainingReply.LEAVE:
            tell_planner_of_leave(mine.training, acting.label, acting=acting, now=now)
    return mine


def _when_and_where(training: Training) -> dict[str, str]:
    return {"starts_at": training.starts_at.isoformat(), "place": training.place}


def _step(training: Training, event: TrainingEvent, now: datetime) -> None:
    facts = TrainingFacts(has_begun=training.starts_at <= now)
    step = next_state(TRANSITIONS, TrainingState(training.state), event, facts)
    training.state = step.target


def _called(draft: TrainingDraft, today: date) -> list[Supporter]:
    on_duty = list_on_duty(draft.audience, today)
    if not draft.called.strip():
        return on_duty
    in_office = {one.id for one in on_duty}
    return [one for one in _named(draft.audience, draft.called) if one.id in in_office]


def _named(audience: str, words: str) -> list[Supporter]:
    """Return whom a pasted list names.

    Raises:
        InvalidInputError: ``supporters.not_known`` with the words nobody answers to.
    """
    called = called_in(words)
    if not called.numbers and not called.names:
        return []
    kind = SupporterKind(audience)
    found = find_supporters_called(kind, numbers=called.numbers, names=called.names)
    unknown = [str(one) for one in sorted(called.numbers - {one.number for one in found})]
    unknown += sorted(called.names - {one.name for one in found})
    if unknown:
        raise InvalidInputError("supporters.not_known", words="、".join(unknown[:_NAMED]))
    return found


def _call(training: Training, people: Iterable[Supporter]) -> None:
    TrainingAttendance.objects.bulk_create(
        TrainingAttendance(id=public_id(), training=training, supporter=one) for one in people
    )


def _check_made_up(training: Training, marks: Marks, today: date) -> None:
    day = marks.made_up_on
    if day is not None and not legal_day(training.starts_at) <= day <= today:
        raise InvalidInputError("supporters.made_up_day")


def _mark(training: Training, wanted: Mapping[UUID, Attendance], made_up_on: date) -> int:
    rows = TrainingAttendance.objects.select_for_update().filter(training_id=training.id)
    by_supporter = {row.supporter_id: row for row in rows}
    uncalled = Supporter.objects.filter(id__in=wanted.keys() - by_supporter.keys())
    for one in uncalled.filter(kind=training.audience):
        by_supporter[one.id] = TrainingAttendance.objects.create(
            id=public_id(), training=training, supporter=one
        )
    changed = 0
    for supporter_id, attendance in wanted.items():
        row = by_supporter.get(supporter_id)
        if row is None or row.attendance == attendance:
            continue
        row.attendance = attendance
        held_on = legal_day(training.starts_at)
        _count(row, made_up_on if attendance is Attendance.MADE_UP else held_on, training.kind)
        row.save()
        changed += 1
    return changed


def _count(row: TrainingAttendance, taught_on: date, kind: str) -> None:
    """Let a part count from a day on, as long as the rule says."""
    row.taught_on, row.valid_until, row.valid_basis = None, None, ""
    if Attendance(row.attendance) not in TAUGHT:
        return
    row.taught_on = taught_on
    rule = VALIDITY_RULES.get(TrainingKind(kind))
    if rule is not None:
        limit = count_limit(rule, taught_on)
        row.valid_until, row.valid_basis = limit.due_on, limit.basis[:120]
