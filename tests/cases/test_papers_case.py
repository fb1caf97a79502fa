"""登记2.0办理结果: numbers as given, the day as signed, each paper in its turn; mistakes taken back."""

from datetime import date, timedelta
from typing import Any

import pytest

from tests.cases.office import LIMBS, CaseOffice, at
from xiezhi.cases.models import Case, CasePaper
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.selectors.paper_choices import paper_choices
from xiezhi.cases.services.results import Result, register_result, void_paper
from xiezhi.cases.services.steps import EnteredDecision, take_step
from xiezhi.kernel.errors import DomainError

TODAY = date(2026, 3, 2)
UNCHANGED = (CaseState.PROPOSED, 0)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"number": ""}, "cases.no_number"),
        ({"number": "三号文"}, "language.not_a_judicial_number"),
        ({"decider": None}, "cases.no_decider"),
        ({"decider": Decider.PROSECUTOR}, "cases.wrong_decider"),
        ({"decider": Decider.COURT}, "cases.wrong_decider"),
        ({"file": None}, "cases.no_file"),
    ],
)
def test_a_filing_decision_that_cannot_stand_changes_nothing(
    office: CaseOffice, changes: dict[str, Any], code: str
) -> None:
    case = office.open(TODAY)
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.FILING_DECISION, TODAY, claims=LIMBS, **changes)
    assert refused.value.code == code
    case.refresh_from_db()
    assert (case.state, case.papers.count()) == UNCHANGED


def test_a_paper_is_not_registered_before_it_was_decided(office: CaseOffice) -> None:
    case = office.open(TODAY)
    tomorrow = Result(
        paper=PaperKind.INVESTIGATION_PLAN,
        decided_on=TODAY + timedelta(days=1),
        decider=Decider.PROSECUTOR,
    )
    with pytest.raises(DomainError) as refused:
        register_result(case_id=case.id, result=tomorrow, acting=office.clerk, now=at(TODAY))
    assert refused.value.code == "cases.day_in_future"


@pytest.mark.parametrize(
    "paper",
    [
        PaperKind.PIL_SUGGESTION,
        PaperKind.INVESTIGATION_REPORT,
        PaperKind.REVIEW_REPORT,
        PaperKind.COMPLAINT,
        PaperKind.TERMINATION_DECISION,
        PaperKind.SUSPENSION_DECISION,
    ],
)
def test_a_paper_out_of_its_turn_is_refused(office: CaseOffice, paper: PaperKind) -> None:
    case = office.open(TODAY)
    with pytest.raises(DomainError) as refused:
        office.register(case, paper, TODAY)
    assert refused.value.code == "cases.not_this_paper_now"
    case.refresh_from_db()
    assert (case.state, case.papers.count()) == UNCHANGED


def inquiry(office: CaseOffice, case: Case, number: str = "") -> CasePaper:
    return office.register(
        case, PaperKind.INQUIRY_RECORD, TODAY, decider=Decider.PROSECUTOR, number=number
    )


def test_a_paper_that_carries_no_step_is_kept_and_may_be_taken_back(office: CaseOffice) -> None:
    case = office.filed(TODAY)
    made = inquiry(office, case)
    assert case.state == CaseState.FILED
    with pytest.raises(DomainError) as refused:
        void_paper(paper_id=made.id, case_id=case.id, reason=" ", acting=office.clerk, now=at(TODAY))  # fmt: skip
    assert refused.value.code == "cases.no_reason"
    void_paper(
        paper_id=made.id, case_id=case.id, reason="重复登记", acting=office.clerk, now=at(TODAY)
    )
    made.refresh_from_db()
    assert (made.voided_at, made.void_reason) == (at(TODAY), "重复登记")


def test_a_number_taken_back_may_be_given_again(office: CaseOffice) -> None:
    case = office.filed(TODAY)
    first = inquiry(office, case, "达检询〔2026〕1号")
    with pytest.raises(DomainError) as refused:
        inquiry(office, case, "达检询〔2026〕1号")
    assert refused.value.code == "cases.number_in_use"
    void_paper(
        paper_id=first.id, case_id=case.id, reason="文号有误", acting=office.clerk, now=at(TODAY)
    )
    assert inquiry(office, case, "达检询〔2026〕1号").number == "达检询〔2026〕1号"


def test_the_paper_that_carried_a_step_stays(office: CaseOffice) -> None:
    case = office.filed(TODAY)
    filing = case.papers.get(kind=PaperKind.FILING_DECISION)
    with pytest.raises(DomainError) as refused:
        void_paper(
            paper_id=filing.id, case_id=case.id, reason="有误", acting=office.clerk, now=at(TODAY)
        )
    assert refused.value.code == "cases.paper_carried_a_step"


def test_a_step_with_a_paper_is_not_taken_without_it(office: CaseOffice) -> None:
    case = office.open(TODAY)
    with pytest.raises(DomainError) as refused:
        take_step(case_id=case.id, event=CaseEvent.FILE, acting=office.chief, now=at(TODAY))
    assert refused.value.code == "cases.step_needs_its_paper"


def test_what_the_chief_decided_on_paper_is_entered_with_the_slip(office: CaseOffice) -> None:
    case = office.open(TODAY, CaseKind.GOVERNANCE)
    entered = EnteredDecision(
        decider=Decider.CHIEF, decided_by_label="检察长", decided_on=TODAY, slip=None
    )
    with pytest.raises(DomainError) as refused:
        take_step(
            case_id=case.id,
            event=CaseEvent.DECIDE_INVESTIGATION,
            entered=entered,
            acting=office.clerk,
            now=at(TODAY),
        )
    assert refused.value.code == "cases.slip_missing"


def test_a_draft_is_nothing_to_be_made_void(office: CaseOffice) -> None:
    case = office.open(TODAY)
    draft: CasePaper = CasePaper.objects.create(
        case=case,
        kind=PaperKind.INQUIRY_RECORD,
        title="询问笔录",
        is_draft=True,
        entered_by_label="检察官01",
        entered_at=at(TODAY),
    )
    with pytest.raises(DomainError) as refused:
        void_paper(
            paper_id=draft.id,
            case_id=case.id,
            reason="误登",
            acting=office.clerk,
            now=at(TODAY),
        )
    draft.refresh_from_db()
    assert (refused.value.code, draft.voided_at) == ("cases.no_paper", None)


def first_offered(case: Case) -> PaperKind:
    choices = paper_choices(case, TODAY)
    return (*choices.lawful, *choices.records)[0]


def test_what_leads_the_case_on_is_offered_first(office: CaseOffice) -> None:
    case = office.open(TODAY)
    assert first_offered(case) is PaperKind.FILING_DECISION
    office.register(
        case,
        PaperKind.FILING_DECISION,
        TODAY,
        claims=LIMBS,
        deliveries=[office.delivery(case, TODAY)],
    )
    assert first_offered(case) is PaperKind.INVESTIGATION_PLAN


def test_a_paper_registered_already_is_never_offered_first(office: CaseOffice) -> None:
    case = office.investigated(TODAY, TODAY)
    office.suggested(case, TODAY, TODAY + timedelta(days=60))
    assert first_offered(case) is PaperKind.RECORD_FILING_REPORT
    office.register(case, PaperKind.RECORD_FILING_REPORT, TODAY, decider=Decider.PROSECUTOR)
    choices = paper_choices(case, TODAY)
    assert choices.lawful == ()
    assert choices.records[0] is PaperKind.FOLLOW_UP_RECORD
    assert set(choices.exceptional) == {
        PaperKind.RECORD_FILING_REPORT,
        PaperKind.SUGGESTION_CHANGE,
        PaperKind.SUGGESTION_WITHDRAWAL,
    }
    named = [*choices.lawful, *choices.records, *choices.exceptional, *choices.waiting]
    assert len(named) == len(set(named))
