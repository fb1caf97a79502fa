"""案件台账: the cases of a list or of a period as rows, in constant memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Case, CaseLead, CaseParty, PaperDelivery
from xiezhi.cases.rules.measures import CaseMeasure
from xiezhi.cases.rules.papers import SUGGESTIONS
from xiezhi.cases.selectors.access import visible_cases
from xiezhi.cases.selectors.queues import CaseFilter, filtered_cases
from xiezhi.kernel.actor import Actor

CHUNK: Final = 500
_BETWEEN: Final = "、"
_DAY_OF: Final = {
    CaseMeasure.FILED: "filed_on",
    CaseMeasure.CLOSED: "closed_on",
    CaseMeasure.VERIFIED: "verified_on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLedgerFilter:
    """Which cases the ledger of a period holds; both days included, empty values do not filter."""

    since: date | None = None
    until: date | None = None
    area: str = ""
    town: str = ""
    state: str = ""
    department_id: UUID | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLedgerRow:
    """One line of the ledger; names nobody who reported."""

    number: str
    national_number: str
    title: str
    kind: str
    area: str
    law_day: date
    parties: str
    handler: str
    department: str
    filed_on: date | None
    state: str
    suggestion_number: str
    suggestion_served_on: date | None
    reply_due_on: date | None
    replied_on: date | None
    rectification_due_on: date | None
    measures_on: date | None
    verified_on: date | None
    finding: str
    closed_on: date | None
    closing_ground: str
    next_due_on: date | None
    next_due_kind: str
    town: str
    campaign: str
    leads: str


def count_case_ledger(acting: Actor, asked: CaseFilter) -> int:
    """Return how many lines the ledger of a list has."""
    return filtered_cases(acting, asked).count()


def iterate_case_ledger(acting: Actor, asked: CaseFilter) -> Iterator[CaseLedgerRow]:
    """Yield the lines in the order of the list."""
    return _rows(filtered_cases(acting, asked))


def count_cases_of_period(acting: Actor, asked: CaseLedgerFilter) -> int:
    """Return how many lines the ledger of a period has.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    return _seen(acting, asked).count()


def iterate_cases_of_period(acting: Actor, asked: CaseLedgerFilter) -> Iterator[CaseLedgerRow]:
    """Return the cases of a period by the day they were filed.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    return _rows(_seen(acting, asked).order_by("filed_on", "year", "number"))


def count_office_cases(acting: Actor, asked: CaseLedgerFilter) -> int:
    """Return how many cases of the whole office a filter finds: a figure for the superior.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.PREPARE_RETURN)
    return _of_period(Case.objects.all(), asked).count()


def _seen(acting: Actor, asked: CaseLedgerFilter) -> QuerySet[Case]:
    require(acting, Action.EXPORT_LEDGER)
    return _of_period(visible_cases(acting), asked)


def _of_period(cases: QuerySet[Case], asked: CaseLedgerFilter) -> QuerySet[Case]:
    column = _DAY_OF[CaseMeasure(asked.measure or CaseMeasure.FILED)]
    condition = Q(**{f"{column}__isnull": False})
    if asked.since is not None:
        condition &= Q(**{f"{column}__gte": asked.since})
    if asked.until is not None:
        condition &= Q(**{f"{column}__lte": asked.until})
    plain: dict[str, object] = {
        "area": asked.area,
        "town": asked.town,
        "state": asked.state,
        "department_id": asked.department_id,
    }
    chosen = {field: value for field, value in plain.items() if value}
    return cases.filter(condition, **chosen)


def _rows(cases: QuerySet[Case]) -> Iterator[CaseLedgerRow]:
    found = cases.select_related("handler", "department").defer("search", "summary")
    for case in found.annotate(**_columns()).iterator(chunk_size=CHUNK):
        yield _row(case)


def _columns() -> dict[str, Subquery]:
    sent = PaperDelivery.objects.filter(
        paper__case_id=OuterRef("id"),
        paper__kind__in=sorted(SUGGESTIONS),
        paper__voided_at__isnull=True,
    ).order_by("-paper__decided_on", "-served_on")
    return {
        "party_names": Subquery(_joined(CaseParty.objects.filter(case_id=OuterRef("id")), "name")),
        "lead_numbers": Subquery(_numbers()),
        "sent_number": Subquery(sent.values("paper__number")[:1]),
        "sent_on": Subquery(sent.values("served_on")[:1]),
    }


def _joined(rows: "QuerySet[Any, Any]", column: str) -> "QuerySet[Any, Any]":
    """Return one text for the rows of a case."""
    grouped = rows.order_by().values("case_id")
    text: QuerySet[Any, Any] = grouped.annotate(text=StringAgg(column, Value(_BETWEEN)))
    return text.values("text")


def _numbers() -> "QuerySet[Any, Any]":
    number = Concat(Cast("lead__year", CharField()), Value("-"), Cast("lead__number", CharField()))
    links = CaseLead.objects.filter(case_id=OuterRef("id")).annotate(lead_reference=number)
    return _joined(links, "lead_reference")


def _row(case: Any) -> CaseLedgerRow:  # noqa: ANN401  # a case with the columns above
    return CaseLedgerRow(
        number=f"{case.year}-{case.number}",
        national_number=case.national_number,
        title=case.title,
        kind=case.kind,
        area=case.area,
        law_day=case.law_day,
        parties=case.party_names or "",
        handler=case.handler.label if case.handler_id else "",
        department=case.department.name,
        filed_on=case.filed_on,
        state=case.state,
        suggestion_number=case.sent_number or "",
        suggestion_served_on=case.sent_on,
        reply_due_on=case.reply_due_on,
        replied_on=case.replied_on,
        rectification_due_on=case.rectification_due_on,
        measures_on=case.measures_on,
        verified_on=case.verified_on,
        finding=case.finding,
        closed_on=case.closed_on,
        closing_ground=case.closing_ground,
        next_due_on=case.next_due_on,
        next_due_kind=case.next_due_kind,
        town=case.town,
        campaign=case.campaign,
        leads=case.lead_numbers or "",
    )
