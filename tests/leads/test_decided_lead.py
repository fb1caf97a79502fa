"""What a decision on an assessment leads to: words to the reporter, limits, what is owed elsewhere."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.leads.desk import COMPLETE, Office, proposing
from xiezhi.clocks.models import Clock
from xiezhi.intake.models import ReportMessage
from xiezhi.kernel.errors import ConflictError, InvalidInputError
from xiezhi.leads.rules.outcomes import Verdict
from xiezhi.leads.rules.procedure import LeadEvent, LeadState
from xiezhi.leads.selectors.queues import must_have_national_number
from xiezhi.leads.services.outcomes import (
    accept_transfer,
    note_handed_over,
    record_national_number,
)


@pytest.mark.parametrize(
    ("event", "verdict", "step"),
    [
        pytest.param(LeadEvent.DECIDE_FILING, Verdict.VALID, "in_procedure", id="filing"),
        pytest.param(LeadEvent.DECIDE_REFERRAL, Verdict.GENERAL, "handed_on", id="referral"),
        pytest.param(LeadEvent.DECIDE_NOT_FILED, Verdict.UNTRUE, "done", id="not-filed"),
        pytest.param(LeadEvent.DECIDE_SHELVE, Verdict.OUT_OF_SCOPE, "not_ours", id="out-of-scope"),
    ],
)
def test_reporter_reads_neutral_words_and_feedback_becomes_due(
    desk: Office, event: LeadEvent, verdict: Verdict, step: str
) -> None:
    lead = desk.decide(desk.register(), proposing(event, verdict=verdict))
    last = ReportMessage.objects.order_by("-written_at", "-id").filter(kind="step")
    assert step in last.values_list("step", flat=True)
    assert set(last.values_list("words", flat=True)) == {""}
    assert lead.feedback_due_on == date(2026, 12, 2)


def test_other_procuratorate_must_accept(desk: Office) -> None:
    lead = desk.decide(desk.register(), proposing(LeadEvent.DECIDE_TRANSFER))
    assert lead.next_due_key in {"lead_transfer", "reporter_feedback"}
    accepted = accept_transfer(
        lead_id=lead.id, accepted_by="某某旗检察院 回执12号", acting=desk.handler, now=desk.now
    )
    assert (accepted.state, accepted.is_open) == (LeadState.TRANSFERRED, False)
    assert Clock.objects.get(rule_key="lead_transfer").met_on == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("event", "rule"),
    [
        (LeadEvent.DECIDE_DEPARTMENT, "internal_transfer"),
        (LeadEvent.DECIDE_SUPERVISION, "crime_lead_transfer"),
    ],
)
def test_decision_to_hand_over_is_owed_until_it_was_done(
    desk: Office, event: LeadEvent, rule: str
) -> None:
    # 办案规则第31条
    lead = desk.decide(desk.register(), proposing(event))
    done: dict[str, Any] = {"lead_id": lead.id, "acting": desk.handler, "now": desk.now}
    with pytest.raises(InvalidInputError, match="day_in_future"):
        note_handed_over(handed_on=date(2026, 11, 26), **done)
    assert Clock.objects.get(rule_key=rule).met_on is None
    note_handed_over(handed_on=date(2026, 11, 25), **done)
    assert Clock.objects.get(rule_key=rule).met_on == date(2026, 11, 25)
    with pytest.raises(ConflictError, match="clock_stopped"):
        note_handed_over(handed_on=date(2026, 11, 25), **done)


def test_lead_proposed_for_filing_alarms_until_its_national_number_is_entered(
    desk: Office,
) -> None:
    lead = desk.decide(desk.register(), proposing(LeadEvent.DECIDE_FILING))
    assert must_have_national_number(lead)
    assert Clock.objects.get(rule_key="official_system_registration").met_on is None
    entered = record_national_number(
        lead_id=lead.id,
        number="G150621260001",
        registered_on=date(2026, 11, 25),
        acting=desk.clerk,
        now=desk.now,
    )
    assert not must_have_national_number(entered)
    assert Clock.objects.get(rule_key="official_system_registration").met_on is not None


def test_major_lead_is_to_be_reported_upward(desk: Office) -> None:
    desk.decide(desk.register(), replace(COMPLETE, is_major=True))
    clock = Clock.objects.get(rule_key="major_lead_record_filing")
    assert clock.kind == "own"
