"""Which limits run on a case: known to the law, started by steps of the kind, and each can be kept."""

from datetime import date

import pytest

from xiezhi.cases.rules.clocks import (
    APPEALS,
    MEETS,
    REPLY_RULES,
    REVIEWS,
    SENT_BY,
    SERVICE_RULES,
    SERVICE_STARTS,
    STARTS,
    VOIDS,
    CaseRule,
    Start,
    TriggerDay,
    dated_rules,
    kept_by,
    sent_rules,
    starts_of,
)
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.cases.rules.papers import ANSWERED, SERVED, SUGGESTIONS, PaperKind
from xiezhi.cases.rules.procedure import TABLES, carriers
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.law.deadlines import rule_on
from xiezhi.law.limits import DeadlineKind

TODAY = date(2026, 11, 26)
SUITS = (CaseKind.ADMINISTRATIVE, CaseKind.CIVIL, CaseKind.INCIDENTAL)
NEVER_STARTED_BY_STEPS = {
    CaseRule.RECUSAL,
    CaseRule.RECUSAL_REVIEW,
    CaseRule.FIELD_TASK,
    CaseRule.LOOK_BACK,
}
"""Requests, tasks and looks back run beside the procedure."""

NUMBERS = [
    (CaseRule.FILING_SERVICE, 7, "day", "办案规则第70条"),
    (CaseRule.SUGGESTION_SERVICE, 3, "day", "办案规则第76条"),
    (CaseRule.SUGGESTION_BACKUP, 5, "day", "办案规则第75条"),
    (CaseRule.SUGGESTION_REPLY, 2, "month", "两高解释第21条"),
    (CaseRule.ADMIN_REVIEW, 1, "month", "办案规则第47条"),
    (CaseRule.ANNOUNCEMENT, 30, "day", "办案规则第91条"),
    (CaseRule.CIVIL_REVIEW, 3, "month", "办案规则第47条"),
    (CaseRule.COMPLAINT_BACKUP, 5, "day", "办案规则第46条"),
    (CaseRule.COURT_ATTENDANCE, 3, "day", "办案规则第49条"),
    (CaseRule.JUDGMENT_BACKUP, 3, "day", "办案规则第58条"),
    (CaseRule.APPEAL_COPY, 3, "day", "办案规则第62条"),
    (CaseRule.ADMIN_APPEAL, 15, "day", "行诉法第85条"),
    (CaseRule.CIVIL_APPEAL, 15, "day", "民诉法第171条"),
    (CaseRule.INCIDENTAL_APPEAL, 10, "day", "刑诉法第230条"),
    (CaseRule.WITHDRAW_OR_CHANGE, 3, "day", "办案规则第84条"),
    (CaseRule.WITHDRAW_SUPPORT, 3, "day", "办案规则第102条"),
    (CaseRule.RECUSAL, 3, "day", "办案规则第23条"),
    (CaseRule.RECUSAL_REVIEW, 3, "day", "办案规则第23条"),
    (CaseRule.GOVERNANCE_INVESTIGATION, 2, "month", "检察建议规定第15条"),
    (CaseRule.GOVERNANCE_BACKUP, 5, "day", "检察建议规定第21条"),
    (CaseRule.GOVERNANCE_REPLY, 2, "month", "检察建议规定第19条"),
]


@pytest.mark.parametrize(("rule", "length", "unit", "basis"), NUMBERS, ids=str)
def test_numbers_of_the_limits(rule: CaseRule, length: int, unit: str, basis: str) -> None:
    found = rule_on(rule, TODAY)
    assert found.period is not None
    assert (found.period.length, found.period.unit) == (length, unit)
    assert found.basis.startswith(basis)
    assert found.kind is DeadlineKind.STATUTORY


def test_every_limit_of_cases_is_in_the_law_library() -> None:
    assert {rule_on(rule, TODAY).key for rule in CaseRule} == {rule.value for rule in CaseRule}
    assert {row[0] for row in NUMBERS} == set(CaseRule) - {CaseRule.FIELD_TASK, CaseRule.LOOK_BACK}


def test_limits_start_with_steps_their_kind_has() -> None:
    for kind, event in STARTS:
        assert event in {row.event for row in TABLES[kind]}, (kind, event)


def test_limits_are_kept_and_voided_by_steps_some_kind_has() -> None:
    known = {row.event for table in TABLES.values() for row in table}
    assert {*MEETS, *VOIDS} <= known


def test_every_limit_the_law_knows_starts_somewhere() -> None:
    started = {start.rule for starts in STARTS.values() for start in starts}
    assert started | set(SERVICE_STARTS.values()) == set(CaseRule) - NEVER_STARTED_BY_STEPS


def test_every_limit_that_starts_can_be_kept() -> None:
    kept = {rule for rules in MEETS.values() for rule in rules}
    by_reply_or_service = {*REPLY_RULES.values(), *SERVICE_RULES.values()}
    assert kept | by_reply_or_service == set(CaseRule) - NEVER_STARTED_BY_STEPS


def test_one_suggestion_runs_clocks_from_three_triggers() -> None:
    decided = STARTS[CaseKind.ADMINISTRATIVE, CaseEvent.DECIDE_SUGGESTION]
    served = STARTS[CaseKind.ADMINISTRATIVE, CaseEvent.SERVE_SUGGESTION]
    assert {(one.rule, one.trigger) for one in (*decided, *served)} == {
        (CaseRule.SUGGESTION_SERVICE, TriggerDay.DECIDED),
        (CaseRule.SUGGESTION_BACKUP, TriggerDay.SERVED),
        (CaseRule.SUGGESTION_REPLY, TriggerDay.SERVED),
        (CaseRule.ADMIN_REVIEW, TriggerDay.RECTIFICATION_DUE),
    }


def test_a_social_governance_suggestion_is_reported_from_the_day_it_was_sent() -> None:
    # 检察建议规定第21条: 发出的检察建议书; neither the decision nor the service is its sending.
    sent = Start(rule=CaseRule.GOVERNANCE_BACKUP, trigger=TriggerDay.SENT)
    for event in (CaseEvent.DECIDE_SUGGESTION, CaseEvent.CHANGE_SUGGESTION):
        assert STARTS[CaseKind.GOVERNANCE, event] == (sent,)
    assert sent in STARTS[CaseKind.GOVERNANCE, CaseEvent.SERVE_SUGGESTION]
    assert sent_rules(CaseKind.GOVERNANCE) == {CaseRule.GOVERNANCE_BACKUP}
    assert {CaseEvent.DECIDE_SUGGESTION, CaseEvent.CHANGE_SUGGESTION} == SENT_BY


@pytest.mark.parametrize("kind", [CaseKind.CIVIL, CaseKind.INCIDENTAL])
def test_the_announcement_runs_from_its_publication(kind: CaseKind) -> None:
    # 办案规则第91条: thirty days of announcement, not of the decision to announce.
    started = STARTS[kind, CaseEvent.ANNOUNCE]
    assert started[0] == Start(rule=CaseRule.ANNOUNCEMENT, trigger=TriggerDay.PUBLISHED)
    dated = dated_rules(kind, CaseState.INVESTIGATED, CaseEvent.ANNOUNCE)
    assert dated == (CaseRule.ANNOUNCEMENT,)


@pytest.mark.parametrize("kind", SUITS)
def test_a_day_the_clerk_typed_is_known_for_what_runs_from_it(kind: CaseKind) -> None:
    judged = dated_rules(kind, CaseState.SUED, CaseEvent.RECEIVE_JUDGMENT)
    assert judged == (CaseRule.JUDGMENT_BACKUP, APPEALS[kind])
    assert dated_rules(kind, CaseState.APPEALED, CaseEvent.RECEIVE_JUDGMENT) == ()
    copy = dated_rules(kind, CaseState.APPEALED, CaseEvent.RECEIVE_APPEAL)
    assert copy == (CaseRule.APPEAL_COPY,)
    # What was served is corrected with its service, a decision's day is the paper's own.
    for event in (CaseEvent.SERVE_SUGGESTION, CaseEvent.FILE):
        assert dated_rules(kind, CaseState.PROPOSED, event) == ()


def test_a_changed_suggestion_begins_anew_and_a_withdrawn_one_leaves_nothing_running() -> None:
    hanging = {
        start.rule
        for event in (CaseEvent.DECIDE_SUGGESTION, CaseEvent.SERVE_SUGGESTION)
        for kind in (CaseKind.ADMINISTRATIVE, CaseKind.GOVERNANCE)
        for start in STARTS[kind, event]
    }
    assert VOIDS[CaseEvent.WITHDRAW_SUGGESTION] == hanging
    owed = {CaseRule.SUGGESTION_BACKUP, CaseRule.GOVERNANCE_BACKUP}
    assert VOIDS[CaseEvent.CHANGE_SUGGESTION] == hanging - owed
    for kind in (CaseKind.ADMINISTRATIVE, CaseKind.GOVERNANCE):
        decided = STARTS[kind, CaseEvent.DECIDE_SUGGESTION]
        assert STARTS[kind, CaseEvent.CHANGE_SUGGESTION] == decided


def test_the_review_begins_after_the_period_or_the_announcement_never_with_a_reply() -> None:
    triggers = {
        (start.rule, start.trigger)
        for (_kind, event), starts in STARTS.items()
        if event is not CaseEvent.TAKE_OVER
        for start in starts
        if start.rule in REVIEWS
    }
    assert triggers == {
        (CaseRule.ADMIN_REVIEW, TriggerDay.RECTIFICATION_DUE),
        (CaseRule.CIVIL_REVIEW, TriggerDay.ANNOUNCEMENT_DUE),
    }


@pytest.mark.parametrize("kind", SUITS)
def test_a_case_taken_over_is_reviewed_from_the_day_it_came(kind: CaseKind) -> None:
    review = CaseRule.ADMIN_REVIEW if kind is CaseKind.ADMINISTRATIVE else CaseRule.CIVIL_REVIEW
    started = starts_of(kind, CaseState.PROPOSED, CaseEvent.TAKE_OVER)
    assert started == (Start(rule=review, trigger=TriggerDay.RECEIVED),)


@pytest.mark.parametrize("kind", SUITS)
def test_only_the_judgment_of_first_instance_is_reported_up_and_appealed(kind: CaseKind) -> None:
    first = starts_of(kind, CaseState.SUED, CaseEvent.RECEIVE_JUDGMENT)
    assert [start.rule for start in first] == [CaseRule.JUDGMENT_BACKUP, APPEALS[kind]]
    assert {start.trigger for start in first} == {TriggerDay.RECEIVED}
    assert starts_of(kind, CaseState.APPEALED, CaseEvent.RECEIVE_JUDGMENT) == ()


@pytest.mark.parametrize(
    ("state", "rule"),
    [
        (CaseState.FOLLOW_UP, CaseRule.SUGGESTION_BACKUP),
        (CaseState.REVIEWED, CaseRule.SUGGESTION_BACKUP),
        (CaseState.OBJECTED, CaseRule.GOVERNANCE_BACKUP),
        (CaseState.SUED, CaseRule.COMPLAINT_BACKUP),
        (CaseState.JUDGED, CaseRule.JUDGMENT_BACKUP),
        (CaseState.APPEALED, CaseRule.APPEAL_COPY),
    ],
)
def test_one_report_upwards_is_about_one_thing(state: CaseState, rule: CaseRule) -> None:
    first, later = kept_by(state, CaseEvent.FILE_RECORD)
    assert rule in first
    assert not first & later
    assert first | later == MEETS[CaseEvent.FILE_RECORD]


def test_only_administrative_changes_of_claim_have_three_days_in_law() -> None:
    having = {kind for kind in CaseKind if (kind, CaseEvent.CHANGE_CLAIM) in STARTS}
    assert having == {CaseKind.ADMINISTRATIVE}


def test_papers_with_limits_of_service_and_reply_are_served() -> None:
    assert {*SERVICE_RULES, *SERVICE_STARTS} <= SERVED
    asking = {kind for kind in CaseKind if carriers(kind) & ANSWERED}
    assert set(REPLY_RULES) == asking
    assert SUGGESTIONS | {PaperKind.SUGGESTION_CHANGE} == ANSWERED
    assert ANSWERED <= SERVED
    every: set[PaperKind] = set().union(*(carriers(kind) for kind in CaseKind))
    assert {*SERVICE_RULES, *SERVICE_STARTS} <= every
