"""信息池: screening one by one and in bulk, with undo; duplicates; who may be called."""

import json
from typing import Any

import pytest

from tests.web.desk.staff import Desk
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.ledger.models import LedgerEntry

TALE = "加油站北二百米路东的消防水鹤被大车撞歪了，根部一直往外冒水"


def state_of(desk: Desk, report: Report) -> tuple[str, str]:
    with tenant_scope(desk.procuratorate.id):
        found = Report.objects.get(id=report.id)
        return found.pool_state, found.not_lead_reason


def test_urgent_report_stands_first(desk: Desk) -> None:
    desk.report("村口路灯不亮已经一周了")
    urgent = desk.report("化工厂门口有刺鼻气味", is_urgent=True)
    answer = desk.client(desk.inside.handler).get("/desk/pool/")
    assert answer.context["rows"][0].id == urgent.id


def test_list_is_searched_and_filtered(desk: Desk) -> None:
    wanted = desk.report(TALE)
    desk.report("村口路灯不亮已经一周了")
    answer = desk.client(desk.inside.handler).get("/desk/pool/", {"words": "水鹤"})
    assert [row.id for row in answer.context["rows"]] == [wanted.id]


def test_unknown_filter_is_left_out_not_refused(desk: Desk) -> None:
    desk.report(TALE)
    answer = desk.client(desk.inside.handler).get("/desk/pool/?state=never&page=x&channel=fax")
    assert (answer.status_code, len(answer.context["rows"])) == (200, 1)


def test_digit_of_a_reason_screens_and_shows_the_next(desk: Desk) -> None:
    first, second = desk.report("我家玉米让隔壁的牛吃了两亩"), desk.report(TALE)
    answer = desk.client(desk.inside.handler).post(
        "/desk/pool/screen/",
        {"selected": first.id, "reason": "private_dispute", "next": second.id, "single": "1"},
        headers={"hx-request": "true"},
    )
    text = answer.content.decode()
    assert state_of(desk, first) == ("not_lead", "private_dispute")
    assert TALE in text
    assert f'id="report-{first.id}" hx-swap-oob="delete"' in text
    assert "撤销" in text


def test_many_are_screened_with_one_reason_and_put_back(desk: Desk) -> None:
    reports = [desk.report(f"第 {number} 条：请问几点上班") for number in range(3)]
    client = desk.client(desk.inside.handler)
    ids = [str(report.id) for report in reports]
    client.post(
        "/desk/pool/screen/", {"selected": ids, "act": "not_lead", "reason": "consultation"}
    )
    assert {state_of(desk, report)[0] for report in reports} == {"not_lead"}
    assert client.get("/desk/pool/").context["undo"]["ids"] == ids
    client.post("/desk/pool/screen/", {"selected": ids, "act": "undo"})
    assert {state_of(desk, report)[0] for report in reports} == {"pending"}


def test_refused_bulk_act_keeps_ticks_and_words(desk: Desk) -> None:
    report = desk.report(TALE)
    answer = desk.client(desk.inside.handler).post(
        "/desk/pool/screen/", {"selected": report.id, "act": "not_lead", "reason": "other"}
    )
    assert answer.status_code == 400
    assert str(report.id) in answer.context["chosen"]
    assert "选“其他”须写明理由" in answer.content.decode()


def test_suspected_duplicate_stands_beside_with_its_lead(desk: Desk) -> None:
    lead = desk.lead(words=TALE)
    with tenant_scope(desk.procuratorate.id):
        from xiezhi.intake.models import ReportBand  # noqa: PLC0415
        from xiezhi.language.duplicates import band_keys  # noqa: PLC0415

        behind = Report.objects.get(words=TALE)
        ReportBand.objects.bulk_create(
            ReportBand(report=behind, band=band) for band in band_keys(TALE)
        )
    report = desk.report(f"{TALE}，没人管")
    text = desk.client(desk.inside.handler).get(f"/desk/pool/{report.id}/").content.decode()
    assert "疑似重复" in text
    assert f"{lead.year}-{lead.number}" in text


def test_member_on_duty_is_called_with_one_tap_and_the_look_is_recorded(desk: Desk) -> None:
    report = desk.report(TALE, supporter_id=desk.inside.member.id)
    page = desk.client(desk.inside.handler)
    assert "13800000007" not in page.get(f"/desk/pool/{report.id}/").content.decode()
    answer = page.post(f"/desk/pool/{report.id}/contact/", headers={"hx-request": "true"})
    assert 'href="tel:13800000007"' in answer.content.decode()
    with tenant_scope(desk.procuratorate.id):
        acts = [json.loads(entry.body)["act"] for entry in LedgerEntry.objects.all()]
    assert acts.count("intake.view_contact") == 1


def test_secret_reporter_is_a_code_and_cannot_be_called(desk: Desk) -> None:
    report = desk.report(TALE)
    page = desk.client(desk.inside.handler)
    text = page.get(f"/desk/pool/{report.id}/").content.decode()
    assert report.code in text
    assert "打电话" not in text
    assert page.post(f"/desk/pool/{report.id}/contact/").status_code == 409


@pytest.mark.parametrize(
    ("role", "status"),
    [
        pytest.param(Role.PETITION_OFFICER, 200, id="petition"),
        pytest.param(Role.CASE_MANAGEMENT, 200, id="case-management"),
        pytest.param(Role.SYSTEM_ADMIN, 403, id="system-admin"),
        pytest.param(Role.AUDIT_ADMIN, 403, id="audit-admin"),
    ],
)
def test_pool_opens_to_whoever_has_the_right(desk: Desk, role: Role, status: int) -> None:
    client = desk.client(desk.hire("某人09", role))
    report = desk.report(TALE)
    assert client.get("/desk/pool/").status_code == status
    assert client.get(f"/desk/pool/{report.id}/").status_code == status


def test_who_may_not_screen_sees_no_buttons_and_is_refused(desk: Desk) -> None:
    client = desk.client(desk.hire("案管09", Role.CASE_MANAGEMENT))
    report = desk.report(TALE)
    assert "data-screen" not in client.get(f"/desk/pool/{report.id}/").content.decode()
    answer = client.post("/desk/pool/screen/", {"selected": report.id, "act": "keep"})
    assert (answer.status_code, state_of(desk, report)[0]) == (403, "pending")


def test_public_is_sent_to_sign_in(desk: Desk, client: Any) -> None:
    assert client.get("/desk/pool/", headers={"host": "localhost"}).status_code in {302, 403}


def test_question_is_asked_and_empty_one_refused(desk: Desk) -> None:
    report = desk.report(TALE)
    client = desk.client(desk.inside.handler)
    empty = client.post(f"/desk/pool/{report.id}/ask/", {"words": " "})
    assert empty.status_code == 400
    client.post(f"/desk/pool/{report.id}/ask/", {"words": "请问现在还漏水吗？"})
    assert "请问现在还漏水吗？" in client.get(f"/desk/pool/{report.id}/").content.decode()
