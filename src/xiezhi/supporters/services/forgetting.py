"""Outside: what members found, or why they did not come, is let go once the inner zone has it.

Task, result, answer and day stay.
"""

from collections import Counter
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import F

from xiezhi.evidence.selectors.files import list_files
from xiezhi.evidence.services.carrying_away import let_files_go
from xiezhi.kernel.actor import Actor
from xiezhi.ledger.services.acts import act
from xiezhi.supporters.models import FieldTask, FieldTaskPhoto, Patrol, TrainingAttendance


def forget_results(*, task_ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    """Let go of words and files of tasks done, and of the earlier pictures; return how many tasks."""
    here = FieldTask.objects.filter(id__in=list(task_ids), forgotten_at__isnull=True)
    ids = list(here.select_for_update().values_list("id", flat=True))
    if not ids:
        return 0
    with act(acting=acting, now=now) as record:
        files = FieldTaskPhoto.objects.filter(task_id__in=ids)
        counts = Counter(files.values_list("task_id", flat=True))
        let_files_go(list(files.values_list("file_id", flat=True)))
        tasks = FieldTask.objects.filter(id__in=ids)
        tasks.update(result_words="", forgotten_at=now)
        let_guides_go(list(tasks.filter(guide__isnull=False).values_list("guide_id", flat=True)))
        for task_id in ids:
            record("supporters.forget_result", "task", task_id, after={"files": counts[task_id]})
    return len(ids)


def forget_patrol_results(*, patrol_ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    """Let go of the words patrols ended with; return how many patrols."""
    here = Patrol.objects.filter(id__in=list(patrol_ids), forgotten_at__isnull=True)
    ids = list(here.select_for_update().values_list("id", flat=True))
    if not ids:
        return 0
    with act(acting=acting, now=now) as record:
        Patrol.objects.filter(id__in=ids).update(result_words="", forgotten_at=now)
        for patrol_id in ids:
            record("supporters.forget_patrol_result", "patrol", patrol_id)
    return len(ids)


def forget_leaves(*, part_ids: Collection[UUID], acting: Actor, now: datetime) -> int:
    """Let go of why members did not come to a training; return how many. That they did not stays."""
    here = TrainingAttendance.objects.filter(id__in=list(part_ids), forgotten_at__isnull=True)
    parts = dict(here.select_for_update().values_list("id", "training_id"))
    if not parts:
        return 0
    with act(acting=acting, now=now) as record:
        TrainingAttendance.objects.filter(id__in=list(parts)).update(
            reply_words="", forgotten_at=now
        )
        for part_id, training_id in parts.items():
            record("supporters.forget_leave", "training", training_id, after={"part": part_id})
    return len(parts)


def let_guides_go(file_ids: Collection[UUID]) -> int:
    """Let go of earlier pictures no task outside needs any more; part of the caller's act.

    Only of copies: a guide that came before copies had ids of their own is the report's own file.
    """
    needed = FieldTask.objects.filter(
        guide_id__in=list(file_ids), withdrawn_at__isnull=True, forgotten_at__isnull=True
    )
    copies = list_files().filter(id__in=list(file_ids), stored_sha256=F("shared_sha256"))
    idle = copies.exclude(id__in=needed.values("guide_id"))
    return let_files_go(list(idle.values_list("id", flat=True)))
