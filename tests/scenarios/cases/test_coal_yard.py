"""Illegal coal yard on forest land: an answer in time, nothing done, article 82, suit."""

from datetime import date

import pytest

from tests.cases.office import CaseOffice
from tests.cases.places import clocks_of, look
from tests.scenarios.cases.steps import answer_on_paper, step
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.grounds import ClosingGround, Finding, NotPerformed
from xiezhi.cases.rules.kinds import Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.kernel.errors import DomainError

SERVED_ON = date(2026, 4, 13)
DUE_ON = date(2026, 6, 12)
REPLY_ONLY = frozenset({NotPerformed.REPLY_ONLY})


def test_a_good_answer_and_a_full_yard_end_in_court(office: CaseOffice) -> None:
    case = office.investigated(date(2026, 3, 2), date(2026, 4, 8))
    suggestion = office.suggested(case, SERVED_ON, DUE_ON)
    answer_on_paper(office, suggestion, date(2026, 6, 1), words="已责令停止堆放，正在清理。")
    case.refresh_from_db()
    assert (case.replied_on, case.measures_on) == (date(2026, 6, 1), date(2026, 6, 1))

    # The drone shows the yard as full as before; answered is not put right.
    look(office, case, date(2026, 6, 16), finding=Finding.NONE, not_performed=REPLY_ONLY)
    assert not case.verified_on
    step(case, CaseEvent.START_REVIEW, date(2026, 6, 16), office.clerk)
    office.register(case, PaperKind.REVIEW_REPORT, date(2026, 7, 3), decider=Decider.PROSECUTOR)

    rectified = Claims(ground=ClosingGround.RECTIFIED)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.TERMINATION_DECISION, date(2026, 7, 6), claims=rectified)
    assert refused.value.code == "cases.not_rectified"
    case.refresh_from_db()
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.COMPLAINT, date(2026, 7, 6))
    assert (refused.value.code, refused.value.basis) == ("cases.no_article_82", "办案规则第81条")
    case.refresh_from_db()

    office.register(
        case, PaperKind.COMPLAINT, date(2026, 7, 6), claims=Claims(not_performed=REPLY_ONLY)
    )
    assert case.state == CaseState.SUED
    assert clocks_of(case)[CaseRule.ADMIN_REVIEW].met_on == date(2026, 7, 6)

    # In court the bureau clears the land: all that was claimed has come about.
    look(office, case, date(2026, 9, 4))
    office.register(case, PaperKind.WITHDRAWAL_DECISION, date(2026, 9, 7))
    assert (case.state, case.verified_on) == (CaseState.CLOSED, date(2026, 9, 4))
