"""公开数据: proposed by one, released or sent back by another, withdrawn with a reason."""

from datetime import datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.disclosure.models import FigureRelease
from xiezhi.disclosure.rules.release import (
    MAX_NOTE,
    MAX_REASON,
    TRANSITIONS,
    ReleasedFigures,
    ReleaseEvent,
    ReleaseFacts,
    ReleasePeriod,
    ReleaseState,
    check_period,
    stored_figures,
)
from xiezhi.disclosure.selectors.releases import access_release, told_periods
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.kernel.transitions import next_state
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import act


def propose_release(
    *,
    period: ReleasePeriod,
    figures: ReleasedFigures,
    note: str,
    acting: Actor,
    now: datetime,
) -> FigureRelease:
    """Hand figures, small groups already withheld, to a second person.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        InvalidInputError: a code of `check_period`, or of language.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.PREPARE_RETURN)
        check_period(period, told_periods(), today=legal_day(now))
        made: FigureRelease = FigureRelease.objects.create(
            id=new_id(now),
            since=period.since,
            until=period.until,
            content=stored_figures(figures),
            note=clean_line(note, limit=MAX_NOTE),
            prepared_by_id=acting.id,
            prepared_by_label=acting.label,
            proposed_at=now,
        )
        record(
            "disclosure.propose_release",
            "release",
            made.id,
            after={"since": period.since.isoformat(), "until": period.until.isoformat()},
        )
    return made


def release_figures(*, release_id: UUID, acting: Actor, now: datetime) -> FigureRelease:
    """Put figures before everybody.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``disclosure.no_release``.
        TransitionRefusedError: ``disclosure.releases_own``; it does not wait for this.
    """
    with act(acting=acting, now=now) as record:
        found = _step(release_id, ReleaseEvent.RELEASE, acting)
        found.released_at, found.released_by_label = now, acting.label
        found.save()
        after = {"content": found.content, "released_by": acting.label}
        record("disclosure.release_figures", "release", found.id, after=after)
    return found


def refuse_release(*, release_id: UUID, reason: str, acting: Actor, now: datetime) -> FigureRelease:
    """Send figures back: they never were out.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``disclosure.no_release``.
        InvalidInputError: ``disclosure.no_reason``.
        TransitionRefusedError: it does not wait for this.
    """
    with act(acting=acting, now=now) as record:
        found = _step(release_id, ReleaseEvent.REFUSE, acting)
        found.decided_reason = _reason(reason)
        found.save()
        after = {"state": found.state, "reason": found.decided_reason}
        record("disclosure.refuse_release", "release", found.id, after=after)
    return found


def withdraw_release(
    *, release_id: UUID, reason: str, acting: Actor, now: datetime
) -> FigureRelease:
    """Take back what is out; that it was, when and why stays to be read.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``disclosure.no_release``.
        InvalidInputError: ``disclosure.no_reason``.
        TransitionRefusedError: it is not out.
    """
    with act(acting=acting, now=now) as record:
        found = _step(release_id, ReleaseEvent.WITHDRAW, acting)
        found.withdrawn_at, found.decided_reason = now, _reason(reason)
        found.save()
        after = {"state": found.state, "reason": found.decided_reason}
        record("disclosure.withdraw_release", "release", found.id, after=after)
    return found


def _step(release_id: UUID, event: ReleaseEvent, acting: Actor) -> FigureRelease:
    require(acting, Action.LOCK_RETURN)
    found = access_release(acting, release_id, lock=True)
    is_own = found.prepared_by_id is not None and found.prepared_by_id == acting.id
    facts = ReleaseFacts(decider_is_preparer=is_own)
    found.state = next_state(TRANSITIONS, ReleaseState(found.state), event, facts).target
    return found


def _reason(words: str) -> str:
    cleaned = clean_line(words, limit=MAX_REASON)
    if not cleaned:
        raise InvalidInputError("disclosure.no_reason")
    return cleaned
