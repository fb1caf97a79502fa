"""Work lists: sorted by what is due first, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.clocks.selectors.of_matters import Due, nearest_dues
from xiezhi.infra.search import Matches
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.language.segmentation import search_query
from xiezhi.leads.models import Lead, LeadReport
from xiezhi.leads.rules.outcomes import OpinionStage, Verdict
from xiezhi.leads.rules.procedure import LeadState
from xiezhi.leads.rules.queues import (
    MAX_ENDED_COUNT,
    MAX_PAGE,
    PAGE_SIZE,
    TAB_STATES,
    Order,
    Scope,
    Tab,
)
from xiezhi.leads.selectors.access import own_ids, visible_leads

SOON_DAYS: Final = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistFilter:
    """What a person asked to see. Empty values do not filter."""

    scope: Scope = Scope.MINE
    tab: Tab = Tab.OPEN
    area: str = ""
    town: str = ""
    channel: str = ""
    words: str = ""
    order: Order = Order.DUE
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class WorklistRow:
    """One line of the worklist; names nobody who reported."""

    id: UUID
    year: int
    number: int
    title: str
    state: LeadState
    awaits: str
    area: str
    town: str
    channel: str
    reporter_kind: str
    handler_id: UUID | None
    handler_label: str
    organ_names: str
    photo_count: int
    cover_id: UUID | None
    report_ids: tuple[UUID, ...]
    is_urgent: bool
    is_major: bool
    national_number: str
    needs_national_number: bool
    registered_at: datetime
    feedback_due_on: date | None
    due: Due | None

    @property
    def report_count(self) -> int:
        """How many reports stand behind it."""
        return len(self.report_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """One page of rows, at most 50."""

    rows: tuple[WorklistRow, ...]
    page: int
    has_next: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tiles:
    """Figures above the worklist, over open leads of the actor's own scope."""

    overdue: int
    today: int
    within_seven_days: int
    statutory_within_seven_days: int


def lacks_national_number() -> Q:
    """应登记2.0而未登记: proposed for filing, or ended as a valid lead, without its national number."""
    # A lead proposed for filing is always valid (rules.assessment), so one condition says both.
    valid_and_ended = Q(national_number="", verdict=Verdict.VALID, is_open=False)
    return valid_and_ended & ~Q(state=LeadState.MERGED)


def scoped_leads(acting: Actor, scope: Scope) -> QuerySet[Lead]:
    """Return the leads of a scope, never beyond what the actor may see."""
    return visible_leads(acting).filter(_in_scope(acting, scope))


def _in_scope(acting: Actor, scope: Scope) -> Q:
    match scope:
        case Scope.MINE:
            return Q(handler_id__in=own_ids(acting))
        case Scope.DEPARTMENT:
            return Q(department_id=acting.department_id)
        case Scope.UNASSIGNED:
            return Q(handler_id__isnull=True)
        case Scope.OFFICE:
            return Q()


def scopes_of(acting: Actor) -> tuple[Scope, ...]:
    """Return the scopes worth offering to the actor."""
    if may(acting, Action.VIEW_ALL_LEADS):
        return tuple(Scope)
    if may(acting, Action.VIEW_DEPARTMENT_LEADS):
        return (Scope.MINE, Scope.DEPARTMENT, Scope.UNASSIGNED)
    return (Scope.MINE,)


def count_tabs(acting: Actor, scope: Scope = Scope.MINE) -> dict[Tab, int]:
    """Return the count of each tab; the ended tab stops at 1,000 (shown as 999+).

    Three cheap queries: open leads and duties left after the end lie in small partial indexes.
    """
    leads = scoped_leads(acting, scope)
    states = {
        tab.value: Count("id", filter=Q(state__in=sorted(chosen)))
        for tab, chosen in TAB_STATES.items()
        if tab is not Tab.ENDED
    }
    counts: dict[str, int] = leads.filter(is_open=True).aggregate(**states)
    left: dict[str, int] = leads.filter(
        Q(feedback_due_on__isnull=False) | lacks_national_number()
    ).aggregate(
        to_feed_back=Count("id", filter=Q(feedback_due_on__isnull=False)),
        no_national_number=Count("id", filter=lacks_national_number()),
    )
    ended = leads.filter(is_open=False).values("id")[:MAX_ENDED_COUNT].count()
    return {tab: (counts | left | {Tab.ENDED.value: ended})[tab.value] for tab in Tab}


def count_tiles(acting: Actor, today: date, scope: Scope = Scope.MINE) -> Tiles:
    """Return overdue, today and within seven days; one query."""
    soon = Q(next_due_on__gt=today, next_due_on__lte=today + timedelta(days=SOON_DAYS))
    figures: dict[str, int] = (
        visible_leads(acting)
        .filter(_in_scope(acting, scope), is_open=True)
        .aggregate(
            overdue=Count("id", filter=Q(next_due_on__lt=today)),
            today=Count("id", filter=Q(next_due_on=today)),
            within_seven_days=Count("id", filter=soon),
            statutory_within_seven_days=Count("id", filter=soon & Q(next_due_kind="statutory")),
        )
    )
    return Tiles(**figures)


def list_worklist(acting: Actor, asked: WorklistFilter, today: date) -> Worklist:
    """Return one page of the worklist; three queries."""
    page = min(max(asked.page, 1), MAX_PAGE)
    start = (page - 1) * PAGE_SIZE
    leads = list(_worklist_query(acting, asked)[start : start + PAGE_SIZE + 1])
    shown = leads[:PAGE_SIZE]
    rows = _rows(shown, today)
    return Worklist(rows=rows, page=page, has_next=len(leads) > PAGE_SIZE)


def list_waiting_for(acting: Actor, today: date) -> Worklist:
    """Return the leads whose assessment waits for the actor's opinion or decision (待我决定)."""
    leads = visible_leads(acting).filter(_waits_for(acting), is_open=True)
    shown = list(_with_columns(leads).order_by(*_ORDERS[Order.DUE])[:PAGE_SIZE])
    rows = _rows(shown, today)
    return Worklist(rows=rows, page=1, has_next=False)


def count_waiting_for(acting: Actor) -> int:
    """Return how many assessments wait for the actor's opinion or decision; one query."""
    waiting: int = visible_leads(acting).filter(_waits_for(acting), is_open=True).count()
    return waiting


def _waits_for(acting: Actor) -> Q:
    stages = []
    if may(acting, Action.DECIDE_LEAD):
        stages.append(OpinionStage.CHIEF)
    if may(acting, Action.REVIEW_ASSESSMENT) and not may(acting, Action.DECIDE_LEAD):
        stages.append(OpinionStage.HEAD)
    return Q(state=LeadState.AWAITING_DECISION, awaits__in=stages)


_ORDERS: Final[dict[Order, tuple[Any, ...]]] = {
    Order.DUE: (F("next_due_on").asc(nulls_last=True), "id"),
    Order.NEWEST: ("-registered_at", "id"),
    Order.OLDEST: ("registered_at", "id"),
}


def _worklist_query(acting: Actor, asked: WorklistFilter) -> QuerySet[Lead]:
    leads = scoped_leads(acting, asked.scope).filter(_tab_condition(asked.tab))
    plain = {"area": asked.area, "town": asked.town, "channel": asked.channel}
    leads = leads.filter(**{field: value for field, value in plain.items() if value})
    query = search_query(asked.words) if asked.words else ""
    if query:
        leads = leads.filter(Matches("search", query))
    order = _ORDERS[asked.order]
    if asked.order is Order.DUE and asked.tab is Tab.ENDED:
        order = _ORDERS[Order.NEWEST]
    elif asked.order is Order.DUE and asked.tab is Tab.TO_FEED_BACK:
        order = ("feedback_due_on", "id")
    return _with_columns(leads).order_by(*order)


def _tab_condition(tab: Tab) -> Q:
    if tab is Tab.TO_FEED_BACK:
        return Q(feedback_due_on__isnull=False)
    if tab is Tab.NO_NATIONAL_NUMBER:
        return lacks_national_number()
    if tab is Tab.OPEN:
        return Q(is_open=True)
    if tab is Tab.ENDED:
        return Q(is_open=False)
    return Q(state__in=sorted(TAB_STATES[tab]), is_open=True)


def _with_columns(leads: QuerySet[Lead]) -> QuerySet[Lead]:
    return leads.select_related("handler").defer("search", "summary")


def _rows(leads: list[Lead], today: date) -> tuple[WorklistRow, ...]:
    ids = [lead.id for lead in leads]
    dues = nearest_dues(MatterKind.LEAD, ids, today)
    behind = _reports_behind(ids)
    return tuple(_row(lead, dues.get(lead.id), behind.get(lead.id, ())) for lead in leads)


def _reports_behind(lead_ids: list[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    linked = LeadReport.objects.filter(lead_id__in=lead_ids, unlinked_at__isnull=True)
    found: dict[UUID, tuple[UUID, ...]] = {}
    for lead_id, report_id in linked.values_list("lead_id", "report_id"):
        found[lead_id] = (*found.get(lead_id, ()), report_id)
    return found


def _row(lead: Lead, due: Due | None, report_ids: tuple[UUID, ...]) -> WorklistRow:
    return WorklistRow(
        id=lead.id,
        year=lead.year,
        number=lead.number,
        title=lead.title,
        state=LeadState(lead.state),
        awaits=lead.awaits,
        area=lead.area,
        town=lead.town,
        channel=lead.channel,
        reporter_kind=lead.reporter_kind,
        handler_id=lead.handler_id,
        handler_label=lead.handler.label if lead.handler_id else "",
        organ_names=lead.organ_names,
        photo_count=lead.photo_count,
        cover_id=lead.cover_id,
        report_ids=report_ids,
        is_urgent=lead.is_urgent,
        is_major=lead.is_major,
        national_number=lead.national_number,
        needs_national_number=must_have_national_number(lead),
        registered_at=lead.registered_at,
        feedback_due_on=lead.feedback_due_on,
        due=due,
    )


def must_have_national_number(lead: Lead) -> bool:
    """Return whether a lead shows the alarm 应登记2.0而未登记; the same rule as the query's."""
    if lead.is_open or lead.national_number or lead.state == LeadState.MERGED:
        return False
    return lead.verdict == Verdict.VALID


def list_towns(acting: Actor, scope: Scope) -> Iterable[str]:
    """Return the towns that occur among open leads of a scope, for the filter."""
    found = scoped_leads(acting, scope).filter(is_open=True).exclude(town="").order_by("town")
    return found.values_list("town", flat=True).distinct()
