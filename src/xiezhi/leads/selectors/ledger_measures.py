"""Conditions behind the figures: each measure is a condition on the rows of one ledger."""

from datetime import date, datetime, time, timedelta
from typing import Final

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce

from xiezhi.intake.rules.pool import PoolState
from xiezhi.kernel.clock import CHINA
from xiezhi.leads.models import LeadStep
from xiezhi.leads.rules.measures import (
    ASSESSED_BY,
    MEASURED_DECISIONS,
    MEASURED_VERDICTS,
    FeedbackMeasure,
    LeadMeasure,
    ReportMeasure,
)
from xiezhi.leads.rules.procedure import LeadEvent, LeadState

_POOL: Final = {
    ReportMeasure.LEAD: PoolState.LEAD,
    ReportMeasure.NOT_LEAD: PoolState.NOT_LEAD,
    ReportMeasure.KEPT: PoolState.KEPT,
    ReportMeasure.PENDING: PoolState.PENDING,
}


def start_of(day: date) -> datetime:
    """Return the first instant of a day in China."""
    return datetime.combine(day, time.min, tzinfo=CHINA)


def instants_in(column: str, since: date | None, until: date | None) -> Q:
    """Return the condition that an instant lies in days, both included."""
    condition = Q()
    if since is not None:
        condition &= Q(**{f"{column}__gte": start_of(since)})
    if until is not None:
        condition &= Q(**{f"{column}__lt": start_of(until + timedelta(days=1))})
    return condition


def days_in(column: str, since: date | None, until: date | None) -> Q:
    """Return the condition that a day lies between days, both included."""
    condition = Q()
    if since is not None:
        condition &= Q(**{f"{column}__gte": since})
    if until is not None:
        condition &= Q(**{f"{column}__lte": until})
    return condition


def lead_condition(measure: LeadMeasure, since: date | None, until: date | None) -> Q:
    """Return which leads a measure counts; each lead once, one merged with what became of the other."""
    registered = instants_in("registered_at", since, until)
    match measure:
        case LeadMeasure.REGISTERED:
            return registered
        case LeadMeasure.MAJOR:
            return registered & Q(is_major=True)
        case LeadMeasure.MERGED:
            return Q(state=LeadState.MERGED) & _stepped({LeadEvent.MERGE}, since, until)
        case LeadMeasure.NATIONAL:
            return days_in("national_registered_on", since, until) & ~Q(national_number="")
        case LeadMeasure.CLOSED:
            return instants_in("closed_at", since, until) & ~Q(state=LeadState.MERGED)
        case LeadMeasure.ASSESSED:
            return _decided(ASSESSED_BY, since, until)
        case _ if measure in MEASURED_VERDICTS:
            return _decided(ASSESSED_BY, since, until) & _found(measure)
        case _:
            return _decided(frozenset({MEASURED_DECISIONS[measure]}), since, until)


def report_condition(measure: ReportMeasure) -> Q:
    """Return which reports received in a period a measure counts."""
    if measure is ReportMeasure.RECEIVED:
        return Q()
    if measure is ReportMeasure.SCREENED:
        return ~Q(pool_state=PoolState.PENDING)
    return Q(pool_state=_POOL[measure])


def feedback_condition(measure: FeedbackMeasure, today: date, until: date | None) -> Q:
    """Return which duties a measure counts: due once the last day is over, done until the period's end."""
    is_due = Q(due_on__lt=today)
    seen_until = today if until is None else min(today, until)
    match measure:
        case FeedbackMeasure.ALL:
            return Q()
        case FeedbackMeasure.DUE:
            return is_due
        case FeedbackMeasure.DONE:
            return is_due & Q(met_on__lte=seen_until)
        case FeedbackMeasure.ON_TIME:
            return is_due & Q(met_on__lte=F("due_on"))
        case FeedbackMeasure.OVERDUE:
            return is_due & (Q(met_on__isnull=True) | Q(met_on__gt=seen_until))
        case FeedbackMeasure.NOT_YET:
            return ~is_due


def _found(measure: LeadMeasure) -> Q:
    """Return the verdict as it was found: a merged lead's is the other's."""
    verdict = MEASURED_VERDICTS[measure]
    own = Q(merged_into__isnull=True, verdict=verdict)
    return own | Q(merged_into__verdict=verdict)


def _decided(events: frozenset[LeadEvent], since: date | None, until: date | None) -> Q:
    """Return whether such a decision was made in the days, on the lead or what it was merged into."""
    day = days_in("decided_on", since, until)
    undated = Q(decided_on__isnull=True) & instants_in("at", since, until)
    decisions = LeadStep.objects.filter(
        day | undated,
        lead_id=Coalesce(OuterRef("merged_into_id"), OuterRef("id")),
        event__in=sorted(events),
    )
    return Q(Exists(decisions))


def _stepped(events: set[LeadEvent], since: date | None, until: date | None) -> Q:
    steps = LeadStep.objects.filter(
        instants_in("at", since, until), lead_id=OuterRef("id"), event__in=sorted(events)
    )
    return Q(Exists(steps))
