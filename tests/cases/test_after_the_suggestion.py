"""After a suggestion: follow-up investigation, expert work, extension, suspension, suit and look-back."""

from datetime import date
from typing import Any

import pytest

from tests.cases.office import CaseOffice, at
from tests.leads.desk import paper
from xiezhi.cases.models import Case, FollowUp
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.evidence import CommissionKind
from xiezhi.cases.rules.follow_up import LookBackResult
from xiezhi.cases.rules.grounds import (
    ClosingGround,
    Finding,
    NotPerformed,
    SuspensionCondition,
)
from xiezhi.cases.rules.kinds import Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.services.commissions import CommissionInput, commission, take_commission_result
from xiezhi.cases.services.extensions import ExtensionInput, extend_review
from xiezhi.cases.services.follow_ups import FollowUpInput, record_follow_up
from xiezhi.cases.services.look_backs import LookBackInput, plan_look_back, record_look_back
from xiezhi.cases.services.recusals import RecusalInput, request_recusal
from xiezhi.cases.services.steps import take_step
from xiezhi.clocks.models import Clock
from xiezhi.kernel.errors import DomainError

FILED_ON = date(2026, 3, 2)
ENDED_ON = date(2026, 4, 10)
SERVED_ON = date(2026, 4, 15)
DUE_ON = date(2026, 6, 15)


def out(office: CaseOffice) -> Case:
    """A case whose suggestion was served, to be put right by 15 June."""
    case = office.investigated(FILED_ON, ENDED_ON)
    office.suggested(case, SERVED_ON, DUE_ON)
    return case


def look(office: CaseOffice, case: Case, day: date, **changes: Any) -> FollowUp:
    values: dict[str, Any] = {
        "done_on": day,
        "place": "展旦召苏木××路口",
        "staff_ids": [office.handler.id, office.clerk.id],
        "words": "水鹤阀门已更换，出水正常",
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


def review_clock(case: Case) -> Clock:
    found: Clock = Clock.objects.get(matter_id=case.id, rule_key=CaseRule.ADMIN_REVIEW)
    return found


def test_follow_up_may_begin_on_the_day_of_service_and_lights_the_lamps(office: CaseOffice) -> None:
    case = out(office)
    look(office, case, SERVED_ON, finding=Finding.PART, has_measures=True)
    assert (case.measures_on, case.verified_on) == (SERVED_ON, None)
    look(office, case, date(2026, 5, 20))
    assert (case.verified_on, case.replied_on) == (date(2026, 5, 20), None)


def test_one_officer_and_a_helper_are_not_two(office: CaseOffice) -> None:
    case = out(office)
    with pytest.raises(DomainError) as refused:
        look(office, case, SERVED_ON, staff_ids=[office.handler.id], helpers=["特邀检察官助理03"])
    assert (refused.value.code, refused.value.basis) == (
        "cases.two_staff_needed",
        "办案规则第36条",
    )


def test_after_the_period_an_unmended_place_names_its_case_of_article_82(
    office: CaseOffice,
) -> None:
    case = out(office)
    with pytest.raises(DomainError) as refused:
        look(office, case, date(2026, 6, 17), finding=Finding.NONE)
    assert refused.value.code == "cases.not_performed_missing"


def test_reply_without_mending_ends_in_a_suit_and_not_in_closing(office: CaseOffice) -> None:
    case = out(office)
    reply_only = frozenset({NotPerformed.REPLY_ONLY})
    look(office, case, date(2026, 6, 17), finding=Finding.NONE, not_performed=reply_only)
    take_step(
        case_id=case.id,
        event=CaseEvent.START_REVIEW,
        acting=office.clerk,
        now=at(date(2026, 6, 18)),
    )
    office.register(case, PaperKind.REVIEW_REPORT, date(2026, 7, 1), decider=Decider.PROSECUTOR)
    with pytest.raises(DomainError) as refused:
        office.register(
            case,
            PaperKind.TERMINATION_DECISION,
            date(2026, 7, 2),
            claims=Claims(ground=ClosingGround.RECTIFIED),
        )
    assert refused.value.code == "cases.not_rectified"
    case.refresh_from_db()
    office.register(
        case, PaperKind.COMPLAINT, date(2026, 7, 3), claims=Claims(not_performed=reply_only)
    )
    assert case.state == CaseState.SUED
    assert review_clock(case).met_on == date(2026, 7, 3)


def test_an_appraisal_suspends_the_review_clock_by_its_days(office: CaseOffice) -> None:
    case = out(office)
    given = CommissionInput(
        kind=CommissionKind.APPRAISAL,
        institution="某司法鉴定中心",
        qualification="环境损害司法鉴定",
        question="河道淤积量与修复费用",
        commissioned_on=date(2026, 6, 20),
    )
    made = commission(
        case_id=case.id, given=given, acting=office.handler, now=at(date(2026, 6, 20))
    )
    assert review_clock(case).is_paused
    take_commission_result(
        case_id=case.id,
        commission_id=made.id,
        returned_on=date(2026, 6, 30),
        result="淤积约四百立方米",
        acting=office.handler,
        now=at(date(2026, 6, 30)),
    )
    clock = review_clock(case)
    assert (clock.is_paused, clock.due_on) == (False, date(2026, 7, 27))  # 15+10 days, a Saturday


def test_the_chief_extends_by_one_month_and_only_once(office: CaseOffice) -> None:
    case = out(office)
    extension = ExtensionInput(
        approver=Decider.CHIEF, decided_on=date(2026, 7, 6), slip=paper("延长审批.pdf")
    )
    extended = extend_review(
        case_id=case.id, extension=extension, acting=office.clerk, now=at(date(2026, 7, 6))
    )
    assert extended.due_on == date(2026, 8, 17)  # 15 August is a Saturday
    with pytest.raises(DomainError) as refused:
        extend_review(
            case_id=case.id, extension=extension, acting=office.clerk, now=at(date(2026, 7, 7))
        )
    assert (refused.value.code, refused.value.basis) == ("cases.wrong_approver", "办案规则第47条")
    superior = ExtensionInput(
        approver=Decider.SUPERIOR,
        decided_on=date(2026, 8, 10),
        until_on=date(2026, 9, 30),
        slip=paper("上级批复.pdf"),
    )
    extended = extend_review(
        case_id=case.id, extension=superior, acting=office.clerk, now=at(date(2026, 8, 10))
    )
    assert extended.due_on == date(2026, 9, 30)


def test_suspension_takes_all_three_conditions_and_stops_the_review(office: CaseOffice) -> None:
    case = out(office)
    look(office, case, date(2026, 6, 10), finding=Finding.PART, has_measures=True)
    two = frozenset({SuspensionCondition.MEASURE_TAKEN, SuspensionCondition.NOT_IDLE})
    with pytest.raises(DomainError) as refused:
        office.register(
            case, PaperKind.SUSPENSION_DECISION, date(2026, 6, 12), claims=Claims(conditions=two)
        )
    assert refused.value.code == "cases.conditions_missing"
    case.refresh_from_db()
    every = Claims(conditions=frozenset(SuspensionCondition))
    office.register(case, PaperKind.SUSPENSION_DECISION, date(2026, 6, 12), claims=every)
    assert (case.state, review_clock(case).is_paused) == (CaseState.SUSPENDED, True)
    office.register(case, PaperKind.RESUMPTION_DECISION, date(2026, 7, 13))
    assert (case.state, review_clock(case).is_paused) == (CaseState.FOLLOW_UP, False)


def test_a_request_for_recusal_runs_three_days_and_stops_nothing(office: CaseOffice) -> None:
    case = out(office)
    asked = RecusalInput(
        about_staff_id=office.handler.id,
        about_label="",
        applicant="旗水利局",
        ground="relative",  # type: ignore[arg-type]  # as the form gives it
        reasons="与该局负责人系近亲属",
        applied_on=date(2026, 5, 6),
    )
    request_recusal(case_id=case.id, asked=asked, acting=office.clerk, now=at(date(2026, 5, 6)))
    clock = Clock.objects.get(matter_id=case.id, rule_key=CaseRule.RECUSAL)
    assert clock.due_on == date(2026, 5, 9)  # a Saturday worked in place of the May holiday
    look(office, case, date(2026, 5, 7))


def test_a_closed_case_is_looked_at_again_and_stays_closed(office: CaseOffice) -> None:
    case = out(office)
    look(office, case, date(2026, 6, 10))
    office.register(case, PaperKind.REVIEW_REPORT, date(2026, 6, 11), decider=Decider.PROSECUTOR)
    ground = Claims(ground=ClosingGround.RECTIFIED)
    office.register(case, PaperKind.TERMINATION_DECISION, date(2026, 6, 12), claims=ground)
    assert (case.state, case.closed_on) == (CaseState.CLOSED, date(2026, 6, 12))
    planned = case.look_backs.get(months=6)
    assert planned.due_on == date(2026, 12, 14)  # the 12th is a Saturday
    later = plan_look_back(
        case_id=case.id, months=24, acting=office.handler, now=at(date(2026, 6, 12))
    )
    assert later.due_on == date(2028, 6, 12)
    seen = LookBackInput(
        done_on=date(2026, 12, 11),
        place="展旦召苏木××路口",
        words="水鹤再次漏水",
        result=LookBackResult.REBOUND,
        staff_ids=[office.handler.id, office.clerk.id],  # type: ignore[list-item]  # members have ids
    )
    done = record_look_back(
        look_back_id=planned.id, seen=seen, acting=office.handler, now=at(date(2026, 12, 11))
    )
    case.refresh_from_db()
    assert (done.result, case.state) == (LookBackResult.REBOUND, CaseState.CLOSED)
