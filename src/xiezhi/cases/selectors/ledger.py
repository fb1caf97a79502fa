"""案件台账: the cases of a list as rows, in constant memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import CharField, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat

from xiezhi.cases.models import CaseLead, CaseParty, PaperDelivery
from xiezhi.cases.rules.papers import SUGGESTIONS
from xiezhi.cases.selectors.queues import CaseFilter, filtered_cases
from xiezhi.kernel.actor import Actor

CHUNK: Final = 500
_BETWEEN: Final = "、"


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
    cases = filtered_cases(acting, asked).select_related("handler", "department")
    for case in cases.annotate(**_columns()).iterator(chunk_size=CHUNK):
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
