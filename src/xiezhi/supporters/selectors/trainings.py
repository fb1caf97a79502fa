"""培训: the office's list, who was called to one, and how people stand with what lasts for a time."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.supporters.models import Supporter, Training, TrainingAttendance
from xiezhi.supporters.rules.kinds import SupporterKind
from xiezhi.supporters.rules.training import (
    TAUGHT,
    VALIDITY_RULES,
    KindStanding,
    TrainingKind,
    TrainingReply,
    TrainingState,
    standing_of,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingLine:
    """A training in the office's list, with how many were called, said what, and were taught."""

    training: Training
    called: int
    coming: int
    on_leave: int
    taught: int


def access_training(acting: Actor, training_id: UUID, *, lock: bool = False) -> Training:
    """Return a training to whoever manages supporters.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``supporters.no_training``.
    """
    require(acting, Action.MANAGE_SUPPORTERS)
    trainings = Training.objects.select_for_update() if lock else Training.objects
    found: Training | None = trainings.filter(id=training_id).first()
    if found is None:
        raise NotFoundError("supporters.no_training")
    return found


def list_trainings(
    acting: Actor, state: TrainingState, *, limit: int = 200
) -> tuple[TrainingLine, ...]:
    """Return the trainings of a state, the next planned one or the last held one first; one query.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.MANAGE_SUPPORTERS)
    found = Training.objects.filter(state=state).annotate(
        called=Count("attendances"),
        coming=Count("attendances", filter=Q(attendances__reply=TrainingReply.COMING)),
        on_leave=Count("attendances", filter=Q(attendances__reply=TrainingReply.LEAVE)),
        taught=Count("attendances", filter=Q(attendances__attendance__in=TAUGHT)),
    )
    order = "starts_at" if state is TrainingState.PLANNED else "-starts_at"
    return tuple(
        TrainingLine(
            training=one,
            called=one.called,
            coming=one.coming,
            on_leave=one.on_leave,
            taught=one.taught,
        )
        for one in found.order_by(order, "id")[:limit]
    )


def count_trainings() -> dict[str, int]:
    """Return how many trainings there are in each state; one query."""
    counted = Training.objects.order_by().values("state").annotate(many=Count("id"))
    return {row["state"]: row["many"] for row in counted}


def list_attendances(training_id: UUID) -> list[TrainingAttendance]:
    """Return everybody called to a training, by number; whoever calls has checked access."""
    found = TrainingAttendance.objects.filter(training_id=training_id).select_related("supporter")
    return list(found.order_by("supporter__number"))


def own_trainings(acting: Actor) -> list[TrainingAttendance]:
    """Return the actor's own part in trainings that were not cancelled, soonest first; one query.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    return list(
        _own(acting)
        .exclude(training__state=TrainingState.CANCELLED)
        .order_by("training__starts_at")
    )


def own_trainings_to_come(acting: Actor, now: datetime) -> list[TrainingAttendance]:
    """Return the actor's own part in trainings not begun, soonest first; one query."""
    coming = _own(acting).filter(training__state=TrainingState.PLANNED, training__starts_at__gt=now)
    return list(coming.order_by("training__starts_at"))


def access_own_attendance(
    acting: Actor, training_id: UUID, *, lock: bool = False
) -> TrainingAttendance:
    """Return the actor's own part in a training.

    Raises:
        NotFoundError: ``supporters.no_training``; also for one the actor was not called to.
    """
    found = _own(acting).filter(training_id=training_id)
    if lock:
        found = found.select_for_update(of=("self",))
    mine = found.first()
    if mine is None:
        raise NotFoundError("supporters.no_training")
    return mine


def standings_of(
    supporter_ids: Collection[UUID], today: date
) -> dict[UUID, dict[TrainingKind, KindStanding]]:
    """Return how some supporters stand with each kind that lasts for a time; one query."""
    ends: dict[tuple[UUID, str], list[date]] = {}
    taught = TrainingAttendance.objects.filter(
        supporter_id__in=list(supporter_ids), valid_until__isnull=False
    )
    for supporter_id, kind, until in taught.values_list(
        "supporter_id", "training__kind", "valid_until"
    ):
        ends.setdefault((supporter_id, kind), []).append(until)
    return {
        one: {kind: standing_of(kind, ends.get((one, kind), ()), today) for kind in VALIDITY_RULES}
        for one in supporter_ids
    }


def list_trainings_of(acting: Actor, supporter_id: UUID) -> list[TrainingAttendance]:
    """Return the trainings a supporter was called to, the newest first; one query.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.MANAGE_SUPPORTERS)
    parts = TrainingAttendance.objects.filter(supporter_id=supporter_id).select_related("training")
    return list(parts.order_by("-training__starts_at"))


def kinds_trained_before_duty() -> frozenset[str]:
    """Return the kinds of supporters the office trains before duty: grid members, and whom it ever called."""
    called = Training.objects.filter(kind=TrainingKind.PRE_JOB).exclude(
        state=TrainingState.CANCELLED
    )
    return frozenset(called.order_by().values_list("audience", flat=True)) | {
        SupporterKind.GRID_MEMBER
    }


def trainings_between(first: datetime, last: datetime) -> QuerySet[Training]:
    """Return planned trainings that begin between two instants."""
    found: QuerySet[Training] = Training.objects.filter(
        state=TrainingState.PLANNED, starts_at__gte=first, starts_at__lt=last
    )
    return found


def list_called_and_not_on_leave(training_id: UUID) -> list[UUID]:
    """Return whom to remind of a training."""
    called = TrainingAttendance.objects.filter(training_id=training_id, attendance="")
    return list(called.exclude(reply=TrainingReply.LEAVE).values_list("supporter_id", flat=True))


def list_ending(first: date, last: date) -> list[TrainingAttendance]:
    """Return the parts that count until a day of a span, of those in office, with their training.

    One followed by a later training of the same kind is left out.
    """
    ending = TrainingAttendance.objects.filter(
        valid_until__range=(first, last),
        supporter__dismissed_on__isnull=True,
        supporter__term_until__gte=first,
    ).select_related("training")
    later = set(
        TrainingAttendance.objects.filter(valid_until__gt=last).values_list(
            "supporter_id", "training__kind"
        )
    )
    return [one for one in ending if (one.supporter_id, one.training.kind) not in later]


def find_supporters_called(
    kind: SupporterKind, *, numbers: Collection[int], names: Collection[str]
) -> list[Supporter]:
    """Return the supporters of a kind named by number or by name, past ones too, by number."""
    named = Supporter.objects.filter(kind=kind).filter(
        Q(number__in=list(numbers)) | (Q(name__in=list(names)) & ~Q(name=""))
    )
    return list(named.order_by("number"))


def _own(acting: Actor) -> QuerySet[TrainingAttendance]:
    require(acting, Action.ATTEND_TRAINING)
    found: QuerySet[TrainingAttendance] = TrainingAttendance.objects.filter(
        supporter_id=acting.id
    ).select_related("training")
    return found
