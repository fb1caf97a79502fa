"""委托鉴定、评估、审计、检验、检测、翻译; until the result comes the review for suit stands still (第48条)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Case, Commission
from xiezhi.cases.rules.clocks import REVIEWS
from xiezhi.cases.rules.evidence import CommissionKind
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.services._pauses import pause_for
from xiezhi.cases.services._procedure import DUE_FIELDS, repeat_nearest
from xiezhi.clocks.services.running import resume_clocks
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act


@dataclass(frozen=True, slots=True, kw_only=True)
class CommissionInput:
    """What is asked of whom; the institution's qualification must be named (第41条)."""

    kind: CommissionKind
    institution: str
    qualification: str
    question: str
    commissioned_on: date
    letter: IncomingFile | None = None


def commission(
    *, case_id: UUID, given: CommissionInput, acting: Actor, now: datetime
) -> Commission:
    """Record a commission; the review clocks stand still from that day.

    Raises:
        InvalidInputError: ``cases.no_institution``, ``cases.no_qualification``,
            ``cases.no_question``, ``cases.day_in_future``.
        ConflictError: ``cases.ended``.
    """
    files = check_papers([given.letter])
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = access_case(acting, case_id, lock=True)
        if not case.is_open:
            raise ConflictError("cases.ended")
        made = _new(case, given, acting, now)
        kept = keep_papers(files, now)
        made.letter_file_id = kept[0] if kept else None
        made.save(force_insert=True)
        pause_for(case, made)
        _save_nearest(case)
        record("cases.commission", "case", case.id, after={"commission": str(made.id)})
    return made


def take_commission_result(
    *,
    case_id: UUID,
    commission_id: UUID,
    returned_on: date,
    result: str,
    paper: IncomingFile | None = None,
    acting: Actor,
    now: datetime,
) -> Commission:
    """Record the result; the review clocks run on from the day after.

    Raises:
        InvalidInputError: ``cases.no_commission``, ``cases.no_result``, ``cases.day_in_future``,
            ``cases.returned_before_commissioned``.
    """
    files = check_papers([paper])
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = access_case(acting, case_id, lock=True)
        made = case.commissions.filter(id=commission_id, returned_on__isnull=True).first()
        if made is None:
            raise InvalidInputError("cases.no_commission")
        made.result = clean_line(result, limit=500)
        _check_return(made, returned_on, legal_day(now))
        made.returned_on = returned_on
        kept = keep_papers(files, now)
        made.result_file_id = kept[0] if kept else None
        made.save()
        resume_clocks(case.id, REVIEWS, last_on=returned_on, about_id=made.id)
        _save_nearest(case)
        after = {"commission": str(made.id), "on": returned_on.isoformat()}
        record("cases.commission_result", "case", case.id, after=after)
    return made


def _new(case: Case, given: CommissionInput, acting: Actor, now: datetime) -> Commission:
    made = Commission(
        case=case,
        kind=given.kind,
        institution=clean_line(given.institution, limit=80),
        qualification=clean_line(given.qualification, limit=120),
        question=clean_line(given.question, limit=300),
        commissioned_on=given.commissioned_on,
        entered_by_label=acting.signature[:60],
        entered_at=now,
    )
    if not made.institution:
        raise InvalidInputError("cases.no_institution")
    if not made.qualification and given.kind is not CommissionKind.TRANSLATION:
        raise InvalidInputError("cases.no_qualification", basis="办案规则第41条")
    if not made.question:
        raise InvalidInputError("cases.no_question")
    if given.commissioned_on > legal_day(now):
        raise InvalidInputError("cases.day_in_future")
    return made


def _check_return(made: Commission, returned_on: date, today: date) -> None:
    if not made.result:
        raise InvalidInputError("cases.no_result")
    if returned_on > today:
        raise InvalidInputError("cases.day_in_future")
    if returned_on < made.commissioned_on:
        raise InvalidInputError("cases.returned_before_commissioned")


def _save_nearest(case: Case) -> None:
    repeat_nearest(case)
    case.save(update_fields=list(DUE_FIELDS))
