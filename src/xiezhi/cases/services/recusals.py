"""回避: withdrawn from or asked for, decided within three days, reviewed once; the work goes on (第19至23条)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.people import get_active_member
from xiezhi.accounts.selectors.posts import list_holders
from xiezhi.cases.models import Case, CaseMember, Recusal
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.kinds import Decider
from xiezhi.cases.rules.recusal import RecusalGround, RecusalOutcome, check_decider
from xiezhi.cases.selectors.access import access_case
from xiezhi.cases.services._procedure import DUE_FIELDS, repeat_nearest, run_clock
from xiezhi.clocks.services.running import stop_clock_about
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act


@dataclass(frozen=True, slots=True, kw_only=True)
class RecusalInput:
    """A request, or one's own withdrawal. ``about_label`` names interpreters, appraisers and others."""

    about_staff_id: UUID | None
    about_label: str
    applicant: str
    ground: RecusalGround
    reasons: str
    applied_on: date
    is_oral: bool = False
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RecusalDecision:
    """How it was decided, by whom."""

    outcome: RecusalOutcome
    decider: Decider
    decided_by_label: str
    decided_on: date


def request_recusal(*, case_id: UUID, asked: RecusalInput, acting: Actor, now: datetime) -> Recusal:
    """Record a request; three days run for the decision. Nothing stops meanwhile.

    Raises:
        InvalidInputError: ``cases.no_reason``, ``cases.no_person``, ``cases.no_applicant``,
            ``cases.day_in_future``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        case = access_case(acting, case_id, lock=True)
        made = _new(case, asked, acting, now)
        made.save(force_insert=True)
        run_clock(case, CaseRule.RECUSAL, asked.applied_on, about_id=made.id)
        _save_nearest(case)
        record("cases.request_recusal", "case", case.id, after={"recusal": str(made.id)})
    return made


def decide_recusal(
    *, case_id: UUID, recusal_id: UUID, decision: RecusalDecision, acting: Actor, now: datetime
) -> Recusal:
    """Record the decision; a person recused works on the case no more.

    Raises:
        RuleRefusedError: ``cases.wrong_recusal_decider``: the chief decides on staff, the committee
            on the chief.
        InvalidInputError: ``cases.no_recusal``, ``cases.no_decider``, ``cases.day_in_future``.
        ConflictError: ``cases.recusal_decided``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        case = access_case(acting, case_id, lock=True)
        made = _find(case, recusal_id)
        if made.outcome:
            raise ConflictError("cases.recusal_decided")
        label = _decided(made, decision, legal_day(now))
        made.outcome, made.decider = decision.outcome, decision.decider
        made.decided_by_label, made.decided_on = label, decision.decided_on
        made.save()
        _stop(case, CaseRule.RECUSAL, made, decision.decided_on)
        if decision.outcome is RecusalOutcome.GRANTED:
            _leave(case, made, decision.decided_on)
        _save_nearest(case)
        after = {"recusal": str(made.id), "outcome": made.outcome, "decided_by": label}
        record("cases.decide_recusal", "case", case.id, after=after)
    return made


def request_recusal_review(
    *, case_id: UUID, recusal_id: UUID, applied_on: date, acting: Actor, now: datetime
) -> Recusal:
    """Record the one review 复议 an applicant may ask for; three days run.

    Raises:
        InvalidInputError: ``cases.no_recusal``, ``cases.day_in_future``.
        ConflictError: ``cases.no_review_now``: not refused, or asked for already.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        case = access_case(acting, case_id, lock=True)
        made = _find(case, recusal_id)
        is_refused = made.outcome == RecusalOutcome.REFUSED
        if not is_refused or made.is_own or made.review_applied_on is not None:
            raise ConflictError("cases.no_review_now", basis="办案规则第23条")
        if applied_on > legal_day(now):
            raise InvalidInputError("cases.day_in_future")
        made.review_applied_on = applied_on
        made.save(update_fields=["review_applied_on"])
        run_clock(case, CaseRule.RECUSAL_REVIEW, applied_on, about_id=made.id)
        _save_nearest(case)
        record("cases.request_recusal_review", "case", case.id, after={"recusal": str(made.id)})
    return made


def decide_recusal_review(
    *,
    case_id: UUID,
    recusal_id: UUID,
    outcome: RecusalOutcome,
    decided_on: date,
    acting: Actor,
    now: datetime,
) -> Recusal:
    """Record how the review ended.

    Raises:
        InvalidInputError: ``cases.no_recusal``, ``cases.day_in_future``.
        ConflictError: ``cases.no_review_now``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.RECORD_DECISION)
        case = access_case(acting, case_id, lock=True)
        made = _find(case, recusal_id)
        if made.review_applied_on is None or made.review_outcome:
            raise ConflictError("cases.no_review_now", basis="办案规则第23条")
        if decided_on > legal_day(now):
            raise InvalidInputError("cases.day_in_future")
        made.review_outcome, made.reviewed_on = outcome, decided_on
        made.save(update_fields=["review_outcome", "reviewed_on"])
        _stop(case, CaseRule.RECUSAL_REVIEW, made, decided_on)
        if outcome is RecusalOutcome.GRANTED:
            _leave(case, made, decided_on)
        _save_nearest(case)
        after = {"recusal": str(made.id), "outcome": str(outcome)}
        record("cases.decide_recusal_review", "case", case.id, after=after)
    return made


def _new(case: Case, asked: RecusalInput, acting: Actor, now: datetime) -> Recusal:
    label = clean_line(asked.about_label, limit=60)
    chiefs = list_holders(Role.CHIEF_PROCURATOR, asked.applied_on)
    if asked.about_staff_id is not None:
        label = get_active_member(asked.about_staff_id).label
    applicant = label if asked.is_own else clean_line(asked.applicant, limit=60)
    reasons = clean_text(asked.reasons, limit=2000).strip()
    if not label:
        raise InvalidInputError("cases.no_person")
    if not applicant:
        raise InvalidInputError("cases.no_applicant")
    if not reasons:
        raise InvalidInputError("cases.no_reason", basis="办案规则第20条")
    if asked.applied_on > legal_day(now):
        raise InvalidInputError("cases.day_in_future")
    return Recusal(
        case=case,
        about_label=label,
        about_staff_id=asked.about_staff_id,
        is_about_chief=asked.about_staff_id in chiefs,
        is_own=asked.is_own,
        applicant=applicant,
        ground=asked.ground,
        reasons=reasons,
        is_oral=asked.is_oral,
        applied_on=asked.applied_on,
        entered_by_label=acting.signature[:60],
        entered_at=now,
    )


def _find(case: Case, recusal_id: UUID) -> Recusal:
    found: Recusal | None = Recusal.objects.filter(case_id=case.id, id=recusal_id).first()
    if found is None:
        raise InvalidInputError("cases.no_recusal")
    return found


def _decided(made: Recusal, decision: RecusalDecision, today: date) -> str:
    check_decider(decision.decider, is_about_chief=made.is_about_chief, law_day=made.case.law_day)
    label = clean_line(decision.decided_by_label, limit=60)
    if not label:
        raise InvalidInputError("cases.no_decider")
    if decision.decided_on > today:
        raise InvalidInputError("cases.day_in_future")
    return label


def _stop(case: Case, rule: CaseRule, made: Recusal, on: date) -> None:
    stop_clock_about(case.id, rule, made.id, due_on=None, on=on, met=True)


def _leave(case: Case, made: Recusal, on: date) -> None:
    members = CaseMember.objects.filter(case_id=case.id, until__isnull=True)
    if made.about_staff_id is None:
        members.filter(label=made.about_label).update(until=on)
        return
    members.filter(staff_id=made.about_staff_id).update(until=on)
    if case.handler_id == made.about_staff_id:
        case.handler_id = None
        case.save(update_fields=["handler"])


def _save_nearest(case: Case) -> None:
    repeat_nearest(case)
    case.save(update_fields=list(DUE_FIELDS))
