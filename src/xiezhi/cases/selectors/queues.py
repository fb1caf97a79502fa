"""The list of cases: nearest limit first, tabs counted, never beyond what the person may see."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, F, OuterRef, Q, QuerySet

from xiezhi.cases.models import Case, CasePaper, CaseParty
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.queues import TAB_STATES, CaseTab
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.access import visible_cases
from xiezhi.clocks.selectors.of_matters import Due, nearest_dues
from xiezhi.infra.search import Matches
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.language.segmentation import search_query
from xiezhi.leads.rules.queues import MAX_ENDED_COUNT, MAX_PAGE, PAGE_SIZE, Order, Scope
from xiezhi.leads.selectors.access import own_ids

FOUND: Final = 20
PRESSING: Final = 6
SOON_DAYS: Final = 7
_PARTIES_SHOWN: Final = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """What a person asked to see; empty values do not filter.

    Attributes:
        month: first day of the month of the filing day (or of the opening, until it is filed).
        handler_id: of a colleague; only cases the person may see are looked through.
    """

    scope: Scope = Scope.MINE
    tab: CaseTab = CaseTab.OPEN
    kind: str = ""
    area: str = ""
    campaign: str = ""
    month: date | None = None
    handler_id: UUID | None = None
    words: str = ""
    order: Order = Order.DUE
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRowShown:
    """One line of the list."""

    id: UUID
    number: str
    title: str
    kind: CaseKind
    area: str
    law_day: date
    regime: str
    state: CaseState
    parties: tuple[str, ...]
    handler_label: str
    campaign: str
    is_urgent: bool
    replied_on: date | None
    measures_on: date | None
    verified_on: date | None
    national_number: str
    filed_on: date | None
    closed_on: date | None
    due: Due | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseList:
    """One page of the list, at most 50 rows."""

    rows: tuple[CaseRowShown, ...]
    page: int
    has_next: bool


_ORDERS: Final[dict[Order, tuple[Any, ...]]] = {
    Order.DUE: (F("next_due_on").asc(nulls_last=True), "id"),
    Order.NEWEST: ("-opened_at", "id"),
    Order.OLDEST: ("opened_at", "id"),
}


def scoped_cases(acting: Actor, scope: Scope) -> QuerySet[Case]:
    """Return the cases of a scope, never beyond what the actor may see."""
    cases = visible_cases(acting)
    match scope:
        case Scope.MINE:
            own = own_ids(acting)
            working = Q(members__staff_id__in=own, members__until__isnull=True)
            ids = visible_cases(acting).filter(Q(handler_id__in=own) | working).values("id")
            return cases.filter(id__in=ids)
        case Scope.DEPARTMENT:
            return cases.filter(Q(department_id=acting.department_id))
        case Scope.UNASSIGNED:
            return cases.filter(handler_id__isnull=True)
        case Scope.OFFICE:
            return cases


def count_case_tabs(acting: Actor, scope: Scope) -> dict[CaseTab, int]:
    """Return the count of each tab; the ended tab stops at 1,000 (shown as 999+)."""
    ended = scoped_cases(acting, scope).filter(is_open=False).values("id")[:MAX_ENDED_COUNT]
    return count_open_cases(acting, scope) | {CaseTab.ENDED: ended.count()}


def count_open_cases(acting: Actor, scope: Scope) -> dict[CaseTab, int]:
    """Return the count of each tab but that of ended cases; one query."""
    open_tabs = {
        tab.value: Count("id", filter=Q(state__in=sorted(states)))
        for tab, states in TAB_STATES.items()
        if tab is not CaseTab.ENDED
    }
    counts: dict[str, int] = scoped_cases(acting, scope).filter(is_open=True).aggregate(**open_tabs)
    return {tab: counts[tab.value] for tab in CaseTab if tab is not CaseTab.ENDED}


def list_cases(acting: Actor, asked: CaseFilter, today: date) -> CaseList:
    """Return one page of the list; two queries."""
    page = min(max(asked.page, 1), MAX_PAGE)
    start = (page - 1) * PAGE_SIZE
    found = list(_with_columns(filtered_cases(acting, asked))[start : start + PAGE_SIZE + 1])
    rows = _rows(found[:PAGE_SIZE], today)
    return CaseList(rows=rows, page=page, has_next=len(found) > PAGE_SIZE)


def list_pressing_cases(acting: Actor, scope: Scope, today: date) -> tuple[CaseRowShown, ...]:
    """Return the open cases with a limit overdue or within seven days, nearest first, at most six."""
    soon = today + timedelta(days=SOON_DAYS)
    cases = scoped_cases(acting, scope).filter(is_open=True, next_due_on__lte=soon)
    return _rows(list(_with_columns(cases.order_by("next_due_on", "id"))[:PRESSING]), today)


def filtered_cases(acting: Actor, asked: CaseFilter) -> QuerySet[Case]:
    """Return every case asked for, in the order of the list."""
    is_ended = asked.tab is CaseTab.ENDED
    cases = scoped_cases(acting, asked.scope).filter(is_open=not is_ended)
    if asked.tab not in {CaseTab.OPEN, CaseTab.ENDED}:
        cases = cases.filter(state__in=sorted(TAB_STATES[asked.tab]))
    plain = {
        "kind": asked.kind,
        "area": asked.area,
        "campaign": asked.campaign,
        "handler_id": asked.handler_id,
    }
    cases = cases.filter(**{field: value for field, value in plain.items() if value})
    if asked.month is not None:
        year, month = asked.month.year, asked.month.month
        cases = cases.filter(law_day__year=year, law_day__month=month)
    if asked.words:
        cases = cases.filter(_named(asked.words))
    order = Order.NEWEST if is_ended and asked.order is Order.DUE else asked.order
    return cases.order_by(*_ORDERS[order])


def _named(words: str) -> Q:
    """Cases whose own words match, or whose numbers or parties hold the words as they stand."""
    plain = words.strip()
    papers = CasePaper.objects.filter(number__icontains=plain, voided_at__isnull=True)
    parties = CaseParty.objects.filter(name__icontains=plain)
    found = (
        Q(national_number__icontains=plain)
        | Q(id__in=papers.values("case_id"))
        | Q(id__in=parties.values("case_id"))
    )
    query = search_query(words)
    return found | Q(Matches("search", query)) if query else found


def list_case_campaigns(acting: Actor) -> list[str]:
    """Return the campaigns that occur among the cases the person may see, for the filter."""
    named = visible_cases(acting).exclude(campaign="").order_by("campaign")
    return list(named.values_list("campaign", flat=True).distinct())


def find_cases(acting: Actor, words: str, today: date) -> tuple[CaseRowShown, ...]:
    """Return cases whose words match, open ones first; at most twenty of each."""
    found: list[CaseRowShown] = []
    for tab in (CaseTab.OPEN, CaseTab.ENDED):
        asked = CaseFilter(scope=Scope.OFFICE, tab=tab, words=words, order=Order.NEWEST)
        cases = _with_columns(filtered_cases(acting, asked))[:FOUND]
        found += _rows(list(cases), today)
    return tuple(found)


def _with_columns(cases: QuerySet[Case]) -> QuerySet[Case]:
    parties = CaseParty.objects.filter(case_id=OuterRef("id")).order_by("position", "id")
    names = ArraySubquery(parties.values("name")[:_PARTIES_SHOWN])
    return cases.select_related("handler").defer("search", "summary").annotate(party_names=names)


def _rows(cases: list[Case], today: date) -> tuple[CaseRowShown, ...]:
    dues = nearest_dues(MatterKind.CASE, [case.id for case in cases], today) if cases else {}
    return tuple(_row(case, dues.get(case.id)) for case in cases)


def _row(case: Any, due: Due | None) -> CaseRowShown:  # noqa: ANN401  # a case with party_names
    return CaseRowShown(
        id=case.id,
        number=f"{case.year}-{case.number}",
        title=case.title,
        kind=CaseKind(case.kind),
        area=case.area,
        law_day=case.law_day,
        regime=case.regime,
        state=CaseState(case.state),
        parties=tuple(case.party_names),
        handler_label=case.handler.label if case.handler_id else "",
        campaign=case.campaign,
        is_urgent=case.is_urgent,
        replied_on=case.replied_on,
        measures_on=case.measures_on,
        verified_on=case.verified_on,
        national_number=case.national_number,
        filed_on=case.filed_on,
        closed_on=case.closed_on,
        due=due,
    )
