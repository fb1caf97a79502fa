"""An administrative public-interest case from the proposal to the reply, with every clock."""

from datetime import date

import pytest

from tests.cases.office import LIMBS, CaseOffice, at
from xiezhi.cases.models import Case, CaseStep
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.kinds import Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.services.steps import take_step
from xiezhi.clocks.models import Clock
from xiezhi.kernel.errors import DomainError
from xiezhi.letters.models import Letter

FILED_ON = date(2026, 3, 2)
ENDED_ON = date(2026, 4, 10)
SERVED_ON = date(2026, 4, 15)
RECTIFIED_BY = date(2026, 6, 15)


def clocks_of(case: Case) -> dict[str, Clock]:
    return {clock.rule_key: clock for clock in Clock.objects.filter(matter_id=case.id)}


def code_of(error: pytest.ExceptionInfo[DomainError]) -> str:
    return error.value.code


def test_filing_needs_both_limbs_of_article_67(office: CaseOffice) -> None:
    case = office.open(FILED_ON)
    with pytest.raises(DomainError) as refused:
        office.register(
            case, PaperKind.FILING_DECISION, FILED_ON, claims=Claims(is_interest_harmed=True)
        )
    assert code_of(refused) == "cases.no_breach"
    assert refused.value.basis == "办案规则第67条"


def test_only_the_chief_or_the_committee_files(office: CaseOffice) -> None:
    case = office.open(FILED_ON)
    with pytest.raises(DomainError) as refused:
        office.register(
            case, PaperKind.FILING_DECISION, FILED_ON, claims=LIMBS, decider=Decider.HEAD
        )
    assert code_of(refused) == "cases.wrong_decider"


def test_filing_runs_seven_days_for_service_which_service_meets(office: CaseOffice) -> None:
    case = office.filed(FILED_ON)
    clock = clocks_of(case)[CaseRule.FILING_SERVICE]
    assert (case.state, clock.due_on, clock.met_on) == (CaseState.FILED, date(2026, 3, 9), None)
    assert case.next_due_on == date(2026, 3, 9)


def test_filing_served_at_once_keeps_the_seven_days(office: CaseOffice) -> None:
    case = office.filed(FILED_ON, date(2026, 3, 4))
    assert clocks_of(case)[CaseRule.FILING_SERVICE].met_on == date(2026, 3, 4)
    letter = Letter.objects.get(matter_id=case.id)
    assert (letter.served_on, letter.asks_reply) == (date(2026, 3, 4), False)


def test_a_suggestion_waits_for_the_served_filing_decision(office: CaseOffice) -> None:
    case = office.filed(FILED_ON)
    office.register(case, PaperKind.INVESTIGATION_PLAN, FILED_ON, decider=Decider.PROSECUTOR)
    office.evidence(case, ENDED_ON)
    office.register(case, PaperKind.INVESTIGATION_REPORT, ENDED_ON, decider=Decider.PROSECUTOR)
    with pytest.raises(DomainError) as refused:
        office.suggested(case, SERVED_ON, RECTIFIED_BY)
    assert code_of(refused) == "cases.filing_not_served"


def test_evidence_collected_by_one_ends_no_investigation(office: CaseOffice) -> None:
    case = office.filed(FILED_ON, FILED_ON)
    office.register(case, PaperKind.INVESTIGATION_PLAN, FILED_ON, decider=Decider.PROSECUTOR)
    office.evidence(case, ENDED_ON, collectors=1)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.INVESTIGATION_REPORT, ENDED_ON, decider=Decider.PROSECUTOR)
    assert code_of(refused) == "cases.collected_alone"


def test_a_served_suggestion_starts_three_clocks_with_three_triggers(office: CaseOffice) -> None:
    case = office.investigated(FILED_ON, ENDED_ON)
    office.suggested(case, SERVED_ON, RECTIFIED_BY)
    clocks = clocks_of(case)
    assert case.state == CaseState.FOLLOW_UP
    assert clocks[CaseRule.SUGGESTION_SERVICE].met_on == SERVED_ON
    assert clocks[CaseRule.SUGGESTION_BACKUP].due_on == date(2026, 4, 20)
    assert clocks[CaseRule.SUGGESTION_REPLY].due_on == date(2026, 6, 15)
    assert clocks[CaseRule.ADMIN_REVIEW].trigger_on == RECTIFIED_BY
    assert clocks[CaseRule.ADMIN_REVIEW].due_on == date(2026, 7, 15)


def test_review_for_suit_does_not_begin_before_the_rectification_period_ends(
    office: CaseOffice,
) -> None:
    case = office.investigated(FILED_ON, ENDED_ON)
    office.suggested(case, SERVED_ON, RECTIFIED_BY)
    with pytest.raises(DomainError) as refused:
        take_step(
            case_id=case.id,
            event=CaseEvent.START_REVIEW,
            acting=office.clerk,
            now=at(date(2026, 6, 10)),
        )
    assert code_of(refused) == "cases.rectification_runs"
    begun = take_step(
        case_id=case.id,
        event=CaseEvent.START_REVIEW,
        acting=office.clerk,
        now=at(date(2026, 6, 16)),
    )
    assert begun.state == CaseState.UNDER_REVIEW


def test_a_number_is_put_right_and_never_used_twice(office: CaseOffice) -> None:
    case = office.open(FILED_ON)
    made = office.register(
        case, PaperKind.FILING_DECISION, FILED_ON, claims=LIMBS, number="达检行公立[2026]03号"
    )
    assert made.number == "达检行公立〔2026〕3号"
    other = office.open(FILED_ON, title="另一案")
    with pytest.raises(DomainError) as refused:
        office.register(
            other, PaperKind.FILING_DECISION, FILED_ON, claims=LIMBS, number="达检行公立〔2026〕3号"
        )
    assert code_of(refused) == "cases.number_in_use"


def test_a_decided_paper_needs_its_scan(office: CaseOffice) -> None:
    case = office.open(FILED_ON)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.FILING_DECISION, FILED_ON, claims=LIMBS, file=None)
    assert code_of(refused) == "cases.no_file"


def test_every_step_names_its_article_and_who_decided_and_typed(office: CaseOffice) -> None:
    case = office.filed(FILED_ON)
    step = CaseStep.objects.get(case_id=case.id, event=CaseEvent.FILE)
    assert (step.basis, step.decider, step.decided_by_label) == (
        "办案规则第67条",
        Decider.CHIEF,
        "检察长",
    )
    assert step.recorded_by_label == "书记员01"


def test_two_steps_of_one_act_keep_their_order(office: CaseOffice) -> None:
    case = office.investigated(FILED_ON, ENDED_ON)
    office.suggested(case, SERVED_ON, RECTIFIED_BY)
    events = CaseStep.objects.filter(case_id=case.id).order_by("at").values_list("event", flat=True)
    assert list(events)[-2:] == [CaseEvent.DECIDE_SUGGESTION, CaseEvent.SERVE_SUGGESTION]
    times = CaseStep.objects.filter(case_id=case.id).values_list("at", flat=True)
    assert len(set(times)) == len(times)
