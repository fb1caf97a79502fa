"""培训改期: who is told, which answers stay, what is refused."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cast import make_grid_member
from tests.supporters.cast import liaison, plan
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.notifications.models import Message
from xiezhi.supporters.models import Training, TrainingAttendance
from xiezhi.supporters.rules.training import TrainingReply
from xiezhi.supporters.services.training_told import remind_of_trainings
from xiezhi.supporters.services.trainings import answer_training, move_training


@pytest.fixture
def keeper(scope: Any) -> Actor:
    return liaison()


@pytest.fixture
def members(scope: Any) -> list[Actor]:
    return [make_grid_member(number, mobile=f"1380000{number:04}") for number in (7, 8)]


def titles_to(actor: Actor) -> list[str]:
    found = Message.objects.filter(recipient_id=actor.id)
    return list(found.order_by("created_at", "id").values_list("title", flat=True))


def test_moved_is_told_each_time_and_answers_stay(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    training = plan(keeper, now)
    answer_training(training_id=training.id, reply=TrainingReply.COMING, acting=members[0], now=now)
    later = training.starts_at + timedelta(days=2)
    again = now + timedelta(hours=2)
    for at, place in ((now + timedelta(hours=1), "旗党校"), (again, "展旦召苏木政府")):
        move_training(training_id=training.id, starts_at=later, place=place, acting=keeper, now=at)
    assert titles_to(members[1])[1:] == ["培训改期：新聘网格员岗前培训"] * 2
    moved = Training.objects.get()
    assert (moved.starts_at, moved.place, moved.moved_at) == (later, "展旦召苏木政府", again)
    mine = TrainingAttendance.objects.get(supporter_id=members[0].id)
    assert mine.reply == TrainingReply.COMING
    answer_training(
        training_id=training.id,
        reply=TrainingReply.LEAVE,
        words="那天值班",
        acting=members[0],
        now=training.starts_at + timedelta(days=1),
    )


def test_who_was_reminded_of_the_first_day_is_reminded_of_the_second(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    system = system_actor(keeper.procuratorate_id)
    training = plan(keeper, now)
    soon = training.starts_at - timedelta(days=2)
    remind_of_trainings(acting=system, now=soon)
    later = training.starts_at + timedelta(days=30)
    move_training(training_id=training.id, starts_at=later, place="本院", acting=keeper, now=soon)
    remind_of_trainings(acting=system, now=later - timedelta(days=2))
    assert len(titles_to(members[0])) == 4


@pytest.mark.parametrize(
    ("days", "place", "code"),
    [
        (-30, "旗党校", "supporters.moved_to_the_past"),
        (0, None, "supporters.training_not_moved"),
        (1, " ", "supporters.training_without_place"),
    ],
)
def test_what_moves_nothing_or_nowhere_is_refused(
    keeper: Actor, members: list[Actor], now: datetime, days: int, place: str | None, code: str
) -> None:
    training = plan(keeper, now, material="")
    with pytest.raises(InvalidInputError) as refused:
        move_training(
            training_id=training.id,
            starts_at=training.starts_at + timedelta(days=days),
            place=training.place if place is None else place,
            acting=keeper,
            now=now,
        )
    assert refused.value.code == code
    assert len(titles_to(members[0])) == 1
