"""The demo's packages: both ways, in each state worth seeing, between true installations."""

from datetime import datetime, timedelta

import pytest
from django.db.models import F

from tests.demo.test_loading import Snapshots, demo
from xiezhi.accounts.selectors.offices import get_office
from xiezhi.clocks.models import Clock
from xiezhi.demo.exchange_tables import filed_stories, transferred_leads
from xiezhi.demo.facts import units
from xiezhi.demo.services import load_demo
from xiezhi.demo.services.exchange import exchange_times
from xiezhi.demo.stories import stories
from xiezhi.exchange.models import ExchangeItem, ExchangePackage, ReceivedMatter, SentMatter
from xiezhi.exchange.rules.procedure import ItemState, PackageState
from xiezhi.exchange.selectors.peers import list_peers
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.kernel.clock import CHINA
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.ledger.services.verification import verify_ledger

__all__ = ["demo"]

MAJOR = {one.story for one in filed_stories()}


@pytest.fixture
def loaded(demo: None, now: datetime) -> None:  # the fixture of that name
    load_demo(now, only=MAJOR, studio=Snapshots())


def states(way: str) -> list[str]:
    found = ExchangePackage.objects.filter(direction=way)
    return sorted(found.values_list("state", flat=True))


def test_packages_of_the_demo_stand_in_every_state_worth_seeing_once(
    loaded: None, now: datetime
) -> None:
    with tenant_scope(get_office("dalad").id):
        assert states("out") == ["acknowledged"] * 3 + ["in_review", "sealed"]
        assert states("in") == ["imported"] * 3 + ["verified"]
        assert ExchangePackage.objects.filter(exporter_label="").count() == 0
        assert not ExchangePackage.objects.filter(state="sealed", medium_number="").exists()
        package = ExchangePackage.objects.get(state=PackageState.IN_REVIEW)
        marks = ExchangeItem.objects.filter(package=package).values_list("state", flat=True)
        assert set(marks) == {ItemState.PASSED, ItemState.HELD, ItemState.LISTED}
        held = ExchangeItem.objects.get(package=package, state=ItemState.HELD)
        assert held.reason
        assert {peer.kind for peer in list_peers()} == {"superior", "procuratorate"}
    load_demo(now.replace(hour=9), only=MAJOR, studio=Snapshots())
    with tenant_scope(get_office("dalad").id):
        assert ExchangePackage.objects.count() == 9, "loading again carries nothing twice"


def test_major_leads_of_the_demo_are_filed_in_time_and_answered(loaded: None) -> None:
    with tenant_scope(get_office("dalad").id):
        filings = SentMatter.objects.filter(carried="filing")
        assert filings.count() == len(MAJOR) == Lead.objects.filter(is_major=True).count()
        answered = filings.filter(answer="filed").exclude(answer_number="")
        assert answered.count() == 2
        clocks = Clock.objects.filter(rule_key=ClockRule.MAJOR)
        met = clocks.filter(matter_id__in=answered.values("lead_id"), met_on__lte=F("due_on"))
        assert (clocks.count(), met.count()) == (2, 2), "a lead not decided yet has no limit"


def test_the_neighbours_leads_stand_in_the_pool_and_its_own_register(
    loaded: None, now: datetime
) -> None:
    came = {one.title for one in transferred_leads() if one.package == 1}
    with tenant_scope(get_office("dalad").id):
        reports = Report.objects.filter(channel="procuratorate_transfer")
        assert set(reports.values_list("title", flat=True)) == came
        assert reports.filter(photo_count=1).count() == 1
        assert set(reports.values_list("pool_state", flat=True)) == {"pending"}
        assert ReceivedMatter.objects.filter(answer="accepted").count() == len(came)
        assert verify_ledger().audit.finding is None
    with tenant_scope(get_office("yanshi").id):
        assert states("in") == ["imported"]
        assert Lead.objects.filter(state="transfer_offered").count() == 3
        assert [one.body["title"] for one in ReceivedMatter.objects.all()] == [
            stories()["border-2"].title
        ]
        assert not Lead.objects.filter(registered_at__gt=now).exists()


def test_the_demo_exchanges_without_a_lead_to_transfer(demo: None, now: datetime) -> None:
    load_demo(now, only=set(), studio=Snapshots())
    with tenant_scope(get_office("dalad").id):
        assert states("out") == ["in_review"]
        assert states("in") == ["imported", "verified"]


@pytest.mark.parametrize("hours", range(0, 168, 7))
def test_offices_exchange_packages_on_working_days_that_are_past(now: datetime, hours: int) -> None:
    today = now + timedelta(hours=hours)
    times = exchange_times(today)
    assert times == sorted(set(times))
    assert times[-1] + timedelta(hours=1) <= today
    assert all(at.astimezone(CHINA).weekday() < 5 for at in times)


def test_tables_of_exchange_name_stories_units_and_that_they_are_invented() -> None:
    assert all(stories()[one.story].assessed for one in filed_stories())
    assert all(stories()[key].assessed.major for key in MAJOR)  # type: ignore[union-attr]
    assert {one.organ for one in transferred_leads()} <= set(units())
    assert all("演示推演" in one.facts + one.reason for one in transferred_leads())
