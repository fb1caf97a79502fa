"""培训: who is called, what they answer, who was there, how long it counts, who is reminded."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from tests.cast import make_grid_member, make_staff
from tests.supporters.cast import draft, liaison, plan
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.services.office import set_own_limit
from xiezhi.kernel.actor import Actor, ActorKind, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    TransitionRefusedError,
)
from xiezhi.notifications.models import Message
from xiezhi.supporters.models import Supporter, Training, TrainingAttendance
from xiezhi.supporters.rules.kinds import SupporterKind
from xiezhi.supporters.rules.training import (
    Attendance,
    TrainingKind,
    TrainingReply,
    TrainingStanding,
    TrainingState,
)
from xiezhi.supporters.selectors.trainings import (
    list_trainings,
    own_trainings,
    own_trainings_to_come,
    standings_of,
)
from xiezhi.supporters.services.training_told import remind_of_trainings
from xiezhi.supporters.services.trainings import (
    Marks,
    answer_training,
    cancel_training,
    plan_training,
    record_attendance,
)


@pytest.fixture
def keeper(scope: Any) -> Actor:
    return liaison()


@pytest.fixture
def members(scope: Any) -> list[Actor]:
    return [make_grid_member(number, mobile=f"1380000{number:04}") for number in (7, 8, 9)]


def id_of(actor: Actor) -> UUID:
    assert actor.id is not None
    return actor.id


def part_of(training: Training, member: Actor) -> TrainingAttendance:
    found: TrainingAttendance = TrainingAttendance.objects.get(
        training_id=training.id, supporter_id=member.id
    )
    return found


def titles_to(actor: Actor) -> list[str]:
    return list(
        Message.objects.filter(recipient_id=actor.id)
        .order_by("created_at", "id")
        .values_list("title", flat=True)
    )


def test_all_in_office_are_called_and_told(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    Supporter.objects.filter(id=id_of(members[2])).update(term_until=date(2026, 1, 1))
    plan(keeper, now)
    assert [titles_to(one) for one in members] == [
        ["培训：新聘网格员岗前培训"],
        ["培训：新聘网格员岗前培训"],
        [],
    ]


def test_only_those_named_are_called(keeper: Actor, members: list[Actor], now: datetime) -> None:
    training = plan(keeper, now, called="8、网格员09")
    called = TrainingAttendance.objects.filter(training_id=training.id)
    assert {one.supporter_id for one in called} == {members[1].id, members[2].id}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"place": "", "material": ""}, "supporters.training_without_place"),
        ({"title": "  "}, "supporters.training_without_place"),
        ({"called": "7、77"}, "supporters.not_known"),
        ({"called": "某某"}, "supporters.not_known"),
    ],
)
def test_what_calls_nobody_anywhere_is_refused(
    keeper: Actor, members: list[Actor], now: datetime, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(InvalidInputError) as refused:
        plan(keeper, now, **changes)
    assert refused.value.code == code


def test_reading_needs_no_place(keeper: Actor, members: list[Actor], now: datetime) -> None:
    training = plan(keeper, now, place="", material="阅读《办案规则》第一章，三日内读完")
    assert training.place == ""


@pytest.mark.parametrize("role", [Role.PROSECUTOR, Role.CLERK, Role.SYSTEM_ADMIN])
def test_others_of_the_office_plan_none(
    scope: Any, members: list[Actor], now: datetime, role: Role
) -> None:
    other = make_staff("别的岗位01", role)
    with pytest.raises(NotAllowedError):
        plan_training(draft=draft(now), acting=other, now=now)
    with pytest.raises(NotAllowedError):
        list_trainings(other, TrainingState.PLANNED)


def test_a_member_says_coming_and_then_asks_for_leave(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    training = plan(keeper, now)
    member = members[0]
    answer_training(training_id=training.id, reply=TrainingReply.COMING, acting=member, now=now)
    assert titles_to(keeper) == []
    answer_training(
        training_id=training.id,
        reply=TrainingReply.LEAVE,
        words="接羔，走不开",
        acting=member,
        now=now,
    )
    part = part_of(training, member)
    assert (part.reply, part.reply_words) == ("leave", "接羔，走不开")
    assert titles_to(keeper) == ["网格员07请假：新聘网格员岗前培训"]
    (line,) = list_trainings(keeper, TrainingState.PLANNED)
    assert (line.called, line.coming, line.on_leave, line.taught) == (3, 0, 1, 0)


def test_leave_needs_a_reason(keeper: Actor, members: list[Actor], now: datetime) -> None:
    training = plan(keeper, now)
    with pytest.raises(InvalidInputError):
        answer_training(
            training_id=training.id, reply=TrainingReply.LEAVE, acting=members[0], now=now
        )


def test_nothing_is_answered_once_it_has_begun(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    training = plan(keeper, now)
    with pytest.raises(ConflictError):
        answer_training(
            training_id=training.id,
            reply=TrainingReply.COMING,
            acting=members[0],
            now=training.starts_at,
        )


def test_who_was_not_called_finds_no_training(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    training = plan(keeper, now, called="7")
    with pytest.raises(NotFoundError):
        answer_training(
            training_id=training.id, reply=TrainingReply.COMING, acting=members[1], now=now
        )
    assert own_trainings(members[1]) == []


def test_attendance_ticked_and_pasted_counts_from_the_day_it_was_held(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    training = plan(keeper, now, called="7、8")
    after = training.starts_at + timedelta(days=2)
    marks = Marks(by_supporter={id_of(members[0]): Attendance.EXCUSED}, present="8 9")
    held = record_attendance(training_id=training.id, marks=marks, acting=keeper, now=after)
    assert held.state == TrainingState.HELD
    assert [part_of(training, one).attendance for one in members] == [
        "excused",
        "present",
        "present",
    ]
    part = part_of(training, members[1])
    day = legal_day(training.starts_at)
    assert part.taught_on == day
    assert part.valid_until == day.replace(year=day.year + 2)
    assert part.valid_basis == "本院设定"
    assert part_of(training, members[0]).valid_until is None


def test_a_rule_changed_later_leaves_what_counts_already(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    training = plan(keeper, now, called="7、8")
    after = training.starts_at + timedelta(days=1)
    first = Marks(present="7")
    record_attendance(training_id=training.id, marks=first, acting=keeper, now=after)
    set_own_limit(
        acting=system_actor(keeper.procuratorate_id),
        rule_key="pre_job_training_validity",
        length=6,
        unit="month",
        effective_from=legal_day(now),
        citation="《网格员管理办法》第九条",
        now=now,
    )
    record_attendance(
        training_id=training.id, marks=Marks(present="7、8"), acting=keeper, now=after
    )
    kept, new = part_of(training, members[0]), part_of(training, members[1])
    assert kept.valid_basis == "本院设定"
    assert new.valid_basis == "《网格员管理办法》第九条"
    assert kept.valid_until is not None
    assert new.valid_until is not None
    assert kept.valid_until > new.valid_until


def test_made_up_counts_from_its_own_day(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    training = plan(keeper, now)
    after = training.starts_at + timedelta(days=40)
    day = legal_day(training.starts_at) + timedelta(days=30)
    marks = Marks(by_supporter={id_of(members[0]): Attendance.MADE_UP}, made_up_on=day)
    record_attendance(training_id=training.id, marks=marks, acting=keeper, now=after)
    assert part_of(training, members[0]).taught_on == day
    for wrong in (
        legal_day(training.starts_at) - timedelta(days=1),
        legal_day(after) + timedelta(1),
    ):
        late = Marks(by_supporter={id_of(members[0]): Attendance.MADE_UP}, made_up_on=wrong)
        with pytest.raises(InvalidInputError):
            record_attendance(training_id=training.id, marks=late, acting=keeper, now=after)


def test_a_mark_put_right_counts_no_more(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    training = plan(keeper, now)
    after = training.starts_at + timedelta(days=1)
    for mark in (Attendance.PRESENT, Attendance.ABSENT):
        marks = Marks(by_supporter={id_of(members[0]): mark})
        record_attendance(training_id=training.id, marks=marks, acting=keeper, now=after)
    part = part_of(training, members[0])
    assert (part.attendance, part.taught_on, part.valid_until) == ("absent", None, None)


def test_a_seminar_does_not_expire(keeper: Actor, members: list[Actor], now: datetime) -> None:
    training = plan(keeper, now, kind=TrainingKind.SEMINAR)
    after = training.starts_at + timedelta(days=1)
    record_attendance(training_id=training.id, marks=Marks(present="7"), acting=keeper, now=after)
    assert part_of(training, members[0]).valid_until is None


@pytest.mark.parametrize("marks", [Marks(), Marks(present="99")], ids=["nobody", "a-stranger"])
def test_an_empty_or_wrong_list_holds_nothing(
    keeper: Actor, members: list[Actor], now: datetime, marks: Marks
) -> None:
    training = plan(keeper, now)
    with pytest.raises(InvalidInputError):
        record_attendance(
            training_id=training.id, marks=marks, acting=keeper, now=training.starts_at
        )
    assert Training.objects.get().state == TrainingState.PLANNED


def test_nobody_was_there_before_it_began(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    training = plan(keeper, now)
    with pytest.raises(TransitionRefusedError):
        record_attendance(training_id=training.id, marks=Marks(present="7"), acting=keeper, now=now)


def test_cancelled_is_told_and_gone(keeper: Actor, members: list[Actor], now: datetime) -> None:
    training = plan(keeper, now)
    with pytest.raises(InvalidInputError):
        cancel_training(training_id=training.id, reason=" ", acting=keeper, now=now)
    later = now + timedelta(hours=1)
    cancel_training(training_id=training.id, reason="大雪封路", acting=keeper, now=later)
    assert titles_to(members[0])[-1] == "培训取消：新聘网格员岗前培训"
    assert own_trainings(members[0]) == []
    assert own_trainings_to_come(members[0], now) == []
    with pytest.raises(DomainError):
        cancel_training(training_id=training.id, reason="再来", acting=keeper, now=now)


def test_who_has_no_valid_training_is_shown_so(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    training = plan(keeper, now, called="7")
    after = training.starts_at + timedelta(days=1)
    record_attendance(training_id=training.id, marks=Marks(present="7"), acting=keeper, now=after)
    ids = [id_of(one) for one in members[:2]]
    today = legal_day(after)
    found = standings_of(ids, today)
    assert found[ids[0]][TrainingKind.PRE_JOB].standing is TrainingStanding.VALID
    assert found[ids[0]][TrainingKind.YEARLY].standing is TrainingStanding.MISSING
    assert found[ids[1]][TrainingKind.PRE_JOB].standing is TrainingStanding.MISSING
    later = standings_of(ids, today + timedelta(days=800))
    assert later[ids[0]][TrainingKind.PRE_JOB].standing is TrainingStanding.EXPIRED


def test_reminders_come_once_and_spare_who_is_on_leave(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    system = system_actor(keeper.procuratorate_id)
    training = plan(keeper, now)
    answer_training(
        training_id=training.id,
        reply=TrainingReply.LEAVE,
        words="住院",
        acting=members[0],
        now=now,
    )
    assert remind_of_trainings(acting=system, now=now) == 0
    soon = training.starts_at - timedelta(days=3)
    for _again in range(2):
        remind_of_trainings(acting=system, now=soon)
    assert [len(titles_to(one)) for one in members] == [1, 2, 2]
    after = training.starts_at + timedelta(days=2)
    for _again in range(2):
        remind_of_trainings(acting=system, now=after)
    assert titles_to(keeper)[1:] == ["培训已过，尚未登记到场：新聘网格员岗前培训"]


def test_what_ends_soon_is_said_once_unless_something_later_counts(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    system = system_actor(keeper.procuratorate_id)
    training = plan(keeper, now, called="7、8", kind=TrainingKind.YEARLY, title="年度培训")
    held = training.starts_at + timedelta(days=1)
    record_attendance(training_id=training.id, marks=Marks(present="7、8"), acting=keeper, now=held)
    year = training.starts_at + timedelta(days=350)
    again = plan(
        keeper, held, called="8", kind=TrainingKind.YEARLY, starts_at=year - timedelta(days=2)
    )
    record_attendance(training_id=again.id, marks=Marks(present="8"), acting=keeper, now=year)
    for _again in range(2):
        remind_of_trainings(acting=system, now=year)
    assert titles_to(members[0])[-1] == "年度培训将到期"
    assert "年度培训将到期" not in titles_to(members[1])


def test_special_assistants_can_be_called_too(
    keeper: Actor, members: list[Actor], now: datetime
) -> None:
    assistant = Supporter.objects.create(
        kind="special_assistant",
        number=1,
        label="特邀检察官助理01",
        term_from=date(2020, 1, 1),
        term_until=date(2099, 1, 1),
    )
    training = plan(keeper, now, audience=SupporterKind.SPECIAL_ASSISTANT)
    acting = Actor(
        kind=ActorKind.SUPPORTER,
        procuratorate_id=keeper.procuratorate_id,
        id=assistant.id,
        label=assistant.label,
        roles=frozenset({"special_assistant"}),
    )
    assert [one.training_id for one in own_trainings(acting)] == [training.id]
    assert own_trainings(members[0]) == []
