"""到期事项 at the desk: tabs counted, scopes by right, each limit explained, what waits for one's word."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.leads.desk import COMPLETE
from tests.web.desk.staff import Desk
from tests.web.desk.tabs import counts
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
from xiezhi.clocks.services.running import extend_clock, pause_clocks, resume_clocks
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.law.periods import Period, Unit
from xiezhi.leads.models import Lead

DUE = "/desk/due/"
MOST = 15


def due_in(desk: Desk, days: int) -> Lead:
    """A lead whose assessment is due so many days from today."""
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        Clock.objects.filter(matter_id=lead.id).update(due_on=legal_day(desk.now) + timedelta(days))
    return lead


def clock_of(desk: Desk, lead: Lead) -> UUID:
    with tenant_scope(desk.procuratorate.id):
        found: UUID = Clock.objects.get(matter_id=lead.id).id
        return found


def page(desk: Desk, acting: Actor, url: str = DUE) -> str:
    return desk.client(acting).get(url).content.decode()


def tabs(desk: Desk, acting: Actor) -> dict[str, int]:
    return counts(desk.client(acting).get(DUE))


def test_each_limit_is_counted_in_its_tab(desk: Desk) -> None:
    # The week ends with its Sunday: on that day nothing of it is left.
    ahead = 6 - legal_day(desk.now).weekday()
    for days in (-4, -1, 0, ahead or 1):
        due_in(desk, days)
    shown = tabs(desk, desk.inside.handler)
    assert (shown["逾期"], shown["今日到期"], shown.get("本周到期", 0)) == (2, 1, int(ahead > 0))


def test_row_leads_to_its_matter_and_to_how_it_was_counted(desk: Desk) -> None:
    lead = due_in(desk, 0)
    text = page(desk, desk.inside.handler)
    assert f'href="/desk/leads/{lead.id}/"' in text
    assert f'href="/desk/clocks/{clock_of(desk, lead)}/"' in text
    assert "本院设定" in text


def test_handler_is_offered_no_wider_scope(desk: Desk) -> None:
    due_in(desk, 0)
    other = desk.hire("检察官助理09", Role.ASSISTANT)
    text = page(desk, other, f"{DUE}?scope=office")
    assert "河滩倾倒建筑垃圾" not in text
    assert "全院" not in text


def test_chief_looks_over_the_office(desk: Desk) -> None:
    due_in(desk, 0)
    assert "河滩倾倒建筑垃圾" in page(desk, desk.inside.chief, f"{DUE}?scope=office")
    assert "河滩倾倒建筑垃圾" not in page(desk, desk.inside.chief)


def test_what_waits_for_the_heads_opinion_stands_under_my_decision(desk: Desk) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        desk.inside.submit(lead, COMPLETE)
    text = page(desk, desk.inside.head, f"{DUE}?tab=decide")
    assert f'href="/desk/leads/{lead.id}/opinion/"' in text
    assert "部门负责人意见" in text
    assert tabs(desk, desk.inside.head)["待我决定"] == 1
    assert "待我决定" not in tabs(desk, desk.inside.handler)


@pytest.mark.parametrize("query", ["tab=never", "scope=world", "page=x", "page=-1"])
def test_unknown_values_count_as_not_given(desk: Desk, query: str) -> None:
    assert desk.client(desk.inside.handler).get(f"{DUE}?{query}").status_code == 200


@pytest.mark.parametrize("url", [DUE, f"{DUE}?tab=decide", "/desk/calendar/", "clock"])
def test_page_takes_few_queries(desk: Desk, url: str) -> None:
    leads = [due_in(desk, 0) for _ in range(5)]
    if url == "clock":
        url = f"/desk/clocks/{clock_of(desk, leads[0])}/"
    client = desk.client(desk.inside.head)
    client.get("/desk/style/")
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    asked = [one["sql"] for one in found if "SAVEPOINT" not in one["sql"]]
    assert len(asked) <= MOST, "\n".join(asked)


def test_clock_tells_event_steps_pause_and_extension(desk: Desk) -> None:
    lead = desk.lead()
    clock_id = clock_of(desk, lead)
    today = legal_day(desk.now)
    with tenant_scope(desk.procuratorate.id):
        keys = ["lead_assessment"]
        first, last = today + timedelta(days=1), today + timedelta(days=3)
        pause_clocks(lead.id, keys, first_on=first, reason="委托鉴定", basis="本院设定")
        resume_clocks(lead.id, keys, last_on=last)
        extend_clock(
            Clock.objects.get(id=clock_id),
            length=Period(length=5, unit=Unit.DAY),
            due_on=None,
            approver="检察长",
            decided_on=today,
            basis="本院设定",
            file_id=None,
        )
    text = page(desk, desk.inside.handler, f"/desk/clocks/{clock_id}/")
    for words in ("线索评估", "期限怎样算", "委托鉴定", "经检察长批准延长5 日", "打开事项"):
        assert words in text
    assert "法定，依据" not in text


def test_paused_clock_says_so_instead_of_a_day(desk: Desk) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        keys, first = ["lead_assessment"], legal_day(desk.now) + timedelta(days=1)
        pause_clocks(lead.id, keys, first_on=first, reason="委托鉴定", basis="本院设定")
    assert "暂停计算" in page(desk, desk.inside.handler, f"/desk/leads/{lead.id}/")
    text = page(desk, desk.inside.handler, f"/desk/clocks/{clock_of(desk, lead)}/")
    assert "恢复以后才能确定最后一日" in text


def test_clock_of_a_matter_one_may_not_see_is_not_there(desk: Desk) -> None:
    clock_id = clock_of(desk, desk.lead())
    other = desk.client(desk.hire("检察官助理09", Role.ASSISTANT))
    assert other.get(f"/desk/clocks/{clock_id}/").status_code == 404
    assert other.get(f"/desk/clocks/{uuid4()}/").status_code == 404


def test_lead_page_leads_to_the_explanation(desk: Desk) -> None:
    lead = desk.lead()
    link = f'href="/desk/clocks/{clock_of(desk, lead)}/"'
    assert link in page(desk, desk.inside.handler, f"/desk/leads/{lead.id}/")
