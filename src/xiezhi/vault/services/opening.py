"""Asking to open an identity, approving, seconding, refusing. Opening itself is the vault process's."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    RuleRefusedError,
)
from xiezhi.kernel.ids import public_id
from xiezhi.kernel.matters import Matter
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act
from xiezhi.vault.models import OpeningRequest
from xiezhi.vault.rules.opening import (
    OWN,
    IdentityField,
    OpeningPurpose,
    OpeningState,
    check_approver,
    check_second,
    state_of,
)
from xiezhi.vault.selectors.doors import team_of
from xiezhi.vault.selectors.openings import course_of

MAX_REASON = 500
MAX_NOTE = 300
MAX_BLOCK_DAYS = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningDraft:
    """What is asked for: one field of one report's identity, for a matter, with the words why."""

    report_id: UUID
    report_code: str
    matter: Matter
    field: IdentityField
    purpose: OpeningPurpose
    reason: str


def request_opening(*, draft: OpeningDraft, acting: Actor, now: datetime) -> OpeningRequest:
    """Ask the chief procurator for one field. The caller has made sure that the matter is seen.

    Raises:
        NotAllowedError: ``accounts.no_right``; ``vault.not_deputised``: for oneself only.
        InvalidInputError: ``vault.no_reason``.
    """
    require(acting, Action.REQUEST_OPENING)
    member_id = _own_id(acting)
    reason = clean_line(draft.reason, limit=MAX_REASON)
    if not reason:
        raise InvalidInputError("vault.no_reason")
    with act(acting=acting, now=now) as record:
        made: OpeningRequest = OpeningRequest.objects.create(
            id=public_id(),
            report_id=draft.report_id,
            report_code=draft.report_code,
            matter_kind=draft.matter.kind,
            matter_id=draft.matter.id,
            matter_label=draft.matter.label,
            field=draft.field,
            purpose=draft.purpose,
            reason=reason,
            team_ids=sorted(team_of(draft.report_id, day=legal_day(now))),
            requested_by_id=member_id,
            requested_at=now,
        )
        record(
            "vault.request",
            "opening",
            made.id,
            after={"field": made.field, "purpose": made.purpose, "report": str(made.report_id)},
        )
    return made


def approve_opening(
    *,
    request_id: UUID,
    blocked_until: date | None = None,
    block_reason: str = "",
    acting: Actor,
    now: datetime,
) -> OpeningRequest:
    """Approve, as the chief procurator in person.

    ``blocked_until`` keeps the reporter from being told before that day; it ends by itself.

    Raises:
        NotAllowedError: ``accounts.no_right``, ``vault.not_deputised``.
        StepUpRequiredError: ``accounts.step_up``.
        ConflictError: ``vault.not_waiting``.
        RuleRefusedError: ``vault.same_person``.
        InvalidInputError: ``vault.block_reason``, ``vault.block_too_long``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.APPROVE_OPENING)
        member_id = _own_id(acting)
        found = _waiting(request_id, OpeningState.AWAITS_CHIEF, now)
        check_approver(course_of(found), member_id)
        words = clean_line(block_reason, limit=MAX_NOTE)
        _check_block(blocked_until, words, legal_day(now))
        found.approved_by_id, found.approved_at = member_id, now
        found.blocked_until, found.block_reason = blocked_until, words if blocked_until else ""
        found.save(update_fields=["approved_by", "approved_at", "blocked_until", "block_reason"])
        record("vault.approve", "opening", found.id, after={"blocked": str(blocked_until or "")})
    return found


def second_opening(*, request_id: UUID, acting: Actor, now: datetime) -> OpeningRequest:
    """Second an approved request, as somebody outside the matter.

    Raises:
        NotAllowedError, StepUpRequiredError, ConflictError: as `approve_opening`.
        RuleRefusedError: ``vault.same_person``, ``vault.second_on_team``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.SECOND_OPENING)
        member_id = _own_id(acting)
        found = _waiting(request_id, OpeningState.AWAITS_SECOND, now)
        team = team_of(found.report_id, day=legal_day(now)) | frozenset(found.team_ids)
        check_second(course_of(found), member_id, team)
        found.seconded_by_id, found.seconded_at = member_id, now
        found.save(update_fields=["seconded_by", "seconded_at"])
        record("vault.second", "opening", found.id)
    return found


def refuse_opening(
    *, request_id: UUID, reason: str, acting: Actor, now: datetime
) -> OpeningRequest:
    """Refuse a request that waits for the chief procurator or for the second person.

    Raises:
        NotAllowedError: ``accounts.no_right``, ``vault.not_deputised``.
        StepUpRequiredError: ``accounts.step_up``.
        ConflictError: ``vault.not_waiting``.
        InvalidInputError: ``vault.no_reason``.
        RuleRefusedError: ``vault.same_person``, ``vault.second_on_team``.
    """
    with act(acting=acting, now=now) as record:
        member_id = _own_id(acting)
        found = _locked(request_id)
        state = state_of(course_of(found), now)
        if state is OpeningState.AWAITS_CHIEF:
            require(acting, Action.APPROVE_OPENING)
        elif state is OpeningState.AWAITS_SECOND:
            require(acting, Action.SECOND_OPENING)
            check_second(course_of(found), member_id, frozenset(found.team_ids))
        else:
            raise ConflictError("vault.not_waiting")
        words = clean_line(reason, limit=MAX_NOTE)
        if not words:
            raise InvalidInputError("vault.no_reason")
        found.refused_by_id, found.refused_at, found.refusal = member_id, now, words
        found.save(update_fields=["refused_by", "refused_at", "refusal"])
        record("vault.decline", "opening", found.id)
    return found


def _own_id(acting: Actor) -> UUID:
    """Return the member's id; an identity is never asked for or opened in another's name."""
    if acting.id is None or acting.on_behalf_of is not None:
        raise NotAllowedError("vault.not_deputised")
    return acting.id


def _locked(request_id: UUID) -> OpeningRequest:
    found: OpeningRequest | None = (
        OpeningRequest.objects.select_for_update().filter(id=request_id).first()
    )
    if found is None:
        raise NotFoundError("vault.no_request")
    return found


def _waiting(request_id: UUID, state: OpeningState, now: datetime) -> OpeningRequest:
    found = _locked(request_id)
    if state_of(course_of(found), now) is not state:
        raise ConflictError("vault.not_waiting")
    return found


def _check_block(until: date | None, reason: str, today: date) -> None:
    if until is None:
        return
    if not reason:
        raise InvalidInputError("vault.block_reason")
    if not 0 < (until - today).days <= MAX_BLOCK_DAYS:
        raise RuleRefusedError("vault.block_too_long", basis=OWN, days=MAX_BLOCK_DAYS)
