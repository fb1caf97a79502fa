"""What each figure counts: decisions by their day, merged leads with the other, duties once they are due."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from tests.cast import make_report, make_staff
from tests.clocks.matters import put_clock
from tests.leads.desk import Office, proposing, small_office
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
from xiezhi.intake.models import Report
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import NotAllowedError
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.measures import FeedbackMeasure, LeadMeasure, ReportMeasure
from xiezhi.leads.rules.outcomes import Verdict
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.selectors.clocked import clocked_lead
from xiezhi.leads.selectors.feedback_ledger import (
    count_feedback_ledger,
    count_office_feedback,
    iterate_feedback_ledger,
)
from xiezhi.leads.selectors.ledgers import (
    LedgerFilter,
    count_lead_ledger,
    count_office_leads,
    count_office_reports,
)
from xiezhi.leads.services.merging import merge_leads

DAY = date(2026, 11, 25)
MONTH = LedgerFilter(since=date(2026, 11, 1), until=date(2026, 11, 30), today=date(2026, 12, 31))
BEFORE = replace(MONTH, since=date(2026, 10, 1), until=date(2026, 10, 31))


@pytest.fixture
def desk(scope: Any, now: datetime) -> Office:
    return small_office(now)


@pytest.fixture
def manager(desk: Office) -> Actor:
    return make_staff("案管01", Role.CASE_MANAGEMENT)


def leads(manager: Actor, measure: LeadMeasure, asked: LedgerFilter = MONTH) -> int:
    return count_office_leads(manager, replace(asked, measure=measure))


@pytest.mark.parametrize(
    ("event", "measure"),
    [
        (LeadEvent.DECIDE_FILING, LeadMeasure.FILING),
        (LeadEvent.DECIDE_NOT_FILED, LeadMeasure.NOT_FILED),
        (LeadEvent.DECIDE_TRANSFER, LeadMeasure.TRANSFER),
        (LeadEvent.DECIDE_DEPARTMENT, LeadMeasure.DEPARTMENT),
        (LeadEvent.DECIDE_SUPERVISION, LeadMeasure.SUPERVISION),
        (LeadEvent.DECIDE_UPWARD, LeadMeasure.UPWARD),
        (LeadEvent.DECIDE_REFERRAL, LeadMeasure.REFERRAL),
        (LeadEvent.DECIDE_SHELVE, LeadMeasure.SHELVED),
    ],
)
def test_decision_is_counted_by_its_kind_and_as_assessed(
    desk: Office, manager: Actor, event: LeadEvent, measure: LeadMeasure
) -> None:
    desk.decide(desk.register(), proposing(event))
    assert (leads(manager, measure), leads(manager, LeadMeasure.ASSESSED)) == (1, 1)
    assert leads(manager, measure, BEFORE) == 0


def test_preliminary_investigation_is_no_end_of_assessment(desk: Office, manager: Actor) -> None:
    desk.decide(desk.register(), proposing(LeadEvent.DECIDE_PRELIMINARY))
    assert leads(manager, LeadMeasure.PRELIMINARY) == 1
    assert leads(manager, LeadMeasure.ASSESSED) == 0


def test_merged_leads_count_once_each_with_what_became_of_the_other(
    desk: Office, manager: Actor
) -> None:
    kept, other = desk.register(), desk.register()
    merge_leads(
        lead_ids=[other.id],
        target_id=kept.id,
        reason="同一处",
        acting=desk.handler,
        now=desk.now,
    )
    desk.decide(Lead.objects.get(id=kept.id), proposing(LeadEvent.DECIDE_FILING))
    found = {
        measure: leads(manager, measure)
        for measure in (
            LeadMeasure.REGISTERED,
            LeadMeasure.MERGED,
            LeadMeasure.ASSESSED,
            LeadMeasure.FILING,
            LeadMeasure.VALID,
            LeadMeasure.CLOSED,
        )
    }
    assert list(found.values()) == [2, 1, 2, 2, 2, 1]


def test_verdict_is_counted_among_the_assessed(desk: Office, manager: Actor) -> None:
    desk.decide(desk.register(), proposing(LeadEvent.DECIDE_SHELVE, verdict=Verdict.UNTRUE))
    desk.submit(desk.register(), proposing(LeadEvent.DECIDE_SHELVE, verdict=Verdict.UNTRUE))
    assert leads(manager, LeadMeasure.UNTRUE) == 1


def test_national_number_counts_on_the_day_it_was_entered(desk: Office, manager: Actor) -> None:
    lead = desk.register()
    Lead.objects.filter(id=lead.id).update(national_number="2.0-1", national_registered_on=DAY)
    assert leads(manager, LeadMeasure.NATIONAL) == 1
    assert leads(manager, LeadMeasure.NATIONAL, BEFORE) == 0


def test_figure_is_narrowed_by_area_town_and_source(desk: Office, manager: Actor) -> None:
    lead = desk.register()
    Lead.objects.filter(id=lead.id).update(area="eco_resources", town="展旦召苏木")
    for narrowed, count in (
        ({"area": "eco_resources"}, 1),
        ({"area": "food_drug"}, 0),
        ({"town": "展旦召苏木"}, 1),
        ({"channel": lead.channel, "source": lead.source}, 1),
        ({"source": "other"}, 0),
        ({"department_id": lead.department_id}, 1),
    ):
        asked = replace(MONTH, **narrowed)
        assert count_office_leads(manager, asked) == count


def test_office_figure_is_more_than_what_one_may_see(desk: Office) -> None:
    desk.register()
    other = make_staff("检察官助理09", Role.ASSISTANT)
    assert count_lead_ledger(other, MONTH) == 0
    assert count_office_leads(other, MONTH) == 1


def test_petition_officer_counts_nothing(desk: Office) -> None:
    person = make_staff("控申01", Role.PETITION_OFFICER)
    for count in (count_office_leads, count_office_reports, count_office_feedback):
        with pytest.raises(NotAllowedError):
            count(person, MONTH)


@pytest.mark.parametrize(
    ("measure", "count"),
    [
        (ReportMeasure.RECEIVED, 4),
        (ReportMeasure.SCREENED, 3),
        (ReportMeasure.LEAD, 1),
        (ReportMeasure.NOT_LEAD, 1),
        (ReportMeasure.KEPT, 1),
        (ReportMeasure.PENDING, 1),
    ],
)
def test_reports_by_their_place_in_the_pool(
    desk: Office, manager: Actor, measure: ReportMeasure, count: int
) -> None:
    desk.register()
    for state in ("pending", "kept", "not_lead"):
        report = make_report(desk.now)
        reason = "thanks" if state == "not_lead" else ""
        Report.objects.filter(id=report.id).update(pool_state=state, not_lead_reason=reason)
    assert count_office_reports(manager, replace(MONTH, measure=measure)) == count


def duty(lead: Lead, due_on: date, met_on: date | None = None) -> None:
    put_clock(clocked_lead(lead), due_on, rule_key="reporter_feedback", met_on=met_on)


@pytest.mark.parametrize(
    ("measure", "count"),
    [
        (FeedbackMeasure.ALL, 5),
        (FeedbackMeasure.DUE, 4),
        (FeedbackMeasure.DONE, 2),
        (FeedbackMeasure.ON_TIME, 1),
        (FeedbackMeasure.OVERDUE, 2),
        (FeedbackMeasure.NOT_YET, 1),
    ],
)
def test_duties_of_feedback_are_due_once_their_last_day_is_over(
    desk: Office, manager: Actor, measure: FeedbackMeasure, count: int
) -> None:
    lead = desk.register()
    Clock.objects.filter(rule_key="reporter_feedback").delete()
    duty(lead, date(2026, 11, 10), date(2026, 11, 9))
    duty(lead, date(2026, 11, 10), date(2026, 11, 12))
    duty(lead, date(2026, 11, 10))
    duty(lead, date(2026, 11, 24), date(2026, 12, 2))
    duty(lead, date(2026, 11, 25))
    asked = replace(MONTH, measure=measure, today=DAY)
    assert count_office_feedback(manager, asked) == count
    assert count_feedback_ledger(manager, asked) == count


def test_feedback_ledger_lists_duties_by_their_last_day(desk: Office, manager: Actor) -> None:
    lead = desk.register()
    Clock.objects.filter(rule_key="reporter_feedback").delete()
    for day in (20, 10):
        duty(lead, date(2026, 11, day))
    rows = list(iterate_feedback_ledger(manager, MONTH))
    assert [row.due_on.day for row in rows] == [10, 20]
    assert {row.lead_id for row in rows} == {lead.id}
    assert legal_day(desk.now) == DAY
