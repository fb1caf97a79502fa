"""联席会议: the office's list, the units called to one; a unit sees its own part only."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from xiezhi.accounts.rules.rights import Action, require
from xiezhi.evidence.models import StoredFile
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import NotFoundError
from xiezhi.partners.models import JointMeeting, MeetingInvitation
from xiezhi.partners.rules.meetings import MeetingAnswer, MeetingState
from xiezhi.partners.selectors.own_unit import get_own_officer


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting in the office's list, with how many units were called, answered what, and came."""

    meeting: JointMeeting
    called: int
    coming: int
    not_coming: int
    present: int

    @property
    def silent(self) -> int:
        """Units that have not answered."""
        return self.called - self.coming - self.not_coming


def access_meeting(acting: Actor, meeting_id: UUID, *, lock: bool = False) -> JointMeeting:
    """Return a meeting to whoever manages units.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``partners.no_meeting``.
    """
    require(acting, Action.MANAGE_UNITS)
    meetings = JointMeeting.objects.select_for_update() if lock else JointMeeting.objects
    found: JointMeeting | None = meetings.filter(id=meeting_id).first()
    if found is None:
        raise NotFoundError("partners.no_meeting")
    return found


def access_invitation(
    acting: Actor, meeting_id: UUID, unit_id: UUID, *, lock: bool = False
) -> MeetingInvitation:
    """Return the part of a unit in a meeting to whoever manages units.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``partners.no_meeting``.
    """
    require(acting, Action.MANAGE_UNITS)
    return _one(MeetingInvitation.objects.filter(unit_id=unit_id), meeting_id, lock=lock)


def access_own_invitation(
    acting: Actor, meeting_id: UUID, *, lock: bool = False
) -> MeetingInvitation:
    """Return the acting unit's own part in a meeting.

    Raises:
        NotFoundError: ``partners.no_officer``, ``partners.no_meeting``; also for a meeting the unit
            was not called to.
    """
    return _one(_own(acting), meeting_id, lock=lock)


def access_minutes(acting: Actor, meeting_id: UUID) -> StoredFile:
    """Return the scan of a meeting's minutes to whoever manages units.

    Raises:
        NotAllowedError: ``accounts.no_right``.
        NotFoundError: ``partners.no_meeting``, ``partners.no_minutes``.
    """
    return _scan(access_meeting(acting, meeting_id))


def access_own_minutes(acting: Actor, meeting_id: UUID) -> StoredFile:
    """Return the scan of the minutes to a unit that was called.

    Raises:
        NotFoundError: ``partners.no_officer``, ``partners.no_meeting``, ``partners.no_minutes``.
    """
    return _scan(access_own_invitation(acting, meeting_id).meeting)


def list_meetings(
    acting: Actor, state: MeetingState, *, limit: int = 200
) -> tuple[MeetingLine, ...]:
    """Return the meetings of a state, the next planned one or the last held one first; one query.

    Raises:
        NotAllowedError: ``accounts.no_right``.
    """
    require(acting, Action.MANAGE_UNITS)
    found = JointMeeting.objects.filter(state=state).annotate(
        called=Count("invitations"),
        coming=_answered(MeetingAnswer.COMING),
        not_coming=_answered(MeetingAnswer.NOT_COMING),
        present=Count("invitations", filter=Q(invitations__was_present=True)),
    )
    order = "starts_at" if state is MeetingState.PLANNED else "-starts_at"
    return tuple(
        MeetingLine(
            meeting=one,
            called=one.called,
            coming=one.coming,
            not_coming=one.not_coming,
            present=one.present,
        )
        for one in found.order_by(order, "id")[:limit]
    )


def count_meetings() -> dict[str, int]:
    """Return how many meetings there are in each state; one query."""
    counted = JointMeeting.objects.order_by().values("state").annotate(many=Count("id"))
    return {row["state"]: row["many"] for row in counted}


def list_invitations(meeting_id: UUID) -> list[MeetingInvitation]:
    """Return the units called to a meeting in pinyin order; whoever calls has checked access."""
    found = MeetingInvitation.objects.filter(meeting_id=meeting_id).select_related("unit")
    return list(found.order_by("unit__sort_key"))


def list_own_invitations(acting: Actor, *, limit: int = 100) -> Sequence[MeetingInvitation]:
    """Return the acting unit's own part in meetings, the latest first; one query more than access.

    Raises:
        NotFoundError: ``partners.no_officer``.
    """
    return list(_own(acting).order_by("-meeting__starts_at", "id")[:limit])


def count_own_unanswered(acting: Actor, now: datetime) -> int:
    """Return how many meetings to come the acting unit has not answered."""
    waiting = _own(acting).filter(
        answer="", meeting__state=MeetingState.PLANNED, meeting__starts_at__gt=now
    )
    return waiting.count()


def _own(acting: Actor) -> QuerySet[MeetingInvitation]:
    own: QuerySet[MeetingInvitation] = MeetingInvitation.objects.filter(
        unit_id=get_own_officer(acting).unit_id
    )
    return own.select_related("meeting")


def _one(
    invitations: QuerySet[MeetingInvitation], meeting_id: UUID, *, lock: bool
) -> MeetingInvitation:
    found = invitations.select_related("meeting", "unit").filter(meeting_id=meeting_id)
    if lock:
        found = found.select_for_update(of=("self", "meeting"))
    one: MeetingInvitation | None = found.first()
    if one is None:
        raise NotFoundError("partners.no_meeting")
    return one


def _scan(meeting: JointMeeting) -> StoredFile:
    scan: StoredFile | None = meeting.minutes_file
    if scan is None:
        raise NotFoundError("partners.no_minutes")
    return scan


def _answered(answer: MeetingAnswer) -> Count:
    return Count("invitations", filter=Q(invitations__answer=answer))
