"""支持起诉: the opinion to the court, its withdrawal within three days, and what support keeps open."""

from datetime import date
from uuid import UUID

import pytest

from tests.cases.office import CaseOffice, at
from tests.cases.places import clocks_of, lead_desk
from tests.leads.desk import paper
from xiezhi.cases.models import Case
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.grounds import ClosingGround
from xiezhi.cases.rules.kinds import CaseKind, Decider
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseState
from xiezhi.cases.services.delivering import record_delivery
from xiezhi.cases.services.delivery_input import DeliveryInput
from xiezhi.cases.services.opening import join_leads
from xiezhi.kernel.errors import DomainError
from xiezhi.letters.rules.service import Service, ServiceWay

FILED_ON = date(2026, 3, 2)
ENDED_ON = date(2026, 4, 10)
SUPPORTED_ON = date(2026, 3, 16)
WITHDRAWN_ON = date(2026, 5, 11)


def supporting(office: CaseOffice, *lead_ids: UUID) -> Case:
    case = office.open(FILED_ON, CaseKind.SUPPORT)
    if lead_ids:
        join_leads(case_id=case.id, lead_ids=lead_ids, acting=office.handler, now=at(FILED_ON))
    office.register(case, PaperKind.FILING_DECISION, FILED_ON)
    office.register(case, PaperKind.SUPPORT_OPINION, SUPPORTED_ON)
    return case


def test_support_needs_a_plaintiff(office: CaseOffice) -> None:
    case = office.open(FILED_ON, CaseKind.SUPPORT, parties=())
    with pytest.raises(DomainError) as refused:
        office.register(case, PaperKind.FILING_DECISION, FILED_ON)
    assert (refused.value.code, refused.value.basis) == ("cases.no_party", "办案规则第100条")


def test_support_is_given_with_the_opinion_to_the_court(office: CaseOffice) -> None:
    case = supporting(office)
    assert (case.state, case.is_open) == (CaseState.SUPPORTING, True)
    assert clocks_of(case) == {}


def test_court_work_beside_the_plaintiff_is_kept_and_moves_nothing(office: CaseOffice) -> None:
    case = supporting(office)
    office.register(case, PaperKind.COURT_ATTENDANCE, date(2026, 4, 1), decider=Decider.PROSECUTOR)
    assert case.state == CaseState.SUPPORTING
    assert case.papers.filter(kind=PaperKind.COURT_ATTENDANCE).exists()


def test_withdrawn_support_goes_to_court_and_plaintiff_within_three_days(
    office: CaseOffice,
) -> None:
    case = supporting(office)
    made = office.register(
        case,
        PaperKind.SUPPORT_WITHDRAWAL,
        WITHDRAWN_ON,
        deliveries=[DeliveryInput(addressee="市中级人民法院")],
    )
    clock = clocks_of(case)[CaseRule.WITHDRAW_SUPPORT]
    assert case.state == CaseState.CLOSED
    assert (clock.due_on, clock.basis, clock.void_on) == (
        date(2026, 5, 14),
        "办案规则第102条",
        None,
    )
    served = Service(way=ServiceWay.DIRECT, served_on=date(2026, 5, 13), signed_for_by="立案庭")
    record_delivery(
        case_id=case.id,
        paper_id=made.id,
        delivery=DeliveryInput(
            addressee="市中级人民法院", service=served, receipt=paper("送达回证.pdf")
        ),
        acting=office.clerk,
        now=at(date(2026, 5, 13)),
    )
    assert clocks_of(case)[CaseRule.WITHDRAW_SUPPORT].met_on == date(2026, 5, 13)


def test_while_a_suit_of_others_is_supported_that_suit_does_not_close_the_case(
    office: CaseOffice,
) -> None:
    desk = lead_desk(office, FILED_ON)
    lead = desk.register()
    supported = supporting(office, lead.id)
    civil = office.investigated(FILED_ON, ENDED_ON, kind=CaseKind.CIVIL)
    join_leads(case_id=civil.id, lead_ids=[lead.id], acting=office.handler, now=at(ENDED_ON))
    others_sue = Claims(ground=ClosingGround.OTHERS_SUE)
    with pytest.raises(DomainError) as refused:
        office.register(civil, PaperKind.TERMINATION_DECISION, date(2026, 4, 15), claims=others_sue)
    assert (refused.value.code, refused.value.basis) == (
        "cases.supported_stays_open",
        "办案规则第90条",
    )
    civil.refresh_from_db()
    office.register(supported, PaperKind.SUPPORT_WITHDRAWAL, date(2026, 4, 16))
    office.register(civil, PaperKind.TERMINATION_DECISION, date(2026, 4, 17), claims=others_sue)
    assert civil.state == CaseState.CLOSED
