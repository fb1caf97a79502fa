"""Waste oil in a pit: thirty days of announcement, nobody sues, the city procuratorate takes the case."""

from datetime import date

from tests.cases.office import CaseOffice
from tests.cases.places import clocks_of, look
from tests.scenarios.cases.steps import step
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.levels import OfficeLevel
from xiezhi.cases.rules.claims import Claims
from xiezhi.cases.rules.clocks import CaseRule
from xiezhi.cases.rules.grounds import Finding
from xiezhi.cases.rules.kinds import CaseKind, Decider, PartyRole
from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.states import CaseEvent, CaseState
from xiezhi.cases.services.opening import PartyInput
from xiezhi.infra.tenant import current_tenant

POLLUTER = (PartyInput(role=PartyRole.VIOLATOR, name="某再生资源公司"),)


def test_the_county_announces_and_the_city_sues(office: CaseOffice) -> None:
    case = office.investigated(
        date(2026, 3, 2), date(2026, 4, 20), kind=CaseKind.CIVIL, parties=POLLUTER
    )
    office.register(case, PaperKind.ANNOUNCEMENT, date(2026, 4, 27))
    assert case.announcement_due_on == date(2026, 5, 27)
    step(case, CaseEvent.START_REVIEW, date(2026, 5, 28), office.clerk)
    look(office, case, date(2026, 6, 3), finding=Finding.NONE, words="无适格主体起诉，油泥未清运")
    office.register(case, PaperKind.REVIEW_REPORT, date(2026, 7, 1), decider=Decider.PROSECUTOR)
    office.register(case, PaperKind.CASE_TRANSFER, date(2026, 7, 2))
    assert (case.state, case.next_due_on) == (CaseState.TRANSFERRED, None)

    # At the city: three months anew from the day the volume came; no second announcement.
    Procuratorate.objects.filter(id=current_tenant()).update(level=OfficeLevel.CITY)
    taken = office.open(date(2026, 7, 6), CaseKind.CIVIL, parties=POLLUTER)
    came_on = Claims(received_on=date(2026, 7, 3))
    office.register(taken, PaperKind.CASE_TRANSFER, date(2026, 7, 6), decider=None, claims=came_on)
    assert clocks_of(taken)[CaseRule.CIVIL_REVIEW].due_on == date(2026, 10, 8)  # National Day
    look(office, taken, date(2026, 8, 4), finding=Finding.NONE)
    office.register(taken, PaperKind.REVIEW_REPORT, date(2026, 9, 1), decider=Decider.PROSECUTOR)
    office.register(taken, PaperKind.COMPLAINT, date(2026, 9, 3))
    assert taken.state == CaseState.SUED
    assert clocks_of(taken)[CaseRule.CIVIL_REVIEW].met_on == date(2026, 9, 3)

    # The court grants half of what was claimed; the city has fifteen days from the day it got that.
    office.register(
        taken,
        PaperKind.JUDGMENT,
        date(2026, 11, 5),
        decider=Decider.COURT,
        decided_by_label="市中级人民法院",
        claims=Claims(received_on=date(2026, 11, 6)),
    )
    clock = clocks_of(taken)[CaseRule.CIVIL_APPEAL]
    assert (clock.trigger_on, clock.due_on) == (date(2026, 11, 6), date(2026, 11, 23))  # a Monday
    assert clock.basis == "民诉法第171条"
    office.register(taken, PaperKind.APPEAL, date(2026, 11, 18))
    assert (taken.state, clocks_of(taken)[CaseRule.CIVIL_APPEAL].met_on) == (
        CaseState.APPEALED,
        date(2026, 11, 18),
    )
