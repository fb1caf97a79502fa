"""成效: what a case came to, in figures with unit and proof, or as a policy and those it serves."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.cases.models import Outcome
from xiezhi.cases.rules.follow_up import OutcomeUnit
from xiezhi.cases.selectors.access import access_case
from xiezhi.evidence.services.papers import check_papers, keep_papers
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act

LARGEST = Decimal(99999999999)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeInput:
    """One outcome. ``policy`` names the document where a policy was adopted 政策文件."""

    words: str
    quantity: Decimal
    unit: OutcomeUnit
    policy: str = ""
    verified_on: date | None = None
    verified_how: str = ""
    proof: IncomingFile | None = None


def add_outcome(*, case_id: UUID, outcome: OutcomeInput, acting: Actor, now: datetime) -> Outcome:
    """Put an outcome on a case, open or ended; results often show later.

    Raises:
        InvalidInputError: ``cases.no_words``, ``cases.no_quantity``, ``cases.no_policy``,
            ``cases.day_in_future``, ``cases.no_proof_of_outcome``: neither paper nor verification.
    """
    files = check_papers([outcome.proof])
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = access_case(acting, case_id)
        words = clean_line(outcome.words, limit=200)
        how = clean_line(outcome.verified_how, limit=200)
        policy = clean_line(outcome.policy, limit=120)
        _check(outcome, words, policy, today=legal_day(now))
        if not files and not how:
            raise InvalidInputError("cases.no_proof_of_outcome")
        made: Outcome = Outcome.objects.create(
            case=case,
            words=words,
            quantity=outcome.quantity,
            unit=outcome.unit,
            policy=policy,
            verified_on=outcome.verified_on,
            verified_how=how,
            proof_file_id=next(iter(keep_papers(files, now)), None),
            entered_by_label=acting.signature[:60],
            entered_at=now,
        )
        record("cases.add_outcome", "case", case.id, after={"outcome": str(made.id)})
    return made


def withdraw_outcome(*, case_id: UUID, outcome_id: UUID, acting: Actor, now: datetime) -> Outcome:
    """Take back an outcome entered by mistake; it stays in the record.

    Raises:
        InvalidInputError: ``cases.no_outcome``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HANDLE_CASE)
        case = access_case(acting, case_id)
        made = case.outcomes.filter(id=outcome_id, withdrawn_at__isnull=True).first()
        if made is None:
            raise InvalidInputError("cases.no_outcome")
        made.withdrawn_at = now
        made.save(update_fields=["withdrawn_at"])
        record("cases.withdraw_outcome", "case", case.id, after={"outcome": str(made.id)})
    return made


def _check(outcome: OutcomeInput, words: str, policy: str, *, today: date) -> None:
    if not words:
        raise InvalidInputError("cases.no_words")
    if not 0 < outcome.quantity <= LARGEST:
        raise InvalidInputError("cases.no_quantity")
    if outcome.unit is OutcomeUnit.POLICY and not policy:
        raise InvalidInputError("cases.no_policy")
    if outcome.verified_on is not None and outcome.verified_on > today:
        raise InvalidInputError("cases.day_in_future")
