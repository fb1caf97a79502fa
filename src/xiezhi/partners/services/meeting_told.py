"""Who is told of a joint meeting: the units called, and whoever called them."""

from datetime import datetime
from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.services.messages import INBOX_ONLY, LOUDLY, Draft, send_message
from xiezhi.partners.models import JointMeeting, MeetingInvitation
from xiezhi.partners.rules.meetings import MEETING_ANSWER_LABELS, MeetingAnswer


def tell_units(
    meeting: JointMeeting, words: str, *, acting: Actor, now: datetime, once: str = ""
) -> None:
    """Tell every unit called what there is of a meeting; the same words reach a unit once.

    ``once`` tells one occasion of the same words from another.
    """
    key = f"meeting:{meeting.id}:{words}:{once}"
    called = MeetingInvitation.objects.filter(meeting_id=meeting.id)
    for unit_id in called.values_list("unit_id", flat=True):
        _tell(meeting, unit_id, (words, key), acting=acting, now=now)


def _tell(
    meeting: JointMeeting, unit_id: UUID, said: tuple[str, str], *, acting: Actor, now: datetime
) -> None:
    words, key = said
    draft = Draft(
        kind="partners.meeting",
        title=f"{words}：{meeting.title}",
        notice=Notice.NEW_MESSAGE,
        path=f"/portal/cooperation/meetings/{meeting.id}/",
        about=("joint_meeting", meeting.id),
        sender_id=meeting.planned_by_id,
        sender_path=f"/desk/office/meetings/{meeting.id}/",
        dedup_key=key,
    )
    to = Recipient(kind=RecipientKind.UNIT, id=unit_id)
    send_message(to=to, draft=draft, acting=acting, now=now, channels=LOUDLY)


def tell_planner(invitation: MeetingInvitation, *, acting: Actor, now: datetime) -> None:
    """Tell whoever called a meeting what a unit answered."""
    meeting = invitation.meeting
    if meeting.planned_by_id is None:
        return
    said = MEETING_ANSWER_LABELS[MeetingAnswer(invitation.answer)]
    draft = Draft(
        kind="partners.meeting_answer",
        title=f"{invitation.unit.short_name}回执（{said}）：{meeting.title}",
        notice=Notice.NEW_MESSAGE,
        path=f"/desk/office/meetings/{meeting.id}/",
    )
    to = Recipient(kind=RecipientKind.STAFF, id=meeting.planned_by_id)
    send_message(to=to, draft=draft, acting=acting, now=now, channels=INBOX_ONLY)
