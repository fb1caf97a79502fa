"""反馈台账: every duty to tell a reporter the outcome, with its last day and the day it was met."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.leads.models import LeadClock
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


_COLUMNS: Final = (
    "lead_id",
    "lead__year",
    "lead__number",
    "lead__title",
    "lead__reporter_kind",
    "lead__department__name",
    "lead__handler__label",
    "lead__state",
    "lead__channel",
    "lead__town",
    "lead__area",
    "trigger_on",
    "due_on",
    "kind",
    "met_on",
)


def iterate_feedback_ledger(acting: Actor, asked: LedgerFilter) -> Iterator[FeedbackLedgerRow]:
    """Return the duties of leads the actor may see whose last day lies in a period, by that day.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    duties = _visible(acting, asked).order_by("due_on", "lead__year", "lead__number")
    names = tuple(FeedbackLedgerRow.__dataclass_fields__)
    for row in duties.values_list(*_COLUMNS).iterator(chunk_size=CHUNK):
        yield FeedbackLedgerRow(**dict(zip(names, row, strict=True)))


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


def _visible(acting: Actor, asked: LedgerFilter) -> QuerySet[LeadClock]:
    require(acting, Action.EXPORT_LEDGER)
    return _chosen(asked).filter(lead_id__in=visible_leads(acting).values("id"))


def _chosen(asked: LedgerFilter) -> QuerySet[LeadClock]:
    measure = FeedbackMeasure(asked.measure or asked.state or FeedbackMeasure.ALL)
    plain: dict[str, object] = {
        "lead__area": asked.area,
        "lead__town": asked.town,
        "lead__channel": asked.channel,
        "lead__source": asked.source,
        "lead__department_id": asked.department_id,
    }
    chosen = {field: value for field, value in plain.items() if value}
    duties: QuerySet[LeadClock] = LeadClock.objects.filter(
        days_in("due_on", asked.since, asked.until),
        feedback_condition(measure, asked.today, asked.until),
        rule_key=ClockRule.FEEDBACK,
        void_on__isnull=True,
        **chosen,
    )
    return duties
