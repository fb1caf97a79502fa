"""What a grid member sees of 协助核实: the officer's words, the place, the earlier picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.models import StoredFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.leads.models import FieldTask, FieldTaskPhoto


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberTask:
    """A task as its grid member sees it; holds no field of the lead behind it."""

    id: UUID
    words: str
    place_words: str
    guide_id: UUID | None
    asked_at: datetime
    due_on: date
    days_left: int
    result: str
    result_words: str
    done_at: datetime | None
    file_ids: tuple[UUID, ...]


def tasks_of_member(acting: Actor) -> QuerySet[FieldTask]:
    """Return the actor's own tasks that were not withdrawn.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.DO_FIELD_TASK)
    tasks: QuerySet[FieldTask] = FieldTask.objects.filter(
        supporter_id=acting.id, withdrawn_at__isnull=True
    )
    return tasks


def access_member_task(acting: Actor, task_id: UUID, *, lock: bool = False) -> FieldTask:
    """Return one of the actor's own tasks.

    Raises:
        NotFoundError: ``leads.task_not_found``; also for another member's.
    """
    found = tasks_of_member(acting).filter(id=task_id)
    if lock:
        found = found.select_for_update()
    task = found.first()
    if task is None:
        raise NotFoundError("leads.task_not_found")
    return task


def list_tasks_to_do(acting: Actor, today: date) -> tuple[MemberTask, ...]:
    """Return the tasks still to do (待我核实), nearest due first; two queries."""
    tasks = list(tasks_of_member(acting).filter(done_at__isnull=True).order_by("due_on", "id"))
    return _as_seen(tasks, today)


def get_member_task(acting: Actor, task_id: UUID, today: date) -> MemberTask:
    """Return one task; two queries.

    Raises:
        NotFoundError: ``leads.task_not_found``.
    """
    return _as_seen([access_member_task(acting, task_id)], today)[0]


def access_task_guide(acting: Actor, task_id: UUID) -> StoredFile:
    """Return the earlier picture of one of the actor's own tasks.

    Raises:
        NotFoundError: ``leads.task_not_found`` or ``evidence.no_copy``.
    """
    guide: StoredFile | None = access_member_task(acting, task_id).guide
    if guide is None:
        raise NotFoundError("evidence.no_copy")
    return guide


def files_of_tasks(task_ids: Sequence[UUID]) -> dict[UUID, list[UUID]]:
    """Return the file ids that came with each task, in order."""
    found: dict[UUID, list[UUID]] = {}
    links = FieldTaskPhoto.objects.filter(task_id__in=task_ids).order_by("position")
    for task_id, file_id in links.values_list("task_id", "file_id"):
        found.setdefault(task_id, []).append(file_id)
    return found


def _as_seen(tasks: list[FieldTask], today: date) -> tuple[MemberTask, ...]:
    files = files_of_tasks([task.id for task in tasks])
    return tuple(
        MemberTask(
            id=task.id,
            words=task.words,
            place_words=task.place_words,
            guide_id=task.guide_id,
            asked_at=task.asked_at,
            due_on=task.due_on,
            days_left=(task.due_on - today).days,
            result=task.result,
            result_words=task.result_words,
            done_at=task.done_at,
            file_ids=tuple(files.get(task.id, ())),
        )
        for task in tasks
    )
