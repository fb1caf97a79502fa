"""补充说明 to 协助核实 that was answered before, from another telephone perhaps: no word is lost."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_text
from xiezhi.ledger.services.acts import act
from xiezhi.supporters.models import FieldTask, FieldTaskPhoto
from xiezhi.supporters.selectors.field_tasks import access_member_task
from xiezhi.supporters.services._field_files import keep_files, look_through
from xiezhi.supporters.services.field_tasks import MAX_RESULT_WORDS

MAX_ADDED_WORDS: Final = 4 * MAX_RESULT_WORDS


def add_to_field_task(
    *,
    task_id: UUID,
    words: str,
    photos: Sequence[IncomingFile] = (),
    voices: Sequence[IncomingFile] = (),
    videos: Sequence[IncomingFile] = (),
    acting: Actor,
    now: datetime,
) -> FieldTask:
    """Put words and files behind an answered task. What it holds already is not put there again.

    So the same addition sent twice is one: by its words, which name when they were written, and
    by the bytes of its files.

    Raises:
        ConflictError: ``supporters.task_not_done``: the answer itself comes first.
        InvalidInputError: ``supporters.no_addition``, ``too_many_files``, the codes of evidence.
    """
    words = clean_text(words, limit=MAX_RESULT_WORDS).strip()
    brought = (*photos, *voices, *videos)
    if not words and not brought:
        raise InvalidInputError("supporters.no_addition")
    known = _known(access_member_task(acting, task_id))
    photos, voices, videos = (
        [file for file in files if file.sha256 not in known] for files in (photos, voices, videos)
    )
    checked = look_through(photos, voices, videos)
    with act(acting=acting, now=now) as record:
        task = access_member_task(acting, task_id, lock=True)
        if task.done_at is None:
            raise ConflictError("supporters.task_not_done")
        if words not in task.result_words:
            task.result_words = clean_text(
                f"{task.result_words}\n{words}", limit=MAX_ADDED_WORDS
            ).strip()
            task.save(update_fields=["result_words"])
        known = _known(task)
        fresh = [file for file in checked if file.sha256 not in known]
        keep_files(task, fresh, now, begin=FieldTaskPhoto.objects.filter(task=task).count())
        record("supporters.add_to_task", "task", task.id, after={"files": len(fresh)})
    return task


def _known(task: FieldTask) -> set[bytes]:
    found = FieldTaskPhoto.objects.filter(task=task).values_list("file__sha256", flat=True)
    return {bytes(sha256) for sha256 in found}
