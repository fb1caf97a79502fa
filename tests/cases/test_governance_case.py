"""社会治理检察建议: policy review first, objection, change, withdrawal, urgency and escalation."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.cases.office import CaseOffice, at
from tests.cases.places import clocks_of, look
from tests.leads.desk import paper
from xiezhi.cases.models import Case
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.grounds import ClosingGround, Finding
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.services.delivering import record_delivery
from xiezhi.cases.services.steps import EnteredDecision, take_step
from xiezhi.clocks.models import Clock
from xiezhi.kernel.errors import DomainError
from xiezhi.kernel.matters import MatterKind
from xiezhi.letters.models import Letter
from xiezhi.letters.rules.notes import NoteKind
from xiezhi.letters.rules.service import Service, ServiceWay
from xiezhi.letters.services.notes import NoteText, note_on_matter

BEGUN_ON = date(2026, 3, 2)
REPORTED_ON = date(2026, 4, 10)
PASSED_ON = date(2026, 4, 14)
ISSUED_ON = date(2026, 4, 15)
IMPROPER = "所提建议与查明的事实不符"
WITHIN_TEN_DAYS = Claims(objection_days=10)


def step(office: CaseOffice, case: Case, event: CaseEvent, day: date, claims: Claims | None = None) -> None:  # fmt: skip
    take_step(
        case_id=case.id,
        event=event,
        claims=claims or Claims(),
        acting=office.handler,
        now=at(day),
    )
    case.refresh_from_db()


def begun(office: CaseOffice) -> Case:
    """The chief procurator decided in person to look into it."""
    case = office.open(BEGUN_ON, CaseKind.GOVERNANCE)
    take_step(
        case_id=case.id,
        event=CaseEvent.DECIDE_INVESTIGATION,
        acting=office.chief,
        now=at(BEGUN_ON),
    )
    case.refresh_from_db()
    return case


def reported(office: CaseOffice) -> Case:
    case = begun(office)
    office.register(case, PaperKind.GOVERNANCE_REPORT, REPORTED_ON, decider=Decider.PROSECUTOR)
    return case


def passed(office: CaseOffice) -> Case:
    case = reported(office)
    step(office, case, CaseEvent.REQUEST_POLICY_REVIEW, date(2026, 4, 13))
    office.register(case, PaperKind.POLICY_REVIEW, PASSED_ON, decider=Decider.HEAD)
    return case


def issued(office: CaseOffice, served_on: date | None = ISSUED_ON) -> Case:
    case = passed(office)
    office.register(
        case,
        PaperKind.GOVERNANCE_SUGGESTION,
        ISSUED_ON,
        claims=replace(WITHIN_TEN_DAYS, sent_on=ISSUED_ON),
        deliveries=[office.delivery(case, served_on)],
    )
    return case


def objected(office: CaseOffice) -> Case:
    case = issued(office)
    step(office, case, CaseEvent.OBJECT, date(2026, 4, 20))
    return case


def reply_clocks(case: Case) -> list[Clock]:
    rows = Clock.objects.filter(matter_id=case.id, rule_key=CaseRule.GOVERNANCE_REPLY)
    return list(rows.order_by("trigger_on"))


def test_the_investigation_takes_two_months_from_the_chiefs_decision(office: CaseOffice) -> None:
    case = begun(office)
    clock = clocks_of(case)[CaseRule.GOVERNANCE_INVESTIGATION]
    assert (case.state, clock.due_on) == (CaseState.INVESTIGATING, date(2026, 5, 6))  # May holiday
    office.register(case, PaperKind.GOVERNANCE_REPORT, REPORTED_ON, decider=Decider.PROSECUTOR)
    assert clocks_of(case)[CaseRule.GOVERNANCE_INVESTIGATION].met_on == REPORTED_ON


def test_the_handler_begins_nothing_without_the_chief(office: CaseOffice) -> None:
    case = office.open(BEGUN_ON, CaseKind.GOVERNANCE)
    with pytest.raises(DomainError) as refused:
        step(office, case, CaseEvent.DECIDE_INVESTIGATION, BEGUN_ON)
    assert refused.value.code == "accounts.no_right"


def test_no_suggestion_goes_out_without_the_policy_review(office: CaseOffice) -> None:
    case = reported(office)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.GOVERNANCE_SUGGESTION, ISSUED_ON, claims=WITHIN_TEN_DAYS)
    assert refused.value.code == "cases.not_this_paper_now"


def test_what_the_policy_department_returns_is_sent_again(office: CaseOffice) -> None:
    case = reported(office)
    step(office, case, CaseEvent.REQUEST_POLICY_REVIEW, date(2026, 4, 13))
    step(office, case, CaseEvent.RETURN_POLICY_REVIEW, date(2026, 4, 14))
    assert case.state == CaseState.INVESTIGATED
    step(office, case, CaseEvent.REQUEST_POLICY_REVIEW, date(2026, 4, 15))
    office.register(case, PaperKind.POLICY_REVIEW, date(2026, 4, 16), decider=Decider.HEAD)
    assert case.state == CaseState.POLICY_PASSED


def test_the_chief_may_still_decide_to_suggest_nothing(office: CaseOffice) -> None:
    case = passed(office)
    entered = EnteredDecision(
        decider=Decider.COMMITTEE,
        decided_by_label="检察委员会",
        decided_on=ISSUED_ON,
        slip=paper("检委会决定.pdf"),
    )
    take_step(
        case_id=case.id,
        event=CaseEvent.CLOSE_WITHOUT,
        entered=entered,
        acting=office.clerk,
        now=at(ISSUED_ON),
    )
    case.refresh_from_db()
    assert (case.state, case.closed_on) == (CaseState.CLOSED, ISSUED_ON)


def test_the_suggestion_names_within_how_many_days_to_object(office: CaseOffice) -> None:
    case = passed(office)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.GOVERNANCE_SUGGESTION, ISSUED_ON)
    assert (refused.value.code, refused.value.basis) == (
        "cases.no_objection_period",
        "检察建议规定第15条",
    )


def test_it_is_reported_up_from_issue_and_answered_from_receipt(office: CaseOffice) -> None:
    case = issued(office, date(2026, 4, 17))
    clocks = clocks_of(case)
    assert clocks[CaseRule.GOVERNANCE_BACKUP].due_on == date(2026, 4, 20)
    assert clocks[CaseRule.GOVERNANCE_REPLY].due_on == date(2026, 6, 17)
    assert not {CaseRule.SUGGESTION_SERVICE, CaseRule.ADMIN_REVIEW} & set(clocks)


def test_it_is_announced_on_the_spot_only_by_agreement(office: CaseOffice) -> None:
    case = issued(office, None)
    announced = Service(
        way=ServiceWay.ANNOUNCED,
        served_on=ISSUED_ON,
        signed_for_by="副局长01",
        note="旗水利局会议室，邀请人大代表到场",
    )
    suggestion = case.papers.get(kind=PaperKind.GOVERNANCE_SUGGESTION)
    with pytest.raises(DomainError) as refused:
        record_delivery(
            case_id=case.id,
            paper_id=suggestion.id,
            delivery=office.delivery(case, ISSUED_ON, service=announced),
            acting=office.clerk,
            now=at(ISSUED_ON),
        )
    assert (refused.value.code, refused.value.basis) == (
        "cases.announced_needs_agreement",
        "检察建议规定第18条",
    )
    record_delivery(
        case_id=case.id,
        paper_id=suggestion.id,
        delivery=office.delivery(case, ISSUED_ON, service=announced, has_agreed=True),
        acting=office.clerk,
        now=at(ISSUED_ON),
    )
    case.refresh_from_db()
    assert case.state == CaseState.FOLLOW_UP


def test_an_objection_not_upheld_leaves_the_suggestion_and_its_limit(office: CaseOffice) -> None:
    case = objected(office)
    assert case.state == CaseState.OBJECTED
    with pytest.raises(DomainError) as refused:
        office.register(
            case, PaperKind.OBJECTION_REVIEW, date(2026, 4, 22), decider=Decider.PROSECUTOR
        )
    assert refused.value.code == "cases.wrong_decider"
    case.refresh_from_db()
    office.register(case, PaperKind.OBJECTION_REVIEW, date(2026, 4, 22))
    assert case.state == CaseState.FOLLOW_UP
    assert [(one.due_on, one.void_on) for one in reply_clocks(case)] == [(date(2026, 6, 15), None)]


def test_an_objection_upheld_changes_the_suggestion_and_the_answer_is_counted_anew(
    office: CaseOffice,
) -> None:
    case = objected(office)
    changed_on = date(2026, 4, 27)
    office.register(
        case,
        PaperKind.SUGGESTION_CHANGE,
        changed_on,
        words=IMPROPER,
        deliveries=[office.delivery(case, date(2026, 4, 28))],
    )
    first, second = reply_clocks(case)
    assert case.state == CaseState.FOLLOW_UP
    assert (first.void_on, first.met_on) == (changed_on, None)
    assert (second.trigger_on, second.due_on) == (date(2026, 4, 28), date(2026, 6, 29))  # a Sunday
    assert case.reply_due_on == second.due_on


def test_an_objection_upheld_may_take_the_suggestion_back(office: CaseOffice) -> None:
    case = objected(office)
    office.register(case, PaperKind.SUGGESTION_WITHDRAWAL, date(2026, 4, 27), words=IMPROPER)
    step = case.steps.get(event=CaseEvent.WITHDRAW_SUGGESTION)
    assert (case.state, step.basis) == (CaseState.CLOSED, "检察建议规定第23条")
    assert [one.void_on for one in reply_clocks(case)] == [date(2026, 4, 27)]


def test_the_chief_takes_back_an_improper_suggestion_nobody_objected_to(office: CaseOffice) -> None:
    case = issued(office)
    office.register(case, PaperKind.SUGGESTION_WITHDRAWAL, date(2026, 4, 27), words=IMPROPER)
    step = case.steps.get(event=CaseEvent.WITHDRAW_SUGGESTION)
    assert step.basis == "检察建议规定第22条"


def test_an_urgent_answer_has_no_number_in_law(office: CaseOffice) -> None:
    case = passed(office)
    with pytest.raises(DomainError) as refused:
        office.register(
            case,
            PaperKind.GOVERNANCE_SUGGESTION,
            ISSUED_ON,
            claims=Claims(objection_days=10, is_urgent=True),
            deliveries=[office.delivery(case, ISSUED_ON)],
        )
    assert refused.value.code == "law.own_length_missing"


def test_others_are_told_only_after_urging_in_vain(office: CaseOffice) -> None:
    case = issued(office)
    look(office, case, date(2026, 6, 20), finding=Finding.NONE)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.ESCALATION_REPORT, date(2026, 6, 22))
    assert (refused.value.code, refused.value.basis) == ("cases.not_urged", "检察建议规定第25条")
    urged = NoteText(
        kind=NoteKind.URGE_CALL,
        party="旗水利局办公室",
        words="请尽快书面回复落实情况",
        spoken_at=at(date(2026, 6, 23)),
        telephone="0477-0000001",
    )
    note_on_matter(
        matter_kind=MatterKind.CASE,
        matter_id=case.id,
        note=urged,
        acting=office.handler,
        now=at(date(2026, 6, 23)),
    )
    case.refresh_from_db()
    office.register(case, PaperKind.ESCALATION_REPORT, date(2026, 6, 30))
    assert (case.state, case.is_open) == (CaseState.ESCALATED, True)


def test_it_ends_when_adopted_and_seen_at_the_place(office: CaseOffice) -> None:
    case = issued(office)
    adopted = Claims(ground=ClosingGround.ADOPTED)
    look(office, case, date(2026, 5, 20), finding=Finding.PART)
    with pytest.raises(DomainError) as refused:
        step(office, case, CaseEvent.TERMINATE, date(2026, 5, 21), adopted)
    assert refused.value.code == "cases.not_rectified"
    look(office, case, date(2026, 6, 10))
    step(office, case, CaseEvent.TERMINATE, date(2026, 6, 11), adopted)
    assert (case.state, case.closing_ground) == (CaseState.CLOSED, ClosingGround.ADOPTED)


def test_a_public_interest_suggestion_is_no_paper_of_such_a_case(office: CaseOffice) -> None:
    case = passed(office)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.PIL_SUGGESTION, ISSUED_ON, claims=WITHIN_TEN_DAYS)
    assert refused.value.code == "cases.not_this_paper_now"


def urgent(office: CaseOffice, **changes: Any) -> Case:
    """A suggestion that asks for the reply within fifteen days, for a reason."""
    claims = Claims(
        objection_days=5, urgent_reply_days=15, urgent_reason="汛期将至，堤防缺口未封堵"
    )
    case = passed(office)
    office.register(
        case,
        PaperKind.GOVERNANCE_SUGGESTION,
        ISSUED_ON,
        claims=replace(claims, **changes),
        deliveries=[office.delivery(case, ISSUED_ON)],
    )
    return case


def test_an_urgent_suggestion_is_answered_within_the_days_it_names(office: CaseOffice) -> None:
    case = urgent(office)
    (clock,) = reply_clocks(case)
    fifteenth = ISSUED_ON + timedelta(days=15)
    assert (clock.due_on, clock.kind, clock.length) == (fifteenth, "own", 15)
    assert (case.reply_due_on, case.urgent_reason) == (fifteenth, "汛期将至，堤防缺口未封堵")
    letter = Letter.objects.get(matter_id=case.id)
    assert (letter.reply_due_on, letter.limit_kind, letter.limit_length) == (fifteenth, "own", 15)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"urgent_reason": " "}, "cases.no_urgent_reason"),
        ({"urgent_reply_days": 60}, "cases.urgent_reply_too_long"),
    ],
)
def test_urgency_has_a_reason_and_stays_below_two_months(
    office: CaseOffice, changes: dict[str, Any], code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        urgent(office, **changes)
    assert (refused.value.code, refused.value.basis) == (code, "检察建议规定第15条")
