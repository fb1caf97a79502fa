"""One step of a case inside an act: table, case, history, clocks."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from xiezhi.cases.models import Case, CasePaper, CaseStep
from xiezhi.cases.rules.claims import NO_CLAIMS, Claims
from xiezhi.cases.rules.clocks import (
    APPEAL_RULES,
    REVIEWS,
    RULING,
    VOIDS,
    CaseRule,
    Start,
    TriggerDay,
    kept_by,
    starts_of,
)
from xiezhi.cases.rules.deciders import check_decider
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.procedure import lawful_row
from xiezhi.cases.rules.states import OPEN, CaseEvent, CaseState
from xiezhi.cases.rules.table import CaseRow
from xiezhi.cases.selectors.facts import facts_of
from xiezhi.cases.selectors.letter_door import clocked
from xiezhi.cases.services._closing import settle
from xiezhi.cases.services._pauses import pause_for_open
from xiezhi.clocks.models import Clock
from xiezhi.clocks.selectors.running import has_begun
from xiezhi.clocks.services.running import (
    nearest_clock,
    pause_clocks,
    resume_clocks,
    start_clock,
    stop_clocks,
)
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line
from xiezhi.law.periods import Period, Unit
from xiezhi.law.regimes import regime_on
from xiezhi.ledger.services.acts import Recorder

URGENT: Final = "urgent"
_ASKS: Final = frozenset({CaseEvent.DECIDE_SUGGESTION, CaseEvent.CHANGE_SUGGESTION})
"""Steps whose paper asks for a reply."""
_ANEW: Final = frozenset({CaseEvent.CHANGE_SUGGESTION, CaseEvent.WITHDRAW_SUGGESTION})
"""Steps after which the suggestion stands no longer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decided on which day; the paper or slip that proves it is kept with the step."""

    decider: Decider | None
    by_label: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class StepWords:
    """What a step says beside its state.

    Attributes:
        happened_on: the day limits count from where nobody decided: of service, receipt, expiry.
    """

    words: str = ""
    decision: Decision | None = None
    paper: CasePaper | None = None
    claims: Claims = NO_CLAIMS
    happened_on: date | None = None


NO_WORDS: Final = StepWords()


def move(
    case: Case,
    event: CaseEvent,
    *,
    acting: Actor,
    now: datetime,
    record: Recorder,
    said: StepWords = NO_WORDS,
) -> CaseStep:
    """Take a lawful step with a locked case and save it.

    Raises:
        TransitionRefusedError: the table has no such step, its guard refuses, or somebody decided
            who may not (``cases.wrong_decider``); names the article.
        InvalidInputError: ``cases.no_decider``, ``cases.received_in_future``, ``cases.sent_in_future``,
            ``cases.sent_before_decided``.
        NotFoundError: ``law.no_regime``: filed on a day before such suits existed.
    """
    today = legal_day(now)
    _check_days(said.claims, decision=said.decision, today=today)
    source = CaseState(case.state)
    if event is CaseEvent.FILE and said.decision is not None:
        _take_law_of(case, said.decision.on)
    row = lawful_row(CaseKind(case.kind), source, event, facts_of(case, said.claims, today))
    decision = said.decision
    check_decider(row, decision.decider if decision else None, case.law_day)
    _place(case, row, said, now)
    day = said.happened_on or (decision.on if decision else today)
    _turn_clocks(case, row, said, day)
    case.save()
    step = _write_step(case, row, said, acting=acting, now=now)
    record(
        f"cases.{event.value}",
        "case",
        case.id,
        before={"state": source.value},
        after={
            "state": row.target.value,
            "decided_by": decision.by_label if decision else "",
            "paper": "" if said.paper is None else said.paper.number,
        },
    )
    return step


def repeat_nearest(case: Case) -> None:
    """Copy the nearest running clock onto the case; the caller saves it."""
    nearest = nearest_clock(case.id)
    case.next_due_on = None if nearest is None else nearest.due_on
    case.next_due_key = "" if nearest is None else nearest.rule_key
    case.next_due_kind = "" if nearest is None else nearest.kind


DUE_FIELDS: Final = ("next_due_on", "next_due_key", "next_due_kind")


def run_clock(
    case: Case,
    rule: CaseRule,
    trigger_on: date,
    *,
    about_id: UUID | None = None,
    variant: str = "",
    chosen: Period | None = None,
) -> Clock:
    """Start a limit by the law of the case's filing day."""
    return start_clock(
        clocked(case),
        rule,
        trigger_on,
        about_id=about_id,
        variant=variant,
        law_day=case.law_day,
        chosen=chosen,
    )


def named_reply(case: Case) -> Period | None:
    """Return the reply's length the suggestion itself names; None where the law's counts."""
    days = case.urgent_reply_days
    return None if days is None else Period(length=days, unit=Unit.DAY)


def _take_law_of(case: Case, filed_on: date) -> None:
    """Fix the law a case is judged by: until it is filed it only waits under that of its opening."""
    case.law_day, case.regime = filed_on, regime_on(filed_on).key


def _place(case: Case, row: CaseRow, said: StepWords, now: datetime) -> None:
    case.state, case.state_since = row.target, now
    case.is_open = row.target in OPEN
    decided_on = said.decision.on if said.decision else legal_day(now)
    if row.event is CaseEvent.FILE:
        case.filed_on = decided_on
    if not case.is_open:
        case.closed_on = decided_on
        case.closing_ground = said.claims.ground or ""
    claims = said.claims
    case.rectification_due_on = claims.rectification_due_on or case.rectification_due_on
    case.objection_days = claims.objection_days or case.objection_days
    case.criminal_case = claims.criminal_case or case.criminal_case
    if row.event in _ASKS:
        case.urgent_reply_days = claims.urgent_reply_days
        case.urgent_reason = clean_line(claims.urgent_reason, limit=300)
        case.is_urgent = claims.is_urgent or claims.urgent_reply_days is not None
    if row.event in _ANEW:
        _begin_anew(case, keeps_dates=row.event in _ASKS)


def _begin_anew(case: Case, *, keeps_dates: bool) -> None:
    """The lamps and the reply's day were the suggestion's that stands no longer."""
    case.replied_on = case.measures_on = case.verified_on = case.reply_due_on = None
    case.finding = ""
    if not keeps_dates:
        case.rectification_due_on = case.objection_days = case.urgent_reply_days = None
        case.is_urgent, case.urgent_reason = False, ""


def _check_days(claims: Claims, *, decision: Decision | None, today: date) -> None:
    if claims.received_on is not None and claims.received_on > today:
        raise InvalidInputError("cases.received_in_future")
    if claims.sent_on is None:
        return
    if claims.sent_on > today:
        raise InvalidInputError("cases.sent_in_future")
    if decision is not None and claims.sent_on < decision.on:
        raise InvalidInputError("cases.sent_before_decided")


def _turn_clocks(case: Case, row: CaseRow, said: StepWords, day: date) -> None:
    event = row.event
    for kept in kept_by(row.source, event):
        if stop_clocks(case.id, kept, on=day, met=True):
            break
    if event in VOIDS:
        stop_clocks(case.id, VOIDS[event], on=day, met=False)
    if not case.is_open:
        stop_clocks(case.id, [rule.value for rule in CaseRule], on=day, met=False)
        settle(case, day)
    # After the others were ended: handing a withdrawal to the court has days of its own.
    for start in starts_of(CaseKind(case.kind), row.source, event):
        _start(case, start, said, day)
    if event is CaseEvent.SUSPEND:
        pause_clocks(
            case.id,
            REVIEWS,
            first_on=day,
            reason="中止审查",
            basis="办案规则第78条",
            about_id=case.id,
        )
    if event is CaseEvent.RESUME:
        # Only the suspension ends: what an appraisal still out leaves out stays left out.
        resume_clocks(case.id, REVIEWS, last_on=day - timedelta(days=1), about_id=case.id)
    repeat_nearest(case)


def _start(case: Case, start: Start, said: StepWords, day: date) -> None:
    claims = said.claims
    if start.trigger is TriggerDay.SENT:
        _start_sent(case, start, said)
        return
    trigger_on = {
        TriggerDay.DECIDED: day,
        TriggerDay.SERVED: day,
        TriggerDay.RECEIVED: claims.received_on or day,
        TriggerDay.PUBLISHED: claims.sent_on or day,
        TriggerDay.RECTIFICATION_DUE: case.rectification_due_on or day,
        TriggerDay.ANNOUNCEMENT_DUE: case.announcement_due_on or day,
    }[start.trigger]
    is_reply = start.rule in {CaseRule.SUGGESTION_REPLY, CaseRule.GOVERNANCE_REPLY}
    variant = _variant(case, start, claims, is_reply=is_reply)
    named = named_reply(case) if is_reply else None
    clock = run_clock(case, start.rule, trigger_on, variant=variant, chosen=named)
    if start.rule in REVIEWS:
        pause_for_open(case)
    if start.rule is CaseRule.ANNOUNCEMENT:
        case.announcement_due_on = clock.due_on
    if is_reply:
        case.reply_due_on = clock.due_on


def _start_sent(case: Case, start: Start, said: StepWords) -> None:
    """Start a limit from the day the paper was sent; while that is not known, nothing runs yet."""
    sent_on = said.claims.sent_on or said.happened_on
    if sent_on is not None and said.paper is not None:
        begin_sent(case, start.rule, said.paper, sent_on)


def begin_sent(case: Case, rule: CaseRule, paper: CasePaper, sent_on: date) -> bool:
    """Start a limit that runs from the sending of a paper, once; returns whether it began now."""
    if paper.decided_on is None or has_begun(case.id, rule, since=paper.decided_on):
        return False
    run_clock(case, rule, sent_on)
    return True


def _variant(case: Case, start: Start, claims: Claims, *, is_reply: bool) -> str:
    if start.rule in APPEAL_RULES and claims.is_ruling:
        return RULING
    return URGENT if case.is_urgent and is_reply else ""


def _write_step(
    case: Case, row: CaseRow, said: StepWords, *, acting: Actor, now: datetime
) -> CaseStep:
    decision = said.decision
    step: CaseStep = CaseStep.objects.create(
        id=new_id(now),
        case=case,
        event=row.event,
        source_state=row.source,
        target_state=row.target,
        basis=row.basis,
        words=said.words,
        decider=decision.decider or "" if decision else "",
        decided_by_label=decision.by_label if decision else "",
        decided_on=decision.on if decision else said.happened_on,
        counted_from=said.happened_on or said.claims.received_on or said.claims.sent_on,
        recorded_by_label=acting.signature[:60],
        paper=said.paper,
        at=_after_the_last(case, now),
    )
    return step


def _after_the_last(case: Case, now: datetime) -> datetime:
    """Two steps of one act keep their order: the second stands a moment after the first."""
    last = CaseStep.objects.filter(case_id=case.id).order_by("-at").values_list("at", flat=True)
    latest = last.first()
    return now if latest is None or latest < now else latest + timedelta(microseconds=1)
