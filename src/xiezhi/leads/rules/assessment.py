"""What an assessment must say before it may be submitted.

Source: 办案规则第27条 (真实性、可查性), 第67条 (the two limbs).
"""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from xiezhi.kernel.errors import InvalidInputError, RuleRefusedError
from xiezhi.leads.rules.outcomes import PROPOSAL_LABELS, Verdict
from xiezhi.leads.rules.procedure import TRANSITIONS, LeadEvent, LeadFacts, LeadState

PLAIN_PARTS: Final = (
    "facts",
    "area",
    "area_basis",
    "violators",
    "is_violator_unclear",
    "authenticity",
    "verifiability",
    "has_jurisdiction",
    "is_public_interest",
    "is_minor_and_mended",
    "is_major",
    "involves_crime",
    "similar_matters",
    "proposal_target",
    "reason",
)
"""Parts of an assessment that are carried over as they stand, between form, draft and row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyOrgan:
    """An organ with a supervisory duty and the basis of that duty (职责依据)."""

    name: str
    duty_basis: str = ""
    unit_id: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessmentDraft:
    """An assessment as written so far; a draft may leave anything empty.

    Attributes:
        proposal: a decision event, or None while not chosen.
        proposal_target: the procuratorate, department or organ a transfer goes to.
    """

    facts: str = ""
    area: str = ""
    area_basis: str = ""
    violators: str = ""
    is_violator_unclear: bool = False
    organs: tuple[DutyOrgan, ...] = ()
    authenticity: str = ""
    verifiability: str = ""
    has_jurisdiction: bool = True
    is_public_interest: bool = False
    is_minor_and_mended: bool = False
    is_major: bool = False
    involves_crime: bool = False
    similar_matters: str = ""
    proposal: LeadEvent | None = None
    proposal_target: str = ""
    reason: str = ""
    verdict: Verdict | None = None


LONGEST: Final = {
    "area_basis": 200,
    "violators": 200,
    "authenticity": 300,
    "verifiability": 300,
    "proposal_target": 200,
    "name": 60,
    "duty_basis": 200,
}
_REQUIRED: Final = ("facts", "area", "authenticity", "verifiability", "reason")
NEEDS_TARGET: Final = frozenset(
    {
        LeadEvent.DECIDE_TRANSFER,
        LeadEvent.DECIDE_DEPARTMENT,
        LeadEvent.DECIDE_SUPERVISION,
        LeadEvent.DECIDE_UPWARD,
        LeadEvent.DECIDE_REFERRAL,
    }
)


def missing_parts(draft: AssessmentDraft) -> tuple[str, ...]:
    """Return the names of the parts still to be written, in the order of the form."""
    missing = [part for part in _REQUIRED if not getattr(draft, part).strip()]
    if not draft.violators.strip() and not draft.is_violator_unclear:
        missing.append("violators")
    if draft.proposal is None:
        missing.append("proposal")
    if draft.verdict is None:
        missing.append("verdict")
    if draft.proposal in NEEDS_TARGET and not draft.proposal_target.strip():
        missing.append("proposal_target")
    return tuple(missing)


def check_complete(draft: AssessmentDraft) -> None:
    """Refuse an assessment that is incomplete or contradicts itself.

    Raises:
        InvalidInputError: ``leads.assessment_incomplete`` with the first missing part,
            ``leads.unknown_proposal``.
        RuleRefusedError: ``leads.verdict_contradicts``; the codes the proposal's own guard gives
            (``leads.must_be_filed``, ``leads.not_public_interest``), with the article.
    """
    missing = missing_parts(draft)
    if missing:
        raise InvalidInputError(
            "leads.assessment_incomplete",
            basis="办案规则第27条",
            part=missing[0],
            parts=len(missing),
        )
    if draft.proposal not in PROPOSAL_LABELS:
        raise InvalidInputError("leads.unknown_proposal")
    if draft.proposal is LeadEvent.DECIDE_FILING and draft.verdict is not Verdict.VALID:
        raise RuleRefusedError("leads.verdict_contradicts", basis="办案规则第67条")
    refusal, basis = refusal_of_proposal(draft)
    if refusal:
        raise RuleRefusedError(refusal, basis=basis)


def refusal_of_proposal(draft: AssessmentDraft) -> tuple[str, str]:
    """Return the code and basis the decision proposed would be refused with, or two empty words."""
    facts = LeadFacts(
        has_assessment=True,
        proposal=draft.proposal,
        is_public_interest=draft.is_public_interest,
        is_minor_and_mended=draft.is_minor_and_mended,
        has_decider=True,
    )
    for row in TRANSITIONS:
        if row.source is LeadState.AWAITING_DECISION and row.event is draft.proposal and row.guard:
            code = row.guard(facts)
            basis = "办案规则第67条" if code == "leads.must_be_filed" else row.basis
            return code, basis if code else ""
    return "", ""
