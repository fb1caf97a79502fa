"""Civil cases: announcement, review, the court's level; beside a criminal case; taken over from a county."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.cases.office import LIMBS, CaseOffice, at
from tests.cases.places import clocks_of, look
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.levels import OfficeLevel
from xiezhi.cases.models import Case
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.grounds import ClosingGround, Finding, SuspensionCondition
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.selectors.next_steps import list_next_steps
from xiezhi.cases.services.steps import take_step
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.errors import DomainError

FILED_ON = date(2026, 3, 2)
ENDED_ON = date(2026, 4, 10)
ANNOUNCED_ON = date(2026, 4, 15)
ANNOUNCED_UNTIL = date(2026, 5, 15)
REVIEWED_ON = date(2026, 6, 20)


def announced(office: CaseOffice, kind: CaseKind = CaseKind.CIVIL, **fields: Any) -> Case:
    case = office.investigated(FILED_ON, ENDED_ON, kind=kind, **fields)
    office.register(case, PaperKind.ANNOUNCEMENT, ANNOUNCED_ON)
    return case


def begin_review(office: CaseOffice, case: Case, day: date) -> None:
    take_step(case_id=case.id, event=CaseEvent.START_REVIEW, acting=office.clerk, now=at(day))
    case.refresh_from_db()


def reviewed(office: CaseOffice, kind: CaseKind = CaseKind.CIVIL, **fields: Any) -> Case:
    case = announced(office, kind, **fields)
    begin_review(office, case, date(2026, 5, 16))
    look(office, case, date(2026, 6, 1), finding=Finding.NONE)
    office.register(case, PaperKind.REVIEW_REPORT, REVIEWED_ON, decider=Decider.PROSECUTOR)
    return case


def become_a_city_office() -> None:
    Procuratorate.objects.filter(id=current_tenant()).update(level=OfficeLevel.CITY)


def test_the_announcement_runs_thirty_days_and_the_review_three_months_from_its_end(
    office: CaseOffice,
) -> None:
    case = announced(office)
    clocks = clocks_of(case)
    assert (case.state, case.announcement_due_on) == (CaseState.ANNOUNCED, ANNOUNCED_UNTIL)
    assert clocks[CaseRule.ANNOUNCEMENT].due_on == ANNOUNCED_UNTIL
    review = clocks[CaseRule.CIVIL_REVIEW]
    assert (review.trigger_on, review.due_on) == (ANNOUNCED_UNTIL, date(2026, 8, 17))  # a Saturday


def test_the_review_does_not_begin_while_the_announcement_runs(office: CaseOffice) -> None:
    case = announced(office)
    with pytest.raises(DomainError) as refused:
        begin_review(office, case, ANNOUNCED_UNTIL)
    assert (refused.value.code, refused.value.basis) == (
        "cases.announcement_runs",
        "办案规则第47条",
    )
    begin_review(office, case, date(2026, 5, 16))
    assert case.state == CaseState.UNDER_REVIEW


def test_a_civil_suit_is_reviewed_only_after_following_up(office: CaseOffice) -> None:
    case = announced(office)
    begin_review(office, case, date(2026, 5, 16))
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.REVIEW_REPORT, REVIEWED_ON, decider=Decider.PROSECUTOR)
    assert (refused.value.code, refused.value.basis) == ("cases.no_follow_up", "办案规则第94条")


def test_a_county_office_does_not_sue_and_hands_the_case_to_the_city(office: CaseOffice) -> None:
    case = reviewed(office)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.COMPLAINT, date(2026, 6, 25))
    assert (refused.value.code, refused.value.basis) == (
        "cases.county_may_not_sue",
        "办案规则第96条",
    )
    case.refresh_from_db()
    office.register(case, PaperKind.CASE_TRANSFER, date(2026, 6, 26))
    assert (case.state, case.is_open) == (CaseState.TRANSFERRED, False)
    assert clocks_of(case)[CaseRule.CIVIL_REVIEW].met_on == date(2026, 6, 26)
    assert case.next_due_on is None


def test_a_city_office_sues(office: CaseOffice) -> None:
    become_a_city_office()
    case = reviewed(office)
    office.register(case, PaperKind.COMPLAINT, date(2026, 6, 25))
    assert case.state == CaseState.SUED


def test_a_case_from_a_county_is_reviewed_from_the_day_it_came(office: CaseOffice) -> None:
    become_a_city_office()
    case = office.open(date(2026, 6, 26), CaseKind.CIVIL)
    office.register(
        case,
        PaperKind.CASE_TRANSFER,
        date(2026, 6, 30),
        decider=None,
        claims=Claims(received_on=date(2026, 6, 29)),
    )
    review = clocks_of(case)[CaseRule.CIVIL_REVIEW]
    assert case.state == CaseState.UNDER_REVIEW
    assert (review.trigger_on, review.due_on) == (date(2026, 6, 29), date(2026, 9, 29))


def offered(case: Case) -> set[CaseEvent]:
    return {one.row.event for one in list_next_steps(case, REVIEWED_ON)}


def test_a_case_handed_over_for_the_suit_is_taken_only_where_the_office_may_sue(
    office: CaseOffice,
) -> None:
    case = office.open(FILED_ON, CaseKind.CIVIL)
    assert CaseEvent.TAKE_OVER not in offered(case)
    with pytest.raises(DomainError) as refused:
        office.register(
            case,
            PaperKind.CASE_TRANSFER,
            FILED_ON,
            decider=None,
            claims=Claims(received_on=FILED_ON),
        )
    assert (refused.value.code, refused.value.basis) == (
        "cases.county_may_not_sue",
        "办案规则第47条",
    )
    become_a_city_office()
    assert CaseEvent.TAKE_OVER in offered(case)


def test_beside_a_criminal_case_the_county_sues_where_the_crime_is_tried(
    office: CaseOffice,
) -> None:
    case = reviewed(office, CaseKind.INCIDENTAL, criminal_case="达检刑诉〔2026〕45号")
    office.register(case, PaperKind.COMPLAINT, date(2026, 6, 25))
    assert case.state == CaseState.SUED


def test_without_a_criminal_case_nothing_is_incidental(office: CaseOffice) -> None:
    case = office.open(FILED_ON, CaseKind.INCIDENTAL)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.FILING_DECISION, FILED_ON, claims=LIMBS)
    assert refused.value.code == "cases.no_criminal_case"
    case.refresh_from_db()
    named = replace(LIMBS, criminal_case="达检刑诉〔2026〕46号")
    office.register(case, PaperKind.FILING_DECISION, FILED_ON, claims=named)
    assert (case.state, case.criminal_case) == (CaseState.FILED, "达检刑诉〔2026〕46号")


def test_a_civil_case_cannot_be_suspended(office: CaseOffice) -> None:
    case = announced(office)
    every = Claims(conditions=frozenset(SuspensionCondition))
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.SUSPENSION_DECISION, date(2026, 5, 20), claims=every)
    assert refused.value.code == "cases.not_this_paper_now"
    case.refresh_from_db()
    assert (case.state, case.papers.filter(kind=PaperKind.SUSPENSION_DECISION).count()) == (
        CaseState.ANNOUNCED,
        0,
    )


def test_the_grounds_of_administrative_cases_do_not_close_a_civil_one(office: CaseOffice) -> None:
    case = office.investigated(FILED_ON, ENDED_ON, kind=CaseKind.CIVIL)
    with pytest.raises(DomainError) as refused:
        office.register(
            case,
            PaperKind.TERMINATION_DECISION,
            ANNOUNCED_ON,
            claims=Claims(ground=ClosingGround.RECTIFIED),
        )
    assert (refused.value.code, refused.value.basis) == ("cases.wrong_ground", "办案规则第90条")
    case.refresh_from_db()
    office.register(
        case,
        PaperKind.TERMINATION_DECISION,
        ANNOUNCED_ON,
        claims=Claims(ground=ClosingGround.NO_VIOLATION),
    )
    assert (case.state, case.closing_ground) == (CaseState.CLOSED, ClosingGround.NO_VIOLATION)


def test_kin_of_martyrs_are_asked_in_place_of_the_announcement(office: CaseOffice) -> None:
    case = office.investigated(FILED_ON, ENDED_ON, kind=CaseKind.CIVIL)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.KIN_INQUIRY, ANNOUNCED_ON, decider=Decider.PROSECUTOR)
    assert refused.value.code == "cases.not_about_martyrs"
    other = office.investigated(FILED_ON, ENDED_ON, kind=CaseKind.CIVIL, area="martyrs")
    office.register(other, PaperKind.KIN_INQUIRY, ANNOUNCED_ON, decider=Decider.PROSECUTOR)
    assert (other.state, set(clocks_of(other)) & {CaseRule.ANNOUNCEMENT}) == (
        CaseState.UNDER_REVIEW,
        set(),
    )
