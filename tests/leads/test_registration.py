"""Registration: only here does information become a lead."""

import threading
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from tests.cast import make_department, make_office, make_report, make_staff
from tests.leads.desk import Office, small_office
from xiezhi.accounts.models import OfficeHoliday, OwnLimit
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportMessage
from xiezhi.intake.rules.pool import NotLeadReason
from xiezhi.intake.services.screening import (
    keep_in_pool,
    screen_as_not_lead,
    undo_screening,
)
from xiezhi.kernel.errors import (
    ConflictError,
    InvalidInputError,
    NotAllowedError,
    RuleRefusedError,
)
from xiezhi.law.sources import StatutorySource
from xiezhi.leads.models import Lead, LeadReport, LeadStep
from xiezhi.leads.rules.clocks import ClockRule
from xiezhi.leads.services.registration import Registration, join_reports, register_lead


def test_registered_lead_has_number_source_and_clock(desk: Office) -> None:
    lead = desk.register()
    assert (lead.year, lead.number, lead.source) == (2026, 1, StatutorySource.REPORT)
    assert lead.reporter_kind == "grid_member"
    assert (lead.next_due_on, lead.next_due_kind) == (date(2026, 12, 10), "own")
    clock = Clock.objects.get()
    assert (clock.rule_key, clock.length, clock.unit) == ("lead_assessment", 15, "day")
    assert clock.basis == "本院设定"


def test_numbers_count_leads_not_information(desk: Office) -> None:
    make_report(desk.now, words="咨询一件事情怎么办理")
    first, second = desk.register(), desk.register()
    assert [first.number, second.number] == [1, 2]
    assert Report.objects.count() == 3


def test_several_reports_make_one_lead(desk: Office) -> None:
    late = make_report(desk.now, photo_count=2, is_urgent=True)
    early = make_report(desk.now.replace(hour=1), words="最早的一条反映信息", photo_count=1)
    lead = register_lead(
        report_ids=[late.id, early.id],
        registration=Registration(title="消防水鹤损坏", department_id=make_department().id),
        acting=desk.handler,
        now=desk.now,
    )
    assert lead.summary == "最早的一条反映信息"
    assert (lead.photo_count, lead.is_urgent) == (3, True)
    assert LeadReport.objects.filter(lead=lead).count() == 2
    assert set(Report.objects.values_list("pool_state", flat=True)) == {"lead"}


def test_urgent_lead_has_the_offices_shorter_limit(desk: Office) -> None:
    lead = desk.register(is_urgent=True)
    assert (lead.next_due_key, lead.next_due_on) == ("urgent_handling", date(2026, 11, 26))


def test_own_limit_replaces_the_suggestion_and_cites_its_text(desk: Office) -> None:
    OwnLimit.objects.create(
        rule_key=ClockRule.ASSESSMENT,
        length=5,
        unit="working_day",
        citation="线索管理办法第8条",
        effective_from=date(2026, 1, 1),
    )
    lead = desk.register()
    clock = Clock.objects.get(matter_id=lead.id)
    assert (clock.due_on, clock.basis) == (date(2026, 12, 2), "线索管理办法第8条")
    assert clock.kind == "own"


@pytest.mark.parametrize(
    ("with_table", "due_on", "is_provisional"),
    [
        pytest.param(False, date(2027, 1, 4), True, id="2027-not-known-yet"),
        pytest.param(True, date(2027, 1, 5), False, id="office-entered-the-notice"),
    ],
)
def test_limit_into_a_year_without_notice_is_provisional(
    desk: Office, with_table: bool, due_on: date, is_provisional: bool
) -> None:
    OwnLimit.objects.create(
        rule_key=ClockRule.ASSESSMENT, length=40, unit="day", effective_from=date(2026, 1, 1)
    )
    if with_table:
        OfficeHoliday.objects.create(year=2027, day=date(2027, 1, 1), kind="holiday", name="元旦")
        OfficeHoliday.objects.create(year=2027, day=date(2027, 1, 4), kind="holiday", name="元旦")
    lead = desk.register()
    clock = Clock.objects.get(matter_id=lead.id)
    assert (clock.due_on, clock.is_provisional) == (due_on, is_provisional)


def test_reporter_is_told_that_it_is_being_checked(desk: Office) -> None:
    lead = desk.register()
    message = ReportMessage.objects.get()
    assert (message.step, message.words) == ("checking", "")
    assert message.report_id == LeadReport.objects.get(lead=lead).report_id


def test_registered_lead_is_found_by_words_of_its_report(desk: Office) -> None:
    lead = desk.register(words="柳沟河河滩上倾倒了石块")
    assert "'河滩'" in Lead.objects.get(id=lead.id).search


def test_history_begins_with_the_registration(desk: Office) -> None:
    lead = desk.register()
    step = LeadStep.objects.get(lead=lead)
    assert (step.target_state, step.basis, step.event) == ("registered", "办案规则第25条", "")
    assert step.recorded_by_label == "检察官助理03"


@pytest.mark.parametrize(
    ("channel", "source", "is_lawful"),
    [
        pytest.param("hotline_12345", StatutorySource.HANDED_ON, True, id="24-4-12345-handed-on"),
        pytest.param("letter", StatutorySource.CASEWORK, False, id="24-1-letter-is-no-casework"),
    ],
)
def test_source_must_be_one_the_channel_can_mean(
    desk: Office, channel: str, source: StatutorySource, is_lawful: bool
) -> None:
    report = make_report(desk.now, channel=channel)
    registration = Registration(title="某事", department_id=make_department().id, source=source)
    if is_lawful:
        lead = register_lead(
            report_ids=[report.id], registration=registration, acting=desk.handler, now=desk.now
        )
        assert lead.source == source
        return
    with pytest.raises(RuleRefusedError) as refused:
        register_lead(
            report_ids=[report.id], registration=registration, acting=desk.handler, now=desk.now
        )
    assert refused.value.basis == "办案规则第24条"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        pytest.param({"title": " "}, "leads.no_title", id="no-title"),
        pytest.param({"area": "nonsense"}, "leads.unknown_area", id="unknown-area"),
    ],
)
def test_registration_says_what_is_missing(
    desk: Office, changes: dict[str, Any], code: str
) -> None:
    report = make_report(desk.now)
    fields: dict[str, Any] = {"title": "某事", "department_id": make_department().id} | changes
    with pytest.raises(InvalidInputError) as refused:
        register_lead(
            report_ids=[report.id],
            registration=Registration(**fields),
            acting=desk.handler,
            now=desk.now,
        )
    assert refused.value.code == code
    assert Report.objects.get().pool_state == "pending"


def test_report_becomes_a_lead_once(desk: Office) -> None:
    lead = desk.register()
    report_id = LeadReport.objects.get(lead=lead).report_id
    registration = Registration(title="再登记一次", department_id=make_department().id)
    with pytest.raises(ConflictError) as refused:
        register_lead(
            report_ids=[report_id], registration=registration, acting=desk.handler, now=desk.now
        )
    assert refused.value.code == "intake.already_lead"


def test_database_lets_a_report_stand_behind_one_lead_only(desk: Office) -> None:
    first, second = desk.register(), desk.register()
    report_id = LeadReport.objects.get(lead=first).report_id
    with pytest.raises(DatabaseError, match="report_stands_behind_one_lead"), transaction.atomic():
        LeadReport.objects.create(lead=second, report_id=report_id, linked_at=desk.now)


def test_report_screened_out_is_taken_back_first(desk: Office) -> None:
    report = make_report(desk.now)
    screened: dict[str, Any] = {"report_ids": [report.id], "acting": desk.handler, "now": desk.now}
    screen_as_not_lead(reason=NotLeadReason.CONSULTATION, **screened)
    registration = Registration(title="某事", department_id=make_department().id)
    with pytest.raises(ConflictError, match="screened_out"):
        register_lead(registration=registration, **screened)
    undo_screening(**screened)
    assert register_lead(registration=registration, **screened).number == 1


def test_further_reports_join_a_lead_without_a_new_number(desk: Office) -> None:
    lead = desk.register()
    report = make_report(desk.now, photo_count=3)
    joined = join_reports(
        lead_id=lead.id, report_ids=[report.id], acting=desk.handler, now=desk.now
    )
    assert joined.photo_count == 3
    assert Lead.objects.count() == 1


def test_screening_in_bulk_tells_reporters_once(desk: Office) -> None:
    reports = [make_report(desk.now) for _ in range(3)]
    bulk: dict[str, Any] = {
        "report_ids": [report.id for report in reports],
        "reason": NotLeadReason.PRIVATE_DISPUTE,
        "acting": desk.clerk,
        "now": desk.now,
    }
    assert len(screen_as_not_lead(**bulk)) == 3
    assert screen_as_not_lead(**bulk) == []
    assert list(ReportMessage.objects.values_list("step", flat=True)) == ["not_ours"] * 3


def test_nothing_is_screened_when_one_report_is_a_lead(desk: Office) -> None:
    lead = desk.register()
    report = make_report(desk.now)
    ids = [report.id, LeadReport.objects.get(lead=lead).report_id]
    with pytest.raises(ConflictError):
        keep_in_pool(report_ids=ids, acting=desk.handler, now=desk.now)
    assert Report.objects.get(id=report.id).pool_state == "pending"


def test_other_reason_needs_a_note(desk: Office) -> None:
    report = make_report(desk.now)
    with pytest.raises(InvalidInputError, match="reason_needs_note"):
        screen_as_not_lead(
            report_ids=[report.id], reason=NotLeadReason.OTHER, acting=desk.handler, now=desk.now
        )


def test_whoever_may_not_screen_is_refused(desk: Office) -> None:
    report = make_report(desk.now)
    auditor = make_staff("审计管理员", Role.AUDIT_ADMIN)
    with pytest.raises(NotAllowedError):
        keep_in_pool(report_ids=[report.id], acting=auditor, now=desk.now)


def test_numbers_taken_at_once_have_no_gap_and_no_double(
    own_database: object, now: datetime
) -> None:
    office = make_office(now)
    with tenant_scope(office.id):
        desk = small_office(now)
        reports = [make_report(now) for _ in range(6)]
        department_id = make_department().id
    start = threading.Barrier(2)

    def register_three(half: list[Report]) -> None:
        start.wait()
        for report in half:
            with tenant_scope(office.id):
                register_lead(
                    report_ids=[report.id],
                    registration=Registration(title="某事", department_id=department_id),
                    acting=desk.handler,
                    now=now,
                )
        connection.close()

    threads = [
        threading.Thread(target=register_three, args=(half,)) for half in (reports[:3], reports[3:])
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with tenant_scope(office.id):
        numbers = list(Lead.objects.order_by("number").values_list("number", flat=True))
    assert numbers == [1, 2, 3, 4, 5, 6]


def test_urgent_limit_runs_from_the_day_the_urgent_report_was_received(desk: Office) -> None:
    early = make_report(desk.now - timedelta(days=2), is_urgent=True)
    registration = Registration(title="油罐车侧翻", department_id=make_department().id)
    lead = register_lead(
        report_ids=[early.id], registration=registration, acting=desk.handler, now=desk.now
    )
    assert (lead.next_due_key, lead.next_due_on) == ("urgent_handling", date(2026, 11, 24))
