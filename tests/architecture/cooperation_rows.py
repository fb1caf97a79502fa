"""A signed text and a joint meeting of the unit whose addresses are asked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from tests.architecture.rows import AT
from xiezhi.partners.models import InstrumentParty, JointMeeting, MeetingInvitation


def cooperation_rows(put: Callable[..., Any], unit: Any, file: Any) -> dict[str, Any]:
    """Their ids; the meeting lies far ahead, so that answers are taken whenever the walk is."""
    meeting = put(
        JointMeeting,
        state="planned",
        starts_at=AT + timedelta(days=3650),
        answer_by=None,
        minutes_file=file,
    )
    put(MeetingInvitation, meeting=meeting, unit=unit)
    return {"meeting_id": meeting, "party_id": put(InstrumentParty, unit=unit)}
