"""待我决定 lists the cases that wait for the chief procurator, and nobody else's."""

from datetime import date

from tests.cases.office import CaseOffice
from xiezhi.cases.rules.kinds import CaseKind
from xiezhi.clocks.selectors.decisions import count_decisions, list_decisions

DAY = date(2026, 3, 2)


def test_a_proposed_case_waits_for_the_chief_alone(office: CaseOffice) -> None:
    case = office.open(DAY)
    awaited = [one for one in list_decisions(office.chief, DAY) if str(case.id) in one.path]
    assert [one.asks for one in awaited] == ["决定立案或者不立案"]
    assert count_decisions(office.handler, DAY) == 0


def test_a_governance_suggestion_asks_first_whether_to_investigate(office: CaseOffice) -> None:
    office.open(DAY, CaseKind.GOVERNANCE)
    assert [one.asks for one in list_decisions(office.chief, DAY)] == ["决定是否调查核实"]


def test_a_filed_case_waits_for_nobody(office: CaseOffice) -> None:
    office.filed(DAY)
    assert list_decisions(office.chief, DAY) == ()


def test_the_end_of_an_investigation_waits_for_the_chief(office: CaseOffice) -> None:
    # 办案规则第74条、第75条
    office.investigated(DAY, DAY)
    assert [one.asks for one in list_decisions(office.chief, DAY)] == ["决定终结或者提出检察建议"]
