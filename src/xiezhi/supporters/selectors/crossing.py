"""Supporters, work cards and tasks as values that may cross between the zones."""

from collections.abc import Collection, Iterator
from uuid import UUID

from xiezhi.accounts.selectors.crossing import crossed_account
from xiezhi.evidence.selectors.crossing import crossed_copy, crossed_file
from xiezhi.evidence.selectors.files import unready_files
from xiezhi.supporters.models import FieldTask, FieldTaskPhoto, Supporter, WorkCard
from xiezhi.supporters.rules.crossing import (
    CrossedCard,
    CrossedResult,
    CrossedSupporter,
    CrossedTask,
)


def crossed_supporters() -> Iterator[CrossedSupporter]:
    """Yield every supporter with an account, past ones too: their sign-in must end outside."""
    supporters = Supporter.objects.filter(account__isnull=False)
    for one in supporters.select_related("account", "contact").order_by("kind", "number"):
        account = crossed_account(one.account)
        contact = one.contact
        yield CrossedSupporter(
            id=one.id,
            account_id=account.id,
            login=account.login,
            is_active=account.is_active,
            kind=one.kind,
            number=one.number,
            label=one.label,
            town=one.town,
            village=one.village,
            contact_label="" if contact is None else contact.label,
            contact_phone="" if contact is None else contact.office_phone,
            term_from=one.term_from,
            term_until=one.term_until,
            dismissed_on=one.dismissed_on,
            phones_unbound_at=one.phones_unbound_at,
        )


def crossed_cards() -> Iterator[CrossedCard]:
    """Yield every work card, oldest first."""
    for card in WorkCard.objects.order_by("issued_at", "id"):
        yield CrossedCard(
            id=card.id,
            supporter_id=card.supporter_id,
            token_hash=bytes(card.token_hash),
            issued_at=card.issued_at,
            revoked_at=card.revoked_at,
        )


def tasks_to_carry() -> Iterator[CrossedTask]:
    """Yield every task as it stands now; what was taken back says so."""
    tasks = FieldTask.objects.select_related("guide")
    for task in tasks.order_by("asked_at", "id"):
        guide = None if task.guide is None else crossed_copy(task.guide)
        yield CrossedTask(
            id=task.id,
            supporter_id=task.supporter_id,
            words=task.words,
            place_words=task.place_words,
            due_on=task.due_on,
            asked_at=task.asked_at,
            withdrawn_at=task.withdrawn_at,
            files=() if guide is None else (guide,),
        )


def results_to_carry(known: Collection[str]) -> Iterator[CrossedResult]:
    """Yield what members found and was not carried yet, oldest first.

    One whose film has no copy yet waits: it crosses once, with all that can be shown of it.
    """
    unready = FieldTaskPhoto.objects.filter(file_id__in=unready_files().values("id"))
    here = FieldTask.objects.filter(forgotten_at__isnull=True)
    done = here.filter(done_at__isnull=False, submission_key__isnull=False)
    done = done.exclude(id__in=unready.values("task_id"))
    for task in done.prefetch_related("photos__file").order_by("done_at", "id"):
        if str(task.id) in known:
            continue
        links = sorted(task.photos.all(), key=lambda link: link.position)
        yield CrossedResult(
            id=task.id,
            submission_key=task.submission_key,
            result=task.result,
            words=task.result_words,
            done_at=task.done_at,
            files=tuple(crossed_file(link.file) for link in links),
        )


def find_task(task_id: UUID) -> FieldTask | None:
    """Return a task of this zone, or None."""
    task: FieldTask | None = FieldTask.objects.filter(id=task_id).first()
    return task


def has_supporter(supporter_id: UUID) -> bool:
    """Return whether a supporter is in this zone."""
    return Supporter.objects.filter(id=supporter_id).exists()
