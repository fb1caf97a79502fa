"""A joint meeting and a unit's 回执 as the desk and the portal show them."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

from django.http import HttpResponse
from django.utils.translation import gettext as _

from xiezhi.evidence.models import StoredFile
from xiezhi.evidence.selectors.files import FileCopy, open_copy
from xiezhi.partners.models import JointMeeting, MeetingInvitation
from xiezhi.partners.rules.meetings import (
    MEETING_ANSWER_LABELS,
    MEETING_STATE_LABELS,
    MeetingAnswer,
    MeetingState,
)

STATE_TONES: Final[Mapping[MeetingState, str]] = {
    MeetingState.PLANNED: "brand",
    MeetingState.HELD: "green",
    MeetingState.CANCELLED: "",
}


def meeting_shown(found: JointMeeting) -> dict[str, object]:
    """Return what is said of a meeting; nothing of the units called to it."""
    state = MeetingState(found.state)
    return {
        "id": found.id,
        "title": found.title,
        "starts_at": found.starts_at,
        "place": found.place,
        "agenda": found.agenda,
        "contact": found.contact,
        "answer_by": found.answer_by,
        "state": _(MEETING_STATE_LABELS[state]),
        "tone": STATE_TONES[state],
        "minutes": found.minutes,
        "has_scan": found.minutes_file_id is not None,
        "cancel_reason": found.cancel_reason,
    }


def answer_words(one: MeetingInvitation) -> str:
    """Return what a unit answered, "" before it did."""
    return _(MEETING_ANSWER_LABELS[MeetingAnswer(one.answer)]) if one.answer else ""


def minutes_sent(stored: StoredFile) -> HttpResponse:
    """Hand over the scan of minutes as a download, never opened inside."""
    stream, media_type = open_copy(stored, FileCopy.ORIGINAL)
    with stream:
        response = HttpResponse(stream.read(), content_type=media_type, status=HTTPStatus.OK)
    name = quote(stored.original_name or "minutes.pdf")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
