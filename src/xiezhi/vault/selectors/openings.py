"""Reads of requests to open an identity: no identity is among what they say."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q, QuerySet

from xiezhi.accounts.rules.rights import Action, may, require
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import CHINA, legal_day
from xiezhi.kernel.errors import NotAllowedError, NotFoundError
from xiezhi.ledger.selectors.log import count_acts
from xiezhi.vault.models import IdentityOpening, OpeningRequest
from xiezhi.vault.rules.opening import Course, OpeningState, state_of

PAGE: Final = 100
_RIGHTS: Final = (
    Action.REQUEST_OPENING,
    Action.APPROVE_OPENING,
    Action.SECOND_OPENING,
    Action.VIEW_OPENINGS,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningRow:
    """A request with how far it has come and when it was opened."""

    request: OpeningRequest
    state: OpeningState
    opened_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """What the discipline inspection looks through: every request that stirred, and every attempt."""

    since: date
    until: date
    rows: list[OpeningRow]
    asked: int
    approved: int
    refused: int
    opened: int
    attempts_refused: int


def course_of(request: OpeningRequest, opened_at: datetime | None = None) -> Course:
    """Return persons and dates of a request as the rules read them."""
    return Course(
        requested_by=request.requested_by_id,
        approved_by=request.approved_by_id,
        approved_at=request.approved_at,
        seconded_by=request.seconded_by_id,
        seconded_at=request.seconded_at,
        refused_at=request.refused_at,
        opened_at=opened_at,
    )


def list_openings(acting: Actor, *, now: datetime) -> list[OpeningRow]:
    """Return the requests a person has to do with, newest first.

    Who may approve or look through sees all; a second person those approved; else one's own.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    return _rows(_visible(acting)[:PAGE], now)


def access_opening(acting: Actor, request_id: UUID, *, now: datetime) -> OpeningRow:
    """Return one request the person has to do with.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``vault.no_request``.
    """
    rows = _rows(_visible(acting).filter(id=request_id), now)
    if not rows:
        raise NotFoundError("vault.no_request")
    return rows[0]


def count_waiting(acting: Actor, *, now: datetime) -> int:
    """Return how many requests wait for this person's word."""
    if not any(may(acting, right) for right in (Action.APPROVE_OPENING, Action.SECOND_OPENING)):
        return 0
    waits = {
        state
        for state, right in (
            (OpeningState.AWAITS_CHIEF, Action.APPROVE_OPENING),
            (OpeningState.AWAITS_SECOND, Action.SECOND_OPENING),
        )
        if may(acting, right)
    }
    return sum(row.state in waits for row in _rows(_visible(acting)[:PAGE], now))


def week_of(acting: Actor, day: date, *, now: datetime) -> Week:
    """Return the week a day falls in, Monday to Sunday.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.VIEW_OPENINGS)
    monday = day - timedelta(days=day.weekday())
    since = datetime.combine(monday, time.min, CHINA)
    until = since + timedelta(days=7)
    span = (since, until)
    stirred = Q(openings__opened_at__range=span)
    for column in ("requested_at", "approved_at", "seconded_at", "refused_at"):
        stirred |= Q(**{f"{column}__range": span})
    rows = _rows(_requests().filter(stirred).distinct().order_by("requested_at"), now)
    return Week(
        since=monday,
        until=monday + timedelta(days=6),
        rows=rows,
        asked=sum(since <= row.request.requested_at < until for row in rows),
        approved=sum(_within(row.request.approved_at, since, until) for row in rows),
        refused=sum(_within(row.request.refused_at, since, until) for row in rows),
        opened=sum(_within(row.opened_at, since, until) for row in rows),
        attempts_refused=count_acts("vault.refuse", since=since, until=until),
    )


def list_to_be_told(day: date) -> list[IdentityOpening]:
    """Return the openings whose reporters may be told by that day."""
    found = IdentityOpening.objects.select_related("request").filter(
        Q(request__blocked_until__isnull=True) | Q(request__blocked_until__lt=day)
    )
    return list(found.order_by("opened_at"))


def opened_on(opening: IdentityOpening) -> date:
    """Return the day of an opening."""
    return legal_day(opening.opened_at)


def _within(at: datetime | None, since: datetime, until: datetime) -> bool:
    return at is not None and since <= at < until


def _requests() -> QuerySet[OpeningRequest]:
    requests: QuerySet[OpeningRequest] = OpeningRequest.objects.select_related(
        "requested_by", "approved_by", "seconded_by", "refused_by"
    ).prefetch_related("openings")
    return requests


def _visible(acting: Actor) -> QuerySet[OpeningRequest]:
    if not any(may(acting, right) for right in _RIGHTS):
        raise NotAllowedError("accounts.no_right", action=Action.REQUEST_OPENING)
    requests = _requests().order_by("-requested_at")
    if may(acting, Action.APPROVE_OPENING) or may(acting, Action.VIEW_OPENINGS):
        return requests
    condition = Q(requested_by_id=acting.id)
    if may(acting, Action.SECOND_OPENING):
        condition |= Q(approved_at__isnull=False)
    return requests.filter(condition)


def _rows(requests: QuerySet[OpeningRequest], now: datetime) -> list[OpeningRow]:
    rows = []
    for request in requests:
        opened_at = next((one.opened_at for one in request.openings.all()), None)
        state = state_of(course_of(request, opened_at), now)
        rows.append(OpeningRow(request=request, state=state, opened_at=opened_at))
    return rows
