"""Before the court: report of the complaint, notice, judgment, appeal, change and withdrawal of the suit."""

from datetime import date
from typing import Any

import pytest

from tests.cases.office import CaseOffice, at
from tests.cases.places import clocks_of, look
from tests.leads.desk import paper
from xiezhi.cases.models import Case, PaperDelivery
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.grounds import Finding, NotPerformed
from xiezhi.cases.rules.kinds import Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.services.appeals import lapse_appeals
from xiezhi.cases.services.delivering import correct_delivery, record_delivery
from xiezhi.cases.services.delivery_input import DeliveryInput
from xiezhi.cases.services.steps import take_step
from xiezhi.clocks.selectors.running import running_clocks
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.errors import DomainError
from xiezhi.letters.rules.service import Service, ServiceWay

REPLY_ONLY = frozenset({NotPerformed.REPLY_ONLY})
SUED_ON = date(2026, 7, 3)
HANDED_IN_ON = date(2026, 7, 6)


def to_court(day: date | None = None) -> DeliveryInput:
    """The court takes a paper, on a day when one is given."""
    served = None
    if day is not None:
        served = Service(way=ServiceWay.DIRECT, served_on=day, signed_for_by="立案庭")
    return DeliveryInput(
        addressee="旗人民法院", service=served, receipt=paper("送达回证.pdf") if served else None
    )


def sued(office: CaseOffice) -> Case:
    """A suit decided on 3 July, not handed in yet."""
    case = office.investigated(date(2026, 3, 2), date(2026, 4, 10))
    office.suggested(case, date(2026, 4, 15), date(2026, 6, 15))
    look(office, case, date(2026, 6, 17), finding=Finding.NONE, not_performed=REPLY_ONLY)
    office.register(case, PaperKind.REVIEW_REPORT, date(2026, 7, 1), decider=Decider.PROSECUTOR)
    office.register(
        case,
        PaperKind.COMPLAINT,
        SUED_ON,
        claims=Claims(not_performed=REPLY_ONLY),
        deliveries=[to_court()],
    )
    return case


def judged(office: CaseOffice, day: date = date(2026, 9, 10)) -> Case:
    case = sued(office)
    give_judgment(office, case, day)
    return case


def give_judgment(office: CaseOffice, case: Case, day: date, **claims: Any) -> None:
    office.register(
        case,
        PaperKind.JUDGMENT,
        day,
        decider=Decider.COURT,
        decided_by_label="旗人民法院",
        claims=Claims(**{"received_on": day} | claims),
    )


def lapse(day: date) -> int:
    return lapse_appeals(acting=system_actor(current_tenant()), now=at(day))


def received(office: CaseOffice, case: Case, event: CaseEvent, day: date) -> None:
    claims = Claims(received_on=day)
    take_step(case_id=case.id, event=event, claims=claims, acting=office.clerk, now=at(day))
    case.refresh_from_db()


def test_nobody_sues_while_the_organ_still_has_time_to_put_it_right(office: CaseOffice) -> None:
    case = office.investigated(date(2026, 3, 2), date(2026, 4, 10))
    office.suggested(case, date(2026, 4, 15), date(2026, 6, 15))
    look(office, case, date(2026, 5, 6), finding=Finding.NONE, not_performed=REPLY_ONLY)
    office.register(case, PaperKind.REVIEW_REPORT, date(2026, 5, 8), decider=Decider.PROSECUTOR)
    with pytest.raises(DomainError) as refused:
        office.register(
            case, PaperKind.COMPLAINT, date(2026, 6, 15), claims=Claims(not_performed=REPLY_ONLY)
        )
    assert (refused.value.code, refused.value.basis) == (
        "cases.rectification_runs",
        "办案规则第81条",
    )
    case.refresh_from_db()
    office.register(
        case, PaperKind.COMPLAINT, date(2026, 6, 16), claims=Claims(not_performed=REPLY_ONLY)
    )
    assert case.state == CaseState.SUED


def test_the_complaint_is_reported_up_within_five_days_of_its_reaching_the_court(
    office: CaseOffice,
) -> None:
    case = sued(office)
    assert CaseRule.COMPLAINT_BACKUP not in clocks_of(case)
    complaint = case.papers.get(kind=PaperKind.COMPLAINT)
    record_delivery(
        case_id=case.id,
        paper_id=complaint.id,
        delivery=to_court(HANDED_IN_ON),
        acting=office.clerk,
        now=at(HANDED_IN_ON),
    )
    clock = clocks_of(case)[CaseRule.COMPLAINT_BACKUP]
    assert (clock.trigger_on, clock.due_on) == (HANDED_IN_ON, date(2026, 7, 13))  # 11th: Saturday
    report_on = date(2026, 7, 8)
    office.register(case, PaperKind.RECORD_FILING_REPORT, report_on, decider=Decider.PROSECUTOR)
    assert clocks_of(case)[CaseRule.COMPLAINT_BACKUP].met_on == report_on


def test_wrong_day_of_service_on_the_court_is_corrected_and_counted_anew(
    office: CaseOffice,
) -> None:
    case = sued(office)
    complaint = case.papers.get(kind=PaperKind.COMPLAINT)
    row = record_delivery(
        case_id=case.id,
        paper_id=complaint.id,
        delivery=to_court(HANDED_IN_ON),
        acting=office.clerk,
        now=at(HANDED_IN_ON),
    )
    right = Service(way=ServiceWay.DIRECT, served_on=SUED_ON, signed_for_by="立案庭")
    entered: dict[str, Any] = {"case_id": case.id, "delivery_id": row.id, "service": right}
    entered |= {"acting": office.clerk, "now": at(HANDED_IN_ON)}
    with pytest.raises(DomainError, match="no_reason"):
        correct_delivery(**entered, reason=" ")
    corrected = correct_delivery(**entered, reason="回证签收日是三日")
    assert corrected.receipt_id == row.receipt_id
    assert corrected.note == "（更正，原登记：直接送达 2026-07-06；回证签收日是三日）"
    clock = clocks_of(case)[CaseRule.COMPLAINT_BACKUP]
    assert (clock.trigger_on, clock.due_on) == (SUED_ON, date(2026, 7, 8))


def test_what_went_as_a_letter_is_corrected_at_the_letter(office: CaseOffice) -> None:
    case = office.filed(date(2026, 3, 2), date(2026, 3, 4))
    row = PaperDelivery.objects.get(paper__case_id=case.id)
    right = Service(way=ServiceWay.DIRECT, served_on=date(2026, 3, 3), signed_for_by="办公室主任01")
    with pytest.raises(DomainError, match="no_service"):
        correct_delivery(
            case_id=case.id,
            delivery_id=row.id,
            service=right,
            reason="日期有误",
            acting=office.clerk,
            now=at(date(2026, 3, 5)),
        )


def test_reporting_the_complaint_does_not_make_good_the_report_of_the_suggestion(
    office: CaseOffice,
) -> None:
    case = sued(office)
    complaint = case.papers.get(kind=PaperKind.COMPLAINT)
    record_delivery(
        case_id=case.id,
        paper_id=complaint.id,
        delivery=to_court(HANDED_IN_ON),
        acting=office.clerk,
        now=at(HANDED_IN_ON),
    )
    first, second = date(2026, 7, 8), date(2026, 7, 9)
    office.register(case, PaperKind.RECORD_FILING_REPORT, first, decider=Decider.PROSECUTOR)
    clocks = clocks_of(case)
    assert clocks[CaseRule.COMPLAINT_BACKUP].met_on == first
    assert clocks[CaseRule.SUGGESTION_BACKUP].met_on is None
    office.register(case, PaperKind.RECORD_FILING_REPORT, second, decider=Decider.PROSECUTOR)
    assert clocks_of(case)[CaseRule.SUGGESTION_BACKUP].met_on == second


def test_the_review_limit_is_kept_by_suing(office: CaseOffice) -> None:
    assert clocks_of(sued(office))[CaseRule.ADMIN_REVIEW].met_on == SUED_ON


def test_the_courts_notice_asks_for_officers_within_three_days_of_receipt(
    office: CaseOffice,
) -> None:
    case = sued(office)
    received(office, case, CaseEvent.RECEIVE_NOTICE, date(2026, 8, 3))
    assert clocks_of(case)[CaseRule.COURT_ATTENDANCE].due_on == date(2026, 8, 6)
    office.register(case, PaperKind.COURT_ATTENDANCE, date(2026, 8, 5), decider=Decider.PROSECUTOR)
    assert clocks_of(case)[CaseRule.COURT_ATTENDANCE].met_on == date(2026, 8, 5)
    assert case.state == CaseState.SUED


def test_a_judgment_is_the_courts_and_is_reported_up_within_three_days(office: CaseOffice) -> None:
    case = sued(office)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.JUDGMENT, date(2026, 9, 10))
    assert refused.value.code == "cases.wrong_decider"
    case.refresh_from_db()
    give_judgment(office, case, date(2026, 9, 10))
    clock = clocks_of(case)[CaseRule.JUDGMENT_BACKUP]
    assert (case.state, clock.due_on) == (CaseState.JUDGED, date(2026, 9, 14))  # 13th: Sunday


def test_an_appeal_of_the_other_side_is_reported_up_within_three_days(office: CaseOffice) -> None:
    case = judged(office)
    received(office, case, CaseEvent.RECEIVE_APPEAL, date(2026, 9, 21))
    assert case.state == CaseState.APPEALED
    assert clocks_of(case)[CaseRule.APPEAL_COPY].due_on == date(2026, 9, 24)
    reported_on = date(2026, 9, 22)
    office.register(case, PaperKind.RECORD_FILING_REPORT, reported_on, decider=Decider.PROSECUTOR)
    assert clocks_of(case)[CaseRule.APPEAL_COPY].met_on == reported_on


APPEAL_UNTIL = date(2026, 9, 28)
"""Fifteen days after 10 September, the 25th to the 27th being holidays."""


def test_the_office_appeals_within_fifteen_days_of_the_judgment(office: CaseOffice) -> None:
    case = judged(office)
    clock = clocks_of(case)[CaseRule.ADMIN_APPEAL]
    assert (clock.kind, clock.basis, clock.due_on) == ("statutory", "行诉法第85条", APPEAL_UNTIL)
    office.register(case, PaperKind.APPEAL, date(2026, 9, 28))
    assert clocks_of(case)[CaseRule.ADMIN_APPEAL].met_on == APPEAL_UNTIL
    assert lapse(date(2026, 9, 29)) == 0


def test_a_ruling_is_appealed_within_ten_days(office: CaseOffice) -> None:
    case = sued(office)
    give_judgment(office, case, date(2026, 9, 10), is_ruling=True)
    clock = clocks_of(case)[CaseRule.ADMIN_APPEAL]
    assert (clock.variant, clock.due_on) == ("ruling", date(2026, 9, 20))  # a worked Sunday


def test_days_to_appeal_end_in_silence_and_the_case_says_so(office: CaseOffice) -> None:
    case = judged(office)
    assert lapse(APPEAL_UNTIL) == 0
    assert lapse(date(2026, 9, 30)) == 1
    assert lapse(date(2026, 9, 30)) == 0
    step = case.steps.get(event=CaseEvent.LAPSE_APPEAL)
    assert (step.basis, step.decided_on) == ("行诉法第85条", date(2026, 9, 29))
    assert step.words == "上诉期限至 2026-09-28，没有登记上诉。"
    clock = clocks_of(case)[CaseRule.ADMIN_APPEAL]
    assert (clock.met_on, clock.void_on) == (None, date(2026, 9, 29))
    owed = {one.rule_key for one in running_clocks(until=date(2026, 9, 30))}
    assert CaseRule.ADMIN_APPEAL not in owed
    case.refresh_from_db()
    assert case.state == CaseState.JUDGED


def test_a_last_day_that_may_still_move_ends_nothing(office: CaseOffice) -> None:
    case = judged(office, date(2026, 12, 18))
    clock = clocks_of(case)[CaseRule.ADMIN_APPEAL]
    assert (clock.due_on, clock.is_provisional) == (date(2027, 1, 4), True)
    assert lapse(date(2027, 1, 5)) == 0


def test_no_case_is_concluded_while_the_judgment_may_be_appealed(office: CaseOffice) -> None:
    case = judged(office)
    with pytest.raises(DomainError) as refused:
        take_step(
            case_id=case.id,
            event=CaseEvent.CONCLUDE,
            acting=office.handler,
            now=at(APPEAL_UNTIL),
        )
    assert refused.value.code == "cases.appeal_period_runs"
    lapse(date(2026, 9, 29))
    take_step(
        case_id=case.id,
        event=CaseEvent.CONCLUDE,
        acting=office.handler,
        now=at(date(2026, 9, 29)),
    )
    case.refresh_from_db()
    assert case.state == CaseState.CLOSED


def test_the_chief_decides_not_to_appeal_and_the_days_run_no_longer(office: CaseOffice) -> None:
    case = judged(office)
    waiver: dict[str, Any] = {
        "case_id": case.id,
        "event": CaseEvent.WAIVE_APPEAL,
        "now": at(date(2026, 9, 15)),
    }
    with pytest.raises(DomainError):
        take_step(**waiver, acting=office.handler)
    take_step(**waiver, acting=office.chief, words="裁判支持了全部诉讼请求")
    assert clocks_of(case)[CaseRule.ADMIN_APPEAL].void_on == date(2026, 9, 15)
    with pytest.raises(DomainError, match="no_appeal_period"):
        take_step(**waiver, acting=office.chief)
    assert case.steps.get(event=CaseEvent.WAIVE_APPEAL).target_state == CaseState.JUDGED


def test_when_the_other_side_appeals_the_own_days_run_on(office: CaseOffice) -> None:
    case = judged(office)
    received(office, case, CaseEvent.RECEIVE_APPEAL, date(2026, 9, 21))
    clock = clocks_of(case)[CaseRule.ADMIN_APPEAL]
    assert (clock.met_on, clock.void_on) == (None, None)
    office.register(case, PaperKind.APPEAL, date(2026, 9, 23))
    assert (case.state, clocks_of(case)[CaseRule.ADMIN_APPEAL].met_on) == (
        CaseState.APPEALED,
        date(2026, 9, 23),
    )
    with pytest.raises(DomainError, match="already_appealed"):
        office.register(case, PaperKind.APPEAL, date(2026, 9, 24))


def test_after_the_second_judgment_nobody_appeals(office: CaseOffice) -> None:
    case = judged(office)
    office.register(case, PaperKind.APPEAL, date(2026, 9, 20))
    first = clocks_of(case)[CaseRule.JUDGMENT_BACKUP]
    give_judgment(office, case, date(2026, 12, 1))
    assert clocks_of(case)[CaseRule.JUDGMENT_BACKUP].id == first.id  # only the first is reported
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.APPEAL, date(2026, 12, 5))
    assert (refused.value.code, refused.value.basis) == (
        "cases.judgment_is_final",
        "办案规则第58条",
    )
    case.refresh_from_db()
    take_step(
        case_id=case.id,
        event=CaseEvent.CONCLUDE,
        acting=office.handler,
        now=at(date(2026, 12, 20)),
    )
    case.refresh_from_db()
    assert case.state == CaseState.CLOSED


def test_a_suit_is_withdrawn_only_when_all_that_was_claimed_has_come_about(
    office: CaseOffice,
) -> None:
    case = sued(office)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.WITHDRAWAL_DECISION, date(2026, 8, 3))
    assert (refused.value.code, refused.value.basis) == ("cases.claims_not_met", "办案规则第84条")
    case.refresh_from_db()
    look(office, case, date(2026, 8, 4))
    office.register(case, PaperKind.WITHDRAWAL_DECISION, date(2026, 8, 5), deliveries=[to_court()])
    assert (case.state, case.closed_on) == (CaseState.CLOSED, date(2026, 8, 5))


def test_the_withdrawal_is_handed_to_the_court_within_three_days_though_the_case_has_ended(
    office: CaseOffice,
) -> None:
    case = sued(office)
    look(office, case, date(2026, 8, 4))
    made = office.register(
        case, PaperKind.WITHDRAWAL_DECISION, date(2026, 8, 5), deliveries=[to_court()]
    )
    clock = clocks_of(case)[CaseRule.WITHDRAW_OR_CHANGE]
    assert (clock.due_on, clock.void_on) == (date(2026, 8, 10), None)  # the 8th is a Saturday
    record_delivery(
        case_id=case.id,
        paper_id=made.id,
        delivery=to_court(date(2026, 8, 6)),
        acting=office.clerk,
        now=at(date(2026, 8, 6)),
    )
    assert clocks_of(case)[CaseRule.WITHDRAW_OR_CHANGE].met_on == date(2026, 8, 6)


def test_a_changed_claim_is_handed_in_within_three_days_and_the_suit_goes_on(
    office: CaseOffice,
) -> None:
    case = sued(office)
    office.register(
        case, PaperKind.CLAIM_CHANGE_DECISION, date(2026, 8, 3), deliveries=[to_court()]
    )
    clock = clocks_of(case)[CaseRule.WITHDRAW_OR_CHANGE]
    assert (case.state, clock.due_on) == (CaseState.SUED, date(2026, 8, 6))
