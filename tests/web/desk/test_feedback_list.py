"""反馈 on the desk: nearest due first, with the act beside it, and who answers for it."""

from datetime import timedelta
from typing import Any

from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
from xiezhi.house.rules.functions import Circle, ContactFunction
from xiezhi.house.services.functions import PostDraft, set_function
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import Lead
from xiezhi.leads.services.feedback import give_feedback

URL = "/desk/feedback/"


def referred(desk: Desk) -> Lead:
    with tenant_scope(desk.procuratorate.id):
        return desk.inside.refer()


def test_due_feedback_leads_to_its_act(desk: Desk) -> None:
    lead = referred(desk)
    page = desk.client(desk.inside.handler).get(URL).content.decode()
    assert f"/desk/leads/{lead.id}/feedback/" in page
    assert "反馈反映人" in page
    assert "本院设定" in page


def test_overdue_and_done_have_lists_of_their_own(desk: Desk) -> None:
    overdue, done = referred(desk), referred(desk)
    with tenant_scope(desk.procuratorate.id):
        Clock.objects.filter(matter_id=overdue.id, rule_key="reporter_feedback").update(
            due_on=legal_day(desk.now) - timedelta(days=3)
        )
        give_feedback(
            lead_id=done.id, words="已移送水利部门。", acting=desk.inside.handler, now=desk.now
        )
    client = desk.client(desk.inside.handler)
    late = client.get(URL, {"tab": "overdue"}).content.decode()
    assert "逾期 3 天" in late
    assert f"/desk/leads/{done.id}/" not in late
    assert "1 件逾期未反馈" in client.get("/desk/").content.decode()
    told = client.get(URL, {"tab": "done"}).content.decode()
    assert "已移送水利部门。" in told
    assert "按期反馈" in told


def test_page_names_who_does_the_feedback(desk: Desk) -> None:
    liaison = desk.hire("联络员01", Role.LIAISON)
    with tenant_scope(desk.procuratorate.id):
        assert liaison.department_id is not None
        assert desk.inside.handler.id is not None
        set_function(
            circle=Circle.SUPPORTERS,
            function=ContactFunction.FEEDBACK,
            draft=PostDraft(department_id=liaison.department_id, first_id=desk.inside.handler.id),
            since=legal_day(desk.now),
            acting=liaison,
            now=desk.now,
        )
    page = desk.client(desk.inside.handler).get(URL).content.decode()
    assert "A 岗 检察官助理03" in page
    assert "还没有确定" in page


def test_reversed_span_is_told_and_what_was_asked_stays(desk: Desk) -> None:
    referred(desk)
    answer = desk.client(desk.inside.handler).get(
        URL, {"since": "2026-11-25", "until": "2026-11-01"}
    )
    page = answer.content.decode()
    assert answer.status_code == 400
    assert "止日早于起日" in page
    assert 'value="2026-11-01"' in page


def test_what_cannot_be_read_counts_as_not_asked(desk: Desk) -> None:
    lead = referred(desk)
    answer = desk.client(desk.inside.handler).get(
        URL, {"tab": "x", "kind": "y", "handler": "z", "page": "-1", "since": "heute"}
    )
    assert answer.status_code == 200
    assert f"/desk/leads/{lead.id}/feedback/" in answer.content.decode()


def test_administrator_has_no_list(desk: Desk) -> None:
    administrator = desk.hire("系统管理员01", Role.SYSTEM_ADMIN)
    assert desk.client(administrator).get(URL).status_code == 403


def test_list_needs_few_queries_however_long(
    desk: Desk, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        referred(desk)
    client = desk.client(desk.inside.handler)
    client.get(URL)
    for tab in ("due", "done"):
        with django_assert_max_num_queries(32):
            client.get(URL, {"tab": tab})
