"""公告: its thirty days run from publication, and so do the days of the review that follow (第47、91条)."""

from datetime import date

import pytest

from tests.cases.office import CaseOffice
from tests.cases.places import clocks_of
from tests.cases.test_civil_case import ANNOUNCED_ON, ENDED_ON, FILED_ON, announced, begin_review
from tests.cases.test_corrected_days import correct
from xiezhi.cases.models import Case
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent
from xiezhi.kernel.errors import DomainError

PUBLISHED_ON = date(2026, 4, 20)
PUBLISHED_UNTIL = date(2026, 5, 20)


def published(office: CaseOffice) -> Case:
    """Decided on the 15th, in the newspaper on the 20th."""
    case = office.investigated(FILED_ON, ENDED_ON, kind=CaseKind.CIVIL)
    claims = Claims(sent_on=PUBLISHED_ON)
    office.register(
        case, PaperKind.ANNOUNCEMENT, PUBLISHED_ON, decided_on=ANNOUNCED_ON, claims=claims
    )
    return case


def test_thirty_days_run_from_publication_not_from_the_decision(office: CaseOffice) -> None:
    case = published(office)
    clocks = clocks_of(case)
    assert clocks[CaseRule.ANNOUNCEMENT].trigger_on == PUBLISHED_ON
    assert (case.announcement_due_on, clocks[CaseRule.CIVIL_REVIEW].trigger_on) == (
        PUBLISHED_UNTIL,
        PUBLISHED_UNTIL,
    )
    with pytest.raises(DomainError, match="announcement_runs"):
        begin_review(office, case, PUBLISHED_UNTIL)


def test_a_wrong_day_of_publication_moves_the_review_with_it(office: CaseOffice) -> None:
    case = announced(office)
    made = correct(office, case, CaseEvent.ANNOUNCE, PUBLISHED_ON, date(2026, 4, 21))
    clocks = clocks_of(case)
    assert made.was_on == ANNOUNCED_ON
    assert case.announcement_due_on == clocks[CaseRule.ANNOUNCEMENT].due_on == PUBLISHED_UNTIL
    review = clocks[CaseRule.CIVIL_REVIEW]
    assert (review.trigger_on, review.due_on) == (PUBLISHED_UNTIL, date(2026, 8, 20))
