"""反馈 as a dated list: who waits, who was told what, what is overdue, and who may see it."""

from datetime import date, datetime, timedelta
from uuid import uuid4

import pytest

from tests.cast import make_department, make_report, make_staff
from tests.leads.desk import Office, proposing
from xiezhi.accounts.models import Procuratorate
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.services.office import set_own_limit
from xiezhi.clocks.models import Clock
from xiezhi.infra.tenant import current_tenant
from xiezhi.intake.rules.pool import NotLeadReason
from xiezhi.intake.services.conversation import judge_again, write_as_reporter
from xiezhi.intake.services.screening import keep_in_pool, screen_as_not_lead
from xiezhi.kernel.actor import Actor, ActorKind, system_actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.feedback_duties import FeedbackKind, FeedbackState, feedback_state
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.rules.reporters import ReporterKind
from xiezhi.leads.selectors.feedback_duties import (
    FeedbackDuty,
    FeedbackFilter,
    count_feedback_duties,
    list_feedback_duties,
)
from xiezhi.leads.services.feedback import give_feedback
from xiezhi.leads.services.registration import Registration, register_lead

TODAY = date(2026, 11, 25)


def duties(acting: Actor, now: datetime, **asked: object) -> tuple[FeedbackDuty, ...]:
    page = list_feedback_duties(acting, FeedbackFilter(**asked), legal_day(now))  # type: ignore[arg-type]  # handed through
    return page.rows


@pytest.mark.parametrize(
    ("due_on", "done_on", "state"),
    [
        pytest.param(date(2026, 11, 26), None, FeedbackState.DUE, id="tomorrow"),
        pytest.param(TODAY, None, FeedbackState.DUE, id="the last day"),
        pytest.param(date(2026, 11, 24), None, FeedbackState.OVERDUE, id="yesterday"),
        pytest.param(None, None, FeedbackState.DUE, id="no limit"),
        pytest.param(date(2026, 11, 24), TODAY, FeedbackState.DONE, id="done late"),
    ],
)
def test_state_of_a_duty(due_on: date | None, done_on: date | None, state: FeedbackState) -> None:
    assert feedback_state(TODAY, due_on=due_on, done_on=done_on) is state


def test_decided_lead_waits_for_feedback_until_it_is_given(desk: Office, now: datetime) -> None:
    lead = desk.refer()
    (duty,) = duties(desk.handler, now)
    assert (duty.kind, duty.lead_id, duty.who) == (
        FeedbackKind.REPORTER,
        lead.id,
        ReporterKind.GRID_MEMBER,
    )
    assert duty.due_on == lead.feedback_due_on
    assert (duty.is_statutory, duty.basis) == (False, "本院设定")
    late = now + timedelta(days=60)
    (overdue,) = duties(desk.handler, late, state=FeedbackState.OVERDUE)
    assert overdue.lead_id == lead.id
    assert count_feedback_duties(desk.handler, legal_day(late)) == {
        FeedbackState.DUE: 0,
        FeedbackState.OVERDUE: 1,
    }
    give_feedback(lead_id=lead.id, words="已移送有关部门处理。", acting=desk.handler, now=late)
    page = list_feedback_duties(
        desk.handler, FeedbackFilter(state=FeedbackState.DONE), legal_day(late)
    )
    assert [(one.words, one.done_on) for one in page.rows] == [
        ("已移送有关部门处理。", legal_day(late))
    ]
    assert page.counts == {FeedbackState.DUE: 0, FeedbackState.OVERDUE: 0, FeedbackState.DONE: 1}


def test_material_a_unit_transferred_is_answered_to_the_unit(desk: Office, now: datetime) -> None:
    report = make_report(now, channel="agency_transfer")
    lead = register_lead(
        report_ids=[report.id],
        registration=Registration(
            title="水利局移送的采砂线索",
            department_id=make_department().id,
            handler_id=desk.handler.id,
        ),
        acting=desk.handler,
        now=now,
    )
    desk.decide(lead, proposing(LeadEvent.DECIDE_SHELVE))
    (duty,) = duties(desk.handler, now)
    assert (duty.kind, duty.who) == (FeedbackKind.ORGAN, ReporterKind.ORGAN)
    assert duties(desk.handler, now, kind=FeedbackKind.REPORTER) == ()


def test_nearest_due_comes_first(desk: Office, now: datetime) -> None:
    first, second = desk.refer(), desk.refer()
    Lead.objects.filter(id=second.id).update(title="更急的")
    Clock.objects.filter(matter_id=second.id, rule_key="reporter_feedback").update(
        due_on=legal_day(now)
    )
    assert [one.lead_id for one in duties(desk.handler, now)] == [second.id, first.id]


def test_who_may_not_see_a_lead_does_not_see_its_duty(desk: Office, now: datetime) -> None:
    desk.refer()
    other = make_staff("检察官助理09", Role.ASSISTANT)
    assert duties(other, now) == ()
    assert len(duties(desk.chief, now)) == 1


def test_filters_narrow_the_list(desk: Office, now: datetime) -> None:
    lead = desk.refer()
    due_on = lead.feedback_due_on
    assert due_on is not None
    found = {
        "handler": duties(desk.head, now, handler=desk.handler.id),
        "department": duties(desk.head, now, department=lead.department_id),
        "span": duties(desk.head, now, since=due_on, until=due_on),
    }
    assert {name: len(rows) for name, rows in found.items()} == {
        "handler": 1,
        "department": 1,
        "span": 1,
    }
    missed = (
        duties(desk.head, now, handler=desk.clerk.id),
        duties(desk.head, now, department=uuid4()),
        duties(desk.head, now, since=due_on + timedelta(days=1)),
    )
    assert missed == ((), (), ())


def test_span_that_ends_before_it_begins_is_refused(desk: Office, now: datetime) -> None:
    with pytest.raises(InvalidInputError) as refusal:
        duties(desk.head, now, since=TODAY, until=TODAY - timedelta(days=1))
    assert refusal.value.code == "leads.span_reversed"


def said_again(desk: Office, lead: Lead, now: datetime) -> object:
    report_id = lead.report_links.get().report_id
    message = write_as_reporter(
        report_id=report_id,
        kind="again",
        words="又漏水了",
        key=uuid4(),
        office=Procuratorate.objects.get(id=current_tenant()),
        acting=Actor(kind=ActorKind.PUBLIC, procuratorate_id=current_tenant()),
        now=now,
    )
    return message.id


def test_words_of_a_reporter_wait_for_an_answer(desk: Office, now: datetime) -> None:
    lead = desk.register()
    message_id = said_again(desk, lead, now)
    (duty,) = duties(desk.handler, now)
    assert (duty.kind, duty.lead_id, duty.title) == (FeedbackKind.WORDS, lead.id, "又漏水了")
    assert duty.is_suggestion
    assert duty.due_on == date(2026, 12, 2)
    stranger = make_staff("检察官助理09", Role.ASSISTANT)
    assert duties(stranger, now) == ()
    later = now + timedelta(days=1)
    judge_again(message_id=message_id, judgement="已重新核查", acting=desk.handler, now=later)  # type: ignore[arg-type]  # an id
    (done,) = duties(desk.handler, later, state=FeedbackState.DONE)
    assert (done.words, done.done_on) == ("已重新核查", legal_day(later))


def test_own_limit_of_the_day_counts_with_its_text(desk: Office, now: datetime) -> None:
    set_own_limit(
        acting=system_actor(current_tenant()),
        rule_key="reporter_words_reply",
        length=2,
        unit="day",
        effective_from=legal_day(now),
        citation="《反馈办法》（2026-01-01印发）第三条",
        now=now,
    )
    said_again(desk, desk.register(), now)
    (duty,) = duties(desk.handler, now)
    assert (duty.due_on, duty.basis, duty.is_suggestion) == (
        date(2026, 11, 27),
        "《反馈办法》（2026-01-01印发）第三条",
        False,
    )


def test_grid_member_is_told_what_became_of_a_report(desk: Office, now: datetime) -> None:
    kept, told, thanks = (
        make_report(now, words=words, supporter_id=desk.member_id)
        for words in ("路灯不亮", "邻里纠纷", "感谢检察院")
    )
    nobody = make_report(now, words="匿名反映")
    keep_in_pool(report_ids=[kept.id, nobody.id], acting=desk.handler, now=now)
    screen_as_not_lead(
        report_ids=[told.id], reason=NotLeadReason.PRIVATE_DISPUTE, acting=desk.handler, now=now
    )
    screen_as_not_lead(
        report_ids=[thanks.id], reason=NotLeadReason.THANKS, acting=desk.handler, now=now
    )
    (waiting,) = duties(desk.handler, now)
    assert (waiting.kind, waiting.report_id, waiting.who) == (
        FeedbackKind.MEMBER,
        kept.id,
        "网格员07",
    )
    (done,) = duties(desk.handler, now, state=FeedbackState.DONE)
    assert (done.report_id, done.words) == (told.id, "not_ours")


def test_long_list_comes_in_pages(desk: Office, now: datetime) -> None:
    reports = [make_report(now, words=f"第{n}件", supporter_id=desk.member_id) for n in range(52)]
    keep_in_pool(report_ids=[one.id for one in reports], acting=desk.handler, now=now)
    page = list_feedback_duties(desk.handler, FeedbackFilter(), legal_day(now))
    assert (len(page.rows), page.has_next, page.counts[FeedbackState.DUE]) == (50, True, 52)
    rest = list_feedback_duties(desk.handler, FeedbackFilter(page=2), legal_day(now))
    assert (len(rest.rows), rest.has_next) == (2, False)
