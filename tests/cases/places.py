"""Looks at the place, clocks of a case by rule, and leads behind it. Need an open scope."""

from datetime import date
from typing import Any

from tests.cases.office import CaseOffice, at
from tests.cast import make_grid_member
from tests.leads.desk import Office, paper
from xiezhi.cases.models import Case, FollowUp
from xiezhi.cases.rules.grounds import Finding
from xiezhi.cases.services.follow_ups import FollowUpInput, record_follow_up
from xiezhi.clocks.models import Clock


def clocks_of(case: Case) -> dict[str, Clock]:
    """The latest clock of each rule that ran on a case."""
    rows = Clock.objects.filter(matter_id=case.id).order_by("trigger_on", "id")
    return {clock.rule_key: clock for clock in rows}


def look(office: CaseOffice, case: Case, day: date, **changes: Any) -> FollowUp:
    """A follow-up investigation by handler and clerk, with its record."""
    values: dict[str, Any] = {
        "done_on": day,
        "place": "哈什拉川××村段",
        "staff_ids": [office.handler.id, office.clerk.id],
        "words": "现场核查，拍照固定",
        "finding": Finding.ALL,
        "record": paper("现场核查笔录.pdf"),
    }
    made = record_follow_up(
        case_id=case.id,
        follow_up=FollowUpInput(**(values | changes)),
        acting=office.handler,
        now=at(day),
    )
    case.refresh_from_db()
    return made


def lead_desk(office: CaseOffice, day: date, *, number: int = 7) -> Office:
    """The same people where leads are registered."""
    return Office(
        chief=office.chief,
        head=office.head,
        handler=office.handler,
        clerk=office.clerk,
        member=make_grid_member(number, mobile=f"1380000{number:04}"),
        now=at(day),
    )
