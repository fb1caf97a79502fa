"""协助核实: grid members' tasks over all leads a person may see, nearest limit first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from xiezhi.clocks.models import Clock
from xiezhi.clocks.selectors.of_matters import ClockShown, clocks_of_matters, due_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Lead, LeadStep
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.rules.queues import JUDGES_REPORT, MAX_ENDED_COUNT, MAX_PAGE, PAGE_SIZE, TaskTab
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.leads.selectors.found import ids_of_named_leads
from xiezhi.supporters.models import FieldTask
from xiezhi.supporters.selectors.field_tasks import first_pictures, tasks_of_matters


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskFilter:
    """What a person asked to see. Empty values do not filter."""

    tab: TaskTab = TaskTab.TO_DO
    words: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task. ``photo_id`` is the first picture that came back."""

    id: UUID
    words: str
    place_words: str
    member_label: str
    lead_id: UUID
    lead_reference: str
    lead_title: str
    lead_state: LeadState
    result: str
    result_words: str
    photo_id: UUID | None
    asked_at: datetime
    done_at: datetime | None
    withdrawn_at: datetime | None
    clock: ClockShown | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskList:
    """One page of rows, at most 50."""

    rows: tuple[TaskRow, ...]
    page: int
    has_next: bool


_NOT_DONE: Final = Q(done_at__isnull=True, withdrawn_at__isnull=True)
_ORDERS: Final[dict[TaskTab, tuple[Any, ...]]] = {
    TaskTab.TO_DO: ("due_on", "id"),
    TaskTab.OVERDUE: ("due_on", "id"),
    TaskTab.TO_JUDGE: ("done_at", "id"),
    TaskTab.ENDED: ("-asked_at", "id"),
}


def count_tasks(acting: Actor, asked: TaskFilter, today: date) -> dict[TaskTab, int]:
    """Return the count of each tab under the filter; ended ones stop at 1,000 (shown as 999+).

    Three queries; tasks not done lie in a small partial index.
    """
    tasks = _found(acting, asked)
    counts: dict[str, int] = tasks.filter(_NOT_DONE).aggregate(
        to_do=Count("id", filter=_in_tab(TaskTab.TO_DO, today)),
        overdue=Count("id", filter=_in_tab(TaskTab.OVERDUE, today)),
    )
    for tab in (TaskTab.TO_JUDGE, TaskTab.ENDED):
        done = tasks.filter(_in_tab(tab, today)).values("id")
        counts[tab.value] = done[:MAX_ENDED_COUNT].count()
    return {tab: counts[tab.value] for tab in TaskTab}


def list_tasks(acting: Actor, asked: TaskFilter, today: date) -> TaskList:
    """Return one page of tasks; four queries."""
    page = min(max(asked.page, 1), MAX_PAGE)
    start = (page - 1) * PAGE_SIZE
    tasks = (
        _found(acting, asked)
        .filter(_in_tab(asked.tab, today))
        .select_related("supporter")
        .order_by(*_ORDERS[asked.tab])
    )
    read = list(tasks[start : start + PAGE_SIZE + 1])
    return TaskList(rows=_rows(read[:PAGE_SIZE], today), page=page, has_next=len(read) > PAGE_SIZE)


def _found(acting: Actor, asked: TaskFilter) -> QuerySet[FieldTask]:
    tasks = tasks_of_matters(MatterKind.LEAD, visible_leads(acting).values("id"))
    if asked.words:
        own = Q(words__icontains=asked.words) | Q(place_words__icontains=asked.words)
        member = Q(supporter__label__icontains=asked.words)
        tasks = tasks.filter(own | member | Q(matter_id__in=ids_of_named_leads(asked.words)))
    return tasks


def _in_tab(tab: TaskTab, today: date) -> Q:
    # What came back is judged once its lead took a judging step afterwards, or ended.
    judged = Exists(
        LeadStep.objects.filter(
            lead_id=OuterRef("matter_id"),
            at__gte=OuterRef("done_at"),
            event__in=sorted(JUDGES_REPORT),
        )
    )
    is_open = Q(Exists(Lead.objects.filter(id=OuterRef("matter_id"), is_open=True)))
    to_judge = Q(done_at__isnull=False) & is_open & ~Q(judged)
    match tab:
        case TaskTab.TO_DO:
            return _NOT_DONE & Q(due_on__gte=today)
        case TaskTab.OVERDUE:
            return _NOT_DONE & Q(due_on__lt=today)
        case TaskTab.TO_JUDGE:
            return to_judge
        case TaskTab.ENDED:
            ended = Q(done_at__isnull=False) & (~is_open | Q(judged))
            return Q(withdrawn_at__isnull=False) | ended


def _rows(tasks: list[FieldTask], today: date) -> tuple[TaskRow, ...]:
    clocks = _clocks_of(tasks)
    photos = first_pictures([one.id for one in tasks])
    leads = Lead.objects.defer("search", "summary").in_bulk({one.matter_id for one in tasks})
    return tuple(
        _row(
            one,
            leads[one.matter_id],
            photo_id=photos.get(one.id),
            clock=_clock_of(one, clocks, today),
        )
        for one in tasks
    )


def _clocks_of(tasks: list[FieldTask]) -> list[Clock]:
    leads = {one.matter_id for one in tasks}
    return list(clocks_of_matters(MatterKind.LEAD, leads).filter(rule_key=ClockRule.FIELD_TASK))


def _clock_of(task: FieldTask, clocks: list[Clock], today: date) -> ClockShown | None:
    """Return the clock that runs for a task; older ones are known by lead and last day only."""
    by_day = (None, task.matter_id, task.due_on)
    own = [one for one in clocks if one.about_id == task.id]
    older = [one for one in clocks if (one.about_id, one.matter_id, one.due_on) == by_day]
    return next((_clock_shown(task, one, today) for one in (*own, *older)), None)


def _row(
    task: FieldTask, lead: Lead, *, photo_id: UUID | None, clock: ClockShown | None
) -> TaskRow:
    return TaskRow(
        id=task.id,
        words=task.words,
        place_words=task.place_words,
        member_label=task.supporter.label,
        lead_id=lead.id,
        lead_reference=f"{lead.year}-{lead.number}",
        lead_title=lead.title,
        lead_state=LeadState(lead.state),
        result=task.result,
        result_words=task.result_words,
        photo_id=photo_id,
        asked_at=task.asked_at,
        done_at=task.done_at,
        withdrawn_at=task.withdrawn_at,
        clock=clock,
    )


def _clock_shown(task: FieldTask, clock: Clock, today: date) -> ClockShown:
    """Return the clock as it ended for this task: two asked on one day share their last day."""
    ended_at = task.done_at or task.withdrawn_at
    return ClockShown(
        id=clock.id,
        due=due_of(clock, today),
        trigger_on=clock.trigger_on,
        ended_on=legal_day(ended_at) if ended_at else None,
        is_void=task.withdrawn_at is not None,
    )
