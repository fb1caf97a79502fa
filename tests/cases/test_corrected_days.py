"""更正收到、发出日期, and days to appeal of judgments older than their limit in the platform."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.cases.office import CaseOffice, at
from tests.cases.places import clocks_of
from tests.cases.test_governance_case import ISSUED_ON, WITHIN_TEN_DAYS, passed
from tests.cases.test_suit_case import give_judgment, judged, lapse, received, sued
from tests.cast import make_staff
from xiezhi.accounts.rules.roles import Role
from xiezhi.cases.models import Case, CaseStep, StepCorrection
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import APPEAL_RULES, CaseRule
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.selectors.unstarted_appeals import find_unstarted_appeal
from xiezhi.cases.services.appeals import begin_appeals
from xiezhi.cases.services.correcting import RightDay, correct_step
from xiezhi.cases.services.delivering import record_delivery
from xiezhi.cases.services.steps import take_step
from xiezhi.clocks.models import Clock
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import system_actor
from xiezhi.kernel.errors import DomainError
from xiezhi.notifications.models import Message

JUDGED_ON = date(2026, 9, 10)
RIGHT_ON = date(2026, 9, 14)


def step_of(case: Case, event: CaseEvent) -> CaseStep:
    found: CaseStep = case.steps.get(event=event)
    return found


def correct(
    office: CaseOffice, case: Case, event: CaseEvent, on: date, today: date, **changes: Any
) -> StepCorrection:
    values: dict[str, Any] = {
        "case_id": case.id,
        "step_id": step_of(case, event).id,
        "right": RightDay(on=on, is_ruling=changes.pop("is_ruling", None)),
        "reason": "送达回证上的签收日期与登记不符",
        "acting": office.clerk,
        "now": at(today),
    }
    made = correct_step(**(values | changes))
    case.refresh_from_db()
    return made


def test_limits_run_from_the_right_day_of_receipt_and_the_wrong_one_is_kept(
    office: CaseOffice,
) -> None:
    case = judged(office)
    made = correct(office, case, CaseEvent.RECEIVE_JUDGMENT, RIGHT_ON, date(2026, 9, 15))
    clocks = clocks_of(case)
    assert clocks[CaseRule.JUDGMENT_BACKUP].due_on == date(2026, 9, 17)
    assert clocks[CaseRule.ADMIN_APPEAL].due_on == date(2026, 9, 29)
    assert (made.was_on, made.on) == (JUDGED_ON, RIGHT_ON)
    assert step_of(case, CaseEvent.RECEIVE_JUDGMENT).counted_from == JUDGED_ON
    assert made.words.splitlines() == [
        "一审判决、裁定报备：2026-09-14 → 2026-09-17",
        "提出上诉：2026-09-28 → 2026-09-29",
    ]


def test_what_was_corrected_is_history_in_the_database_too(office: CaseOffice) -> None:
    case = judged(office)
    made = correct(office, case, CaseEvent.RECEIVE_JUDGMENT, RIGHT_ON, RIGHT_ON)
    with pytest.raises(IntegrityError), transaction.atomic():
        StepCorrection.objects.filter(id=made.id).update(reason="-")


def test_a_second_correction_starts_from_the_first(office: CaseOffice) -> None:
    case = judged(office)
    correct(office, case, CaseEvent.RECEIVE_JUDGMENT, RIGHT_ON, RIGHT_ON)
    made = correct(office, case, CaseEvent.RECEIVE_JUDGMENT, date(2026, 9, 11), date(2026, 9, 15))
    assert made.was_on == RIGHT_ON
    assert clocks_of(case)[CaseRule.ADMIN_APPEAL].trigger_on == date(2026, 9, 11)


def test_a_limit_that_was_kept_is_counted_from_the_right_day_too(office: CaseOffice) -> None:
    case = sued(office)
    received(office, case, CaseEvent.RECEIVE_NOTICE, date(2026, 8, 3))
    office.register(case, PaperKind.COURT_ATTENDANCE, date(2026, 8, 6), decider=Decider.PROSECUTOR)
    correct(office, case, CaseEvent.RECEIVE_NOTICE, date(2026, 7, 31), date(2026, 8, 10))
    clock = clocks_of(case)[CaseRule.COURT_ATTENDANCE]
    assert (clock.due_on, clock.met_on) == (date(2026, 8, 3), date(2026, 8, 6))


def test_of_two_notices_only_the_wrong_one_moves(office: CaseOffice) -> None:
    case = sued(office)
    received(office, case, CaseEvent.RECEIVE_NOTICE, date(2026, 8, 3))
    received(office, case, CaseEvent.RECEIVE_NOTICE, date(2026, 8, 17))
    second = case.steps.filter(event=CaseEvent.RECEIVE_NOTICE).latest("at")
    right = RightDay(on=date(2026, 8, 18))
    correct_step(
        case_id=case.id,
        step_id=second.id,
        right=right,
        reason="登记错误",
        acting=office.clerk,
        now=at(date(2026, 8, 19)),
    )
    days = Clock.objects.filter(matter_id=case.id, rule_key=CaseRule.COURT_ATTENDANCE)
    assert sorted(days.values_list("trigger_on", flat=True)) == [
        date(2026, 8, 3),
        date(2026, 8, 18),
    ]


def test_a_ruling_entered_as_a_judgment_is_appealed_within_ten_days(office: CaseOffice) -> None:
    case = judged(office)
    made = correct(
        office, case, CaseEvent.RECEIVE_JUDGMENT, JUDGED_ON, date(2026, 9, 11), is_ruling=True
    )
    clock = clocks_of(case)[CaseRule.ADMIN_APPEAL]
    assert (clock.variant, clock.length, clock.due_on) == ("ruling", 10, date(2026, 9, 20))
    assert (made.was_ruling, made.is_ruling) == (False, True)
    assert clocks_of(case)[CaseRule.JUDGMENT_BACKUP].variant == ""


def test_days_to_appeal_that_lapsed_by_a_wrong_day_run_again(office: CaseOffice) -> None:
    case = judged(office)
    lapse(date(2026, 9, 29))
    made = correct(office, case, CaseEvent.RECEIVE_JUDGMENT, date(2026, 9, 24), date(2026, 9, 30))
    assert "提出上诉：2026-09-28 → 2026-10-09" in made.words
    running = Clock.objects.get(
        matter_id=case.id, rule_key=CaseRule.ADMIN_APPEAL, void_on__isnull=True
    )
    assert (running.trigger_on, running.due_on) == (date(2026, 9, 24), date(2026, 10, 9))
    assert lapse(date(2026, 10, 8)) == 0
    assert lapse(date(2026, 10, 10)) == 1


def test_days_that_are_over_by_the_right_day_too_stay_over(office: CaseOffice) -> None:
    case = judged(office)
    lapse(date(2026, 9, 29))
    correct(office, case, CaseEvent.RECEIVE_JUDGMENT, date(2026, 9, 11), date(2026, 9, 30))
    rules = Clock.objects.filter(matter_id=case.id, rule_key=CaseRule.ADMIN_APPEAL)
    assert [one.void_on for one in rules] == [date(2026, 9, 29)]


def test_who_decided_not_to_appeal_is_not_asked_again(office: CaseOffice) -> None:
    case = judged(office)
    take_step(
        case_id=case.id,
        event=CaseEvent.WAIVE_APPEAL,
        acting=office.chief,
        now=at(date(2026, 9, 15)),
    )
    correct(office, case, CaseEvent.RECEIVE_JUDGMENT, RIGHT_ON, date(2026, 9, 16))
    rules = Clock.objects.filter(matter_id=case.id, rule_key=CaseRule.ADMIN_APPEAL)
    assert [one.void_on for one in rules] == [date(2026, 9, 15)]


@pytest.mark.parametrize(
    ("on", "changes", "code"),
    [
        (RIGHT_ON, {"reason": " "}, "cases.no_reason"),
        (date(2026, 9, 16), {}, "cases.received_in_future"),
        (date(2026, 9, 9), {}, "cases.received_before_made"),
        (JUDGED_ON, {}, "cases.nothing_corrected"),
    ],
)
def test_a_correction_says_why_and_what(
    office: CaseOffice, on: date, changes: dict[str, Any], code: str
) -> None:
    case = judged(office)
    with pytest.raises(DomainError) as refused:
        correct(office, case, CaseEvent.RECEIVE_JUDGMENT, on, date(2026, 9, 15), **changes)
    assert refused.value.code == code


def test_the_day_of_a_decision_is_not_corrected_here(office: CaseOffice) -> None:
    case = office.filed(date(2026, 3, 2))
    with pytest.raises(DomainError, match="no_dated_step"):
        correct(office, case, CaseEvent.FILE, date(2026, 3, 3), date(2026, 3, 4))


def test_only_who_enters_papers_corrects_their_days(office: CaseOffice) -> None:
    case = judged(office)
    admin = make_staff("系统管理员01", Role.SYSTEM_ADMIN)
    with pytest.raises(DomainError) as refused:
        correct(office, case, CaseEvent.RECEIVE_JUDGMENT, RIGHT_ON, RIGHT_ON, acting=admin)
    assert refused.value.code == "accounts.no_right"


# --- 检察建议规定第21条: five days from the sending


def issued(office: CaseOffice, *, sent_on: date | None, decided_on: date = ISSUED_ON) -> Case:
    case = passed(office)
    office.register(
        case,
        PaperKind.GOVERNANCE_SUGGESTION,
        decided_on,
        claims=Claims(objection_days=WITHIN_TEN_DAYS.objection_days, sent_on=sent_on),
        deliveries=[office.delivery(case)],
    )
    return case


def serve(office: CaseOffice, case: Case, day: date) -> None:
    suggestion = case.papers.get(kind=PaperKind.GOVERNANCE_SUGGESTION)
    record_delivery(
        case_id=case.id,
        paper_id=suggestion.id,
        delivery=office.delivery(case, day),
        acting=office.clerk,
        now=at(day),
    )
    case.refresh_from_db()


def test_a_suggestion_decided_and_not_sent_owes_no_report_yet(office: CaseOffice) -> None:
    case = issued(office, sent_on=None)
    assert CaseRule.GOVERNANCE_BACKUP not in clocks_of(case)
    serve(office, case, date(2026, 4, 20))
    clock = clocks_of(case)[CaseRule.GOVERNANCE_BACKUP]
    assert (clock.trigger_on, clock.due_on) == (date(2026, 4, 20), date(2026, 4, 27))  # 25th: Sat.


def test_the_report_runs_from_the_day_it_was_sent_and_service_begins_no_second(
    office: CaseOffice,
) -> None:
    case = passed(office)
    office.register(
        case,
        PaperKind.GOVERNANCE_SUGGESTION,
        date(2026, 4, 15),
        claims=Claims(objection_days=10, sent_on=date(2026, 4, 16)),
        deliveries=[office.delivery(case, date(2026, 4, 20))],
    )
    clocks = Clock.objects.filter(matter_id=case.id, rule_key=CaseRule.GOVERNANCE_BACKUP)
    assert [(one.trigger_on, one.due_on) for one in clocks] == [
        (date(2026, 4, 16), date(2026, 4, 21))
    ]


def test_a_day_of_sending_is_entered_afterwards_and_put_right(office: CaseOffice) -> None:
    case = issued(office, sent_on=None)
    event = CaseEvent.DECIDE_SUGGESTION
    made = correct(office, case, event, date(2026, 4, 16), date(2026, 4, 17))
    assert (made.was_on, made.words) == (None, "检察建议备案：未起算 → 2026-04-21")
    correct(office, case, event, date(2026, 4, 17), date(2026, 4, 17))
    clocks = Clock.objects.filter(matter_id=case.id, rule_key=CaseRule.GOVERNANCE_BACKUP)
    assert [one.trigger_on for one in clocks] == [date(2026, 4, 17)]
    serve(office, case, date(2026, 4, 20))
    assert clocks.count() == 1


@pytest.mark.parametrize(
    ("sent_on", "code"),
    [(date(2026, 4, 14), "cases.sent_before_decided"), (date(2026, 4, 16), "cases.sent_in_future")],
)
def test_nothing_is_sent_before_it_is_decided_or_tomorrow(
    office: CaseOffice, sent_on: date, code: str
) -> None:
    with pytest.raises(DomainError) as refused:
        issued(office, sent_on=sent_on)
    assert refused.value.code == code


# --- judgments registered before the platform knew the days to appeal


def old(office: CaseOffice, day: date = JUDGED_ON, **claims: Any) -> Case:
    """As an older platform left it: no days to appeal, the day of receipt only in the other limit."""
    case = sued(office)
    give_judgment(office, case, day, received_on=None, **claims)
    never_counted(case)
    return case


def never_counted(case: Case) -> None:
    clocks = Clock.objects.filter(matter_id=case.id, rule_key__in=sorted(APPEAL_RULES))
    clocks.update(rule_key=CaseRule.LOOK_BACK, met_on=None, void_on=JUDGED_ON)


def begin(day: date) -> int:
    return begin_appeals(acting=system_actor(current_tenant()), now=at(day))


def told(kind: str) -> int:
    return int(Message.objects.filter(kind=kind).count())


def test_days_to_appeal_of_an_older_judgment_begin_where_they_are_not_over(
    office: CaseOffice,
) -> None:
    case = old(office)
    assert step_of(case, CaseEvent.RECEIVE_JUDGMENT).counted_from is None
    assert begin(date(2026, 9, 21)) == 1
    clock = clocks_of(case)[CaseRule.ADMIN_APPEAL]
    assert (clock.trigger_on, clock.due_on) == (JUDGED_ON, date(2026, 9, 28))
    assert begin(date(2026, 9, 21)) == 0
    assert told("cases.appeal_begun") == 1
    assert lapse(date(2026, 9, 29)) == 1


def test_days_long_over_are_never_noted_without_a_person(office: CaseOffice) -> None:
    case = old(office)
    today = date(2026, 11, 2)
    assert (begin(today), begin(today), lapse(today)) == (0, 0, 0)
    assert CaseRule.ADMIN_APPEAL not in clocks_of(case)
    assert not case.steps.filter(event=CaseEvent.LAPSE_APPEAL).exists()
    assert told("cases.appeal_unsettled") == 1
    take_step(
        case_id=case.id,
        event=CaseEvent.LAPSE_APPEAL,
        words="经核对，上诉期限内没有上诉",
        acting=office.handler,
        now=at(today),
    )
    assert find_unstarted_appeal(case) is None
    assert begin(today) == 0


def test_an_appeal_posted_in_time_is_still_entered(office: CaseOffice) -> None:
    case = old(office)
    office.register(case, PaperKind.APPEAL, date(2026, 9, 25))
    assert case.state == CaseState.APPEALED
    assert find_unstarted_appeal(case) is None


def test_a_case_is_not_concluded_within_days_nobody_counted(office: CaseOffice) -> None:
    case = old(office)
    with pytest.raises(DomainError, match="appeal_period_runs"):
        take_step(
            case_id=case.id,
            event=CaseEvent.CONCLUDE,
            acting=office.handler,
            now=at(date(2026, 9, 20)),
        )


def test_a_ruling_is_told_apart_before_its_days_begin(office: CaseOffice) -> None:
    case = old(office)
    event = CaseEvent.RECEIVE_JUDGMENT
    correct(office, case, event, JUDGED_ON, date(2026, 9, 15), is_ruling=True)
    assert begin(date(2026, 9, 16)) == 1
    clock = clocks_of(case)[CaseRule.ADMIN_APPEAL]
    assert (clock.variant, clock.due_on) == ("ruling", date(2026, 9, 20))


def test_the_judgment_of_second_instance_has_no_days(office: CaseOffice) -> None:
    case = judged(office)
    office.register(case, PaperKind.APPEAL, date(2026, 9, 20))
    give_judgment(office, case, date(2026, 12, 1))
    never_counted(case)
    assert find_unstarted_appeal(case) is None


def test_cases_before_the_court_have_no_days(office: CaseOffice) -> None:
    assert find_unstarted_appeal(sued(office)) is None
    assert find_unstarted_appeal(office.open(date(2026, 3, 2), CaseKind.GOVERNANCE)) is None
