"""Who is told of a training: those called, whoever planned it; and the reminders of every morning."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import Final
from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import CHINA, legal_day
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import INBOX_ONLY, LOUDLY, Draft, send_message
from xiezhi.supporters.models import Training
from xiezhi.supporters.rules.training import (
    REMINDED_DAYS,
    TRAINING_KIND_LABELS,
    WARNED_DAYS,
    TrainingKind,
    TrainingState,
)
from xiezhi.supporters.selectors.trainings import (
    list_called_and_not_on_leave,
    list_ending,
    trainings_between,
)

_LOOK_BACK: Final = timedelta(days=60)


def tell_called(
    training: Training, supporter_ids: Iterable[UUID], *, acting: Actor, now: datetime
) -> None:
    """Tell people of a training they are called to, that it has moved or is cancelled."""
    key = f"training:{training.id}:{training.state}"
    if training.moved_at is not None:
        key += f":{training.moved_at.isoformat()}"
    for supporter_id in supporter_ids:
        _tell(training, supporter_id, key, acting=acting, now=now)


def tell_planner_of_leave(training: Training, label: str, *, acting: Actor, now: datetime) -> None:
    """Tell whoever planned a training that somebody asks for leave; outside nobody is known."""
    if training.planned_by_id is None:
        return
    draft = Draft(
        kind="supporters.leave",
        title=f"{label}请假：{training.title}",
        notice=Notice.NEW_MESSAGE,
        path=f"/desk/office/trainings/{training.id}/",
        dedup_key=f"training:{training.id}:leave:{label}",
    )
    to = Recipient(kind=RecipientKind.STAFF, id=training.planned_by_id)
    send_message(to=to, draft=draft, acting=acting, now=now, channels=INBOX_ONLY)


def remind_of_trainings(*, acting: Actor, now: datetime) -> int:
    """Remind of what begins within days, what ends soon and what is not recorded, each once.

    Returns how many trainings and parts were looked at.
    """
    today = legal_day(now)
    midnight = datetime.combine(today, time.min, CHINA)
    soon = list(trainings_between(now, midnight + timedelta(days=REMINDED_DAYS + 1)))
    past = list(trainings_between(midnight - _LOOK_BACK, midnight))
    ending = list_ending(today, today + timedelta(days=WARNED_DAYS))
    for training in soon:
        key = f"training:{training.id}:soon:{legal_day(training.starts_at)}"
        for supporter_id in list_called_and_not_on_leave(training.id):
            _tell(training, supporter_id, key, acting=acting, now=now)
    for training in past:
        _tell_planner_to_record(training, acting=acting, now=now)
    for one in ending:
        title = f"{TRAINING_KIND_LABELS[TrainingKind(one.training.kind)]}将到期"
        draft = _draft(title, f"training-ends:{one.id}", one.training_id)
        to = Recipient(kind=RecipientKind.SUPPORTER, id=one.supporter_id)
        send_message(to=to, draft=draft, acting=acting, now=now, channels=LOUDLY)
    return len(soon) + len(past) + len(ending)


def _tell(
    training: Training, supporter_id: UUID, key: str, *, acting: Actor, now: datetime
) -> None:
    title = f"{_what_is_told(training)}：{training.title}"
    to = Recipient(kind=RecipientKind.SUPPORTER, id=supporter_id)
    draft = _draft(title, key, training.id)
    send_message(to=to, draft=draft, acting=acting, now=now, channels=LOUDLY)


def _what_is_told(training: Training) -> str:
    if training.state == TrainingState.CANCELLED:
        return "培训取消"
    return "培训" if training.moved_at is None else "培训改期"


def _draft(title: str, key: str, training_id: UUID) -> Draft:
    return Draft(
        kind="supporters.training",
        title=title,
        notice=Notice.MEMBER_TRAINING,
        path="/mine/trainings/",
        about=("training", training_id),
        dedup_key=key,
    )


def _tell_planner_to_record(training: Training, *, acting: Actor, now: datetime) -> None:
    if training.planned_by_id is None:
        return
    draft = Draft(
        kind="supporters.record_training",
        title=f"培训已过，尚未登记到场：{training.title}",
        notice=Notice.NEW_WORK,
        path=f"/desk/office/trainings/{training.id}/",
        dedup_key=f"training:{training.id}:record",
    )
    to = Recipient(kind=RecipientKind.STAFF, id=training.planned_by_id)
    send_message(to=to, draft=draft, acting=acting, now=now)
