"""会签职责 and 联席会议 in the portal: a unit reads what is its own and answers in one step."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.outside import World, as_member
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.clock import legal_day
from xiezhi.partners.models import JointMeeting, MeetingInvitation, PartnerUnit
from xiezhi.partners.selectors.instruments import list_parts_of
from xiezhi.partners.services.instruments import write_duties
from xiezhi.partners.services.meetings import MeetingDraft, plan_meeting
from xiezhi.partners.services.units import sign_instrument

DUTIES = "/portal/cooperation/"
LIST = "/portal/cooperation/meetings/"
MOST = 15


@pytest.fixture
def other_unit(world: World) -> PartnerUnit:
    with tenant_scope(world.office.id):
        found: PartnerUnit = PartnerUnit.objects.get(name="旗住房和城乡建设局")
    return found


def called(world: World, *units: PartnerUnit) -> str:
    with tenant_scope(world.office.id):
        draft = MeetingDraft(
            title="消检协作联席会议",
            starts_at=clock.now() + timedelta(days=5),
            place="三楼会议室",
            agenda="通报消防水鹤管护情况",
            unit_ids=[unit.id for unit in units],
        )
        made = plan_meeting(draft=draft, acting=world.inside.head, now=clock.now())
        return f"{LIST}{made.id}/"


def signed(world: World, *units: PartnerUnit) -> None:
    now = clock.now()
    with tenant_scope(world.office.id):
        head = world.inside.head
        sign_instrument(
            title="消检协作意见",
            signed_on=legal_day(now),
            parties={unit.id: "" for unit in units},
            acting=head,
            now=now,
        )
        for unit in units:
            part = list_parts_of(unit.id)[0]
            duties = f"{unit.short_name}的职责"
            write_duties(party_id=part.id, duties=duties, acting=head, now=now)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_unit_reads_its_own_duties_and_no_other_units(
    world: World, unit: Client, other_unit: PartnerUnit
) -> None:
    assert "没有有效的会签文件" in text(unit, DUTIES)
    signed(world, world.unit, other_unit)
    page = text(unit, DUTIES)
    assert "消检协作意见" in page
    assert f"{world.unit.short_name}的职责" in page
    assert other_unit.short_name not in page
    assert "消防大队联络员01" in page


def test_home_and_inbox_lead_to_a_meeting_that_waits(world: World, unit: Client) -> None:
    assert "等贵单位回执" not in text(unit, "/portal/")
    page = called(world, world.unit)
    assert "有 1 次联席会议等贵单位回执。" in text(unit, "/portal/")
    assert "联席会议通知：消检协作联席会议" in text(unit, "/portal/inbox/")
    assert page in text(unit, LIST)


def test_one_click_answers_with_a_post(world: World, unit: Client) -> None:
    page = called(world, world.unit)
    form = unit.get(page).context["form"]
    offered = {name: form[name].value() for name in ("answer", "posts", "words")}
    assert offered == {"answer": "coming", "posts": "联络员", "words": ""}
    assert unit.post(page, offered).status_code == 302
    assert "等贵单位回执" not in text(unit, "/portal/")
    with tenant_scope(world.office.id):
        assert MeetingInvitation.objects.get().posts == "联络员"


def test_refused_answer_is_said_at_its_field(world: World, unit: Client) -> None:
    page = called(world, world.unit)
    answer = unit.post(page, {"answer": "not_coming", "posts": "", "words": ""})
    assert answer.status_code == 400
    assert "请写明不能参加的原因。" in answer.context["form"].errors["words"][0]


def test_meeting_that_began_is_only_read(world: World, unit: Client) -> None:
    page = called(world, world.unit)
    with tenant_scope(world.office.id):
        JointMeeting.objects.update(
            starts_at=clock.now() - timedelta(hours=1), state="held", minutes="议定责任清单。"
        )
    shown = text(unit, page)
    assert "议定责任清单。" in shown
    assert "提交回执" not in shown
    late = unit.post(page, {"answer": "coming", "posts": "大队长"})
    assert late.status_code == 400
    assert "不能再回执" in late.content.decode()


def test_other_units_are_never_named(world: World, unit: Client, other_unit: PartnerUnit) -> None:
    page = called(world, world.unit, other_unit)
    for address in (LIST, page):
        assert other_unit.short_name not in text(unit, address)


def test_unit_not_called_finds_no_meeting(
    world: World, unit: Client, other_unit: PartnerUnit
) -> None:
    page = called(world, other_unit)
    assert unit.get(page).status_code == 404
    assert unit.get(f"{page}minutes/").status_code == 404
    assert page not in text(unit, LIST)


@pytest.mark.parametrize("address", [DUTIES, LIST])
def test_only_units_come_in(world: World, address: str) -> None:
    assert as_member(world).get(address).status_code == 403


@pytest.mark.parametrize("address", [DUTIES, LIST, "/portal/"])
def test_page_needs_few_statements(world: World, unit: Client, address: Any) -> None:
    signed(world, world.unit)
    for _place in range(3):
        called(world, world.unit)
    unit.get(address)
    with CaptureQueriesContext(connection) as found:
        assert unit.get(address).status_code == 200
    work = [query for query in found if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(work) <= MOST, [query["sql"][:90] for query in work]
