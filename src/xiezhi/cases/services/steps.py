"""Steps of a case no paper of the national system carries: decided on a slip, or following from days."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.rules.roles import Role
from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.claims import NO_CLAIMS, Claims
from xiezhi.cases.rules.deciders import deciders_of, is_for_chief
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.procedure import rows_from
from xiezhi.cases.rules.states import EVENT_LABELS, CaseEvent, CaseState
from xiezhi.cases.rules.table import CaseRow
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.services._procedure import Decision, StepWords, move
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act

MAX_LABEL: Final = 60
MAX_WORDS: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class EnteredDecision:
    """A decision taken on paper and typed by somebody else (代录), with the scanned slip."""

    decider: Decider
    decided_by_label: str
    decided_on: date
    slip: IncomingFile | None = None


def take_step(  # one act, each value named
    *,
    case_id: UUID,
    event: CaseEvent,
    words: str = "",
    entered: EnteredDecision | None = None,
    claims: Claims = NO_CLAIMS,
    acting: Actor,
    now: datetime,
) -> Case:
    """Take a step without a numbered paper.

    What the chief procurator decides is decided in person (本人线上), or entered with the signed slip.

    Raises:
        TransitionRefusedError: no such step now, a guard refuses, ``cases.wrong_decider``.
        InvalidInputError: ``cases.step_needs_its_paper``, ``cases.slip_missing``,
            ``cases.no_decider``, ``cases.day_in_future``.
        RuleRefusedError: ``cases.decision_not_delegable``.
    """
    slips = check_papers([entered.slip if entered else None])
    with act(acting=acting, now=now) as record:
        case = access_case(acting, case_id, lock=True)
        row = _row(case, event)
        if row is not None and row.paper is not None:
            raise InvalidInputError("cases.step_needs_its_paper", paper=row.paper)
        decision = _decision(case, row, entered, has_slip=bool(slips), acting=acting, now=now)
        paper = _slip(case, event, decision, slips, acting=acting, now=now)
        said = StepWords(
            words=clean_text(words, limit=MAX_WORDS).strip(),
            decision=decision,
            paper=paper,
            claims=claims,
        )
        move(case, event, acting=acting, now=now, record=record, said=said)
    return case


def _row(case: Case, event: CaseEvent) -> CaseRow | None:
    rows = rows_from(CaseKind(case.kind), CaseState(case.state))
    return next((row for row in rows if row.event is event), None)


def _decision(  # one decision, each value named
    case: Case,
    row: CaseRow | None,
    entered: EnteredDecision | None,
    *,
    has_slip: bool,
    acting: Actor,
    now: datetime,
) -> Decision | None:
    """Return who decided; the chief's decisions are the chief's own or come with a slip."""
    today = legal_day(now)
    by_chief = row is not None and is_for_chief(row, case.law_day)
    if entered is None and by_chief:
        require(acting, Action.DECIDE_CASE)
        if acting.on_behalf_of is not None:
            raise RuleRefusedError("cases.decision_not_delegable", basis="办案规则第5条")
        return Decision(decider=Decider.CHIEF, by_label=acting.label[:MAX_LABEL], on=today)
    require(acting, Action.RECORD_DECISION)
    deciders = frozenset() if row is None else deciders_of(row, case.law_day)
    if not deciders:
        return None
    if entered is None:
        decider = in_person(deciders, acting)
        return Decision(decider=decider, by_label=acting.label[:MAX_LABEL], on=today)
    _check(entered, needs_slip=by_chief, has_slip=has_slip, today=today)
    label = clean_line(entered.decided_by_label, limit=MAX_LABEL)
    return Decision(decider=entered.decider, by_label=label, on=entered.decided_on)


def in_person(deciders: frozenset[Decider], acting: Actor) -> Decider:
    """Return as what the actor decides: the head where no prosecutor may, else the prosecutor."""
    is_head = Role.DEPARTMENT_HEAD in acting.roles and Decider.PROSECUTOR not in deciders
    return Decider.HEAD if is_head else Decider.PROSECUTOR


def _check(entered: EnteredDecision, *, needs_slip: bool, has_slip: bool, today: date) -> None:
    if not entered.decided_by_label.strip():
        raise InvalidInputError("cases.no_decider")
    if needs_slip and not has_slip:
        raise InvalidInputError("cases.slip_missing")
    if entered.decided_on > today:
        raise InvalidInputError("cases.day_in_future")


def _slip(
    case: Case,
    event: CaseEvent,
    decision: Decision | None,
    slips: list[CheckedFile],
    *,
    acting: Actor,
    now: datetime,
) -> CasePaper | None:
    if decision is None or not slips:
        return None
    paper: CasePaper = CasePaper.objects.create(
        case=case,
        kind=PaperKind.OTHER,
        title=f"{EVENT_LABELS[event]}审批单",
        decider=decision.decider or "",
        decided_by_label=decision.by_label,
        decided_on=decision.on,
        file_id=keep_papers(slips, now)[0],
        entered_by_label=acting.signature[:MAX_LABEL],
        entered_at=now,
    )
    return paper
