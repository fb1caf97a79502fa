"""Which step usually comes next: seen from what was looked at, what is owed and what is over."""

from dataclasses import replace

import pytest

from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.facts import CaseFacts
from xiezhi.cases.rules.grounds import Finding
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.leading import Course, course_of, is_offered, is_visit_due
from xiezhi.cases.rules.procedure import rows_from
from xiezhi.cases.rules.states import CaseEvent, CaseState

A, C, G = CaseKind.ADMINISTRATIVE, CaseKind.CIVIL, CaseKind.GOVERNANCE
S, E = CaseState, CaseEvent
SEEN = CaseFacts(visits=1, finding=Finding.ALL)
PART = CaseFacts(visits=1, finding=Finding.PART)
OVER = CaseFacts(visits=1, finding=Finding.PART, is_rectification_over=True)
LEADING = [
    # kind, state, facts, what leads on
    (A, S.FOLLOW_UP, CaseFacts(is_rectification_over=True), set()),
    (A, S.FOLLOW_UP, OVER, {E.START_REVIEW}),
    (A, S.FOLLOW_UP, SEEN, {E.START_REVIEW, E.REPORT_REVIEW}),
    (A, S.UNDER_REVIEW, OVER, {E.REPORT_REVIEW}),
    (A, S.REVIEWED, SEEN, {E.TERMINATE}),
    (A, S.REVIEWED, CaseFacts(visits=1, finding=Finding.NONE, may_sue=True), {E.SUE}),
    (A, S.REVIEWED, OVER, {E.TRANSFER}),
    (C, S.INVESTIGATED, CaseFacts(), {E.ANNOUNCE}),
    (C, S.REVIEWED, PART, {E.TRANSFER}),
    (G, S.INVESTIGATED, CaseFacts(), {E.REQUEST_POLICY_REVIEW}),
    (G, S.POLICY_REVIEW, CaseFacts(), {E.PASS_POLICY_REVIEW}),
    (G, S.FOLLOW_UP, PART, set()),
    (G, S.FOLLOW_UP, SEEN, {E.TERMINATE}),
]
VISITS = [
    # state, facts, whether to go and look
    (S.FOLLOW_UP, CaseFacts(), True),
    (S.FOLLOW_UP, CaseFacts(is_rectification_over=True), True),
    (S.FOLLOW_UP, PART, True),
    (S.FOLLOW_UP, OVER, False),
    (S.FOLLOW_UP, SEEN, False),
    (S.ANNOUNCED, CaseFacts(), True),
    (S.UNDER_REVIEW, CaseFacts(), True),
    (S.UNDER_REVIEW, PART, False),
    (S.ESCALATED, PART, True),
    (S.SUSPENDED, CaseFacts(), False),
    (S.INVESTIGATING, CaseFacts(), False),
    (S.CLOSED, CaseFacts(), False),
]


def courses(
    kind: CaseKind, state: CaseState, facts: CaseFacts, *running: CaseRule
) -> dict[CaseEvent, Course]:
    return {row.event: course_of(row, facts, set(running)) for row in rows_from(kind, state)}


@pytest.mark.parametrize(("kind", "state", "facts", "leading"), LEADING)
def test_what_leads_on_is_what_the_case_has_come_to(
    kind: CaseKind, state: CaseState, facts: CaseFacts, leading: set[CaseEvent]
) -> None:
    found = courses(kind, state, facts)
    assert {event for event, course in found.items() if course is Course.LEADS_ON} == leading


@pytest.mark.parametrize(("state", "facts", "is_due"), VISITS)
def test_going_to_look_is_due_until_all_is_mended_or_the_time_is_over(
    state: CaseState, facts: CaseFacts, is_due: bool
) -> None:
    assert is_visit_due(state, facts) is is_due


@pytest.mark.parametrize(
    ("kind", "state", "owed"),
    [
        (A, S.FOLLOW_UP, CaseRule.SUGGESTION_BACKUP),
        (G, S.FOLLOW_UP, CaseRule.GOVERNANCE_BACKUP),
        (A, S.SUED, CaseRule.COMPLAINT_BACKUP),
        (A, S.JUDGED, CaseRule.JUDGMENT_BACKUP),
        (C, S.APPEALED, CaseRule.APPEAL_COPY),
    ],
)
def test_report_upwards_leads_on_only_while_it_is_owed(
    kind: CaseKind, state: CaseState, owed: CaseRule
) -> None:
    assert courses(kind, state, OVER, owed)[E.FILE_RECORD] is Course.LEADS_ON
    assert courses(kind, state, OVER)[E.FILE_RECORD] is Course.APART
    assert courses(kind, state, OVER, CaseRule.ADMIN_REVIEW)[E.FILE_RECORD] is Course.APART


def test_suspension_is_reported_upwards_in_no_number_of_days() -> None:
    # 办案规则第78条
    assert courses(A, S.SUSPENDED, OVER)[E.FILE_RECORD] is Course.USUAL


@pytest.mark.parametrize("event", [E.CHANGE_SUGGESTION, E.WITHDRAW_SUGGESTION, E.SUSPEND])
def test_what_nobody_does_in_the_usual_course_stands_apart(event: CaseEvent) -> None:
    assert courses(A, S.FOLLOW_UP, OVER)[event] is Course.APART


def test_an_appeal_stands_apart_once_its_days_are_over() -> None:
    # Posted in time it counts though it is entered later; it is no usual step any more.
    running = CaseFacts(is_appeal_running=True)
    assert courses(A, S.JUDGED, running)[E.APPEAL] is Course.USUAL
    assert courses(A, S.JUDGED, CaseFacts())[E.APPEAL] is Course.APART


@pytest.mark.parametrize("kind", [A, C, CaseKind.INCIDENTAL])
@pytest.mark.parametrize("state", [S.JUDGED, S.APPEALED])
def test_not_to_appeal_is_offered_within_the_days_and_their_end_never(
    kind: CaseKind, state: CaseState
) -> None:
    running = CaseFacts(is_appeal_running=True)
    within = {row.event for row in rows_from(kind, state) if is_offered(row, running)}
    after = {row.event for row in rows_from(kind, state) if is_offered(row, CaseFacts())}
    assert {E.APPEAL, E.WAIVE_APPEAL} <= within
    assert E.WAIVE_APPEAL not in after
    assert (E.APPEAL in after) is (state is S.JUDGED)  # posted in time, it may still be entered
    assert E.LAPSE_APPEAL not in within | after


@pytest.mark.parametrize("state", [S.JUDGED, S.APPEALED])
def test_a_person_says_that_days_nobody_counted_are_over(state: CaseState) -> None:
    uncounted = CaseFacts(is_appeal_running=True, is_appeal_uncounted=True)
    over = replace(uncounted, is_appeal_over=True)
    offered = {row.event for row in rows_from(A, state) if is_offered(row, over)}
    assert {E.LAPSE_APPEAL, E.WAIVE_APPEAL, E.APPEAL} <= offered
    still = {row.event for row in rows_from(A, state) if is_offered(row, uncounted)}
    assert E.LAPSE_APPEAL not in still


def test_an_answer_is_offered_only_to_an_appeal_of_this_office() -> None:
    theirs, ours = CaseFacts(was_appealed=True), CaseFacts(has_own_appeal=True)
    assert E.RECEIVE_ANSWER in {r.event for r in rows_from(A, S.APPEALED) if is_offered(r, ours)}
    assert E.RECEIVE_ANSWER not in {
        r.event for r in rows_from(A, S.APPEALED) if is_offered(r, theirs)
    }
