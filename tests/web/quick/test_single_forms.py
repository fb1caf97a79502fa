"""One form for each way of arrival: saved and cleared, saved and assessed, refused and kept."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.evidence.papers import pdf
from tests.evidence.pictures import jpeg
from tests.web.desk.staff import Desk
from xiezhi.accounts.models import Town
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import EntryDraft, Report, ReportFile
from xiezhi.kernel.clock import legal_day
from xiezhi.leads.models import Lead

WORDS = "加油站北二百米路东的消防水鹤被大车撞歪了"
PHONE = "13911117733"


def form_of(channel: str) -> str:
    return f"/desk/quick/form/{channel}/"


def typed(desk: Desk, **changes: Any) -> dict[str, Any]:
    return {
        "submission_key": str(uuid4()),
        "words": WORDS,
        "received_on": legal_day(desk.now).isoformat(),
        "do": "next",
    } | changes


def reports(desk: Desk) -> list[Report]:
    with tenant_scope(desk.procuratorate.id):
        return list(Report.objects.order_by("received_at"))


def test_telephone_report_is_saved_and_the_form_is_ready_for_the_next(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    answer = client.post(form_of("telephone"), typed(desk, contact_phone=PHONE))
    (report,) = reports(desk)
    assert answer.headers["Location"] == form_of("telephone")
    page = client.get(form_of("telephone")).content.decode()
    assert f"收到，编号{report.code}。" in page
    assert WORDS not in page
    assert PHONE not in page
    assert (report.channel, report.entered_by_id) == ("telephone", desk.inside.handler.id)
    assert report.code not in client.get(form_of("telephone")).content.decode()


def test_saved_and_assessed_registers_the_lead_and_opens_it(desk: Desk) -> None:
    answer = desk.client(desk.inside.handler).post(form_of("visit"), typed(desk, do="assess"))
    with tenant_scope(desk.procuratorate.id):
        lead = Lead.objects.get()
    assert answer.headers["Location"] == f"/desk/leads/{lead.id}/assess/"
    assert (lead.title, lead.handler_id) == (WORDS, desk.inside.handler.id)


def test_clerk_registers_the_lead_and_goes_on_typing(desk: Desk) -> None:
    client = desk.client(desk.hire("书记员09", Role.CLERK))
    page = client.get(form_of("letter")).content.decode()
    assert "保存并登记线索" in page
    answer = client.post(form_of("letter"), typed(desk, do="assess"))
    assert answer.headers["Location"] == form_of("letter")
    assert [report.pool_state for report in reports(desk)] == ["lead"]


def test_same_form_sent_twice_enters_once(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    once = typed(desk, do="assess")
    first, second = (client.post(form_of("telephone"), once) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert len(reports(desk)) == 1


@pytest.mark.parametrize(
    ("channel", "asked", "source"),
    [
        pytest.param("telephone", "电话", "控告举报", id="telephone"),
        pytest.param("letter", "扫描件", "控告举报", id="letter"),
        pytest.param("visit", "要求保密", "控告举报", id="visit"),
        pytest.param("media", "媒体名称、网址", "媒体舆论", id="media"),
        pytest.param("hotline_12345", "12345 工单编号", "媒体舆论", id="12345"),
        pytest.param("yixin", "益心为公平台编号", "控告举报", id="yixin"),
        pytest.param("agency_transfer", "移送机关、文号", "转交", id="organ"),
        pytest.param("internal_transfer", "移送部门、原案号", "办案发现", id="department"),
        pytest.param("superior_assignment", "上级院、交办文号", "转交", id="superior"),
    ],
)
def test_form_asks_for_its_own_and_shows_the_statutory_source(
    desk: Desk, channel: str, asked: str, source: str
) -> None:
    page = desk.client(desk.inside.handler).get(form_of(channel)).content.decode()
    assert asked in page
    assert f"<dd>{source}" in page
    assert desk.inside.handler.label in page


def test_unknown_way_of_arrival_is_no_page(desk: Desk) -> None:
    assert desk.client(desk.inside.handler).get(form_of("fax")).status_code == 404


def test_day_of_receipt_starts_with_today_and_may_not_be_tomorrow(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    today = legal_day(desk.now)
    assert f'value="{today}"' in client.get(form_of("letter")).content.decode()
    tomorrow = (today + timedelta(days=1)).isoformat()
    answer = client.post(form_of("letter"), typed(desk, received_on=tomorrow))
    assert answer.status_code == 400
    assert "收到日期不能晚于今天" in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert reports(desk) == []


def test_place_typed_in_one_line_is_read(desk: Desk) -> None:
    with tenant_scope(desk.procuratorate.id):
        Town.objects.create(name="展旦召苏木", position=0)
    place = "展旦召苏木北滩嘎查加油站北200米"
    desk.client(desk.inside.handler).post(form_of("telephone"), typed(desk, place_words=place))
    (report,) = reports(desk)
    assert (report.town, report.village) == ("展旦召苏木", "北滩嘎查")
    assert "加油站北200米" in report.place_words


def test_grid_member_is_named_by_label(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    unknown = client.post(form_of("telephone"), typed(desk, member="网格员99"))
    assert "没有这名在聘网格员" in unknown.content.decode()
    client.post(form_of("telephone"), typed(desk, member="网格员07"))
    (report,) = reports(desk)
    assert report.supporter_id == desk.inside.member.id


def test_member_and_other_reporter_exclude_each_other(desk: Desk) -> None:
    answer = desk.client(desk.inside.handler).post(
        form_of("telephone"), typed(desk, member="网格员07", contact_phone=PHONE)
    )
    assert answer.status_code == 400
    assert "两者只填一样" in answer.content.decode()


def test_refused_form_keeps_its_files_on_the_server(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    files = [
        SimpleUploadedFile("现场.jpg", jpeg()),
        SimpleUploadedFile("录音.jpg", b"MZ" + bytes(90)),
    ]
    once = typed(desk, attachments=files)
    refused = client.post(form_of("visit"), once)
    text = refused.content.decode()
    assert refused.status_code == 400
    assert "录音.jpg：" in text
    assert "已收下的文件" in text
    draft = refused.context["form"].data["draft"]
    del once["attachments"]
    saved = client.post(form_of("visit"), once | {"draft": draft})
    assert saved.status_code == 302
    assert [report.photo_count for report in reports(desk)] == [1]
    with tenant_scope(desk.procuratorate.id):
        assert EntryDraft.objects.count() == 0


def test_number_of_the_other_side_is_asked_for_and_taken_once(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    assert client.post(form_of("hotline_12345"), typed(desk)).status_code == 400
    client.post(form_of("hotline_12345"), typed(desk, external_number="DL-17"))
    again = client.post(form_of("hotline_12345"), typed(desk, external_number="DL-17"))
    (report,) = reports(desk)
    assert again.status_code == 400
    assert report.code in again.content.decode()


def test_scan_of_a_letter_is_kept_with_it(desk: Desk) -> None:
    scan = SimpleUploadedFile("来信.pdf", pdf(), "application/pdf")
    client = desk.client(desk.inside.handler)
    client.post(form_of("letter"), typed(desk, scans=scan, scans_are_masked="on"))
    (report,) = reports(desk)
    with tenant_scope(desk.procuratorate.id):
        file = ReportFile.objects.get(report=report).file
    assert (file.kind, file.is_sealed) == ("paper", False)
    page = client.get(f"/desk/pool/{report.id}/").content.decode()
    assert f"/desk/files/{file.id}/original/" in page


def test_form_put_aside_can_be_gone_on_with(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    answer = client.post(form_of("letter"), typed(desk, do="keep", contact_phone=PHONE))
    assert answer.headers["Location"] == "/desk/quick/"
    with tenant_scope(desk.procuratorate.id):
        draft = EntryDraft.objects.get()
    page = client.get("/desk/quick/").content.decode()
    assert f"/desk/quick/drafts/{draft.id}/" in page
    assert WORDS in client.get(f"/desk/quick/drafts/{draft.id}/").content.decode()
    assert reports(desk) == []


def test_form_put_aside_needs_nothing_but_drops_nothing_unread(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    without_number = client.post(form_of("hotline_12345"), typed(desk, do="keep"))
    assert without_number.status_code == 302
    unread = client.post(form_of("telephone"), typed(desk, do="keep", member="没有这个人"))
    text = unread.content.decode()
    assert unread.status_code == 400
    assert ("没有这名在聘网格员" in text, "没有这个人" in text) == (True, True)


def test_form_refused_with_a_file_and_then_put_aside_is_one_unfinished_entry(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    once = typed(desk, member="没有这个人")
    photo = SimpleUploadedFile("现场.jpg", jpeg())
    refused = client.post(form_of("telephone"), once | {"attachments": photo})
    draft = refused.context["form"].data["draft"]
    words = f"{WORDS}，在路东"
    client.post(
        form_of("telephone"),
        once | {"do": "keep", "member": "", "draft": draft, "words": words},
    )
    with tenant_scope(desk.procuratorate.id):
        assert [str(one.id) for one in EntryDraft.objects.all()] == [draft]
    page = client.get(f"/desk/quick/drafts/{draft}/").content.decode()
    assert (words in page, "现场.jpg" in page) == (True, True)


@pytest.mark.parametrize(
    ("role", "status"),
    [
        pytest.param(Role.CLERK, 200, id="clerk"),
        pytest.param(Role.LIAISON, 200, id="liaison"),
        pytest.param(Role.PETITION_OFFICER, 403, id="petition"),
        pytest.param(Role.CASE_MANAGEMENT, 403, id="case-management"),
        pytest.param(Role.SYSTEM_ADMIN, 403, id="system-admin"),
    ],
)
def test_page_opens_to_whoever_may_register(desk: Desk, role: Role, status: int) -> None:
    client = desk.client(desk.hire("某人09", role))
    assert client.get("/desk/quick/").status_code == status
    assert client.get(form_of("telephone")).status_code == status
    is_linked = 'href="/desk/quick/"' in client.get("/desk/").content.decode()
    assert is_linked is (status == 200)


def test_scan_stands_on_the_lead_page_too(desk: Desk) -> None:
    client = desk.client(desk.inside.handler)
    masked = SimpleUploadedFile("来信.pdf", pdf(), "application/pdf")
    bare = SimpleUploadedFile("信封.pdf", pdf(), "application/pdf")
    shown = typed(desk, scans=masked, scans_are_masked="on", do="assess")
    for once in (shown, typed(desk, scans=bare, do="assess")):
        client.post(form_of("letter"), once)
    with tenant_scope(desk.procuratorate.id):
        leads = list(Lead.objects.order_by("number"))
    pages = [client.get(f"/desk/leads/{lead.id}/").content.decode() for lead in leads]
    assert ["扫描件已封存" in page for page in pages] == [False, True]
    assert "/original/" in pages[0]
