"""再次反映 on a report that never became a lead: judged from the pool, told to the reporter."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, ReportMessage
from xiezhi.intake.rules.pool import NotLeadReason
from xiezhi.intake.services.again import UPHELD
from xiezhi.intake.services.conversation import write_as_reporter
from xiezhi.intake.services.screening import screen_as_not_lead
from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.leads.services.registration import Registration, register_lead

TALE = "邻居家的狗半夜叫，吵得睡不着"
AGAIN = "现在它咬人了，请再看看"


@pytest.fixture
def said(desk: Desk) -> tuple[Report, UUID]:
    """A report screened as no lead, whose reporter says it again."""
    report = desk.report(TALE)
    office = desk.procuratorate
    public = Actor(kind=ActorKind.PUBLIC, procuratorate_id=office.id)
    with tenant_scope(office.id):
        screen_as_not_lead(
            report_ids=[report.id],
            reason=NotLeadReason.PRIVATE_DISPUTE,
            acting=desk.inside.handler,
            now=desk.now,
        )
        message = write_as_reporter(
            report_id=report.id,
            kind="again",
            words=AGAIN,
            key=uuid4(),
            office=office,
            acting=public,
            now=desk.now,
        )
    return report, message.id


def address(report: Report, message_id: UUID) -> str:
    return f"/desk/pool/{report.id}/again/{message_id}/"


def fresh(desk: Desk, report: Report) -> tuple[str, bool, list[tuple[str, str, str]]]:
    with tenant_scope(desk.procuratorate.id):
        found = Report.objects.get(id=report.id)
        told = ReportMessage.objects.filter(report=report).order_by("written_at")
        lines = [(one.kind, one.step, one.words) for one in told]
    return found.pool_state, found.has_unread_answer, lines[2:]


def test_report_in_the_pool_offers_the_judgement(desk: Desk, said: tuple[Report, UUID]) -> None:
    report, message_id = said
    client = desk.client(desk.inside.handler)
    page = client.get(f"/desk/pool/{report.id}/").content.decode()
    assert f'href="{address(report, message_id)}"' in page
    assert AGAIN in client.get(address(report, message_id)).content.decode()


def test_founded_goes_back_to_screening_and_the_reporter_is_told(
    desk: Desk, said: tuple[Report, UUID]
) -> None:
    report, message_id = said
    client = desk.client(desk.inside.handler)
    answer = client.post(
        address(report, message_id), {"is_founded": "yes", "judgement": "已经伤人，涉公共安全"}
    )
    assert answer.headers["Location"] == f"/desk/pool/{report.id}/"
    assert fresh(desk, report) == ("pending", False, [("step", "reopened", "")])
    page = client.get(f"/desk/pool/{report.id}/").content.decode()
    assert "已经伤人，涉公共安全" in page
    assert address(report, message_id) not in page


def test_unfounded_stays_and_the_reporter_reads_neutral_words(
    desk: Desk, said: tuple[Report, UUID]
) -> None:
    report, message_id = said
    desk.client(desk.inside.handler).post(
        address(report, message_id), {"is_founded": "no", "judgement": "仍属邻里纠纷"}
    )
    state, _unread, told = fresh(desk, report)
    assert (state, told) == ("not_lead", [("feedback", "not_ours", UPHELD)])
    assert "邻里" not in UPHELD


def test_judgement_needs_its_reason_and_keeps_the_choice(
    desk: Desk, said: tuple[Report, UUID]
) -> None:
    report, message_id = said
    answer = desk.client(desk.inside.handler).post(
        address(report, message_id), {"is_founded": "yes", "judgement": ""}
    )
    assert answer.status_code == 400
    assert "checked" in answer.content.decode()
    assert fresh(desk, report)[2] == []


def test_judged_once(desk: Desk, said: tuple[Report, UUID]) -> None:
    report, message_id = said
    client = desk.client(desk.inside.handler)
    typed = {"is_founded": "no", "judgement": "仍属邻里纠纷"}
    client.post(address(report, message_id), typed)
    again: Any = client.post(address(report, message_id), typed)
    assert again.status_code == 409
    assert "已经判断过" in again.content.decode()


def test_report_behind_a_lead_is_judged_there(desk: Desk, said: tuple[Report, UUID]) -> None:
    report, message_id = said
    handler = desk.inside.handler
    client = desk.client(handler)
    client.post("/desk/pool/screen/", {"selected": str(report.id), "act": "undo"})
    assert handler.id is not None
    assert handler.department_id is not None
    with tenant_scope(desk.procuratorate.id):
        lead = register_lead(
            report_ids=[report.id],
            registration=Registration(
                title="犬只伤人", department_id=handler.department_id, handler_id=handler.id
            ),
            acting=handler,
            now=desk.now,
        )
    refused = client.post(
        address(report, message_id), {"is_founded": "no", "judgement": "仍属邻里纠纷"}
    )
    assert refused.status_code == 409
    page = client.get(f"/desk/pool/{report.id}/").content.decode()
    assert f"/desk/leads/{lead.id}/again/{message_id}/" in page


def test_message_of_another_report_does_not_exist(desk: Desk, said: tuple[Report, UUID]) -> None:
    other = desk.report("河滩上有建筑垃圾")
    assert desk.client(desk.inside.handler).get(address(other, said[1])).status_code == 404


def test_who_may_not_screen_may_not_judge(desk: Desk, said: tuple[Report, UUID]) -> None:
    report, message_id = said
    client = desk.client(desk.hire("案管09", Role.CASE_MANAGEMENT))
    assert client.get(address(report, message_id)).status_code == 403
    assert (
        address(report, message_id) not in client.get(f"/desk/pool/{report.id}/").content.decode()
    )
