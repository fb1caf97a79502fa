"""One step of the procedure inside an act: table, lead, history, clocks, reporters."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.intake.services.conversation import tell_reporter
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.ids import new_id
from xiezhi.kernel.matters import MatterKind
from xiezhi.kernel.transitions import next_state
from xiezhi.leads.models import Lead, LeadReport, LeadStep
from xiezhi.leads.rules.clocks import FEEDBACK_AFTER, MEETS, STARTS, VOIDS, ClockRule
from xiezhi.leads.rules.feedback import step_told
from xiezhi.leads.rules.outcomes import DecisionWay
from xiezhi.leads.rules.procedure import OPEN, TRANSITIONS, LeadEvent, LeadFacts, LeadState
from xiezhi.leads.rules.reporters import ReporterKind
from xiezhi.leads.services._clocks import (
    DUE_FIELDS,
    is_running,
    repeat_nearest,
    run_clock,
    stop_clocks,
)
from xiezhi.ledger.services.acts import Recorder
from xiezhi.letters.selectors.of_matter import count_open_duties
from xiezhi.supporters.selectors.field_tasks import tasks_of_matters

MOVED_FIELDS: Final = (
    "state",
    "state_since",
    "is_open",
    "closed_at",
    "awaits",
    "merged_into",
    *DUE_FIELDS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """Who decided, on which day, and how it came into the record."""

    by_label: str = ""
    on: date | None = None
    way: DecisionWay | None = None
    slip_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """What a step says beside its state."""

    reason: str = ""
    target: str = ""
    decided: Decided = field(default_factory=Decided)


NO_WORDS: Final = StepWords()


def move(
    lead: Lead,
    event: LeadEvent,
    facts: LeadFacts,
    *,
    acting: Actor,
    now: datetime,
    record: Recorder,
    words: StepWords = NO_WORDS,
) -> LeadStep:
    """Take a lawful step with a locked lead and save it.

    Raises:
        TransitionRefusedError: the table has no such step, or its guard refuses; names the article.
    """
    source = LeadState(lead.state)
    lawful = next_state(TRANSITIONS, source, event, facts)
    _place(lead, lawful.target, now)
    _turn_clocks(lead, event, legal_day(now))
    lead.save(update_fields=list(MOVED_FIELDS))
    step = write_step(
        lead, acting=acting, now=now, event=event, source=source, basis=lawful.basis, words=words
    )
    record(
        f"leads.{event.value}",
        "lead",
        lead.id,
        before={"state": source.value},
        after={
            "state": lawful.target.value,
            "decided_by": words.decided.by_label,
            "way": str(words.decided.way or ""),
        },
    )
    _tell_reporters(lead, event, acting=acting, now=now)
    return step


def write_step(  # one row, each value named
    lead: Lead,
    *,
    acting: Actor,
    now: datetime,
    event: LeadEvent | None,
    source: LeadState | None,
    basis: str,
    words: StepWords = NO_WORDS,
) -> LeadStep:
    """Append a step to the lead's history."""
    decided = words.decided
    step: LeadStep = LeadStep.objects.create(
        id=new_id(now),
        lead=lead,
        event=event or "",
        source_state=source or "",
        target_state=lead.state,
        basis=basis,
        reason=words.reason,
        target_words=words.target,
        decided_by_label=decided.by_label,
        decided_on=decided.on,
        recorded_by_label=acting.signature[:30],
        way=decided.way or "",
        slip_id=decided.slip_id,
        at=now,
    )
    return step


def linked_report_ids(lead: Lead) -> list[UUID]:
    """Return the reports that stand behind the lead now, in the order they were linked."""
    links = LeadReport.objects.filter(lead_id=lead.id, unlinked_at__isnull=True)
    return list(links.order_by("linked_at", "id").values_list("report_id", flat=True))


def open_duties(lead: Lead) -> int:
    """Return how many letters without an answer and tasks not done are still out."""
    tasks = tasks_of_matters(MatterKind.LEAD, [lead.id])
    undone = tasks.filter(done_at__isnull=True, withdrawn_at__isnull=True).count()
    return count_open_duties(MatterKind.LEAD, lead.id) + undone


def _place(lead: Lead, target: LeadState, now: datetime) -> None:
    lead.state, lead.state_since = target, now
    lead.is_open = target in OPEN
    lead.closed_at = None if lead.is_open else now
    if target is not LeadState.AWAITING_DECISION:
        lead.awaits = ""


def _turn_clocks(lead: Lead, event: LeadEvent, today: date) -> None:
    if event in MEETS:
        stop_clocks(lead, MEETS[event], on=today, met=True)
    if event in VOIDS:
        stop_clocks(lead, VOIDS[event], on=today, met=False)
    if event in STARTS:
        run_clock(lead, STARTS[event], today)
    owes_feedback = lead.state in FEEDBACK_AFTER and lead.reporter_kind != ReporterKind.OWN_OFFICE
    if owes_feedback and not is_running(lead, ClockRule.FEEDBACK):
        run_clock(lead, ClockRule.FEEDBACK, today)
    repeat_nearest(lead)


def _tell_reporters(lead: Lead, event: LeadEvent, *, acting: Actor, now: datetime) -> None:
    step = step_told(event, lead.verdict)
    if step is None:
        return
    for report_id in linked_report_ids(lead):
        tell_reporter(report_id=report_id, step=step, acting=acting, now=now)
