"""协助核实: a task given to a grid member, taken back, and what was found. A signal, not evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.rules.typists import typist_of
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError, NotFoundError
from xiezhi.kernel.ids import public_id
from xiezhi.kernel.matters import Matter
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import LOUDLY, Draft, send_message
from xiezhi.notifications.services.reading import mark_received
from xiezhi.supporters.models import FieldTask
from xiezhi.supporters.rules.field import FieldResult
from xiezhi.supporters.selectors.field_tasks import access_member_task
from xiezhi.supporters.selectors.on_duty import get_grid_member_on_duty
from xiezhi.supporters.services._field_files import keep_files, look_through

MAX_WORDS: Final = 300
MAX_PLACE: Final = 260
MAX_RESULT_WORDS: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskText:
    """What the member is asked: words of the officer's own, the place, an earlier picture."""

    words: str
    place_words: str = ""
    guide_id: UUID | None = None


def give_field_task(  # one act, each value named
    *,
    matter: Matter,
    supporter_id: UUID,
    text: TaskText,
    due_on: date,
    sender_path: str = "",
    acting: Actor,
    now: datetime,
) -> FieldTask:
    """Ask a grid member to look again. Whoever keeps the matter has checked words and picture.

    Raises:
        InvalidInputError: ``supporters.no_words``, ``supporters.not_on_duty``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SEND_FIELD_TASK)
        member = get_grid_member_on_duty(supporter_id, legal_day(now))
        words = clean_line(text.words, limit=MAX_WORDS)
        if not words:
            raise InvalidInputError("supporters.no_words")
        task: FieldTask = FieldTask.objects.create(
            id=public_id(),
            matter_kind=matter.kind,
            matter_id=matter.id,
            matter_label=matter.label,
            supporter_id=member.id,
            words=words,
            place_words=clean_line(text.place_words, limit=MAX_PLACE),
            guide_id=text.guide_id,
            due_on=due_on,
            asked_by_id=typist_of(acting),
            asked_at=now,
        )
        record("supporters.give_task", "task", task.id, after={"member": member.label})
        _tell_member(task, sender_path, acting=acting, now=now)
    return task


def do_field_task(  # noqa: PLR0913  # one act, each value named
    *,
    task_id: UUID,
    submission_key: UUID,
    result: FieldResult,
    words: str = "",
    photos: Sequence[IncomingFile] = (),
    voices: Sequence[IncomingFile] = (),
    videos: Sequence[IncomingFile] = (),
    acting: Actor,
    now: datetime,
) -> FieldTask:
    """Take what the grid member found; the same submission sent twice is one.

    Raises:
        ConflictError: ``supporters.task_done``: done before with another submission;
            ``uploads.used``: the bytes went into other words.
        InvalidInputError: ``supporters.too_many_files``, ``too_many_videos``,
            ``video_too_long``, the codes of evidence.
    """
    # Before any picture is decoded; bytes of an answer that came before are let go already.
    is_new = not _is_answered(access_member_task(acting, task_id), submission_key)
    checked = look_through(photos, voices, videos) if is_new else []
    with act(acting=acting, now=now) as record:
        task = access_member_task(acting, task_id, lock=True)
        if _is_answered(task, submission_key):
            record("supporters.do_task_again", "task", task.id)
            return task
        task.submission_key, task.result, task.done_at = submission_key, result, now
        task.result_words = clean_text(words, limit=MAX_RESULT_WORDS).strip()
        task.save()
        keep_files(task, checked, now)
        mark_received(about=("task", task.id), acting=acting, now=now)
        record("supporters.do_task", "task", task.id, after={"result": result.value})
    return task


def take_back_field_task(*, task_id: UUID, acting: Actor, now: datetime) -> FieldTask:
    """Take back a task not done yet; whoever keeps the matter has checked access.

    Raises:
        NotFoundError: ``supporters.task_not_found``.
        ConflictError: ``supporters.task_done``, ``supporters.task_withdrawn``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SEND_FIELD_TASK)
        task: FieldTask | None = FieldTask.objects.select_for_update().filter(id=task_id).first()
        if task is None:
            raise NotFoundError("supporters.task_not_found")
        if task.done_at is not None:
            raise ConflictError("supporters.task_done")
        if task.withdrawn_at is not None:
            raise ConflictError("supporters.task_withdrawn")
        task.withdrawn_at = now
        task.save(update_fields=["withdrawn_at"])
        record("supporters.withdraw_task", "task", task.id)
    return task


def _is_answered(task: FieldTask, submission_key: UUID) -> bool:
    if task.done_at is not None and task.submission_key != submission_key:
        raise ConflictError("supporters.task_done")
    return task.done_at is not None


def _tell_member(task: FieldTask, sender_path: str, *, acting: Actor, now: datetime) -> None:
    send_message(
        to=Recipient(kind=RecipientKind.SUPPORTER, id=task.supporter_id),
        draft=Draft(
            kind="supporters.task",
            title=task.words,
            notice=Notice.MEMBER_TASK,
            path=f"/mine/tasks/{task.id}/",
            about=("task", task.id),
            sender_id=task.asked_by_id,
            sender_path=sender_path,
            dedup_key=f"task:{task.id}",
        ),
        acting=acting,
        now=now,
        channels=LOUDLY,
    )
