"""协助核实 on a lead: send a grid member to look again, take the task back. The task is supporters'."""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.limits import count_limit
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.outgoing import check_not_the_report
from xiezhi.leads.selectors.access import access_lead
from xiezhi.leads.selectors.field_tasks import access_field_task
from xiezhi.leads.selectors.letter_door import matter_of
from xiezhi.leads.selectors.source_words import picture_ids_of, source_words
from xiezhi.leads.services._clocks import DUE_FIELDS, repeat_nearest, run_clock, stop_clock_about
from xiezhi.ledger.services.acts import act
from xiezhi.supporters.models import FieldTask
from xiezhi.supporters.services.field_tasks import (
    MAX_WORDS,
    TaskText,
    give_field_task,
    take_back_field_task,
)

_DUE: Final = list(DUE_FIELDS)


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
        _check(lead, clean_line(words, limit=MAX_WORDS), place_words, guide_id)
        today = legal_day(now)
        task = give_field_task(
            matter=matter_of(lead),
            supporter_id=supporter_id,
            text=TaskText(
                words=words, place_words=place_words or lead.place_words, guide_id=guide_id
            ),
            due_on=count_limit(ClockRule.FIELD_TASK, today).due_on,
            sender_path=f"/desk/leads/{lead.id}/",
            acting=acting,
            now=now,
        )
        run_clock(lead, ClockRule.FIELD_TASK, today, about_id=task.id)
        _save_nearest(lead)
        record("leads.send_task", "lead", lead.id, after={"task": str(task.id)})
    return task


def withdraw_field_task(*, task_id: UUID, acting: Actor, now: datetime) -> FieldTask:
    """Withdraw a task not done yet.

    Raises:
        NotFoundError: ``leads.task_not_found``.
        ConflictError: ``supporters.task_done``, ``supporters.task_withdrawn``.
    """
    with act(acting=acting, now=now) as record:
        seen = access_field_task(acting, task_id)
        task = take_back_field_task(task_id=task_id, acting=acting, now=now)
        lead = access_lead(acting, seen.matter_id, lock=True)
        on, due_on = legal_day(now), task.due_on
        stop_clock_about(lead, ClockRule.FIELD_TASK, task.id, due_on=due_on, on=on, met=False)
        _save_nearest(lead)
        record("leads.withdraw_task", "lead", lead.id, after={"task": str(task.id)})
    return task


def _check(lead: Lead, words: str, place_words: str, guide_id: UUID | None) -> None:
    if not words:
        raise InvalidInputError("leads.no_words")
    check_not_the_report(f"{words}\n{place_words}", source_words(lead))
    if guide_id is not None and guide_id not in picture_ids_of(lead):
        raise InvalidInputError("leads.not_a_picture_of_lead")


def _save_nearest(lead: Lead) -> None:
    repeat_nearest(lead)
    lead.save(update_fields=_DUE)
