"""Clocks inside an act: started, met and voided on a lead that is locked already."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from xiezhi.accounts.selectors.office_settings import (
    find_own_limit,
    list_holiday_tables,
    period_of,
)
from xiezhi.law.deadlines import DeadlineKind, due, rule_on
from xiezhi.leads.models import Lead, LeadClock
from xiezhi.leads.rules.clocks import ClockRule

OWN_WITHOUT_TEXT = "本院设定"


def run_clock(lead: Lead, rule_key: ClockRule, trigger_on: date) -> LeadClock:
    """Start a clock; an own rule runs as long as the office set, else as the library suggests."""
    rule = rule_on(rule_key, trigger_on)
    limit = find_own_limit(rule_key, trigger_on) if rule.kind is DeadlineKind.OWN else None
    own = None if limit is None else period_of(limit)
    period = own or rule.period
    counted = due(rule, trigger_on, list_holiday_tables(), own)
    own_basis = OWN_WITHOUT_TEXT if limit is None else limit.citation or OWN_WITHOUT_TEXT
    clock: LeadClock = LeadClock.objects.create(
        lead=lead,
        rule_key=rule_key,
        kind=rule.kind,
        length=0 if period is None else period.length,
        unit="" if period is None else period.unit,
        basis=rule.basis if rule.kind is DeadlineKind.STATUTORY else own_basis,
        trigger_on=trigger_on,
        due_on=counted.day,
        is_provisional=counted.provisional,
    )
    if rule_key is ClockRule.FEEDBACK:
        lead.feedback_due_on = clock.due_on
    return clock


def is_running(lead: Lead, rule_key: ClockRule) -> bool:
    """Return whether such a clock runs on the lead."""
    found: bool = _running(lead).filter(rule_key=rule_key).exists()
    return found


def stop_clocks(
    lead: Lead, rule_keys: Collection[ClockRule], *, on: date, met: bool, due_on: date | None = None
) -> None:
    """End running clocks of these rules as met or void; only those due on a day when one is given."""
    clocks = _running(lead).filter(rule_key__in=list(rule_keys))
    if due_on is not None:
        first = clocks.filter(due_on=due_on).order_by("id").values_list("id", flat=True)[:1]
        clocks = _running(lead).filter(id__in=list(first))
    clocks.update(**{"met_on" if met else "void_on": on})
    if ClockRule.FEEDBACK in rule_keys:
        lead.feedback_due_on = None


def repeat_nearest(lead: Lead) -> None:
    """Copy the nearest running clock onto the lead; the caller saves it."""
    nearest = _running(lead).order_by("due_on", "id").first()
    lead.next_due_on = None if nearest is None else nearest.due_on
    lead.next_due_key = "" if nearest is None else nearest.rule_key
    lead.next_due_kind = "" if nearest is None else nearest.kind


DUE_FIELDS = ("next_due_on", "next_due_key", "next_due_kind", "feedback_due_on")


def _running(lead: Lead) -> QuerySet[LeadClock]:
    running: QuerySet[LeadClock] = LeadClock.objects.filter(
        lead_id=lead.id, met_on__isnull=True, void_on__isnull=True
    )
    return running
