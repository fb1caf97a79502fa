"""The clocks of a lead inside an act: the lead is locked already, and repeats the nearest."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from xiezhi.clocks.models import Clock
from xiezhi.clocks.services import running
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.selectors.clocked import clocked_lead

DUE_FIELDS = ("next_due_on", "next_due_key", "next_due_kind", "feedback_due_on")


def run_clock(
    lead: Lead, rule_key: ClockRule, trigger_on: date, *, about_id: UUID | None = None
) -> Clock:
    """Start a clock on a lead; for a letter or task (``about_id``) it runs once."""
    clock = running.start_clock(clocked_lead(lead), rule_key, trigger_on, about_id=about_id)
    if rule_key is ClockRule.FEEDBACK:
        lead.feedback_due_on = clock.due_on
    return clock


def is_running(lead: Lead, rule_key: ClockRule) -> bool:
    """Return whether such a clock runs on the lead."""
    return running.is_running(lead.id, rule_key)


def stop_clocks(lead: Lead, rule_keys: Collection[ClockRule], *, on: date, met: bool) -> None:
    """End running clocks of these rules as met or void."""
    running.stop_clocks(lead.id, rule_keys, on=on, met=met)
    if ClockRule.FEEDBACK in rule_keys:
        lead.feedback_due_on = None


def stop_clock_about(  # one clock, each value named
    lead: Lead, rule_key: ClockRule, about_id: UUID, *, due_on: date | None, on: date, met: bool
) -> None:
    """End the clock that runs for a letter or task; older clocks are known by their last day only."""
    running.stop_clock_about(lead.id, rule_key, about_id, due_on=due_on, on=on, met=met)


def repeat_nearest(lead: Lead) -> None:
    """Copy the nearest running clock onto the lead; the caller saves it."""
    nearest = running.nearest_clock(lead.id)
    lead.next_due_on = None if nearest is None else nearest.due_on
    lead.next_due_key = "" if nearest is None else nearest.rule_key
    lead.next_due_kind = "" if nearest is None else nearest.kind
