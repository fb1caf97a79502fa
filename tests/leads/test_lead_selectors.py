"""What people see: one condition in the query, few queries, nothing of others."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.cast import make_department, make_report, make_staff, make_unit
from tests.leads.desk import COMPLETE, Office, proposing
from tests.leads.letters import drafted, replied
from xiezhi.accounts.rules.roles import Role
from xiezhi.kernel.errors import NotAllowedError, NotFoundError
from xiezhi.kernel.matters import MatterKind
from xiezhi.leads.rules.outcomes import OpinionStage
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.rules.queues import Order, Scope, Tab
from xiezhi.leads.selectors.access import access_lead, visible_leads
from xiezhi.leads.selectors.lead_page import get_lead_page
from xiezhi.leads.selectors.ledgers import (
    LedgerFilter,
    iterate_information_ledger,
    iterate_lead_ledger,
)
from xiezhi.leads.selectors.queues import (
    WorklistFilter,
    count_tabs,
    count_tiles,
    count_waiting_for,
    list_waiting_for,
    list_worklist,
)
from xiezhi.leads.services.assessment import add_opinion
from xiezhi.leads.services.notes import add_comment
from xiezhi.letters.rules.notes import NoteKind
from xiezhi.letters.services.notes import NoteText, note_on_matter

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("role", "is_same_department", "sees"),
    [
        pytest.param(Role.CHIEF_PROCURATOR, False, True, id="chief-sees-all"),
        pytest.param(Role.CASE_MANAGEMENT, False, True, id="case-management-sees-all"),
        pytest.param(Role.DEPARTMENT_HEAD, True, True, id="head-sees-the-department"),
        pytest.param(Role.DEPARTMENT_HEAD, False, False, id="head-of-another-does-not"),
        pytest.param(Role.CLERK, True, True, id="clerk-of-the-department"),
        pytest.param(Role.ASSISTANT, True, False, id="peer-does-not"),
        pytest.param(Role.AUDIT_ADMIN, True, False, id="administrator-does-not"),
    ],
)
def test_sight_follows_the_post(
    desk: Office, role: Role, is_same_department: bool, sees: bool
) -> None:
    lead = desk.register()
    department = make_department() if is_same_department else make_department("第一检察部")
    acting = make_staff("某岗位", role, department=department)
    assert visible_leads(acting).filter(id=lead.id).exists() is sees
    if not sees:
        with pytest.raises(NotFoundError):
            access_lead(acting, lead.id)


def test_deputy_sees_the_principals_leads(desk: Office) -> None:
    lead = desk.register()
    deputy = make_staff("检察官助理04", Role.ASSISTANT)
    assert not visible_leads(deputy).exists()
    standing_in = replace(deputy, on_behalf_of=desk.handler.id)
    assert visible_leads(standing_in).get().id == lead.id


def test_worklist_is_sorted_by_what_is_due_first_and_says_why(desk: Office) -> None:
    later, urgent = desk.register(), desk.register(is_urgent=True)
    rows = list_worklist(desk.handler, WorklistFilter(), TODAY).rows
    assert [row.id for row in rows] == [urgent.id, later.id]
    due = rows[0].due
    assert due is not None
    assert (due.days_left, due.kind, due.length, due.unit) == (1, "own", 1, "day")
    assert (rows[0].report_count, rows[0].reporter_kind) == (1, "grid_member")


@pytest.mark.parametrize(
    ("asked", "count"),
    [
        pytest.param({"words": "柳沟河"}, 1, id="words-of-a-report"),
        pytest.param({"words": "2026-1"}, 1, id="number"),
        pytest.param({"words": "没有的词"}, 0, id="nothing-found"),
        pytest.param({"words": "'; DROP"}, 0, id="hostile-words"),
        pytest.param({"town": "展旦召苏木"}, 2, id="town"),
        pytest.param({"area": "food_drug"}, 0, id="area"),
        pytest.param({"channel": "snap"}, 2, id="channel"),
        pytest.param({"order": Order.NEWEST}, 2, id="newest"),
        pytest.param({"page": 2}, 0, id="second-page"),
        pytest.param({"scope": Scope.OFFICE}, 2, id="office-as-far-as-seen"),
        pytest.param({"scope": Scope.UNASSIGNED}, 0, id="unassigned"),
        pytest.param({"tab": Tab.ENDED}, 0, id="ended"),
    ],
)
def test_worklist_is_filtered(desk: Office, asked: dict[str, Any], count: int) -> None:
    desk.register(words="柳沟河东岸倒了建筑垃圾")
    desk.register(words="另外一处的消防水鹤坏了")
    assert len(list_worklist(desk.handler, WorklistFilter(**asked), TODAY).rows) == count


def test_tabs_count_what_they_list(desk: Office) -> None:
    desk.register()
    replied(desk)
    desk.decide(desk.register(), proposing(LeadEvent.DECIDE_FILING))
    counts = count_tabs(desk.handler)
    listed = {
        tab: len(list_worklist(desk.handler, WorklistFilter(tab=tab), TODAY).rows) for tab in Tab
    }
    assert counts == listed
    assert counts[Tab.OPEN] == 2
    assert (counts[Tab.TO_ASSESS], counts[Tab.TO_VERIFY], counts[Tab.ENDED]) == (1, 1, 1)
    assert (counts[Tab.NO_NATIONAL_NUMBER], counts[Tab.TO_FEED_BACK]) == (1, 2)


def test_tiles_count_by_the_day(desk: Office) -> None:
    desk.register(is_urgent=True)
    desk.register()
    tiles = count_tiles(desk.handler, date(2026, 11, 26))
    assert (tiles.overdue, tiles.today, tiles.within_seven_days) == (0, 1, 0)
    tiles = count_tiles(desk.handler, date(2026, 12, 8))
    assert (tiles.overdue, tiles.today, tiles.within_seven_days) == (1, 0, 1)


def test_assessment_waits_for_the_head_then_for_the_chief(desk: Office) -> None:
    lead = desk.register()
    desk.submit(lead, COMPLETE)
    assert count_waiting_for(desk.head) == 1
    assert count_waiting_for(desk.chief) == 0
    add_opinion(lead_id=lead.id, agrees=True, words="", acting=desk.head, now=desk.now)
    assert count_waiting_for(desk.head) == 0
    waiting = list_waiting_for(desk.chief, TODAY).rows
    assert [(row.id, row.awaits) for row in waiting] == [(lead.id, OpinionStage.CHIEF)]


def test_worklist_takes_three_queries_however_many_rows(
    desk: Office, django_assert_num_queries: Any
) -> None:
    for _ in range(4):
        desk.register()
    with django_assert_num_queries(3):
        list_worklist(desk.handler, WorklistFilter(), TODAY)
    with django_assert_num_queries(3):
        count_tabs(desk.handler)
    with django_assert_num_queries(1):
        count_tiles(desk.handler, TODAY)


def test_lead_page_takes_twelve_queries_at_most(
    desk: Office, django_assert_max_num_queries: Any
) -> None:
    lead = replied(desk)
    drafted(desk, lead, make_unit("旗住建局"))
    add_comment(lead_id=lead.id, words="请尽快", acting=desk.head, now=desk.now)
    note_on_matter(
        matter_kind=MatterKind.LEAD,
        matter_id=lead.id,
        note=NoteText(kind=NoteKind.CALL, party="某局", words="说了", spoken_at=desk.now),
        acting=desk.handler,
        now=desk.now,
    )
    with django_assert_max_num_queries(12):
        page = get_lead_page(desk.handler, lead.id, now=desk.now)
        assert page.reports[0].member_label == "网格员07"
        assert {note.kind for note in page.notes} == {"comment", "call"}
        assert page.assessments[0].content.organs == COMPLETE.organs
        assert page.assessments[0].opinions[0].stage == "handler"
        assert len(page.letters) == 2
        replies = [reply for one in page.letters for reply in one.replies]
        assert [(reply.conclusion, len(reply.files)) for reply in replies] == [("mended", 1)]
        assert {one.event for one in page.next_acts} == {
            LeadEvent.VERIFY_MENDED,
            LeadEvent.VERIFY_NOT_MENDED,
        }
        assert all(one.is_possible for one in page.next_acts)


def test_next_acts_say_why_they_are_not_possible(desk: Office) -> None:
    lead = desk.register()
    acts = {one.event: one for one in get_lead_page(desk.handler, lead.id, now=desk.now).next_acts}
    assert acts[LeadEvent.SUBMIT_ASSESSMENT].reason == "leads.no_assessment"
    assert acts[LeadEvent.START_PRELIMINARY].is_possible
    desk.submit(lead, COMPLETE)
    acts = {one.event: one for one in get_lead_page(desk.chief, lead.id, now=desk.now).next_acts}
    assert acts[LeadEvent.DECIDE_SHELVE].reason == "leads.no_head_opinion"
    assert LeadEvent.DECIDE_FILING not in acts


def test_lead_page_of_a_peer_does_not_exist(desk: Office) -> None:
    lead = desk.register()
    with pytest.raises(NotFoundError):
        get_lead_page(make_staff("检察官助理04", Role.ASSISTANT), lead.id, now=desk.now)


def test_two_ledgers_have_two_counts(desk: Office) -> None:
    lead = desk.register()
    make_report(desk.now, words="咨询事项")
    leads = list(iterate_lead_ledger(desk.head, LedgerFilter(since=TODAY, until=TODAY)))
    assert [(row.number, row.report_count, row.handler) for row in leads] == [
        (lead.number, 1, "检察官助理03")
    ]
    told = list(iterate_information_ledger(desk.head, LedgerFilter(since=TODAY, until=TODAY)))
    assert {(row.pool_state, row.lead_number) for row in told} == {("lead", 1), ("pending", None)}
    assert list(iterate_lead_ledger(desk.head, LedgerFilter(until=date(2026, 11, 24)))) == []


def test_ledger_needs_its_right(desk: Office) -> None:
    with pytest.raises(NotAllowedError):
        list(iterate_lead_ledger(make_staff("控申01", Role.PETITION_OFFICER), LedgerFilter()))
