"""反馈台账: every duty to tell a reporter the outcome, with its last day and the day it was met."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.clocks.models import Clock
from xiezhi.clocks.selectors.of_matters import clocks_by_rule
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.rules.measures import FeedbackMeasure
from xiezhi.leads.selectors.access import visible_leads
from xiezhi.leads.selectors.ledger_measures import days_in, feedback_condition
from xiezhi.leads.selectors.ledgers import CHUNK, LedgerFilter


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackLedgerRow:
    """One line of 反馈台账. Codes; labels are put on where it is printed."""

    lead_id: UUID
    year: int
    number: int
    title: str
    reporter_kind: str
    department: str
    handler: str | None
    state: str
    channel: str
    town: str
    area: str
    began_on: date
    due_on: date
    limit_kind: str
    fed_back_on: date | None


def iterate_feedback_ledger(acting: Actor, asked: LedgerFilter) -> Iterator[FeedbackLedgerRow]:
    """Return the duties of leads the actor may see whose last day lies in a period, by that day.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    lead = Lead.objects.filter(id=OuterRef("matter_id"))
    year, number = Subquery(lead.values("year")), Subquery(lead.values("number"))
    duties = _visible(acting, asked).order_by("due_on", year, number)
    read = duties.iterator(chunk_size=CHUNK)
    while chunk := list(islice(read, CHUNK)):
        leads = (
            Lead.objects.select_related("department", "handler")
            .defer("search", "summary")
            .in_bulk({clock.matter_id for clock in chunk})
        )
        yield from (_row(clock, leads[clock.matter_id]) for clock in chunk)


def _row(clock: Clock, lead: Lead) -> FeedbackLedgerRow:
    return FeedbackLedgerRow(
        lead_id=lead.id,
        year=lead.year,
        number=lead.number,
        title=lead.title,
        reporter_kind=lead.reporter_kind,
        department=lead.department.name,
        handler=None if lead.handler is None else lead.handler.label,
        state=lead.state,
        channel=lead.channel,
        town=lead.town,
        area=lead.area,
        began_on=clock.trigger_on,
        due_on=clock.due_on,
        limit_kind=clock.kind,
        fed_back_on=clock.met_on,
    )


def count_feedback_ledger(acting: Actor, asked: LedgerFilter) -> int:
    """Return how many lines 反馈台账 has.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    return _visible(acting, asked).count()


def count_office_feedback(acting: Actor, asked: LedgerFilter) -> int:
    """Return how many duties of the whole office a filter finds: a figure for the superior.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.PREPARE_RETURN)
    return _chosen(asked).count()


def _visible(acting: Actor, asked: LedgerFilter) -> QuerySet[Clock]:
    require(acting, Action.EXPORT_LEDGER)
    return _chosen(asked).filter(matter_id__in=visible_leads(acting).values("id"))


def _chosen(asked: LedgerFilter) -> QuerySet[Clock]:
    measure = FeedbackMeasure(asked.measure or asked.state or FeedbackMeasure.ALL)
    duties = clocks_by_rule(MatterKind.LEAD, ClockRule.FEEDBACK).filter(
        days_in("due_on", asked.since, asked.until),
        feedback_condition(measure, asked.today, asked.until),
    )
    plain: dict[str, object] = {
        "area": asked.area,
        "town": asked.town,
        "channel": asked.channel,
        "source": asked.source,
        "department_id": asked.department_id,
    }
    chosen = {field: value for field, value in plain.items() if value}
    if chosen:
        duties = duties.filter(matter_id__in=Lead.objects.filter(**chosen).values("id"))
    return duties
