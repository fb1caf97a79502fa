"""Supporters, cards and tasks that came in a package; inside, what a member found."""

from datetime import datetime

from xiezhi.accounts.services.crossing import keep_crossed_account, unbind_phones_bound_before
from xiezhi.evidence.services.crossing import OpenBlob, keep_crossed_file
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import InvalidInputError, NotFoundError
from xiezhi.kernel.matters import MatterKind
from xiezhi.ledger.services.acts import act
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import Draft, send_message
from xiezhi.notifications.services.push import end_pushes_of
from xiezhi.notifications.services.reading import mark_received
from xiezhi.supporters.models import FieldTask, FieldTaskPhoto, Supporter, WorkCard
from xiezhi.supporters.rules.crossing import (
    CrossedCard,
    CrossedResult,
    CrossedSupporter,
    CrossedTask,
    check_result,
    check_supporter,
    check_task,
)
from xiezhi.supporters.services.forgetting import let_guides_go


def take_supporter(*, supporter: CrossedSupporter, acting: Actor, now: datetime) -> Supporter:
    """Keep a supporter as the inner zone has them; whoever was dismissed is signed out at once.

    Raises:
        InvalidInputError: ``supporters.foreign_supporter``, ``accounts.foreign_account``.
    """
    check_supporter(supporter)
    with act(acting=acting, now=now) as record:
        same_number = Supporter.objects.filter(kind=supporter.kind, number=supporter.number)
        if same_number.exclude(id=supporter.id).exists():
            raise InvalidInputError("supporters.foreign_supporter")
        account = keep_crossed_account(account=supporter.account, kind=ActorKind.SUPPORTER)
        kept: Supporter = Supporter.objects.filter(id=supporter.id).first() or Supporter(
            id=supporter.id, kind=supporter.kind, number=supporter.number, account=account
        )
        if kept.account_id != account.pk:
            raise InvalidInputError("supporters.foreign_supporter")
        kept.label = supporter.label
        kept.town, kept.village = supporter.town, supporter.village
        kept.contact_label = supporter.contact_label
        kept.contact_phone = supporter.contact_phone
        kept.term_from, kept.term_until = supporter.term_from, supporter.term_until
        kept.dismissed_on = supporter.dismissed_on
        kept.phones_unbound_at = supporter.phones_unbound_at
        kept.save()
        until = now if supporter.dismissed_on is not None else supporter.phones_unbound_at
        if until is not None:
            unbind_phones_bound_before(account_id=account.pk, instant=until, now=now)
            end_pushes_of(kept.id, begun_by=until)
        record("supporters.take", "supporter", kept.id, after={"label": kept.label})
    return kept


def take_card(*, card: CrossedCard, acting: Actor, now: datetime) -> WorkCard:
    """Keep a work card as the inner zone has it; whether it was used is known outside only.

    Raises:
        InvalidInputError: ``supporters.foreign_supporter``.
    """
    with act(acting=acting, now=now) as record:
        kept: WorkCard = WorkCard.objects.filter(id=card.id).first() or WorkCard(
            id=card.id,
            supporter_id=card.supporter_id,
            token_hash=card.token_hash,
            issued_at=card.issued_at,
        )
        if kept.supporter_id != card.supporter_id or bytes(kept.token_hash) != card.token_hash:
            raise InvalidInputError("supporters.foreign_supporter")
        kept.revoked_at = card.revoked_at
        kept.save()
        record("supporters.take_card", "supporter", kept.supporter_id)
    return kept


def take_task(*, task: CrossedTask, open_blob: OpenBlob, acting: Actor, now: datetime) -> FieldTask:
    """Keep a task as the inner zone has it, and tell the member of a new one.

    Raises:
        InvalidInputError: ``supporters.foreign_task``, the codes of evidence.
    """
    check_task(task)
    with act(acting=acting, now=now) as record:
        kept: FieldTask | None = FieldTask.objects.select_for_update().filter(id=task.id).first()
        is_new = kept is None
        if kept is None:
            # The matter stays inside: here the task is a matter of its own.
            kept = FieldTask(id=task.id, matter_kind=MatterKind.LEAD, matter_id=task.id)
            kept.supporter_id = task.supporter_id
        if kept.supporter_id != task.supporter_id:
            raise InvalidInputError("supporters.foreign_task")
        is_open = kept.done_at is None and task.withdrawn_at is None
        for file in task.files if is_open else ():
            kept.guide_id = keep_crossed_file(file, open_blob=open_blob).id
        kept.words, kept.place_words = task.words, task.place_words
        kept.due_on, kept.asked_at = task.due_on, task.asked_at
        kept.withdrawn_at = task.withdrawn_at
        kept.save()
        if kept.withdrawn_at is not None and kept.guide_id is not None:
            let_guides_go([kept.guide_id])
        record("supporters.carry_task", "task", kept.id)
        if is_new and kept.withdrawn_at is None:
            _tell_member(kept, acting=acting, now=now)
    return kept


def take_result(
    *, result: CrossedResult, open_blob: OpenBlob, acting: Actor, now: datetime
) -> FieldTask:
    """Keep inside what a member found outside; the day it was done is the day outside.

    Raises:
        NotFoundError: ``supporters.task_not_found``.
        InvalidInputError: ``supporters.foreign_task``, the codes of evidence.
    """
    check_result(result, now=now)
    with act(acting=acting, now=now) as record:
        task: FieldTask | None = FieldTask.objects.select_for_update().filter(id=result.id).first()
        if task is None:
            raise NotFoundError("supporters.task_not_found")
        task.submission_key, task.result = result.submission_key, result.result
        task.result_words, task.done_at = result.words, result.done_at
        task.save()
        FieldTaskPhoto.objects.bulk_create(
            FieldTaskPhoto(
                task=task, file=keep_crossed_file(file, open_blob=open_blob), position=position
            )
            for position, file in enumerate(result.files)
        )
        mark_received(about=("task", task.id), acting=acting, now=now)
        record("supporters.carry_result", "task", task.id, after={"result": task.result})
    return task


def _tell_member(task: FieldTask, *, acting: Actor, now: datetime) -> None:
    """Tell the member on their own page: outside nobody knows their number."""
    send_message(
        to=Recipient(kind=RecipientKind.SUPPORTER, id=task.supporter_id),
        draft=Draft(
            kind="supporters.task",
            title=task.words,
            notice=Notice.MEMBER_TASK,
            path=f"/mine/tasks/{task.id}/",
            about=("task", task.id),
            dedup_key=f"task:{task.id}",
        ),
        acting=acting,
        now=now,
    )
