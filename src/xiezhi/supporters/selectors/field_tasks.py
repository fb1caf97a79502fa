"""协助核实: what its grid member sees, and the tasks of matters for those above who keep them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.models import StoredFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.kernel.matters import MatterKind
from xiezhi.supporters.models import FieldTask, FieldTaskPhoto


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberTask:
    """A task as its grid member sees it; holds no field of the matter behind it."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class BroughtFile:
    """A photograph, voice or film that came with a task."""

    file_id: UUID
    kind: str
    duration_s: float | None
    copy_state: str
    scan_state: str


def tasks_of_member(acting: Actor) -> QuerySet[FieldTask]:
    """Return the actor's own tasks that were not withdrawn.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.DO_FIELD_TASK)
    tasks: QuerySet[FieldTask] = FieldTask.objects.filter(
        supporter_id=acting.id, withdrawn_at__isnull=True
    )
    return tasks.select_related("guide")


def access_member_task(acting: Actor, task_id: UUID, *, lock: bool = False) -> FieldTask:
    """Return one of the actor's own tasks.

    Raises:
        NotFoundError: ``supporters.task_not_found``; also for another member's.
    """
    found = tasks_of_member(acting).filter(id=task_id)
    if lock:
        found = found.select_for_update(of=("self",))
    task = found.first()
    if task is None:
        raise NotFoundError("supporters.task_not_found")
    return task


def list_tasks_to_do(acting: Actor, today: date) -> tuple[MemberTask, ...]:
    """Return the tasks still to do (待我核实), nearest due first; two queries."""
    tasks = list(tasks_of_member(acting).filter(done_at__isnull=True).order_by("due_on", "id"))
    return _as_seen(tasks, today)


def get_member_task(acting: Actor, task_id: UUID, today: date) -> MemberTask:
    """Return one task; two queries.

    Raises:
        NotFoundError: ``supporters.task_not_found``.
    """
    return _as_seen([access_member_task(acting, task_id)], today)[0]


def access_task_guide(acting: Actor, task_id: UUID) -> StoredFile:
    """Return the earlier picture of one of the actor's own tasks.

    Raises:
        NotFoundError: ``supporters.task_not_found`` or ``evidence.no_copy``.
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


def tasks_of_matters(
    kind: MatterKind, matter_ids: "QuerySet[Any, Any] | Collection[UUID]"
) -> QuerySet[FieldTask]:
    """Return the tasks of matters; whoever calls has checked that they may be seen."""
    tasks: QuerySet[FieldTask] = FieldTask.objects.filter(
        matter_kind=kind, matter_id__in=matter_ids
    )
    return tasks


def files_of_matters(
    kind: MatterKind, matter_ids: "QuerySet[Any, Any] | Collection[UUID]"
) -> QuerySet[FieldTaskPhoto]:
    """Return the pictures and voices that came with the tasks of matters."""
    files: QuerySet[FieldTaskPhoto] = FieldTaskPhoto.objects.filter(
        task__matter_kind=kind, task__matter_id__in=matter_ids
    )
    return files


def with_files(tasks: QuerySet[FieldTask]) -> QuerySet[Any, Any]:
    """Return tasks with member and sender, each with rows of its files in ``file_rows``."""
    columns = JSONObject(
        file_id="file_id",
        kind="file__kind",
        duration_s="file__duration_s",
        copy_state="file__copy_state",
        scan_state="file__scan_state",
    )
    files = FieldTaskPhoto.objects.filter(task_id=OuterRef("id")).order_by("position")
    found: QuerySet[Any, Any] = tasks.select_related("supporter", "asked_by").annotate(
        file_rows=ArraySubquery(files.values(row=columns))
    )
    return found


def files_brought(rows: Sequence[dict[str, Any]]) -> tuple[BroughtFile, ...]:
    """Return the files of a task read by `with_files`, in the order they came."""
    return tuple(BroughtFile(**row | {"file_id": UUID(row["file_id"])}) for row in rows)


def first_pictures(task_ids: Collection[UUID]) -> dict[UUID, UUID]:
    """Return the first picture of each task; one query."""
    links = FieldTaskPhoto.objects.filter(task_id__in=list(task_ids), file__kind="photo")
    # Read backwards: the first picture is written last and stays.
    return dict(links.order_by("-position").values_list("task_id", "file_id"))


def _as_seen(tasks: list[FieldTask], today: date) -> tuple[MemberTask, ...]:
    files = files_of_tasks([task.id for task in tasks])
    return tuple(
        MemberTask(
            id=task.id,
            words=task.words,
            place_words=task.place_words,
            guide_id=None if task.guide is None or task.guide.keeping else task.guide_id,
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


def is_of_a_task(file_id: UUID) -> bool:
    """Return whether a grid member took this file when looking again."""
    return FieldTaskPhoto.objects.filter(file_id=file_id).exists()
