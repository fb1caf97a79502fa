"""A joint meeting to come and one held, and a signed text, whose pages are looked at."""

from datetime import datetime, timedelta
from typing import Any

from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.partners.models import JointMeeting, PartnerUnit
from xiezhi.partners.selectors.instruments import list_parts_of
from xiezhi.partners.services.instruments import write_duties
from xiezhi.partners.services.meetings import (
    MeetingDraft,
    MinutesDraft,
    plan_meeting,
    record_minutes,
)
from xiezhi.partners.services.units import sign_instrument


def cooperation_ids(unit: PartnerUnit, head: Actor, now: datetime) -> dict[str, Any]:
    """The ids of the meeting to come, of the one held and of the unit's part in a text."""
    coming = _call(unit, head, now, now + timedelta(days=6))
    held = _call(unit, head, now, now - timedelta(days=40))
    record_minutes(
        meeting_id=held.id,
        draft=MinutesDraft(words="一、议定管护责任清单。\n二、每季度通报一次。", present=[unit.id]),
        acting=head,
        now=now,
    )
    sign_instrument(
        title="关于建立消检协作机制的意见",
        number="达检会〔2025〕3号",
        signed_on=legal_day(now) - timedelta(days=300),
        parties={unit.id: ""},
        acting=head,
        now=now,
    )
    part = list_parts_of(unit.id)[0]
    write_duties(party_id=part.id, duties="负责市政消防取水设施的日常检查。", acting=head, now=now)
    return {"meeting_id": coming.id, "held_meeting_id": held.id, "party_id": part.id}


def _call(unit: PartnerUnit, head: Actor, now: datetime, at: datetime) -> JointMeeting:
    draft = MeetingDraft(
        title="消检协作联席会议",
        starts_at=at,
        place="旗人民检察院三楼会议室",
        agenda="一、通报消防水鹤管护情况\n二、议定管护责任清单",
        contact="书记员05，0477-0000000",
        unit_ids=[unit.id],
        answer_by=legal_day(at) - timedelta(days=1),
    )
    return plan_meeting(draft=draft, acting=head, now=now)
