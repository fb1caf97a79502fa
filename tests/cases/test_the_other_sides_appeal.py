"""What the court sends on from the other side: every appeal of a defendant, the answer to ours (办案规则第62条)."""

from datetime import date

import pytest

from tests.cases.office import CaseOffice, at
from tests.cases.places import clocks_of
from tests.cases.test_suit_case import give_judgment, judged, lapse, received, sued
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.services.steps import take_step
from xiezhi.kernel.errors import DomainError


def test_after_the_own_appeal_the_copy_of_the_other_sides_is_reported_up_too(
    office: CaseOffice,
) -> None:
    # 办案规则第62条 asks for the report of every appeal of a defendant, whoever appealed first.
    case = judged(office)
    office.register(case, PaperKind.APPEAL, date(2026, 9, 20))
    received(office, case, CaseEvent.RECEIVE_APPEAL, date(2026, 9, 28))
    assert case.state == CaseState.APPEALED
    assert clocks_of(case)[CaseRule.APPEAL_COPY].due_on == date(2026, 10, 8)  # over the holidays
    received(office, case, CaseEvent.RECEIVE_APPEAL, date(2026, 10, 9))  # a second defendant's
    assert clocks_of(case)[CaseRule.APPEAL_COPY].trigger_on == date(2026, 10, 9)


def test_the_answer_to_the_own_appeal_is_noted_and_moves_nothing(office: CaseOffice) -> None:
    case = judged(office)
    office.register(case, PaperKind.APPEAL, date(2026, 9, 20))
    received(office, case, CaseEvent.RECEIVE_ANSWER, date(2026, 10, 12))
    step = case.steps.get(event=CaseEvent.RECEIVE_ANSWER)
    assert (case.state, step.basis) == (CaseState.APPEALED, "行诉解释第108条")
    assert step.counted_from == date(2026, 10, 12)


def test_nobody_answers_an_appeal_this_office_did_not_make(office: CaseOffice) -> None:
    case = judged(office)
    received(office, case, CaseEvent.RECEIVE_APPEAL, date(2026, 9, 21))
    with pytest.raises(DomainError, match="no_own_appeal"):
        received(office, case, CaseEvent.RECEIVE_ANSWER, date(2026, 10, 12))


def test_nothing_is_received_tomorrow(office: CaseOffice) -> None:
    case = sued(office)
    with pytest.raises(DomainError, match="received_in_future"):
        take_step(
            case_id=case.id,
            event=CaseEvent.RECEIVE_NOTICE,
            claims=Claims(received_on=date(2026, 8, 4)),
            acting=office.clerk,
            now=at(date(2026, 8, 3)),
        )


def test_the_other_side_appeals_though_this_office_let_its_days_pass(office: CaseOffice) -> None:
    case = judged(office)
    lapse(date(2026, 9, 30))
    received(office, case, CaseEvent.RECEIVE_APPEAL, date(2026, 10, 9))
    assert case.state == CaseState.APPEALED
    assert clocks_of(case)[CaseRule.APPEAL_COPY].due_on == date(2026, 10, 12)
    give_judgment(office, case, date(2026, 12, 1))
    with pytest.raises(DomainError, match="judgment_is_final"):
        received(office, case, CaseEvent.RECEIVE_APPEAL, date(2026, 12, 5))
