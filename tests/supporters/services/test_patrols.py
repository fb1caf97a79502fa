"""巡查: given, taken back, ended with nothing found or by own reports."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.cast import make_grid_member, make_report, make_staff
from tests.supporters.cast import liaison
from xiezhi.accounts.rules.roles import Role
from xiezhi.intake.services.patrols import end_patrol
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
)
from xiezhi.notifications.models import Message
from xiezhi.supporters.models import Patrol
from xiezhi.supporters.selectors.patrols import (
    count_patrols,
    list_patrols,
    list_patrols_to_do,
)
from xiezhi.supporters.services.patrols import PatrolDraft, give_patrols, take_back_patrol


@pytest.fixture
def keeper(scope: Any) -> Actor:
    return liaison()


@pytest.fixture
def member(scope: Any) -> Actor:
    return make_grid_member(7)


def id_of(actor: Actor) -> UUID:
    assert actor.id is not None
    return actor.id


def draft(now: datetime, **changes: Any) -> PatrolDraft:
    given: dict[str, Any] = {
        "place_words": "罕台川河道 3 公里",
        "words": "有没有新倒的垃圾、采砂坑",
        "due_on": legal_day(now) + timedelta(days=7),
    }
    return PatrolDraft(**(given | changes))


def give(keeper: Actor, now: datetime, *members: Actor, **changes: Any) -> list[Patrol]:
    ids = [id_of(one) for one in members]
    return give_patrols(supporter_ids=ids, draft=draft(now, **changes), acting=keeper, now=now)


def test_each_member_gets_a_patrol_of_their_own(
    keeper: Actor, member: Actor, now: datetime
) -> None:
    other = make_grid_member(8, mobile="13800000008")
    give(keeper, now, member, other, member)
    assert [len(list_patrols_to_do(one)) for one in (member, other)] == [1, 1]
    (told,) = Message.objects.filter(recipient_id=member.id)
    assert told.title == "巡查：罕台川河道 3 公里"
    assert "罕台川" not in told.notice


def test_patrols_stand_by_what_is_due(keeper: Actor, member: Actor, now: datetime) -> None:
    today = legal_day(now)
    for days in (9, 2, 5):
        give(keeper, now, member, due_on=today + timedelta(days=days))
    assert [(one.due_on - today).days for one in list_patrols_to_do(member)] == [2, 5, 9]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"place_words": " "}, "supporters.patrol_without_place"),
        ({"words": ""}, "supporters.patrol_without_place"),
    ],
)
def test_a_patrol_says_where_and_what_for(
    keeper: Actor, member: Actor, now: datetime, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        give(keeper, now, member, **changes)
    assert refused.value.code == code


def test_a_patrol_is_due_today_or_later(keeper: Actor, member: Actor, now: datetime) -> None:
    with pytest.raises(InvalidInputError) as refused:
        give(keeper, now, member, due_on=legal_day(now) - timedelta(days=1))
    assert refused.value.code == "supporters.patrol_day"


def test_nobody_is_sent_whose_term_is_over(keeper: Actor, now: datetime) -> None:
    with pytest.raises(InvalidInputError):
        give_patrols(supporter_ids=[], draft=draft(now), acting=keeper, now=now)
    with pytest.raises(InvalidInputError):
        give_patrols(supporter_ids=[uuid4()], draft=draft(now), acting=keeper, now=now)


def test_a_clerk_sends_nobody_out(member: Actor, now: datetime) -> None:
    with pytest.raises(NotAllowedError):
        give(make_staff("书记员01", Role.CLERK), now, member)


def test_nothing_found_ends_it(keeper: Actor, member: Actor, now: datetime) -> None:
    (patrol,) = give(keeper, now, member)
    end_patrol(patrol_id=patrol.id, words="都看过了", acting=member, now=now)
    (done,) = list_patrols(keeper, done=True)
    assert (done.result, done.result_words, done.report_ids) == ("clear", "都看过了", [])
    assert count_patrols(legal_day(now)) == (0, 0, 1)
    assert [one.title for one in Message.objects.filter(recipient_id=keeper.id)] == [
        "网格员07巡查完毕：未发现问题"
    ]
    with pytest.raises(ConflictError):
        end_patrol(patrol_id=patrol.id, acting=member, now=now)


def test_own_reports_end_it(keeper: Actor, member: Actor, now: datetime) -> None:
    (patrol,) = give(keeper, now, member)
    reports = [make_report(now + timedelta(hours=1), supporter_id=member.id) for _ in range(2)]
    ids = [one.id for one in reports]
    done = end_patrol(
        patrol_id=patrol.id, report_ids=ids, acting=member, now=now + timedelta(hours=2)
    )
    assert (done.result, done.report_ids) == ("reported", ids)


def test_reports_of_others_or_from_before_end_nothing(
    keeper: Actor, member: Actor, now: datetime
) -> None:
    (patrol,) = give(keeper, now, member)
    foreign = make_report(now)
    with pytest.raises(NotFoundError):
        end_patrol(patrol_id=patrol.id, report_ids=[foreign.id], acting=member, now=now)
    early = make_report(now - timedelta(days=1), supporter_id=member.id)
    with pytest.raises(InvalidInputError) as refused:
        end_patrol(patrol_id=patrol.id, report_ids=[early.id], acting=member, now=now)
    assert refused.value.code == "supporters.report_before_patrol"
    with pytest.raises(InvalidInputError):
        end_patrol(
            patrol_id=patrol.id, report_ids=[uuid4() for _ in range(10)], acting=member, now=now
        )
    assert Patrol.objects.get().done_at is None


def test_another_member_finds_no_patrol(keeper: Actor, member: Actor, now: datetime) -> None:
    (patrol,) = give(keeper, now, member)
    other = make_grid_member(8, mobile="13800000008")
    with pytest.raises(NotFoundError):
        end_patrol(patrol_id=patrol.id, acting=other, now=now)


def test_taken_back_it_is_gone_and_done_it_stays(
    keeper: Actor, member: Actor, now: datetime
) -> None:
    first, second = [give(keeper, now, member)[0] for _ in range(2)]
    take_back_patrol(patrol_id=first.id, acting=keeper, now=now)
    assert [one.id for one in list_patrols_to_do(member)] == [second.id]
    end_patrol(patrol_id=second.id, acting=member, now=now)
    for done in (first, second):
        with pytest.raises(ConflictError):
            take_back_patrol(patrol_id=done.id, acting=keeper, now=now)
