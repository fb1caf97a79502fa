"""建议提案转化台账: proposals with what each became, values only, streamed from a cursor."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import JSONObject

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.clocks.selectors.of_matters import clocks_by_rule
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.proposals.models import Conversion, CopyBack, Proposal
from xiezhi.proposals.rules.clocks import ANSWER_CLOCKS
from xiezhi.proposals.rules.conversion import ConversionKind, CopyKind
from xiezhi.proposals.rules.measures import ProposalMeasure
from xiezhi.proposals.selectors.access import visible_proposals

CHUNK: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLedgerFilter:
    """Which rows the ledger holds; both days included, empty values do not filter."""

    since: date | None = None
    until: date | None = None
    kind: str = ""
    area: str = ""
    state: str = ""
    department_id: UUID | None = None
    measure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversionShown:
    """What a proposal became, in a line: the code of the kind and what it is called."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLedgerRow:
    """One line. Codes; labels are put on where it is printed. ``answer_due_on`` is the last limit set."""

    id: UUID
    kind: str
    level: str
    session: str
    number: str
    title: str
    submitters: str
    delegation: str
    undertaking: str
    transferring_body: str
    assigned_on: date
    received_on: date
    state: str
    has_substance: bool | None
    wish_reason: str
    area: str
    department: str
    handler: str | None
    answered_on: date | None
    satisfaction: str
    conversions: tuple[ConversionShown, ...]
    converted_on: date | None
    answer_due_on: date | None
    decision_sent_on: date | None
    outcome_sent_on: date | None


_COLUMNS: Final = (
    "id",
    "kind",
    "level",
    "session",
    "number",
    "title",
    "submitters",
    "delegation",
    "undertaking",
    "transferring_body",
    "assigned_on",
    "received_on",
    "state",
    "has_substance",
    "wish_reason",
    "area",
    "department__name",
    "handler__label",
    "answered_on",
    "satisfaction",
    "became",
    "converted_on",
    "answer_due_on",
    "decision_sent_on",
    "outcome_sent_on",
)
_BECOMING: Final = {
    ProposalMeasure.TO_LEAD: ConversionKind.LEAD,
    ProposalMeasure.TO_CASE: ConversionKind.CASE,
    ProposalMeasure.TO_SUGGESTION: ConversionKind.GOVERNANCE_SUGGESTION,
}


def iterate_proposal_ledger(
    acting: Actor, asked: ProposalLedgerFilter
) -> Iterator[ProposalLedgerRow]:
    """Return the proposals of a period by the day they came; rows come from a cursor.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    names = tuple(ProposalLedgerRow.__dataclass_fields__)
    rows = _with_columns(_seen(acting, asked)).order_by("received_on", "id")
    for row in rows.values_list(*_COLUMNS).iterator(chunk_size=CHUNK):
        values = dict(zip(names, row, strict=True))
        shown = tuple(map(_conversion_shown, values.pop("conversions")))
        yield ProposalLedgerRow(conversions=shown, **values)


def count_proposal_ledger(acting: Actor, asked: ProposalLedgerFilter) -> int:
    """Return how many lines the ledger has.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    return _seen(acting, asked).count()


def count_office_proposals(acting: Actor, asked: ProposalLedgerFilter) -> int:
    """Return how many proposals of the whole office a filter finds: a figure for the superior.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.PREPARE_RETURN)
    return _chosen(Proposal.objects.all(), asked).count()


def _seen(acting: Actor, asked: ProposalLedgerFilter) -> QuerySet[Proposal]:
    require(acting, Action.EXPORT_LEDGER)
    return _chosen(visible_proposals(acting), asked)


def _chosen(proposals: QuerySet[Proposal], asked: ProposalLedgerFilter) -> QuerySet[Proposal]:
    plain: dict[str, object] = {
        "kind": asked.kind,
        "area": asked.area,
        "state": asked.state,
        "department_id": asked.department_id,
    }
    chosen = {field: value for field, value in plain.items() if value}
    return proposals.filter(_condition(asked), **chosen)


def _condition(asked: ProposalLedgerFilter) -> Q:
    measure = ProposalMeasure(asked.measure or ProposalMeasure.RECEIVED)
    match measure:
        case ProposalMeasure.RECEIVED:
            return _within("received_on", asked)
        case ProposalMeasure.SUBSTANCE:
            return _within("received_on", asked) & Q(has_substance=True)
        case ProposalMeasure.ANSWERED:
            return _within("answered_on", asked)
        case _:
            decided = Conversion.objects.filter(_within("decided_on", asked))
            kind = _BECOMING.get(measure)
            became = (
                decided.exclude(kind=ConversionKind.DECLINED)
                if kind is None
                else decided.filter(kind=kind)
            )
            return Q(id__in=became.values("proposal_id"))


def _within(column: str, asked: ProposalLedgerFilter) -> Q:
    condition = Q(**{f"{column}__isnull": False})
    if asked.since is not None:
        condition &= Q(**{f"{column}__gte": asked.since})
    if asked.until is not None:
        condition &= Q(**{f"{column}__lte": asked.until})
    return condition


def _with_columns(proposals: QuerySet[Proposal]) -> "QuerySet[Any, Any]":
    became = Conversion.objects.filter(proposal_id=OuterRef("id")).order_by("decided_on", "at")
    target = JSONObject(
        kind="kind",
        matter="matter_label",
        campaign="campaign__title",
        document="document_name",
        number="document_number",
    )
    converted = became.exclude(kind=ConversionKind.DECLINED)
    return proposals.annotate(
        became=ArraySubquery(became.annotate(one=target).values("one")),
        converted_on=Subquery(converted.values("decided_on")[:1]),
        answer_due_on=Subquery(_answer_clocks().values("due_on")[:1]),
        decision_sent_on=_sent_back(CopyKind.DECISION),
        outcome_sent_on=_sent_back(CopyKind.OUTCOME),
    )


def _conversion_shown(row: dict[str, str | None]) -> ConversionShown:
    document = "".join(filter(None, (row["document"], row["number"])))
    target = row["matter"] or row["campaign"] or document
    return ConversionShown(kind=row["kind"] or "", target=target)


def _answer_clocks() -> "QuerySet[Any, Any]":
    """Return the limits of a proposal's answer, the last first."""
    to_deputy, to_member = (
        clocks_by_rule(MatterKind.PROPOSAL, rule) for rule in ANSWER_CLOCKS.values()
    )
    return (to_deputy | to_member).filter(matter_id=OuterRef("id")).order_by("-due_on")


def _sent_back(kind: CopyKind) -> Subquery:
    sent = CopyBack.objects.filter(conversion__proposal_id=OuterRef("id"), kind=kind)
    return Subquery(sent.order_by("-sent_on").values("sent_on")[:1])
