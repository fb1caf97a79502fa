"""到期事项: what is due today, this week or overdue, over every kind of matter a person sees."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.clocks.models import Clock
from xiezhi.clocks.rules.dues import MAX_PAGE, PAGE_SIZE, DueScope, DueTab, days_of_tab
from xiezhi.clocks.selectors.doors import path_of_matter, seen_clocks
from xiezhi.clocks.selectors.of_matters import Due, due_of
from xiezhi.clocks.selectors.running import counting_clocks
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind

COUNTED: tuple[DueTab, ...] = (DueTab.TODAY, DueTab.WEEK, DueTab.OVERDUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueFilter:
    """What a person asked to see."""

    scope: DueScope = DueScope.MINE
    tab: DueTab = DueTab.TODAY
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One limit on a list, with the page of its matter."""

    clock_id: UUID
    matter_kind: MatterKind
    matter_label: str
    matter_title: str
    path: str
    handler_label: str
    due: Due


@dataclass(frozen=True, slots=True, kw_only=True)
class DueList:
    """One page of rows, nearest last day first, the longest overdue before all."""

    rows: tuple[DueRow, ...]
    page: int
    has_next: bool


def due_scopes(acting: Actor) -> tuple[DueScope, ...]:
    """Return the scopes worth offering to a person."""
    if may(acting, Action.VIEW_ALL_LEADS):
        return tuple(DueScope)
    if may(acting, Action.VIEW_DEPARTMENT_LEADS):
        return (DueScope.MINE, DueScope.DEPARTMENT)
    return (DueScope.MINE,)


def count_dues(acting: Actor, scope: DueScope, today: date) -> dict[DueTab, int]:
    """Return how many limits stand in each tab of days; one query."""
    last = max(days_of_tab(tab, today)[1] for tab in COUNTED)
    figures: dict[str, int] = (
        _chosen(acting, scope)
        .filter(due_on__lte=last)
        .aggregate(**{tab.value: Count("id", filter=_in_tab(tab, today)) for tab in COUNTED})
    )
    return {tab: figures[tab.value] for tab in COUNTED}


def list_dues(acting: Actor, asked: DueFilter, today: date) -> DueList:
    """Return one page of a tab of days; one query."""
    page = min(max(asked.page, 1), MAX_PAGE)
    start = (page - 1) * PAGE_SIZE
    clocks = (
        _chosen(acting, asked.scope)
        .filter(_in_tab(asked.tab, today))
        .select_related("handler")
        .order_by("due_on", "id")
    )
    read = list(clocks[start : start + PAGE_SIZE + 1])
    rows = tuple(_row(clock, today) for clock in read[:PAGE_SIZE])
    return DueList(rows=rows, page=page, has_next=len(read) > PAGE_SIZE)


def _chosen(acting: Actor, scope: DueScope) -> QuerySet[Clock]:
    seen = seen_clocks(acting)
    if seen is None:
        return counting_clocks().none()
    return counting_clocks().filter(_in_scope(acting, scope), seen)


def _in_scope(acting: Actor, scope: DueScope) -> Q:
    match scope:
        case DueScope.MINE:
            return Q(handler_id__in=[one for one in (acting.id, acting.on_behalf_of) if one])
        case DueScope.DEPARTMENT:
            return Q(department_id=acting.department_id)
        case DueScope.OFFICE:
            return Q()


def _in_tab(tab: DueTab, today: date) -> Q:
    first, last = days_of_tab(tab, today)
    condition = Q(due_on__lte=last)
    return condition if first is None else condition & Q(due_on__gte=first)


def _row(clock: Clock, today: date) -> DueRow:
    kind = MatterKind(clock.matter_kind)
    return DueRow(
        clock_id=clock.id,
        matter_kind=kind,
        matter_label=clock.matter_label,
        matter_title=clock.matter_title,
        path=path_of_matter(kind, clock.matter_id),
        handler_label="" if clock.handler is None else clock.handler.label,
        due=due_of(clock, today),
    )
