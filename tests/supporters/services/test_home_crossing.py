"""Trainings and patrols across the zones: outward the member's own, inward the answers."""

from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import make_grid_member, make_report
from tests.supporters.cast import liaison, plan
from xiezhi.exchange.rules.allow_list import check_item
from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.services.by_value import item_of
from xiezhi.kernel.actor import Actor, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError, NotFoundError
from xiezhi.notifications.models import Message
from xiezhi.supporters.models import Patrol, Training, TrainingAttendance
from xiezhi.supporters.rules.home_crossing import (
    CrossedPatrol,
    CrossedPatrolResult,
    CrossedReply,
    CrossedTraining,
)
from xiezhi.supporters.rules.training import TrainingReply
from xiezhi.supporters.selectors.home_crossing import (
    patrol_results_to_carry,
    patrols_to_carry,
    replies_to_carry,
    trainings_to_carry,
)
from xiezhi.supporters.services.home_crossing import (
    take_patrol,
    take_patrol_result,
    take_reply,
    take_training,
)
from xiezhi.supporters.services.patrols import PatrolDraft, answer_patrol, give_patrols
from xiezhi.supporters.services.trainings import (
    Marks,
    answer_training,
    cancel_training,
    record_attendance,
)


@pytest.fixture
def acting(scope: Any) -> Actor:
    return system_actor(scope.id)


def training_of(member: Actor, now: datetime, **changes: Any) -> CrossedTraining:
    assert member.id is not None
    given = CrossedTraining(
        id=uuid4(),
        training_id=uuid4(),
        supporter_id=member.id,
        kind="pre_job",
        audience="grid_member",
        title="岗前培训",
        starts_at=now + timedelta(days=5),
        place="本院",
        material="",
        hours=4,
        is_required=True,
        state="planned",
        attendance="",
        taught_on=None,
        valid_until=None,
        valid_basis="",
    )
    return replace(given, **changes)


def patrol_of(member: Actor, now: datetime) -> CrossedPatrol:
    assert member.id is not None
    return CrossedPatrol(
        id=uuid4(),
        supporter_id=member.id,
        place_words="罕台川",
        words="看看有没有采砂",
        due_on=legal_day(now),
        asked_at=now,
        withdrawn_at=None,
    )


def test_a_part_outside_is_as_inside_and_told_once(acting: Actor, now: datetime) -> None:
    member = make_grid_member()
    given = training_of(member, now)
    for _again in range(2):
        take_training(training=given, acting=acting, now=now)
    assert Training.objects.get().planned_by_id is None
    assert [one.title for one in Message.objects.filter(recipient_id=member.id)] == [
        "培训：岗前培训"
    ]
    held = replace(
        given,
        state="held",
        attendance="present",
        taught_on=date(2026, 12, 1),
        valid_until=date(2028, 12, 1),
        valid_basis="本院设定",
    )
    take_training(training=held, acting=acting, now=now + timedelta(days=6))
    part = TrainingAttendance.objects.get()
    assert (part.attendance, part.valid_until) == ("present", date(2028, 12, 1))
    assert Training.objects.get().state == "held"


def test_a_move_inside_is_told_outside_to_everybody_called_once(
    acting: Actor, now: datetime
) -> None:
    first, second = make_grid_member(), make_grid_member(8, mobile="13800000008")
    given = training_of(first, now)
    other = replace(training_of(second, now), training_id=given.training_id)
    for one in (given, other):
        take_training(training=one, acting=acting, now=now)
    later = given.starts_at + timedelta(days=3)
    for _again in range(2):
        for one in (given, other):
            moved = replace(one, starts_at=later)
            take_training(training=moved, acting=acting, now=now + timedelta(hours=1))
    for member in (first, second):
        titles = [one.title for one in Message.objects.filter(recipient_id=member.id)]
        assert sorted(titles) == ["培训改期：岗前培训", "培训：岗前培训"]
    assert Training.objects.get().starts_at == later


def test_an_answer_given_outside_stays_when_the_training_comes_again(
    acting: Actor, now: datetime
) -> None:
    member = make_grid_member()
    given = training_of(member, now)
    take_training(training=given, acting=acting, now=now)
    answer_training(
        training_id=given.training_id, reply=TrainingReply.COMING, acting=member, now=now
    )
    take_training(training=replace(given, place="旗党校"), acting=acting, now=now)
    assert TrainingAttendance.objects.get().reply == "coming"


def test_replies_are_taken_inside_and_the_planner_hears_of_leave(
    acting: Actor, now: datetime
) -> None:
    keeper = liaison()
    member = make_grid_member()
    training = plan(keeper, now)
    part = TrainingAttendance.objects.get(training_id=training.id, supporter_id=member.id)
    reply = CrossedReply(id=part.id, reply="leave", words="接羔", replied_at=now)
    take_reply(reply=reply, acting=acting, now=now)
    part.refresh_from_db()
    assert (part.reply, part.reply_words) == ("leave", "接羔")
    assert [one.title for one in Message.objects.filter(recipient_id=keeper.id)] == [
        "网格员07请假：新聘网格员岗前培训"
    ]
    with pytest.raises(NotFoundError):
        take_reply(reply=replace(reply, id=uuid4()), acting=acting, now=now)


@pytest.mark.parametrize(
    "change",
    [
        {"reply": "perhaps"},
        {"words": ""},
        {"replied_at": datetime.fromisoformat("2099-01-01T00:00:00+00:00")},
    ],
)
def test_a_reply_no_phone_gives_is_refused(
    acting: Actor, now: datetime, change: dict[str, Any]
) -> None:
    reply = CrossedReply(id=uuid4(), reply="leave", words="接羔", replied_at=now)
    with pytest.raises(InvalidInputError):
        take_reply(reply=replace(reply, **change), acting=acting, now=now)


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "holiday"},
        {"state": "perhaps"},
        {"audience": "friend"},
        {"attendance": "asleep"},
        {"title": ""},
        {"place": ""},
    ],
)
def test_a_training_no_office_calls_to_is_refused(
    acting: Actor, now: datetime, change: dict[str, Any]
) -> None:
    given = training_of(make_grid_member(), now)
    with pytest.raises(InvalidInputError):
        take_training(training=replace(given, **change), acting=acting, now=now)


def test_a_part_does_not_change_hands(acting: Actor, now: datetime) -> None:
    given = training_of(make_grid_member(), now)
    take_training(training=given, acting=acting, now=now)
    other = make_grid_member(8, mobile="13800000008")
    with pytest.raises(InvalidInputError):
        take_training(
            training=replace(given, supporter_id=other.id or uuid4()), acting=acting, now=now
        )


def test_a_patrol_is_kept_outside_told_once_and_taken_back(acting: Actor, now: datetime) -> None:
    member = make_grid_member()
    given = patrol_of(member, now)
    for _again in range(2):
        take_patrol(patrol=given, acting=acting, now=now)
    assert Message.objects.filter(recipient_id=member.id).count() == 1
    take_patrol(patrol=replace(given, withdrawn_at=now), acting=acting, now=now)
    assert Patrol.objects.get().withdrawn_at == now


def test_what_a_patrol_ended_with_crosses_with_the_reports_named(
    acting: Actor, now: datetime
) -> None:
    keeper = liaison()
    member = make_grid_member()
    assert member.id is not None
    draft = PatrolDraft(place_words="罕台川", words="看看采砂", due_on=legal_day(now))
    given = give_patrols(supporter_ids=[member.id], draft=draft, acting=keeper, now=now)
    report = make_report(now, supporter_id=member.id)
    result = CrossedPatrolResult(
        id=given[0].id,
        result="reported",
        words="两处",
        report_ids=(str(report.id),),
        done_at=now,
    )
    kept = take_patrol_result(result=result, acting=acting, now=now)
    assert (kept.result, kept.report_ids) == ("reported", [report.id])
    assert list(patrol_results_to_carry(known=())) == [result]
    assert list(patrol_results_to_carry(known=(str(result.id),))) == []
    told = Message.objects.filter(recipient_id=keeper.id)
    assert [one.title for one in told] == ["网格员07巡查完毕：发现问题，已上报"]


@pytest.mark.parametrize(
    "change",
    [
        {"result": "perhaps"},
        {"result": "reported"},
        {"report_ids": ("no-id",)},
        {"report_ids": (str(uuid4()),)},
        {"done_at": datetime.fromisoformat("2099-01-01T00:00:00+00:00")},
    ],
)
def test_a_result_no_phone_gives_is_refused(
    acting: Actor, now: datetime, change: dict[str, Any]
) -> None:
    result = CrossedPatrolResult(id=uuid4(), result="clear", words="", report_ids=(), done_at=now)
    with pytest.raises(InvalidInputError):
        take_patrol_result(result=replace(result, **change), acting=acting, now=now)


def test_what_crosses_is_on_the_list_and_names_nobody_beside_the_member(
    acting: Actor, now: datetime
) -> None:
    keeper = liaison()
    member = make_grid_member()
    make_grid_member(8, mobile="13800000008")
    assert member.id is not None
    plan(keeper, now)
    gone = plan(keeper, now, title="取消的")
    cancel_training(training_id=gone.id, reason="大雪", acting=keeper, now=now)
    held = plan(keeper, now, title="办过的")
    answer_training(
        training_id=held.id, reply=TrainingReply.LEAVE, words="接羔", acting=member, now=now
    )
    marks = Marks(present="8")
    record_attendance(training_id=held.id, marks=marks, acting=keeper, now=now + timedelta(days=20))
    draft = PatrolDraft(place_words="罕台川", words="看看采砂", due_on=legal_day(now))
    (patrol,) = give_patrols(supporter_ids=[member.id], draft=draft, acting=keeper, now=now)
    answer_patrol(patrol_id=patrol.id, acting=member, now=now)
    values: dict[ItemKind, list[Any]] = {
        ItemKind.TRAINING: list(trainings_to_carry()),
        ItemKind.TRAINING_REPLY: list(replies_to_carry()),
        ItemKind.PATROL: list(patrols_to_carry()),
        ItemKind.PATROL_RESULT: list(patrol_results_to_carry(known=())),
    }
    assert [len(found) for found in values.values()] == [6, 1, 1, 1]
    for kind, found in values.items():
        for value in found:
            check_item(item_of(kind, value))
            assert "大雪" not in str(asdict(value))
            assert keeper.label not in str(asdict(value))
