"""登记2.0办理结果: a paper made in the national system, with what it decides; the step follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.claims import NO_CLAIMS, Claims
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.naming import name_of_paper
from xiezhi.cases.rules.papers import NUMBERED, SERVED, SET_ASIDE, PaperKind
from xiezhi.cases.rules.procedure import carriers, is_foreign, row_of_paper
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.services._delivery import deliver
from xiezhi.cases.services._procedure import Decision, StepWords, move
from xiezhi.cases.services._setting_aside import lock_suggestions, set_aside
from xiezhi.cases.services.delivery_input import DeliveryInput
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import CheckedFile, IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.language.paper_numbers import judicial_number, normalise_number
from xiezhi.ledger.services.acts import act

MAX_LABEL: Final = 60
MAX_WORDS: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What the clerk copies from the national system and the signed paper.

    Attributes:
        number: 文号 as 2.0 gave it; put right in form, never made here.
        file: the sealed PDF; needed for papers that are served or decided.
        claims: the findings and dates the step asks for.
        deliveries: whom it goes to, and the service if it happened already.
    """

    paper: PaperKind
    decided_on: date
    decider: Decider | None = None
    decided_by_label: str = ""
    number: str = ""
    title: str = ""
    words: str = ""
    file: IncomingFile | None = None
    claims: Claims = NO_CLAIMS
    deliveries: Sequence[DeliveryInput] = field(default_factory=tuple)


def register_result(*, case_id: UUID, result: Result, acting: Actor, now: datetime) -> CasePaper:
    """Register a paper; the step it carries, clocks and service follow from it.

    A paper that carries no step from where the case stands is kept as one of its papers.

    Raises:
        InvalidInputError: ``cases.no_number``, ``language.not_a_judicial_number``,
            ``cases.no_file``, ``cases.no_decider``, ``cases.day_in_future``,
            ``cases.number_in_use``; codes of evidence and of service.
        TransitionRefusedError: a guard refuses, with the article; ``cases.wrong_decider``.
        ConflictError: ``cases.not_this_paper_now``: a paper of the procedure that may not come here.
    """
    files = check_papers([result.file])
    receipts = [check_papers([one.receipt]) for one in result.deliveries]
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        if result.paper in SET_ASIDE:
            lock_suggestions(acting, case_id)
        case = access_case(acting, case_id, lock=True)
        _check(case, result, has_file=bool(files), today=legal_day(now))
        paper = _keep(case, result, files, acting=acting, now=now)
        row = row_of_paper(CaseKind(case.kind), CaseState(case.state), result.paper)
        record("cases.register", "case_paper", paper.id, after={"number": paper.number})
        if row is not None:
            said = StepWords(
                words=clean_text(result.words, limit=MAX_WORDS).strip(),
                decision=_decision(result),
                paper=paper,
                claims=result.claims,
            )
            move(case, row.event, acting=acting, now=now, record=record, said=said)
        if result.paper in SET_ASIDE:
            set_aside(case, paper, acting=acting, now=now)
        deliver(case, paper, result.deliveries, receipts, acting=acting, now=now)
    return paper


def void_paper(
    *, paper_id: UUID, case_id: UUID, reason: str, acting: Actor, now: datetime
) -> CasePaper:
    """Take back a paper registered by mistake that carried no step; it stays in the history.

    Raises:
        ConflictError: ``cases.paper_carried_a_step``.
        InvalidInputError: ``cases.no_reason``, ``cases.no_paper``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        case = access_case(acting, case_id, lock=True)
        words = clean_line(reason, limit=300)
        if not words:
            raise InvalidInputError("cases.no_reason")
        paper = case.papers.filter(id=paper_id, voided_at__isnull=True, is_draft=False).first()
        if paper is None:
            raise InvalidInputError("cases.no_paper")
        if case.steps.filter(paper_id=paper.id).exists():
            raise ConflictError("cases.paper_carried_a_step")
        paper.voided_at, paper.void_reason = now, words
        paper.save(update_fields=["voided_at", "void_reason"])
        record("cases.void_paper", "case_paper", paper.id, after={"reason": words})
    return paper


def _check(case: Case, result: Result, *, has_file: bool, today: date) -> None:
    if result.decided_on > today:
        raise InvalidInputError("cases.day_in_future")
    if result.paper in SET_ASIDE and not result.words.strip():
        raise InvalidInputError("cases.no_reason", basis="检察建议规定第22条")
    if result.paper in NUMBERED and not result.number.strip():
        raise InvalidInputError("cases.no_number")
    if result.paper in NUMBERED | SERVED and not has_file:
        raise InvalidInputError("cases.no_file")
    if is_foreign(CaseKind(case.kind), result.paper) or _is_out_of_turn(case, result.paper):
        raise ConflictError("cases.not_this_paper_now", state=case.state, paper=result.paper)


def _is_out_of_turn(case: Case, paper: PaperKind) -> bool:
    kind = CaseKind(case.kind)
    return paper in carriers(kind) and row_of_paper(kind, CaseState(case.state), paper) is None


def number_of(result: Result) -> str:
    """Return the number as it is kept: a judicial one in its form, another one put right."""
    if not result.number.strip():
        return ""
    if result.paper in NUMBERED:
        return judicial_number(result.number).text
    return normalise_number(clean_line(result.number, limit=60)).text


def _keep(
    case: Case, result: Result, files: list[CheckedFile], *, acting: Actor, now: datetime
) -> CasePaper:
    number = number_of(result)
    if number and CasePaper.objects.filter(number=number, voided_at__isnull=True).exists():
        raise InvalidInputError("cases.number_in_use", number=number)
    kept = keep_papers(files, now)
    paper: CasePaper = CasePaper.objects.create(
        case=case,
        kind=result.paper,
        title=clean_line(result.title, limit=120)
        or name_of_paper(result.paper, case.kind, case.regime),
        number=number,
        decider=result.decider or "",
        decided_by_label=clean_line(result.decided_by_label, limit=MAX_LABEL),
        decided_on=result.decided_on,
        file_id=kept[0] if kept else None,
        entered_by_label=acting.signature[:MAX_LABEL],
        entered_at=now,
    )
    return paper


def _decision(result: Result) -> Decision:
    return Decision(
        decider=result.decider,
        by_label=clean_line(result.decided_by_label, limit=MAX_LABEL),
        on=result.decided_on,
    )
