"""联席会议: called, answered by each unit or for it from paper, held with minutes, or cancelled."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.accounts.rules.typists import typist_of
from xiezhi.evidence.rules.kinds import MediaKind
from xiezhi.evidence.services.storing import IncomingFile, check_files, store_file
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.kernel.ids import public_id
from xiezhi.kernel.transitions import next_state
from xiezhi.language.cleaning import clean_line, clean_text
from xiezhi.ledger.services.acts import act
from xiezhi.notifications.services.reading import mark_received
from xiezhi.partners.models import JointMeeting, MeetingInvitation, PartnerUnit
from xiezhi.partners.rules.meetings import (
    MAX_AGENDA,
    MAX_CONTACT,
    MAX_MINUTES,
    MAX_PLACE,
    MAX_REASON,
    MAX_TITLE,
    MAX_UNITS,
    TRANSITIONS,
    MeetingEvent,
    MeetingFacts,
    MeetingReply,
    MeetingState,
    clean_reply,
)
from xiezhi.partners.selectors.meetings import (
    access_invitation,
    access_meeting,
    access_own_invitation,
)
from xiezhi.partners.services.meeting_told import tell_planner, tell_units


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingDraft:
    """A meeting as it is called. ``contact`` is whom units call about it; ``answer_by`` 回执截止."""

    title: str
    starts_at: datetime
    place: str
    agenda: str
    unit_ids: Sequence[UUID]
    contact: str = ""
    answer_by: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesDraft:
    """What a meeting came to: words, the signed paper, and which units were there."""

    words: str
    present: Collection[UUID]
    scan: IncomingFile | None = None


def plan_meeting(*, draft: MeetingDraft, acting: Actor, now: datetime) -> JointMeeting:
    """Call units to a meeting; one that lies in the past is entered without telling them.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        InvalidInputError: ``partners.meeting_incomplete``, ``partners.no_units_called``,
            ``partners.answer_day``, or a code of language.
    """
    require(acting, Action.MANAGE_UNITS)
    meeting = JointMeeting(
        id=public_id(),
        state=MeetingState.PLANNED,
        planned_by_id=typist_of(acting),
        planned_at=now,
    )
    _fill(meeting, draft)
    with act(acting=acting, now=now) as record:
        units = _called(draft.unit_ids)
        meeting.save(force_insert=True)
        called = _call(meeting, units)
        record("partners.plan_meeting", "joint_meeting", meeting.id, after={"units": called})
        if meeting.starts_at > now:
            tell_units(meeting, "联席会议通知", acting=acting, now=now)
    return meeting


def change_meeting(
    *, meeting_id: UUID, draft: MeetingDraft, acting: Actor, now: datetime
) -> JointMeeting:
    """Change a meeting to come: the units are told, further ones of ``draft.unit_ids`` are called.

    Another time or place asks every unit for its 回执 anew; nobody is called off.

    Raises:
        NotFoundError: ``partners.no_meeting``.
        InvalidInputError: as `plan_meeting`, and ``partners.meeting_in_past``.
        ConflictError: ``partners.meeting_over``.
    """
    with act(acting=acting, now=now) as record:
        meeting = access_meeting(acting, meeting_id, lock=True)
        if meeting.state != MeetingState.PLANNED or meeting.starts_at <= now:
            raise ConflictError("partners.meeting_over")
        before = (meeting.starts_at, meeting.place)
        _fill(meeting, draft)
        if meeting.starts_at <= now:
            raise InvalidInputError("partners.meeting_in_past")
        meeting.save()
        is_moved = before != (meeting.starts_at, meeting.place)
        if is_moved:
            _ask_anew(meeting)
        tell_units(meeting, "联席会议变更", acting=acting, now=now, once=now.isoformat())
        added = _call(meeting, _called(draft.unit_ids)) if draft.unit_ids else []
        record(
            "partners.change_meeting",
            "joint_meeting",
            meeting.id,
            after={"moved": is_moved, "units": added},
        )
        tell_units(meeting, "联席会议通知", acting=acting, now=now)
    return meeting


def cancel_meeting(*, meeting_id: UUID, reason: str, acting: Actor, now: datetime) -> JointMeeting:
    """Cancel a meeting that was not held; the units are told.

    Raises:
        NotFoundError: ``partners.no_meeting``.
        InvalidInputError: ``partners.cancel_reason_missing``.
        TransitionRefusedError: held or cancelled already.
    """
    with act(acting=acting, now=now) as record:
        meeting = access_meeting(acting, meeting_id, lock=True)
        why = clean_line(reason, limit=MAX_REASON)
        if not why:
            raise InvalidInputError("partners.cancel_reason_missing")
        _step(meeting, MeetingEvent.CANCEL, now)
        meeting.cancel_reason = why
        meeting.save(update_fields=["state", "cancel_reason"])
        record("partners.cancel_meeting", "joint_meeting", meeting.id, after={"reason": why})
        if meeting.starts_at > now:
            tell_units(meeting, "联席会议取消", acting=acting, now=now)
    return meeting


def answer_meeting(
    *, meeting_id: UUID, reply: MeetingReply, acting: Actor, now: datetime
) -> MeetingInvitation:
    """Give the acting unit's 回执; until the meeting begins another takes its place.

    Raises:
        NotFoundError: ``partners.no_meeting``.
        InvalidInputError: ``partners.posts_missing``, ``partners.absence_reason_missing``.
        ConflictError: ``partners.meeting_over``.
    """
    require(acting, Action.ANSWER_REFERRAL)
    said = clean_reply(reply)
    with act(acting=acting, now=now) as record:
        mine = access_own_invitation(acting, meeting_id, lock=True)
        if mine.meeting.starts_at <= now:
            raise ConflictError("partners.meeting_over")
        _answer(mine, said, acting.label, now)
        mark_received(about=("joint_meeting", meeting_id), acting=acting, now=now)
        record(
            "partners.answer_meeting",
            "joint_meeting",
            meeting_id,
            after={"unit": str(mine.unit_id), "answer": said.answer.value, "posts": said.posts},
        )
        tell_planner(mine, acting=acting, now=now)
    return mine


def enter_meeting_answer(
    *, meeting_id: UUID, unit_id: UUID, reply: MeetingReply, acting: Actor, now: datetime
) -> MeetingInvitation:
    """代录回执: enter what a unit said by telephone or on paper; equal to its own.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``partners.no_meeting``.
        InvalidInputError: ``partners.posts_missing``, ``partners.absence_reason_missing``.
        ConflictError: ``partners.meeting_over``: held or cancelled.
    """
    said = clean_reply(reply)
    with act(acting=acting, now=now) as record:
        found = access_invitation(acting, meeting_id, unit_id, lock=True)
        _answer(found, said, found.unit.short_name, now)
        found.entered_by_label = acting.label
        found.save(update_fields=["entered_by_label"])
        record(
            "partners.enter_meeting_answer",
            "joint_meeting",
            meeting_id,
            after={"unit": str(unit_id), "answer": said.answer.value, "posts": said.posts},
        )
    return found


def record_minutes(
    *, meeting_id: UUID, draft: MinutesDraft, acting: Actor, now: datetime
) -> JointMeeting:
    """Record 会议纪要 and who was there; again to put it right. A scan given before stays.

    Raises:
        NotFoundError: ``partners.no_meeting``.
        InvalidInputError: ``partners.minutes_missing``, the codes of evidence or of language.
        TransitionRefusedError: cancelled, or ``partners.meeting_not_begun``.
    """
    checked = check_files(MediaKind.PAPER, [draft.scan] if draft.scan is not None else [])
    words = clean_text(draft.words, limit=MAX_MINUTES).strip()
    with act(acting=acting, now=now) as record:
        meeting = access_meeting(acting, meeting_id, lock=True)
        is_again = meeting.state == MeetingState.HELD
        _step(meeting, MeetingEvent.CORRECT if is_again else MeetingEvent.HOLD, now)
        if not (words or checked or meeting.minutes_file_id):
            raise InvalidInputError("partners.minutes_missing")
        if checked:
            meeting.minutes_file_id = store_file(checked[0], received_at=now).id
        meeting.minutes = words
        meeting.save(update_fields=["state", "minutes", "minutes_file"])
        called = MeetingInvitation.objects.filter(meeting_id=meeting.id)
        called.filter(unit_id__in=draft.present).update(was_present=True)
        called.exclude(unit_id__in=draft.present).update(was_present=False)
        present = sorted(map(str, draft.present))
        record(
            "partners.record_minutes",
            "joint_meeting",
            meeting.id,
            after={"minutes": words, "present": present, "scan": bool(meeting.minutes_file_id)},
        )
        tell_units(meeting, "联席会议纪要", acting=acting, now=now)
    return meeting


def _fill(meeting: JointMeeting, draft: MeetingDraft) -> None:
    meeting.title = clean_line(draft.title, limit=MAX_TITLE)
    meeting.starts_at = draft.starts_at
    meeting.place = clean_line(draft.place, limit=MAX_PLACE)
    meeting.agenda = clean_text(draft.agenda, limit=MAX_AGENDA).strip()
    meeting.contact = clean_line(draft.contact, limit=MAX_CONTACT)
    meeting.answer_by = draft.answer_by
    if not (meeting.title and meeting.place and meeting.agenda):
        raise InvalidInputError("partners.meeting_incomplete")
    if draft.answer_by is not None and draft.answer_by > legal_day(draft.starts_at):
        raise InvalidInputError("partners.answer_day")


def _call(meeting: JointMeeting, units: Sequence[PartnerUnit]) -> list[str]:
    """Call the units not called yet; return which."""
    known = set(
        MeetingInvitation.objects.filter(meeting_id=meeting.id).values_list("unit_id", flat=True)
    )
    added = [unit for unit in units if unit.id not in known]
    MeetingInvitation.objects.bulk_create(
        MeetingInvitation(id=public_id(), meeting=meeting, unit=unit) for unit in added
    )
    return sorted(str(unit.id) for unit in added)


def _ask_anew(meeting: JointMeeting) -> None:
    MeetingInvitation.objects.filter(meeting_id=meeting.id).update(
        answer="",
        posts="",
        words="",
        answered_at=None,
        answered_by_label="",
        entered_by_label="",
    )


def _called(unit_ids: Sequence[UUID]) -> list[PartnerUnit]:
    wanted = set(unit_ids)
    found = list(PartnerUnit.objects.filter(id__in=wanted, is_active=True))
    if not found or len(found) != len(wanted) or len(found) > MAX_UNITS:
        raise InvalidInputError("partners.no_units_called", limit=MAX_UNITS)
    return found


def _answer(one: MeetingInvitation, said: MeetingReply, label: str, now: datetime) -> None:
    if one.meeting.state != MeetingState.PLANNED:
        raise ConflictError("partners.meeting_over")
    one.answer, one.posts, one.words = said.answer, said.posts, said.words
    one.answered_at, one.answered_by_label, one.entered_by_label = now, label, ""
    one.save()


def _step(meeting: JointMeeting, event: MeetingEvent, now: datetime) -> None:
    facts = MeetingFacts(has_begun=meeting.starts_at <= now)
    step = next_state(TRANSITIONS, MeetingState(meeting.state), event, facts)
    meeting.state = step.target
