"""Clocks inside an act: started, met and voided on a lead that is locked already."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.accounts.selectors.limits import count_limit
from xiezhi.leads.models import Lead, LeadClock
from xiezhi.leads.rules.clocks import ClockRule


def run_clock(
    lead: Lead, rule_key: ClockRule, trigger_on: date, *, about_id: UUID | None = None
) -> LeadClock:
    """Start a clock; an own rule runs as long as the office set, else as the library suggests.

    For a letter or task (``about_id``) it runs once: a second call returns what there is.
    """
    if about_id is not None:
        known: LeadClock | None = LeadClock.objects.filter(
            lead_id=lead.id, rule_key=rule_key, about_id=about_id
        ).first()
        if known is not None:
            return known
    limit = count_limit(rule_key, trigger_on)
    clock: LeadClock = LeadClock.objects.create(
        lead=lead,
        rule_key=rule_key,
        kind=limit.kind,
        length=limit.length,
        unit=limit.unit,
        basis=limit.basis,
        trigger_on=trigger_on,
        due_on=limit.due_on,
        about_id=about_id,
        is_provisional=limit.is_provisional,
    )
    if rule_key is ClockRule.FEEDBACK:
        lead.feedback_due_on = clock.due_on
    return clock


def is_running(lead: Lead, rule_key: ClockRule) -> bool:
    """Return whether such a clock runs on the lead."""
    found: bool = _running(lead).filter(rule_key=rule_key).exists()
    return found


def stop_clocks(lead: Lead, rule_keys: Collection[ClockRule], *, on: date, met: bool) -> None:
    """End running clocks of these rules as met or void."""
    _running(lead).filter(rule_key__in=list(rule_keys)).update(**_ending(on, met=met))
    if ClockRule.FEEDBACK in rule_keys:
        lead.feedback_due_on = None


def stop_clock_about(  # one clock, each value named
    lead: Lead, rule_key: ClockRule, about_id: UUID, *, due_on: date | None, on: date, met: bool
) -> None:
    """End the clock that runs for a letter or task; older clocks are known by their last day only."""
    running = _running(lead).filter(rule_key=rule_key)
    if running.filter(about_id=about_id).update(**_ending(on, met=met)) or due_on is None:
        return
    older = running.filter(about_id__isnull=True, due_on=due_on).order_by("id")
    first = list(older.values_list("id", flat=True)[:1])
    running.filter(id__in=first).update(**_ending(on, met=met))


def _ending(on: date, *, met: bool) -> dict[str, date]:
    return {"met_on" if met else "void_on": on}


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
