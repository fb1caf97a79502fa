"""The month of review: an appraisal does not count, the chief procurator adds a month, the superior more."""

from datetime import date

from tests.cases.office import CaseOffice, at
from tests.cases.places import clocks_of, look
from tests.leads.desk import paper
from tests.scenarios.cases.steps import step
from xiezhi.cases.models import Case
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.evidence import CommissionKind
from xiezhi.cases.rules.grounds import Finding, NotPerformed, SuspensionCondition
from xiezhi.cases.rules.kinds import Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.services.commissions import CommissionInput, commission, take_commission_result
from xiezhi.cases.services.extensions import ExtensionInput, extend_review
from xiezhi.clocks.models import Clock

DUE_ON = date(2026, 6, 15)


def review(case: Case) -> Clock:
    return clocks_of(case)[CaseRule.ADMIN_REVIEW]


def appraisal(day: date) -> CommissionInput:
    return CommissionInput(
        kind=CommissionKind.APPRAISAL,
        institution="某司法鉴定中心",
        qualification="环境损害司法鉴定",
        question="占用林地面积和修复费用",
        commissioned_on=day,
    )


def test_days_of_the_appraisal_and_the_chiefs_month_are_added(office: CaseOffice) -> None:
    case = office.investigated(date(2026, 3, 2), date(2026, 4, 8))
    office.suggested(case, date(2026, 4, 15), DUE_ON)
    assert review(case).due_on == date(2026, 7, 15)
    not_performed = frozenset({NotPerformed.NOT_CARRIED_OUT})
    look(office, case, date(2026, 6, 16), finding=Finding.PART, not_performed=not_performed)
    step(case, CaseEvent.START_REVIEW, date(2026, 6, 16), office.clerk)

    asked = appraisal(date(2026, 6, 22))
    made = commission(
        case_id=case.id, given=asked, acting=office.handler, now=at(date(2026, 6, 22))
    )
    assert review(case).is_paused
    take_commission_result(
        case_id=case.id,
        commission_id=made.id,
        returned_on=date(2026, 7, 2),
        result="占用林地三十二亩",
        acting=office.handler,
        now=at(date(2026, 7, 2)),
    )
    assert (review(case).is_paused, review(case).due_on) == (False, date(2026, 7, 27))

    approved_on = date(2026, 7, 20)
    extended = extend_review(
        case_id=case.id,
        extension=ExtensionInput(
            approver=Decider.CHIEF, decided_on=approved_on, slip=paper("延长审批表.pdf")
        ),
        acting=office.clerk,
        now=at(approved_on),
    )
    assert extended.due_on == date(2026, 8, 25)  # two months and the ten days of the appraisal


def test_resuming_does_not_bring_back_days_an_appraisal_still_takes(office: CaseOffice) -> None:
    case = office.investigated(date(2026, 3, 2), date(2026, 4, 8))
    office.suggested(case, date(2026, 4, 15), DUE_ON)
    look(office, case, date(2026, 6, 10), finding=Finding.PART, has_measures=True)
    asked_on, suspended_on, resumed_on = date(2026, 6, 20), date(2026, 6, 25), date(2026, 7, 6)
    made = commission(
        case_id=case.id, given=appraisal(asked_on), acting=office.handler, now=at(asked_on)
    )
    every = Claims(conditions=frozenset(SuspensionCondition))
    office.register(case, PaperKind.SUSPENSION_DECISION, suspended_on, claims=every)
    office.register(case, PaperKind.RESUMPTION_DECISION, resumed_on)
    assert case.state == CaseState.FOLLOW_UP
    assert review(case).is_paused

    returned_on = date(2026, 7, 10)
    take_commission_result(
        case_id=case.id,
        commission_id=made.id,
        returned_on=returned_on,
        result="占用林地三十二亩",
        acting=office.handler,
        now=at(returned_on),
    )
    # 21 June to 10 July, each day once.
    assert (review(case).is_paused, review(case).due_on) == (False, date(2026, 8, 4))
