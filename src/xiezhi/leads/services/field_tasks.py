"""协助核实: send a grid member to look again; take what was found. A signal, not evidence."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile, check_files, store_file
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import public_id
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.leads.models import FieldTask, FieldTaskPhoto, Lead
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.outcomes import FieldResult
from xiezhi.leads.rules.referrals import check_not_the_report
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.selectors.field import access_member_task
from xiezhi.leads.selectors.referrals import access_field_task, picture_ids_of, source_words
from xiezhi.leads.services._clocks import DUE_FIELDS, repeat_nearest, run_clock, stop_clocks
from xiezhi.leads.services._deciding import typist_of
from xiezhi.leads.services.told import member_answered, tell_staff, tell_supporter
from xiezhi.ledger.services.acts import act
from xiezhi.supporters.selectors.on_duty import get_grid_member_on_duty

MAX_WORDS: Final = 300
MAX_RESULT_WORDS: Final = 2000
MAX_FILES: Final = 9


def send_field_task(  # one act, each value named
    *,
    lead_id: UUID,
    supporter_id: UUID,
    words: str,
    place_words: str = "",
    guide_id: UUID | None = None,
    acting: Actor,
    now: datetime,
) -> FieldTask:
    """Ask a grid member to look again, in the officer's words, with an earlier picture as guide.

    Raises:
        InvalidInputError: ``leads.no_words``, ``leads.not_a_picture_of_lead``,
            ``supporters.not_on_duty``.
        RuleRefusedError: the words repeat a report or name a reporter.
        ConflictError: ``leads.not_open``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SEND_FIELD_TASK)
        lead = access_lead(acting, lead_id, lock=True)
        if not lead.is_open:
            raise ConflictError("leads.not_open")
        member = get_grid_member_on_duty(supporter_id, legal_day(now))
        said = clean_line(words, limit=MAX_WORDS)
        place = clean_line(place_words, limit=260) or lead.place_words
        _check(lead, said, place_words, guide_id)
        clock = run_clock(lead, ClockRule.FIELD_TASK, legal_day(now))
        _save_nearest(lead)
        task: FieldTask = FieldTask.objects.create(
            id=public_id(),
            lead=lead,
            supporter_id=member.id,
            words=said,
            place_words=place,
            guide_id=guide_id,
            due_on=clock.due_on,
            asked_by_id=typist_of(acting),
            asked_at=now,
        )
        record("leads.send_task", "task", task.id, after={"member": member.label})
        tell_supporter(task=task, acting=acting, now=now)
    return task


def do_field_task(  # one act, each value named
    *,
    task_id: UUID,
    submission_key: UUID,
    result: FieldResult,
    words: str = "",
    photos: Sequence[IncomingFile] = (),
    voices: Sequence[IncomingFile] = (),
    acting: Actor,
    now: datetime,
) -> FieldTask:
    """Take what the grid member found; the same submission sent twice is one.

    Raises:
        ConflictError: ``leads.task_done``: done before with another submission.
        InvalidInputError: ``leads.too_many_files``, the codes of evidence.
    """
    if len(photos) + len(voices) > MAX_FILES:
        raise InvalidInputError("leads.too_many_files", limit=MAX_FILES)
    checked = [*check_files(MediaKind.PHOTO, photos), *check_files(MediaKind.VOICE, voices)]
    with act(acting=acting, now=now) as record:
        seen = access_member_task(acting, task_id)
        lead: Lead = Lead.objects.select_for_update().get(id=seen.lead_id)
        task = access_member_task(acting, task_id, lock=True)
        if task.done_at is not None:
            if task.submission_key != submission_key:
                raise ConflictError("leads.task_done")
            record("leads.do_task_again", "task", task.id)
            return task
        task.submission_key, task.result, task.done_at = submission_key, result, now
        task.result_words = clean_text(words, limit=MAX_RESULT_WORDS).strip()
        task.save()
        _keep_files(task, checked, now)
        _stop_clock(lead, task, legal_day(now), met=True)
        member_answered(task=task, acting=acting, now=now)
        record("leads.do_task", "task", task.id, after={"result": result.value})
        if lead.handler_id is not None:
            tell_staff(
                lead=lead, staff_id=lead.handler_id, kind="leads.task_done", acting=acting, now=now
            )
    return task


def withdraw_field_task(*, task_id: UUID, acting: Actor, now: datetime) -> FieldTask:
    """Withdraw a task not done yet.

    Raises:
        ConflictError: ``leads.task_done``, ``leads.already_withdrawn``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SEND_FIELD_TASK)
        seen = access_field_task(acting, task_id)
        lead = access_lead(acting, seen.lead_id, lock=True)
        task: FieldTask = FieldTask.objects.select_for_update().get(id=task_id)
        if task.done_at is not None:
            raise ConflictError("leads.task_done")
        if task.withdrawn_at is not None:
            raise ConflictError("leads.already_withdrawn")
        task.withdrawn_at = now
        task.save(update_fields=["withdrawn_at"])
        _stop_clock(lead, task, legal_day(now), met=False)
        record("leads.withdraw_task", "task", task.id)
    return task


def _check(lead: Lead, words: str, place_words: str, guide_id: UUID | None) -> None:
    if not words:
        raise InvalidInputError("leads.no_words")
    check_not_the_report(f"{words}\n{place_words}", source_words(lead))
    if guide_id is not None and guide_id not in picture_ids_of(lead):
        raise InvalidInputError("leads.not_a_picture_of_lead")


def _keep_files(task: FieldTask, checked: list[CheckedFile], now: datetime) -> None:
    FieldTaskPhoto.objects.bulk_create(
        FieldTaskPhoto(task=task, file=store_file(file, received_at=now), position=position)
        for position, file in enumerate(checked)
    )


def _stop_clock(lead: Lead, task: FieldTask, on: date, *, met: bool) -> None:
    stop_clocks(lead, {ClockRule.FIELD_TASK}, on=on, met=met, due_on=task.due_on)
    _save_nearest(lead)


def _save_nearest(lead: Lead) -> None:
    repeat_nearest(lead)
    lead.save(update_fields=list(DUE_FIELDS))
