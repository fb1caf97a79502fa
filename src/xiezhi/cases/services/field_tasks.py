"""协助核实 on a case: a grid member looks at the place. A signal for the office, never a 跟进调查."""

from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.limits import count_limit
from xiezhi.cases.models import Case, CaseLead
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.selectors.letter_door import matter_of
from xiezhi.cases.services._interests import check_no_interest, words_for
from xiezhi.cases.services._procedure import DUE_FIELDS, repeat_nearest, run_clock
from xiezhi.cases.services.told import tell_handler
from xiezhi.clocks.services.running import stop_clock_about
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, NotFoundError
from xiezhi.kernel.matters import MatterKind
from xiezhi.language.cleaning import clean_line
from xiezhi.leads.selectors.source_words import check_words_of_leads
from xiezhi.ledger.services.acts import act
from xiezhi.supporters.models import FieldTask
from xiezhi.supporters.selectors.field_tasks import tasks_of_matters
from xiezhi.supporters.selectors.on_duty import get_grid_member_on_duty
from xiezhi.supporters.services.field_tasks import (
    MAX_WORDS,
    TaskText,
    give_field_task,
    take_back_field_task,
)

_DUE: Final = list(DUE_FIELDS)


def ask_grid_member(  # one act, each value named
    *,
    case_id: UUID,
    supporter_id: UUID,
    words: str,
    place_words: str,
    acting: Actor,
    now: datetime,
) -> FieldTask:
    """Ask a grid member to look at the place of a case, in the officer's own words.

    Ended cases may be looked at too: rebounds are seen first by who lives there.

    Raises:
        InvalidInputError: ``cases.no_words``, ``supporters.not_on_duty``.
        RuleRefusedError: ``cases.has_interest``; the words repeat a report behind the case or name who reported.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SEND_FIELD_TASK)
        case = access_case(acting, case_id, lock=True)
        asked = clean_line(words, limit=MAX_WORDS)
        if not asked:
            raise InvalidInputError("cases.no_words")
        leads = list(CaseLead.objects.filter(case_id=case.id).values_list("lead_id", flat=True))
        check_words_of_leads(f"{asked}\n{place_words}", leads)
        today = legal_day(now)
        check_no_interest(case, words_for(get_grid_member_on_duty(supporter_id, today)))
        task = give_field_task(
            matter=matter_of(case),
            supporter_id=supporter_id,
            text=TaskText(words=asked, place_words=place_words),
            due_on=count_limit(CaseRule.FIELD_TASK, today).due_on,
            sender_path=f"/desk/cases/{case.id}/",
            acting=acting,
            now=now,
        )
        run_clock(case, CaseRule.FIELD_TASK, today, about_id=task.id)
        _save_nearest(case)
        record("cases.ask_grid_member", "case", case.id, after={"task": str(task.id)})
    return task


def take_back_asking(*, case_id: UUID, task_id: UUID, acting: Actor, now: datetime) -> FieldTask:
    """Take back what was asked and not answered yet.

    Raises:
        NotFoundError: ``supporters.task_not_found``.
        ConflictError: ``supporters.task_done``, ``supporters.task_withdrawn``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SEND_FIELD_TASK)
        case = access_case(acting, case_id, lock=True)
        if not tasks_of_matters(MatterKind.CASE, [case.id]).filter(id=task_id).exists():
            raise NotFoundError("supporters.task_not_found")
        task = take_back_field_task(task_id=task_id, acting=acting, now=now)
        _stop(case, task, now, met=False)
        record("cases.take_back_asking", "case", case.id, after={"task": str(task.id)})
    return task


def take_signal(*, task: FieldTask, acting: Actor, now: datetime) -> None:
    """Tell the handler what a grid member saw; called in the transaction that took the answer.

    Neither state nor lamps of the case change by it; a second time says nothing.
    """
    if task.matter_kind != MatterKind.CASE or task.done_at is None:
        return
    case: Case | None = Case.objects.select_for_update().filter(id=task.matter_id).first()
    if case is None:
        return
    with act(acting=acting, now=now) as record:
        _stop(case, task, task.done_at, met=True)
        record("cases.take_signal", "case", case.id, after={"task": str(task.id)})
        tell_handler(case, "cases.signal", acting=acting, now=now, key=str(task.id))


def _stop(case: Case, task: FieldTask, at: datetime, *, met: bool) -> None:
    on = legal_day(at)
    stop_clock_about(case.id, CaseRule.FIELD_TASK, task.id, due_on=task.due_on, on=on, met=met)
    _save_nearest(case)


def _save_nearest(case: Case) -> None:
    repeat_nearest(case)
    case.save(update_fields=_DUE)
