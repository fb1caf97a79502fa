"""协助核实 at the desk: each task in one tab, its limit first, the act it waits for."""

from datetime import timedelta
from uuid import uuid4

import pytest

from tests.leads.desk import proposing
from tests.web.desk.staff import Desk
from tests.web.desk.tabs import counts
from xiezhi.accounts.rules.roles import Role
from xiezhi.clocks.models import Clock
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import Lead
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.services.field_tasks import send_field_task, withdraw_field_task
from xiezhi.leads.services.task_effects import take_task_result
from xiezhi.supporters.models import FieldTask
from xiezhi.supporters.rules.field import FieldResult
from xiezhi.supporters.services.field_tasks import do_field_task

TASKS = "/desk/tasks/"


def make_late(desk: Desk, task: FieldTask) -> None:
    """Bring the limit to yesterday: in the task and on its clock."""
    yesterday = legal_day(desk.now) - timedelta(days=1)
    with tenant_scope(desk.procuratorate.id):
        Clock.objects.filter(about_id=task.id).update(
            due_on=yesterday, trigger_on=yesterday - timedelta(days=7)
        )
        FieldTask.objects.filter(id=task.id).update(due_on=yesterday)


def task_at(desk: Desk, point: str) -> tuple[Lead, FieldTask]:
    """A task brought to a point of its way."""
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        task = send_field_task(
            lead_id=lead.id,
            supporter_id=desk.inside.member_id,
            words="请去看看",
            acting=desk.inside.handler,
            now=desk.now,
        )
        if point in {"to_judge", "ended"}:
            done = do_field_task(
                task_id=task.id,
                submission_key=uuid4(),
                result=FieldResult.NOT_MENDED,
                words="还在那里",
                acting=desk.inside.member,
                now=desk.now,
            )
            take_task_result(task=done, acting=desk.inside.member, now=desk.now)
        if point == "ended":
            desk.inside.submit(lead, proposing(LeadEvent.DECIDE_SHELVE))
        if point == "withdrawn":
            withdraw_field_task(task_id=task.id, acting=desk.inside.handler, now=desk.now)
    if point == "overdue":
        make_late(desk, task)
    return lead, task


@pytest.mark.parametrize(
    ("point", "tab", "label", "act"),
    [
        pytest.param("to_do", "to_do", "待核实", "查看", id="to-do"),
        pytest.param("overdue", "overdue", "已逾期", "催办", id="overdue"),
        pytest.param("to_judge", "to_judge", "已回报待判断", "评估", id="reported"),
        pytest.param("ended", "ended", "已结束", "查看", id="judged"),
        pytest.param("withdrawn", "ended", "已结束", "查看", id="withdrawn"),
    ],
)
def test_task_stands_in_one_tab_with_its_act(
    desk: Desk, point: str, tab: str, label: str, act: str
) -> None:
    lead, task = task_at(desk, point)
    answer = desk.client(desk.inside.handler).get(TASKS, {"tab": tab})
    row = answer.context["rows"][0]
    assert (row["task"].id, row["task"].lead_id, row["act"]["label"]) == (task.id, lead.id, act)
    assert counts(answer) == {label: 1}


def test_result_stands_in_the_members_words(desk: Desk) -> None:
    task_at(desk, "to_judge")
    text = desk.client(desk.inside.handler).get(TASKS, {"tab": "to_judge"}).content.decode()
    assert "没修" in text
    assert "还在那里" in text


def test_tasks_of_another_officer_are_not_listed(desk: Desk) -> None:
    task_at(desk, "to_do")
    other = desk.client(desk.hire("检察官助理09", Role.ASSISTANT)).get(TASKS)
    assert (other.context["rows"], counts(other)) == ([], {})
    assert desk.client(desk.inside.head).get(TASKS).context["rows"]


def test_administrator_has_no_such_list(desk: Desk) -> None:
    client = desk.client(desk.hire("系统管理员09", Role.SYSTEM_ADMIN))
    assert client.get(TASKS).status_code == 403
