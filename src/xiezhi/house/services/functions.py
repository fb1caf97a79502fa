"""沟通、协调、联络、反馈: putting a function into hands, and handing over what somebody held."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.selectors.people import get_active_member, get_department
from xiezhi.house.models import FunctionPost
from xiezhi.house.rules.functions import Circle, ContactFunction
from xiezhi.house.selectors.functions import list_posts_of
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.kernel.ids import new_id
from xiezhi.language.cleaning import clean_line
from xiezhi.ledger.services.acts import Recorder, act


@dataclass(frozen=True, slots=True, kw_only=True)
class PostDraft:
    """Who shall do a function: department, A and B person, the number to call."""

    department_id: UUID
    first_id: UUID
    second_id: UUID | None = None
    telephone: str = ""


def set_function(
    *,
    circle: Circle,
    function: ContactFunction,
    draft: PostDraft,
    since: date,
    acting: Actor,
    now: datetime,
) -> FunctionPost:
    """Put a function into hands from a day on; whoever had it stays in the history.

    Raises:
        InvalidInputError: ``house.same_person``, ``house.since_in_future``,
            ``house.since_before_present``, ``accounts.no_member``, ``accounts.no_department``.
    """
    require(acting, Action.MANAGE_OWN_RULES)
    if draft.first_id == draft.second_id:
        raise InvalidInputError("house.same_person")
    if since > legal_day(now):
        raise InvalidInputError("house.since_in_future")
    with act(acting=acting, now=now) as record:
        _end_present(circle, function, since)
        post: FunctionPost = FunctionPost.objects.create(
            id=new_id(now),
            circle=circle,
            function=function,
            department=get_department(draft.department_id),
            first=get_active_member(draft.first_id),
            second=None if draft.second_id is None else get_active_member(draft.second_id),
            telephone=clean_line(draft.telephone, limit=30),
            since=since,
            set_by_label=acting.signature,
            set_at=now,
        )
        _record(record, post)
    return post


def hand_over_functions(
    *, from_staff_id: UUID, to_staff_id: UUID, acting: Actor, now: datetime
) -> list[FunctionPost]:
    """Hand over every function somebody does as A or B person; returns the new posts.

    Part of 批量移交. Where whoever takes over already is the other person of a post, the place
    handed over stays empty, or the B person becomes A.

    Raises:
        StepUpRequiredError: the actor has not proved who they are within the last minutes.
        InvalidInputError: ``house.same_person``, ``accounts.no_member``.
    """
    with act(acting=acting, now=now) as record:
        require(acting, Action.HAND_OVER)
        if from_staff_id == to_staff_id:
            raise InvalidInputError("house.same_person")
        taker = get_active_member(to_staff_id)
        moved = [
            _handed_over(post, from_staff_id, taker.id, acting=acting, now=now)
            for post in list_posts_of(from_staff_id)
        ]
        for post in moved:
            _record(record, post)
        record(
            "house.hand_over_functions",
            "staff",
            from_staff_id,
            after={"to": str(to_staff_id), "count": len(moved)},
        )
    return moved


def _handed_over(
    post: FunctionPost, from_id: UUID, to_id: UUID, *, acting: Actor, now: datetime
) -> FunctionPost:
    today = legal_day(now)
    places = [to_id if held == from_id else held for held in (post.first_id, post.second_id)]
    first, second = places[0], places[1] if places[1] != places[0] else None
    _close(post, today)
    made: FunctionPost = FunctionPost.objects.create(
        id=new_id(now),
        circle=post.circle,
        function=post.function,
        department_id=post.department_id,
        first_id=first,
        second_id=second,
        telephone=post.telephone,
        since=today,
        set_by_label=acting.signature,
        set_at=now,
    )
    return made


def _end_present(circle: Circle, function: ContactFunction, since: date) -> None:
    present: FunctionPost | None = (
        FunctionPost.objects.select_for_update()
        .filter(circle=circle, function=function, until__isnull=True)
        .first()
    )
    if present is None:
        return
    if since < present.since:
        raise InvalidInputError("house.since_before_present", day=present.since.isoformat())
    _close(present, since)


def _close(post: FunctionPost, day: date) -> None:
    """End a post the day before another begins, or on its only day."""
    post.until = max(post.since, day - timedelta(days=1))
    post.save(update_fields=["until"])


def _record(record: Recorder, post: FunctionPost) -> None:
    record(
        "house.set_function",
        "function",
        post.id,
        after={
            "circle": str(post.circle),
            "function": str(post.function),
            "first": str(post.first_id),
            "second": str(post.second_id or ""),
        },
    )
