"""协助核实: grid members' tasks over all leads a person may see, nearest limit first."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import FieldTask, FieldTaskPhoto, LeadClock, LeadStep
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.rules.queues import JUDGES_REPORT, MAX_ENDED_COUNT, MAX_PAGE, PAGE_SIZE, TaskTab
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.leads.selectors.found import of_named_lead
from xiezhi.leads.selectors.lead_parts import ClockShown
from xiezhi.leads.selectors.queues import due_of


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
    """Return one page of tasks; three queries."""
    page = min(max(asked.page, 1), MAX_PAGE)
    start = (page - 1) * PAGE_SIZE
    tasks = (
        _found(acting, asked)
        .filter(_in_tab(asked.tab, today))
        .select_related("supporter", "lead")
        .defer("lead__search", "lead__summary")
        .order_by(*_ORDERS[asked.tab])
    )
    read = list(tasks[start : start + PAGE_SIZE + 1])
    return TaskList(rows=_rows(read[:PAGE_SIZE], today), page=page, has_next=len(read) > PAGE_SIZE)


def _found(acting: Actor, asked: TaskFilter) -> QuerySet[FieldTask]:
    tasks: QuerySet[FieldTask] = FieldTask.objects.filter(
        lead_id__in=visible_leads(acting).values("id")
    )
    if asked.words:
        own = Q(words__icontains=asked.words) | Q(place_words__icontains=asked.words)
        member = Q(supporter__label__icontains=asked.words)
        tasks = tasks.filter(own | member | of_named_lead(asked.words))
    return tasks


def _in_tab(tab: TaskTab, today: date) -> Q:
    # What came back is judged once its lead took a judging step afterwards, or ended.
    judged = Exists(
        LeadStep.objects.filter(
            lead_id=OuterRef("lead_id"),
            at__gte=OuterRef("done_at"),
            event__in=sorted(JUDGES_REPORT),
        )
    )
    to_judge = Q(done_at__isnull=False, lead__is_open=True) & ~Q(judged)
    match tab:
        case TaskTab.TO_DO:
            return _NOT_DONE & Q(due_on__gte=today)
        case TaskTab.OVERDUE:
            return _NOT_DONE & Q(due_on__lt=today)
        case TaskTab.TO_JUDGE:
            return to_judge
        case TaskTab.ENDED:
            ended = Q(done_at__isnull=False) & (Q(lead__is_open=False) | Q(judged))
            return Q(withdrawn_at__isnull=False) | ended


def _rows(tasks: list[FieldTask], today: date) -> tuple[TaskRow, ...]:
    clocks = _clocks_of(tasks)
    photos = _first_photos([one.id for one in tasks])
    return tuple(
        _row(one, photos.get(one.id), clocks.get((one.lead_id, one.due_on)), today) for one in tasks
    )


def _clocks_of(tasks: list[FieldTask]) -> dict[tuple[UUID, date], LeadClock]:
    """Return the clocks that run for a task, by lead and last day: what a task keeps of it."""
    clocks = LeadClock.objects.filter(
        lead_id__in={one.lead_id for one in tasks},
        rule_key=ClockRule.FIELD_TASK,
        due_on__in={one.due_on for one in tasks},
    )
    return {(clock.lead_id, clock.due_on): clock for clock in clocks}


def _first_photos(task_ids: list[UUID]) -> dict[UUID, UUID]:
    links = FieldTaskPhoto.objects.filter(task_id__in=task_ids, file__kind="photo")
    # Read backwards: the first picture is written last and stays.
    return dict(links.order_by("-position").values_list("task_id", "file_id"))


def _row(task: FieldTask, photo_id: UUID | None, clock: LeadClock | None, today: date) -> TaskRow:
    return TaskRow(
        id=task.id,
        words=task.words,
        place_words=task.place_words,
        member_label=task.supporter.label,
        lead_id=task.lead_id,
        lead_reference=f"{task.lead.year}-{task.lead.number}",
        lead_title=task.lead.title,
        lead_state=LeadState(task.lead.state),
        result=task.result,
        result_words=task.result_words,
        photo_id=photo_id,
        asked_at=task.asked_at,
        done_at=task.done_at,
        withdrawn_at=task.withdrawn_at,
        clock=None if clock is None else _clock_shown(task, clock, today),
    )


def _clock_shown(task: FieldTask, clock: LeadClock, today: date) -> ClockShown:
    """Return the clock as it ended for this task: two asked on one day share their last day."""
    ended_at = task.done_at or task.withdrawn_at
    return ClockShown(
        id=clock.id,
        due=due_of(clock, today),
        trigger_on=clock.trigger_on,
        ended_on=legal_day(ended_at) if ended_at else None,
        is_void=task.withdrawn_at is not None,
    )
