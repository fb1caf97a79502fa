"""疑似重复 among leads: by the words reports came with, never beyond what the person may see."""

from datetime import datetime
from typing import Any

import pytest

from tests.cast import make_staff
from tests.leads.desk import Office, small_office
from xiezhi.accounts.rules.roles import Role
from xiezhi.intake.models import Report, ReportBand
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.language.duplicates import band_keys
from xiezhi.leads.models import Lead, LeadReport
from xiezhi.leads.rules.queues import Scope
from xiezhi.leads.selectors.alike import count_alike_leads
from xiezhi.leads.selectors.queues import WorklistFilter, list_worklist
from xiezhi.leads.services.merging import merge_leads

HEAP = "黄河大桥下游河滩上倾倒了大量建筑垃圾"
AGAIN = "黄河大桥下游河滩上又倾倒了大量建筑垃圾，没人管"
OTHER = "学校门口的消防水鹤漏水"


@pytest.fixture
def desk(scope: Any, now: datetime) -> Office:
    return small_office(now)


def told(desk: Office, words: str) -> Lead:
    """A lead whose report has its keys, as every report that came in by the door."""
    lead = desk.register(words=words)
    link = LeadReport.objects.get(lead_id=lead.id)
    ReportBand.objects.bulk_create(
        ReportBand(report_id=link.report_id, band=band) for band in band_keys(words)
    )
    return lead


def counted(desk: Office, acting: Actor) -> dict[Any, int]:
    rows = list_worklist(acting, WorklistFilter(scope=Scope.MINE), legal_day(desk.now)).rows
    return count_alike_leads(acting, rows)


def test_leads_told_of_in_words_alike_are_counted_both_ways(desk: Office) -> None:
    first, second, _other = told(desk, HEAP), told(desk, AGAIN), told(desk, OTHER)
    assert counted(desk, desk.handler) == {first.id: 1, second.id: 1}


def test_a_lead_merged_already_is_counted_no_more(desk: Office) -> None:
    first, second = told(desk, HEAP), told(desk, AGAIN)
    merge_leads(
        lead_ids=[second.id],
        target_id=first.id,
        reason="同一处",
        acting=desk.handler,
        now=desk.now,
    )
    assert counted(desk, desk.handler) == {}


def test_leads_of_others_are_not_given_away(desk: Office) -> None:
    first = told(desk, HEAP)
    told(desk, AGAIN)
    stranger = make_staff("检察官助理09", Role.ASSISTANT)
    Lead.objects.filter(id=first.id).update(handler_id=stranger.id)
    assert counted(desk, stranger) == {}


def test_a_report_of_the_pool_is_no_lead(desk: Office) -> None:
    told(desk, HEAP)
    second = told(desk, AGAIN)
    LeadReport.objects.filter(lead_id=second.id).update(unlinked_at=desk.now)
    assert Report.objects.count() == 2
    assert counted(desk, desk.handler) == {}


def test_number_of_queries_does_not_grow_with_the_leads(
    desk: Office, django_assert_max_num_queries: Any
) -> None:
    for number in range(8):
        told(desk, f"{HEAP}，第{number}次")
    with django_assert_max_num_queries(5):
        found = counted(desk, desk.handler)
    assert set(found.values()) == {7}
