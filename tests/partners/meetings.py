"""A joint meeting two units are called to."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tests.cast import make_staff, make_unit, make_unit_actor
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.actor import Actor
from xiezhi.partners.models import JointMeeting, PartnerUnit
from xiezhi.partners.services.meetings import MeetingDraft, plan_meeting

AGENDA = "一、通报消防水鹤管护情况\n二、议定管护责任清单"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Who calls, who is called, who is not."""

    caller: Actor
    units: tuple[PartnerUnit, PartnerUnit]
    officers: tuple[Actor, Actor]
    stranger: Actor
    now: datetime

    def call(self, **changes: Any) -> JointMeeting:
        given: dict[str, Any] = {
            "title": "消检协作联席会议",
            "starts_at": self.now + timedelta(days=5),
            "place": "旗人民检察院三楼会议室",
            "agenda": AGENDA,
            "contact": "书记员05，0477-0000000",
            "unit_ids": [unit.id for unit in self.units],
        } | changes
        return plan_meeting(draft=MeetingDraft(**given), acting=self.caller, now=self.now)


def table(now: datetime) -> Table:
    """Needs an open scope."""
    first, second = make_unit("旗消防救援大队"), make_unit("旗住房和城乡建设局")
    return Table(
        caller=make_staff("联络员岗01", Role.LIAISON),
        units=(first, second),
        officers=(
            make_unit_actor(first, "消防大队联络员01"),
            make_unit_actor(second, "住建局联络员01"),
        ),
        stranger=make_unit_actor(make_unit("旗林业和草原局"), "林草局联络员01"),
        now=now,
    )
