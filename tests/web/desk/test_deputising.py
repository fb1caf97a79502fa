"""代办 at the desk, and 批量移交承办: whose work is done, and what never passes on."""

from uuid import UUID

from tests.leads.desk import COMPLETE, proposing
from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.services.delegation import give_delegation, revoke_delegation
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.rules.procedure import LeadEvent
from xiezhi.ledger.selectors.log import LogFilter, list_entries

BEGIN, END = "/desk/office/delegation/begin/{}/", "/desk/office/delegation/end/"
HANDOVER = "/desk/office/handover/"


def delegate(desk: Desk, principal: Actor, deputy: Actor) -> UUID:
    assert principal.id is not None
    assert deputy.id is not None
    day = legal_day(desk.now)
    with tenant_scope(desk.procuratorate.id):
        given = give_delegation(
            acting=principal,
            principal_id=principal.id,
            deputy_id=deputy.id,
            since=day,
            until=day,
            reason="外出培训",
            now=desk.now,
        )
        found: UUID = given.id
        return found


def test_deputy_does_the_colleagues_work_under_both_names(desk: Desk) -> None:
    lead = desk.lead()
    deputy = desk.hire("检察官助理09", Role.ASSISTANT)
    client = desk.client(deputy)
    page = f"/desk/leads/{lead.id}/"
    assert client.get(page).status_code == 404
    delegate(desk, desk.inside.handler, deputy)
    assert "代 检察官助理03 办理" in client.get("/desk/office/delegation/").content.decode()
    client.post(BEGIN.format(desk.inside.handler.id))
    assert "正在代 检察官助理03 办理" in client.get(page).content.decode()
    assert client.post(f"{page}comment/", {"words": "已联系村里"}).status_code == 302
    with tenant_scope(desk.procuratorate.id):
        entry = list_entries(LogFilter(act="leads.comment")).entries[0]
    assert (entry.actor_label, entry.on_behalf_of) == (
        "检察官助理09",
        str(desk.inside.handler.id),
    )
    client.post(END)
    assert client.get(page).status_code == 404


def test_history_names_deputy_and_colleague(desk: Desk) -> None:
    lead = desk.lead()
    deputy = desk.hire("检察官助理09", Role.ASSISTANT)
    delegate(desk, desk.inside.handler, deputy)
    client = desk.client(deputy)
    client.post(BEGIN.format(desk.inside.handler.id))
    page = f"/desk/leads/{lead.id}/"
    client.post(f"{page}preliminary/", {"reason": "需要现场核查"})
    assert "检察官助理09（代检察官助理03）" in client.get(page).content.decode()


def test_revoked_delegation_ends_at_once(desk: Desk) -> None:
    lead = desk.lead()
    deputy = desk.hire("检察官助理09", Role.ASSISTANT)
    given = delegate(desk, desk.inside.handler, deputy)
    client = desk.client(deputy)
    client.post(BEGIN.format(desk.inside.handler.id))
    assert client.get(f"/desk/leads/{lead.id}/").status_code == 200
    with tenant_scope(desk.procuratorate.id):
        revoke_delegation(acting=desk.inside.handler, delegation_id=given, now=desk.now)
    assert client.get(f"/desk/leads/{lead.id}/").status_code == 404


def test_nobody_deputises_without_a_delegation(desk: Desk) -> None:
    deputy = desk.hire("检察官助理09", Role.ASSISTANT)
    assert desk.client(deputy).post(BEGIN.format(desk.inside.handler.id)).status_code == 404


def test_decision_does_not_pass_on(desk: Desk) -> None:
    lead = desk.lead()
    with tenant_scope(desk.procuratorate.id):
        desk.inside.submit(lead, COMPLETE)
    other = desk.hire("部门负责人09", Role.DEPARTMENT_HEAD)
    delegate(desk, desk.inside.handler, other)
    client = desk.client(other)
    client.post(BEGIN.format(desk.inside.handler.id))
    answer = client.post(f"/desk/leads/{lead.id}/opinion/", {"way": "online", "agrees": "yes"})
    assert answer.status_code == 409
    assert "代办授权不包括作出决定" in answer.content.decode()
    assert desk.fresh(lead).awaits == "head"


def test_leads_are_handed_over_after_a_count_and_a_fresh_proof(desk: Desk) -> None:
    leads = [desk.lead(words=words) for words in ("河滩上有建筑垃圾", "消防栓没有水")]
    heir = desk.hire("检察官助理09", Role.ASSISTANT)
    client = desk.client(desk.inside.head)
    assert "/desk/confirm/" in client.get(HANDOVER).headers["Location"]
    session = client.session
    session["stepped_up_at"] = desk.now.timestamp()
    session.save()
    chosen = {"from_staff_id": str(desk.inside.handler.id), "to_staff_id": str(heir.id)}
    preview = client.get(HANDOVER, chosen).content.decode()
    assert "<dt>未办结</dt><dd>2</dd>" in preview
    assert client.post(HANDOVER, chosen).status_code == 302
    assert {desk.fresh(lead).handler_id for lead in leads} == {heir.id}


def test_handover_to_the_same_person_is_refused_on_the_form(desk: Desk) -> None:
    client = desk.client(desk.inside.head)
    session = client.session
    session["stepped_up_at"] = desk.now.timestamp()
    session.save()
    same = {"from_staff_id": desk.inside.handler.id, "to_staff_id": desk.inside.handler.id}
    answer = client.post(HANDOVER, same)
    assert "移交人和接收人是同一人" in answer.content.decode()


def test_who_may_not_hand_over_is_refused(desk: Desk) -> None:
    assert desk.client(desk.inside.handler).get(HANDOVER).status_code == 403


def test_decisions_stand_in_the_log_in_the_procedures_words(desk: Desk) -> None:
    with tenant_scope(desk.procuratorate.id):
        desk.inside.decide(desk.inside.register(), proposing(LeadEvent.DECIDE_FILING))
    auditor = desk.client(desk.hire("审计管理员01", Role.AUDIT_ADMIN))
    page = auditor.get("/desk/office/audit/?act=leads.decide_filing").content.decode()
    assert "<td>同意建议立案</td>" in page
