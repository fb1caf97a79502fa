"""联席会议: units are called and told, answer by post for themselves only, and read the minutes."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.cast import make_staff
from tests.evidence.papers import pdf
from tests.partners.meetings import Table, table
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.kernel.errors import (
    ConflictError,
    DomainError,
    InvalidInputError,
    NotAllowedError,
    NotFoundError,
    TransitionRefusedError,
)
from xiezhi.notifications.models import Message
from xiezhi.partners.models import JointMeeting, MeetingInvitation
from xiezhi.partners.rules.meetings import MeetingAnswer, MeetingReply, MeetingState
from xiezhi.partners.selectors.meetings import (
    access_meeting,
    access_minutes,
    access_own_invitation,
    access_own_minutes,
    count_own_unanswered,
    list_meetings,
    list_own_invitations,
)
from xiezhi.partners.services.meetings import (
    MeetingDraft,
    MinutesDraft,
    answer_meeting,
    cancel_meeting,
    change_meeting,
    enter_meeting_answer,
    record_minutes,
)

COMING = MeetingReply(answer=MeetingAnswer.COMING, posts="副大队长")
AWAY = MeetingReply(answer=MeetingAnswer.NOT_COMING, words="当天有灭火演练")


@pytest.fixture
def called(scope: Any, now: datetime) -> Table:
    return table(now)


def told(unit_id: Any) -> list[str]:
    rows = Message.objects.filter(recipient_id=unit_id).order_by("created_at", "id")
    return list(rows.values_list("title", flat=True))


def held(called: Table, meeting: JointMeeting, **changes: Any) -> JointMeeting:
    given: dict[str, Any] = {"words": "议定管护责任清单。", "present": [called.units[0].id]}
    return record_minutes(
        meeting_id=meeting.id,
        draft=MinutesDraft(**given | changes),
        acting=called.caller,
        now=meeting.starts_at + timedelta(hours=2),
    )


def test_each_unit_called_is_told_in_the_portal(called: Table) -> None:
    meeting = called.call()
    for unit in called.units:
        assert told(unit.id) == ["联席会议通知：消检协作联席会议"]
    message = Message.objects.filter(recipient_id=called.units[0].id).get()
    assert message.path == f"/portal/cooperation/meetings/{meeting.id}/"


def test_meeting_of_the_past_is_entered_without_telling(called: Table) -> None:
    meeting = called.call(starts_at=called.now - timedelta(days=3))
    assert told(called.units[0].id) == []
    assert held(called, meeting).state == MeetingState.HELD


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"title": " "}, "partners.meeting_incomplete"),
        ({"place": ""}, "partners.meeting_incomplete"),
        ({"agenda": "\n"}, "partners.meeting_incomplete"),
        ({"unit_ids": []}, "partners.no_units_called"),
        ({"title": "会" * 61}, "language.too_long"),
    ],
)
def test_what_is_no_meeting_is_refused(called: Table, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(InvalidInputError) as refused:
        called.call(**changes)
    assert refused.value.code == code
    assert not JointMeeting.objects.exists()


def test_answer_is_due_no_later_than_the_meeting(called: Table) -> None:
    with pytest.raises(InvalidInputError, match="answer_day"):
        called.call(answer_by=(called.now + timedelta(days=6)).date())


def test_unit_put_aside_is_not_called(called: Table) -> None:
    called.units[1].is_active = False
    called.units[1].save()
    with pytest.raises(InvalidInputError, match="no_units_called"):
        called.call()


def test_unit_answers_by_post_and_the_caller_learns_of_it(called: Table) -> None:
    meeting = called.call()
    assert count_own_unanswered(called.officers[0], called.now) == 1
    answer_meeting(meeting_id=meeting.id, reply=COMING, acting=called.officers[0], now=called.now)
    assert count_own_unanswered(called.officers[0], called.now) == 0
    mine = access_own_invitation(called.officers[0], meeting.id)
    assert (mine.answer, mine.posts, mine.answered_by_label, mine.entered_by_label) == (
        "coming",
        "副大队长",
        "消防大队联络员01",
        "",
    )
    assert told(called.caller.id)[0].endswith("回执（参加）：消检协作联席会议")
    line = list_meetings(called.caller, MeetingState.PLANNED)[0]
    assert (line.called, line.coming, line.not_coming, line.silent) == (2, 1, 0, 1)


def test_later_answer_takes_the_place_of_the_first(called: Table) -> None:
    meeting = called.call()
    for reply in (COMING, AWAY):
        answer_meeting(
            meeting_id=meeting.id, reply=reply, acting=called.officers[0], now=called.now
        )
    mine = access_own_invitation(called.officers[0], meeting.id)
    assert (mine.answer, mine.posts, mine.words) == ("not_coming", "", "当天有灭火演练")


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (MeetingReply(answer=MeetingAnswer.COMING, posts=" "), "partners.posts_missing"),
        (MeetingReply(answer=MeetingAnswer.NOT_COMING), "partners.absence_reason_missing"),
    ],
)
def test_half_an_answer_is_none(called: Table, reply: MeetingReply, code: str) -> None:
    meeting = called.call()
    with pytest.raises(InvalidInputError) as refused:
        answer_meeting(
            meeting_id=meeting.id, reply=reply, acting=called.officers[0], now=called.now
        )
    assert refused.value.code == code


def test_meeting_begun_or_cancelled_takes_no_answer(called: Table) -> None:
    begun, cancelled = called.call(), called.call()
    cancel_meeting(meeting_id=cancelled.id, reason="改期", acting=called.caller, now=called.now)
    for meeting, now in ((begun, begun.starts_at), (cancelled, called.now)):
        with pytest.raises(ConflictError, match="meeting_over"):
            answer_meeting(meeting_id=meeting.id, reply=COMING, acting=called.officers[0], now=now)


def test_unit_not_called_finds_nothing(called: Table) -> None:
    meeting = held(called, called.call(), scan=IncomingFile(name="纪要.pdf", data=pdf()))
    assert list(list_own_invitations(called.stranger)) == []
    for read in (access_own_invitation, access_own_minutes):
        with pytest.raises(NotFoundError):
            read(called.stranger, meeting.id)


def test_answer_on_paper_is_entered_with_who_entered_it(called: Table) -> None:
    meeting = called.call()
    enter_meeting_answer(
        meeting_id=meeting.id,
        unit_id=called.units[1].id,
        reply=AWAY,
        acting=called.caller,
        now=called.now,
    )
    entered = access_own_invitation(called.officers[1], meeting.id)
    assert (entered.answer, entered.entered_by_label) == ("not_coming", "联络员岗01")


def test_minutes_say_who_was_there_and_reach_who_was_called(called: Table) -> None:
    meeting = held(called, called.call(), scan=IncomingFile(name="纪要.pdf", data=pdf()))
    rows = MeetingInvitation.objects.filter(meeting=meeting).values_list("unit_id", "was_present")
    assert dict(rows) == {called.units[0].id: True, called.units[1].id: False}
    assert told(called.units[1].id)[-1] == "联席会议纪要：消检协作联席会议"
    stored = access_minutes(called.caller, meeting.id)
    assert access_own_minutes(called.officers[1], meeting.id) == stored


def test_minutes_are_put_right_and_the_scan_stays(called: Table) -> None:
    meeting = held(called, called.call(), scan=IncomingFile(name="纪要.pdf", data=pdf()))
    again = held(called, meeting, words="更正：责任清单附后。", present=[])
    assert again.minutes == "更正：责任清单附后。"
    assert again.minutes_file_id == meeting.minutes_file_id
    assert not MeetingInvitation.objects.filter(was_present=True).exists()


def changed(called: Table, meeting: JointMeeting, **changes: Any) -> JointMeeting:
    given: dict[str, Any] = {
        "title": meeting.title,
        "starts_at": meeting.starts_at,
        "place": meeting.place,
        "agenda": meeting.agenda,
        "unit_ids": [],
    }
    draft = MeetingDraft(**given | changes)
    return change_meeting(meeting_id=meeting.id, draft=draft, acting=called.caller, now=called.now)


def test_another_day_asks_every_unit_anew(called: Table) -> None:
    meeting = called.call()
    answer_meeting(meeting_id=meeting.id, reply=COMING, acting=called.officers[0], now=called.now)
    changed(called, meeting, starts_at=meeting.starts_at + timedelta(days=1))
    mine = access_own_invitation(called.officers[0], meeting.id)
    assert (mine.answer, mine.posts, mine.answered_at) == ("", "", None)
    assert sorted(told(called.units[0].id)) == [
        "联席会议变更：消检协作联席会议",
        "联席会议通知：消检协作联席会议",
    ]


def test_another_agenda_leaves_the_answers(called: Table) -> None:
    meeting = called.call()
    answer_meeting(meeting_id=meeting.id, reply=COMING, acting=called.officers[0], now=called.now)
    changed(called, meeting, agenda="只议管护责任清单")
    assert access_own_invitation(called.officers[0], meeting.id).posts == "副大队长"


def test_further_unit_is_called_and_told_once(called: Table) -> None:
    meeting = called.call(unit_ids=[called.units[0].id])
    both = [unit.id for unit in called.units]
    for _time in range(2):
        changed(called, meeting, unit_ids=both)
    assert MeetingInvitation.objects.filter(meeting=meeting).count() == 2
    for unit in called.units:
        assert told(unit.id).count("联席会议通知：消检协作联席会议") == 1


def test_meeting_that_is_over_or_moved_into_the_past_is_not_changed(called: Table) -> None:
    meeting = called.call()
    with pytest.raises(InvalidInputError, match="meeting_in_past"):
        changed(called, meeting, starts_at=called.now - timedelta(days=1))
    meeting.refresh_from_db()
    cancel_meeting(meeting_id=meeting.id, reason="改期", acting=called.caller, now=called.now)
    with pytest.raises(ConflictError, match="meeting_over"):
        changed(called, meeting)


@pytest.mark.parametrize("step", ["early", "cancelled", "empty", "held_cancelled", "no_reason"])
def test_step_that_may_not_be_taken_is_refused(called: Table, step: str) -> None:
    meeting = called.call()
    with pytest.raises((TransitionRefusedError, InvalidInputError)) as refused:
        _step(called, meeting, step)
    expected = {
        "early": "partners.meeting_not_begun",
        "cancelled": "transition.none",
        "empty": "partners.minutes_missing",
        "held_cancelled": "transition.none",
        "no_reason": "partners.cancel_reason_missing",
    }
    assert isinstance(refused.value, DomainError)
    assert refused.value.code == expected[step]


def _step(called: Table, meeting: JointMeeting, step: str) -> None:
    draft = MinutesDraft(words="议定事项", present=[])
    cancel: dict[str, Any] = {"meeting_id": meeting.id, "acting": called.caller}
    match step:
        case "early":
            record_minutes(meeting_id=meeting.id, draft=draft, acting=called.caller, now=called.now)
        case "cancelled":
            cancel_meeting(reason="改期", now=called.now, **cancel)
            held(called, meeting)
        case "empty":
            held(called, meeting, words=" ")
        case "held_cancelled":
            held(called, meeting)
            cancel_meeting(reason="改期", now=called.now, **cancel)
        case _:
            cancel_meeting(reason=" ", now=called.now, **cancel)


def test_only_who_manages_units_reads_and_calls(called: Table) -> None:
    meeting = called.call()
    clerk = make_staff("书记员09", Role.CLERK)
    with pytest.raises(NotAllowedError):
        access_meeting(clerk, meeting.id)
    with pytest.raises(NotAllowedError):
        list_meetings(clerk, MeetingState.PLANNED)
