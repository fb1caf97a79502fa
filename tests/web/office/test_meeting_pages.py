"""联席会议 on the desk: units called, 回执 entered from paper, minutes with a scan; duties written."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.cast import make_unit
from tests.web.desk.staff import Desk, slip
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.partners.models import JointMeeting, MeetingInvitation, PartnerUnit
from xiezhi.partners.selectors.instruments import list_parts_of
from xiezhi.partners.services.units import sign_instrument

URL = "/desk/office/meetings/"


@pytest.fixture
def liaison(desk: Desk) -> Actor:
    return desk.hire("联络员01", Role.LIAISON)


@pytest.fixture
def client(desk: Desk, liaison: Actor) -> Client:
    return desk.client(liaison)


@pytest.fixture
def unit(desk: Desk) -> PartnerUnit:
    with tenant_scope(desk.procuratorate.id):
        return make_unit("旗消防救援大队")


def fields(unit: PartnerUnit, **changes: Any) -> dict[str, Any]:
    day = legal_day(clock.now()) + timedelta(days=9)
    return {
        "title": "消检协作联席会议",
        "day": day.isoformat(),
        "at": "14:30",
        "place": "三楼会议室",
        "agenda": "通报消防水鹤管护情况",
        "contact": "书记员05，0477-0000000",
        "unit_ids": [str(unit.id)],
    } | changes


def called(client: Client, unit: PartnerUnit, **changes: Any) -> str:
    answer = client.post(f"{URL}new/", fields(unit, **changes))
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def begun(desk: Desk) -> None:
    with tenant_scope(desk.procuratorate.id):
        JointMeeting.objects.update(starts_at=clock.now() - timedelta(hours=3))


def test_meeting_is_called_and_listed(client: Client, unit: PartnerUnit) -> None:
    page = client.get(called(client, unit)).content.decode()
    assert "旗消防救援大队" in page
    assert "未回执" in page
    listed = client.get(URL).content.decode()
    assert "消检协作联席会议" in listed
    assert "14:30" in listed


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"unit_ids": []}, "这个字段是必填项。"),
        ({"answer_by": "2099-01-01"}, "回执截止日期晚于会议日期。"),
        ({"agenda": ""}, "这个字段是必填项。"),
    ],
)
def test_what_cannot_be_called_is_said_at_its_field(
    client: Client, unit: PartnerUnit, changes: dict[str, Any], sentence: str
) -> None:
    answer = client.post(f"{URL}new/", fields(unit, **changes))
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert "三楼会议室" in answer.content.decode()


def test_answer_by_telephone_is_entered(client: Client, unit: PartnerUnit) -> None:
    page = called(client, unit)
    entry = f"{page}units/{unit.id}/"
    assert client.post(entry, {"answer": "coming", "posts": ""}).status_code == 400
    assert client.post(entry, {"answer": "coming", "posts": "副大队长"}).status_code == 302
    shown = client.get(page).content.decode()
    assert "副大队长" in shown
    assert "代录 联络员01" in shown


def test_minutes_wait_for_the_meeting(desk: Desk, client: Client, unit: PartnerUnit) -> None:
    page = called(client, unit)
    assert "登记纪要" not in client.get(page).content.decode()
    early = client.post(f"{page}minutes/", {"words": "议定事项"})
    assert early.status_code == 400
    assert "会议还没有开始，不能登记纪要。" in early.content.decode()
    begun(desk)
    assert "登记纪要" in client.get(page).content.decode()


def test_minutes_are_recorded_with_a_scan(desk: Desk, client: Client, unit: PartnerUnit) -> None:
    page = called(client, unit)
    begun(desk)
    sent = {"words": "议定管护责任清单。", "present": [str(unit.id)], "scan": slip("纪要.pdf")}
    assert client.post(f"{page}minutes/", sent).status_code == 302
    shown = client.get(page).content.decode()
    assert "议定管护责任清单。" in shown
    assert "到会" in shown
    scan = client.get(f"{page}scan/")
    assert scan["Content-Disposition"].startswith("attachment")
    assert scan.content.startswith(b"%PDF")
    with tenant_scope(desk.procuratorate.id):
        assert MeetingInvitation.objects.get().was_present


def test_neither_words_nor_scan_is_said(desk: Desk, client: Client, unit: PartnerUnit) -> None:
    page = called(client, unit)
    begun(desk)
    answer = client.post(f"{page}minutes/", {"words": ""})
    assert answer.status_code == 400
    assert "会议纪要和扫描件都没有。" in answer.content.decode()


def test_cancelled_meeting_says_why(client: Client, unit: PartnerUnit) -> None:
    page = called(client, unit)
    assert client.post(f"{page}cancel/", {"reason": "改期另行通知"}).status_code == 302
    assert "改期另行通知" in client.get(page).content.decode()
    assert "改期另行通知" in client.get(f"{URL}?state=cancelled").content.decode()


def test_meeting_is_changed_with_what_was_entered_before(
    desk: Desk, client: Client, unit: PartnerUnit
) -> None:
    page = called(client, unit)
    with tenant_scope(desk.procuratorate.id):
        other = make_unit("旗住房和城乡建设局")
    form = client.get(f"{page}change/").context["form"]
    assert form["at"].value().strftime("%H:%M") == "14:30"
    assert [label for _value, label in form.fields["unit_ids"].choices] == [other.name]
    sent = fields(unit, place="旗消防救援大队会议室", unit_ids=[str(other.id)])
    assert client.post(f"{page}change/", sent).status_code == 302
    shown = client.get(page).content.decode()
    assert "旗消防救援大队会议室" in shown
    assert other.name in shown
    past = client.post(f"{page}change/", fields(unit, day="2020-01-01", unit_ids=[]))
    assert past.status_code == 400
    assert "会议时间已经过了。" in past.content.decode()


def test_duties_of_a_text_are_written_from_the_units_page(
    desk: Desk, client: Client, liaison: Actor, unit: PartnerUnit
) -> None:
    with tenant_scope(desk.procuratorate.id):
        sign_instrument(
            title="消检协作意见",
            signed_on=legal_day(clock.now()),
            parties={unit.id: ""},
            acting=liaison,
            now=clock.now(),
        )
        part = list_parts_of(unit.id)[0]
    address = f"/desk/office/instruments/{part.id}/duties/"
    assert address in client.get(f"/desk/office/units/{unit.id}/").content.decode()
    assert client.post(address, {"duties": "检查取水设施"}).status_code == 302
    assert "检查取水设施" in client.get(f"/desk/office/units/{unit.id}/").content.decode()


def test_whoever_does_not_manage_units_is_kept_out(desk: Desk) -> None:
    clerk = desk.client(desk.inside.clerk)
    for address in (URL, f"{URL}new/"):
        assert clerk.get(address).status_code == 403
