"""移送函件 and 协助核实: each thing in one tab, its limit first, the act it waits for."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.cast import make_unit
from tests.leads.desk import proposing
from tests.leads.letters import TEXT, replied, sent
from tests.web.desk.staff import Desk, slip
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import FieldTask, Lead, LeadClock, Referral
from xiezhi.leads.rules.outcomes import FieldResult
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.leads.services.field_tasks import do_field_task, send_field_task, withdraw_field_task
from xiezhi.leads.services.referrals import withdraw_referral, write_referral

LETTERS, TASKS = "/desk/letters/", "/desk/tasks/"


def draft(desk: Desk) -> Referral:
    with tenant_scope(desk.procuratorate.id):
        lead = desk.inside.refer()
        return write_referral(
            lead_id=lead.id,
            unit_id=make_unit().id,
            text=TEXT,
            acting=desk.inside.handler,
            now=desk.now,
        )


def letter_at(desk: Desk, point: str) -> UUID:
    """A document brought to a point of its way."""
    if point == "to_send":
        return draft(desk).id
    with tenant_scope(desk.procuratorate.id):
        if point == "replied":
            lead = replied(desk.inside)
            return UUID(str(Referral.objects.get(lead_id=lead.id).id))
        _, referral = sent(desk.inside)
        if point == "withdrawn":
            withdraw_referral(
                referral_id=referral.id, reason="主送有误", acting=desk.inside.handler, now=desk.now
            )
    if point in {"to_reply", "overdue"}:
        serve(desk, referral.id)
    if point == "overdue":
        make_late(desk, Referral, "reply_due_on", referral.id)
    return referral.id


def serve(desk: Desk, referral_id: UUID) -> None:
    entered: dict[str, Any] = {
        "way": "direct",
        "served_on": f"{legal_day(desk.now):%Y-%m-%d}",
        "receipt": slip("回证.pdf"),
    }
    served = desk.client(desk.inside.clerk).post(f"/desk/letters/{referral_id}/service/", entered)
    assert served.status_code == 302


def make_late(desk: Desk, model: Any, field: str, thing_id: UUID) -> None:
    """Bring a limit to yesterday: in the row and on its clock."""
    yesterday = legal_day(desk.now) - timedelta(days=1)
    with tenant_scope(desk.procuratorate.id):
        thing = model.objects.get(id=thing_id)
        clocks = LeadClock.objects.filter(lead_id=thing.lead_id, due_on=getattr(thing, field))
        clocks.update(due_on=yesterday, trigger_on=yesterday - timedelta(days=30))
        model.objects.filter(id=thing_id).update(**{field: yesterday})


def counts(answer: Any) -> dict[str, Any]:
    return {tab["label"]: tab["count"] for tab in answer.context["tabs"] if tab["count"]}


@pytest.mark.parametrize(
    ("tab", "label", "act", "clock"),
    [
        pytest.param("to_send", "待发出", "发出", "送达后起算", id="to-send"),
        pytest.param("to_confirm", "待签收", "登记送达", "送达后起算", id="to-confirm"),
        pytest.param("to_reply", "待回复", "代录回复", "还有", id="to-reply"),
        pytest.param("overdue", "已逾期未回复", "催办", "逾期 1 天", id="overdue"),
        pytest.param("replied", "已回复", "核实", "", id="replied"),
        pytest.param("withdrawn", "已撤回", "查看", "", id="withdrawn"),
    ],
)
def test_letter_stands_in_one_tab_with_its_act(
    desk: Desk, tab: str, label: str, act: str, clock: str
) -> None:
    letter_id = letter_at(desk, tab)
    answer = desk.client(desk.inside.handler).get(LETTERS, {"tab": tab})
    row = answer.context["rows"][0]
    assert (row["letter"].id, row["act"]["label"]) == (letter_id, act)
    assert clock in str((row["clock"] or {}).get("text", ""))
    assert counts(answer) == {label: 1}


def test_limit_of_a_served_letter_names_its_length_and_source(desk: Desk) -> None:
    letter_at(desk, "to_reply")
    clock = desk.client(desk.inside.handler).get(LETTERS).context["rows"][0]["clock"]
    assert clock["limit"].startswith("回复 ")
    assert clock["is_own_rule"] or clock["article"]


def test_clerk_is_offered_what_a_clerk_may_do(desk: Desk) -> None:
    letter_at(desk, "overdue")
    rows = desk.client(desk.inside.clerk).get(LETTERS, {"tab": "overdue"}).context["rows"]
    assert rows[0]["act"]["label"] == "代录回复"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param({"words": "倾倒垃圾"}, 1, id="title"),
        pytest.param({"words": "{reference}"}, 1, id="number-of-the-lead"),
        pytest.param({"words": "没有这样的词"}, 0, id="nothing"),
        pytest.param({"unit": "{unit}"}, 1, id="unit"),
        pytest.param({"unit": "{other}"}, 0, id="another-unit"),
        pytest.param({"unit": "x", "page": "y", "tab": "to_confirm"}, 1, id="unknown-left-out"),
    ],
)
def test_letters_are_filtered_and_counted_alike(
    desk: Desk, asked: dict[str, str], found: int
) -> None:
    letter_id = letter_at(desk, "to_confirm")
    with tenant_scope(desk.procuratorate.id):
        letter = Referral.objects.select_related("lead").get(id=letter_id)
        other = make_unit(name="旗林业和草原局")
    ids = {
        "unit": letter.unit_id,
        "other": other.id,
        "reference": f"{letter.lead.year}-{letter.lead.number}",
    }
    query = {"tab": "to_confirm"} | {name: text.format(**ids) for name, text in asked.items()}
    answer = desk.client(desk.inside.handler).get(LETTERS, query)
    assert len(answer.context["rows"]) == found
    assert sum(counts(answer).values()) == found


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
            do_field_task(
                task_id=task.id,
                submission_key=uuid4(),
                result=FieldResult.NOT_MENDED,
                words="还在那里",
                acting=desk.inside.member,
                now=desk.now,
            )
        if point == "ended":
            desk.inside.submit(lead, proposing(LeadEvent.DECIDE_SHELVE))
        if point == "withdrawn":
            withdraw_field_task(task_id=task.id, acting=desk.inside.handler, now=desk.now)
    if point == "overdue":
        make_late(desk, FieldTask, "due_on", task.id)
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


@pytest.mark.parametrize("where", [LETTERS, TASKS])
def test_things_of_another_officer_are_not_listed(desk: Desk, where: str) -> None:
    letter_at(desk, "to_reply")
    task_at(desk, "to_do")
    other = desk.client(desk.hire("检察官助理09", Role.ASSISTANT)).get(where)
    assert (other.context["rows"], counts(other)) == ([], {})
    assert desk.client(desk.inside.head).get(where).context["rows"]


@pytest.mark.parametrize("where", [LETTERS, TASKS])
def test_administrator_has_no_such_list(desk: Desk, where: str) -> None:
    client = desk.client(desk.hire("系统管理员09", Role.SYSTEM_ADMIN))
    assert client.get(where).status_code == 403
