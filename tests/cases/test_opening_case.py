"""A case begins: merged leads, several organs, the law of its filing day, a regime added by data."""

from datetime import date

import pytest

from tests.cases.office import LIMBS, CaseOffice, at
from tests.cases.places import clocks_of, lead_desk
from tests.cast import make_department, make_unit
from tests.law.supplied import supplied
from tests.law.test_regimes import STATUTE
from xiezhi.cases.models import Case
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.kinds import CaseKind, PartyRole
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.services.opening import Opening, PartyInput, join_leads, open_cases
from xiezhi.kernel.errors import DomainError
from xiezhi.law.areas import Standing, area_on

FILED_ON = date(2026, 3, 2)
ENDED_ON = date(2026, 4, 10)


def test_leads_of_one_nature_join_until_the_suggestion_is_out(office: CaseOffice) -> None:
    desk = lead_desk(office, FILED_ON)
    first, second = desk.register(), desk.register(words="下游另一处河滩也有")
    case = office.investigated(FILED_ON, ENDED_ON)
    join_leads(case_id=case.id, lead_ids=[first.id], acting=office.handler, now=at(ENDED_ON))
    assert list(case.lead_links.values_list("lead_id", flat=True)) == [first.id]
    office.suggested(case, date(2026, 4, 15), date(2026, 6, 15))
    with pytest.raises(DomainError) as refused:
        join_leads(
            case_id=case.id, lead_ids=[second.id], acting=office.handler, now=at(date(2026, 4, 16))
        )
    assert (refused.value.code, refused.value.basis) == (
        "cases.suggestion_is_out",
        "办案规则第69条",
    )


def test_several_organs_of_one_harm_are_filed_apart(office: CaseOffice) -> None:
    desk = lead_desk(office, FILED_ON)
    lead = desk.register()
    organs = [make_unit("旗消防救援大队"), make_unit("旗住房和城乡建设局")]
    openings = [
        Opening(
            kind=CaseKind.ADMINISTRATIVE,
            title=f"督促{organ.name}履行消防水鹤监管职责行政公益诉讼案",
            department_id=make_department().id,
            handler_id=office.handler.id,
            area="work_safety",
            parties=(PartyInput(role=PartyRole.SUPERVISED, unit_id=organ.id),),
        )
        for organ in organs
    ]
    cases = open_cases(
        openings=openings, lead_ids=[lead.id], acting=office.handler, now=at(FILED_ON)
    )
    assert len({case.number for case in cases}) == 2
    assert [case.parties.get().unit_id for case in cases] == [organ.id for organ in organs]
    assert {case.lead_links.get().lead_id for case in cases} == {lead.id}


def test_a_case_of_2022_is_judged_by_the_law_of_2022(office: CaseOffice) -> None:
    filed_on = date(2022, 9, 5)
    case = office.open(date(2026, 3, 2), law_day=filed_on, area="accessibility")
    assert (case.regime, case.law_day, case.year) == ("rules_2021", filed_on, 2022)
    assert area_on("accessibility", case.law_day).standing is Standing.BEYOND
    assert area_on("accessibility", date(2026, 3, 2)).standing is Standing.STATUTORY
    office.register(case, PaperKind.FILING_DECISION, filed_on, claims=LIMBS)
    clock = clocks_of(case)[CaseRule.FILING_SERVICE]
    assert (clock.law_day, clock.due_on) == (
        filed_on,
        date(2022, 9, 13),
    )  # Mid-autumn: 10th to 12th


def test_a_case_is_not_filed_before_such_suits_existed(office: CaseOffice) -> None:
    with pytest.raises(DomainError) as refused:
        office.open(date(2026, 3, 2), law_day=date(2014, 5, 5))
    assert refused.value.code == "law.no_regime"


def suggested_in(office: CaseOffice, year: int, filed_on: date) -> Case:
    case = office.investigated(filed_on, date(year, 4, 10))
    office.suggested(case, date(year, 4, 17), date(year, 6, 16))
    return case


def test_a_regime_comes_by_data_and_old_cases_keep_their_names_and_numbers(
    office: CaseOffice,
) -> None:
    with supplied(statute=STATUTE):
        old = suggested_in(office, 2028, date(2027, 12, 30))
        new = suggested_in(office, 2028, date(2028, 3, 1))
        titles = [case.papers.get(kind=PaperKind.PIL_SUGGESTION).title for case in (old, new)]
        replies = [clocks_of(case)[CaseRule.SUGGESTION_REPLY] for case in (old, new)]
    assert [case.regime for case in (old, new)] == ["rules_2021", "statute"]
    assert titles == ["检察建议书", "检察意见书"]
    assert [(clock.length, clock.unit) for clock in replies] == [(2, "month"), (45, "day")]


def test_a_case_opened_before_and_filed_under_a_new_regime_follows_the_new_one(
    office: CaseOffice,
) -> None:
    with supplied(statute=STATUTE):
        case = office.open(date(2027, 12, 30))
        assert (case.regime, case.law_day) == ("rules_2021", date(2027, 12, 30))
        filed_on = date(2028, 1, 5)
        office.register(case, PaperKind.FILING_DECISION, filed_on, claims=LIMBS)
        assert (case.regime, case.law_day, case.filed_on) == ("statute", filed_on, filed_on)
        assert clocks_of(case)[CaseRule.FILING_SERVICE].law_day == filed_on


def test_an_urgent_suggestion_is_answered_in_fifteen_days_and_put_right_in_its_own_time(
    office: CaseOffice,
) -> None:
    case = office.investigated(FILED_ON, ENDED_ON)
    urgent = Claims(rectification_due_on=date(2026, 6, 15), is_urgent=True)
    office.suggested(case, date(2026, 4, 15), date(2026, 6, 15), claims=urgent)
    clocks = clocks_of(case)
    assert clocks[CaseRule.SUGGESTION_REPLY].due_on == date(2026, 4, 30)
    assert clocks[CaseRule.ADMIN_REVIEW].trigger_on == date(2026, 6, 15)
    assert case.state == CaseState.FOLLOW_UP


def test_an_area_where_only_organs_are_sued_has_no_civil_case(office: CaseOffice) -> None:
    case = office.open(FILED_ON, CaseKind.CIVIL, area="land_use_right")
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.FILING_DECISION, FILED_ON, claims=LIMBS)
    assert refused.value.code == "cases.area_not_open"


def test_a_county_office_may_file_over_monopoly(office: CaseOffice) -> None:
    case = office.filed(FILED_ON, kind=CaseKind.CIVIL, area="antimonopoly")
    assert case.state == CaseState.FILED
