"""移送线索: a unit's lead enters the pool once, by its statutory way, with unit and officer."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from tests.cast import make_department, make_staff, make_unit, make_unit_actor
from tests.evidence.papers import pdf
from tests.web.outside import jpeg
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.evidence.services.storing import IncomingFile
from xiezhi.intake.models import Report, ReportFile, UnitReport
from xiezhi.intake.rules.pool import NotLeadReason
from xiezhi.intake.rules.submission import Place, Submission
from xiezhi.intake.rules.unit_reports import UnitStanding
from xiezhi.intake.selectors.unit_reports import (
    find_unit_report,
    get_own_unit_report,
    list_own_unit_reports,
)
from xiezhi.intake.services.screening import screen_as_not_lead
from xiezhi.intake.services.unit_reports import Handing, take_from_unit
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.errors import ConflictError, DomainError, NotAllowedError, NotFoundError
from xiezhi.law.sources import IntakeChannel, StatutorySource, statutory_source
from xiezhi.leads.services.registration import Registration, register_lead


@pytest.fixture
def officer(scope: Procuratorate) -> Actor:
    return make_unit_actor(make_unit())


@pytest.fixture
def other(scope: Procuratorate) -> Actor:
    return make_unit_actor(make_unit("旗林草局"), "联络员02")


@pytest.fixture
def assistant(scope: Procuratorate) -> Actor:
    return make_staff("检察官助理01", Role.ASSISTANT)


def handing_of(now: datetime, **changes: Any) -> Handing:
    said = Submission(
        submission_key=uuid4(),
        words="砂场越界取土约两亩，草场植被被毁",
        place=Place(town="展旦召苏木", words="北滩砂场"),
        seen_at=now - timedelta(days=2),
    )
    first = Handing(
        submission=said,
        title="北滩砂场越界取土",
        own_number="达水函〔2026〕3号",
        area="eco_resources",
        basis="水土保持法第八条",
    )
    return replace(first, **changes)


def take(handing: Handing, acting: Actor, office: Procuratorate, now: datetime) -> UnitReport:
    return take_from_unit(handing=handing, office=office, acting=acting, now=now)


def test_lead_enters_the_pool_as_a_transfer_with_unit_and_officer(
    officer: Actor, assistant: Actor, scope: Procuratorate, now: datetime
) -> None:
    taken = take(handing_of(now), officer, scope, now)
    report = Report.objects.get(id=taken.report_id)
    assert (report.channel, report.pool_state) == ("agency_transfer", "pending")
    assert report.origin == "旗水利局 达水函〔2026〕3号"
    assert (report.town, report.place_words) == ("展旦召苏木", "北滩砂场")
    assert (report.entered_by_id, report.supporter_id, report.has_contact) == (None, None, False)
    seen = find_unit_report(assistant, report)
    assert seen is not None
    assert (seen.unit_id, seen.officer_id, seen.officer_label) == (
        officer.unit_id,
        officer.id,
        "联络员01",
    )
    assert (seen.area, seen.basis, seen.handed_at) == ("eco_resources", "水土保持法第八条", now)


def test_lead_registered_of_it_has_the_source_of_the_statute(
    officer: Actor, assistant: Actor, scope: Procuratorate, now: datetime
) -> None:
    taken = take(handing_of(now), officer, scope, now)
    registration = Registration(
        title="北滩砂场越界取土", department_id=make_department().id, handler_id=assistant.id
    )
    lead = register_lead(
        report_ids=[taken.report_id], registration=registration, acting=assistant, now=now
    )
    assert (lead.channel, lead.source) == ("agency_transfer", StatutorySource.HANDED_ON)
    assert statutory_source(IntakeChannel(lead.channel)) == lead.source
    assert get_own_unit_report(officer, taken.id).one.standing is UnitStanding.REGISTERED


def test_same_form_sent_again_gives_the_first(
    officer: Actor, scope: Procuratorate, now: datetime
) -> None:
    handing = handing_of(now, photos=(IncomingFile(name="现场.jpg", data=jpeg()),))
    first = take(handing, officer, scope, now)
    again = take(handing, officer, scope, now + timedelta(minutes=5))
    assert again.id == first.id
    assert (Report.objects.count(), ReportFile.objects.count()) == (1, 1)


@pytest.mark.parametrize("changes", [{"own_number": "达水函〔2026〕4号"}, {"basis": "会签文件"}])
def test_same_form_with_other_content_is_refused(
    officer: Actor, scope: Procuratorate, now: datetime, changes: dict[str, Any]
) -> None:
    handing = handing_of(now)
    take(handing, officer, scope, now)
    with pytest.raises(ConflictError, match="unit_report_changed"):
        take(replace(handing, **changes), officer, scope, now)


def test_another_units_form_is_not_given_away(
    officer: Actor, other: Actor, scope: Procuratorate, now: datetime
) -> None:
    handing = handing_of(now)
    take(handing, officer, scope, now)
    with pytest.raises(ConflictError, match="unit_report_changed"):
        take(handing, other, scope, now)


def test_two_units_may_use_the_same_number(
    officer: Actor, other: Actor, scope: Procuratorate, now: datetime
) -> None:
    take(handing_of(now, own_number="1号"), officer, scope, now)
    take(handing_of(now, own_number="1号"), other, scope, now)
    assert Report.objects.count() == 2


def test_unit_sees_its_own_only(
    officer: Actor, other: Actor, scope: Procuratorate, now: datetime
) -> None:
    taken = take(handing_of(now), officer, scope, now)
    assert [one.id for one in list_own_unit_reports(officer).rows] == [taken.id]
    assert list_own_unit_reports(other).rows == ()
    with pytest.raises(NotFoundError):
        get_own_unit_report(other, taken.id)


def test_successor_in_office_sees_what_the_unit_handed_over(
    officer: Actor, scope: Procuratorate, now: datetime
) -> None:
    taken = take(handing_of(now), officer, scope, now)
    successor = make_unit_actor(UnitReport.objects.get(id=taken.id).unit, "联络员09")
    assert get_own_unit_report(successor, taken.id).one.officer_label == "联络员01"


def test_unit_reads_no_reason(
    officer: Actor, assistant: Actor, scope: Procuratorate, now: datetime
) -> None:
    taken = take(handing_of(now), officer, scope, now)
    screen_as_not_lead(
        report_ids=[taken.report_id],
        reason=NotLeadReason.DUPLICATE,
        note="与另一件重复",
        acting=assistant,
        now=now,
    )
    seen = get_own_unit_report(officer, taken.id)
    assert seen.one.standing is UnitStanding.NOT_LEAD
    assert "重复" not in repr(seen)


@pytest.mark.parametrize("is_masked", [True, False])
def test_papers_are_sealed_unless_they_show_nobody(
    officer: Actor, scope: Procuratorate, now: datetime, *, is_masked: bool
) -> None:
    papers = (IncomingFile(name="移送函.pdf", data=pdf()),)
    handing = handing_of(now, papers=papers, papers_are_masked=is_masked)
    taken = take(handing, officer, scope, now)
    kept = ReportFile.objects.select_related("file").get(report_id=taken.report_id).file
    assert kept.is_sealed is not is_masked
    assert get_own_unit_report(officer, taken.id).paper_count == 1


def test_day_that_has_not_come_is_refused(
    officer: Actor, scope: Procuratorate, now: datetime
) -> None:
    handing = handing_of(now)
    later = replace(handing.submission, seen_at=now + timedelta(days=1))
    with pytest.raises(DomainError, match="seen_in_future"):
        take(replace(handing, submission=later), officer, scope, now)
    assert not Report.objects.exists()


def test_staff_hand_nothing_over_and_units_ask_nothing_of_the_pool(
    officer: Actor, assistant: Actor, scope: Procuratorate, now: datetime
) -> None:
    taken = take(handing_of(now), officer, scope, now)
    with pytest.raises(NotAllowedError):
        take(handing_of(now), assistant, scope, now)
    with pytest.raises(NotAllowedError):
        find_unit_report(officer, Report.objects.get(id=taken.report_id))
