"""Pages that behave otherwise in a zone: signing in by card, consent counted inside, work cards."""

from typing import Any

import pytest
from django.test import Client, override_settings

from tests.web.desk.staff import Desk
from tests.web.outside import as_unit, make_world
from xiezhi.accounts.rules.roles import Role
from xiezhi.infra.tenant import tenant_scope
from xiezhi.letters.models import Letter
from xiezhi.supporters.models import WorkCard


@override_settings(XIEZHI_ZONE="outer")
def test_outside_a_member_signs_in_by_card_and_is_asked_for_no_number(office: Any) -> None:
    client = Client(headers={"host": "localhost"})
    page = client.get("/sign-in/").content.decode()
    assert "请用这部手机扫工作证上的二维码登录。" in page
    assert 'name="phone"' not in page
    sent = client.post("/sign-in/", {"act": "send", "phone": "13800000007"})
    assert 'name="code"' not in sent.content.decode()


@override_settings(XIEZHI_ZONE="outer")
def test_outside_a_click_with_consent_is_counted_inside(office: Any, now: Any) -> None:
    world = make_world(office, now, consented=True)
    client = as_unit(world)
    page = client.post(f"/portal/letters/{world.letter_id}/receive/", follow=True)
    assert "已签收，即为送达。回复期限由检察院计算后在这里显示。" in page.content.decode()
    with tenant_scope(office.id):
        letter = Letter.objects.get(id=world.letter_id)
    assert letter.received_at is not None
    assert (letter.served_on, letter.reply_due_on) == (None, None)


@override_settings(XIEZHI_ZONE="inner", XIEZHI_OUTER_URL="https://report.example")
def test_a_work_card_made_inside_leads_to_the_outer_zone(desk: Desk) -> None:
    liaison = desk.hire("联络员01", Role.LIAISON)
    with tenant_scope(desk.procuratorate.id):
        member_id = desk.inside.member_id
    page = desk.client(liaison).post(f"/desk/office/supporters/{member_id}/card/")
    assert page.status_code == 200
    with tenant_scope(desk.procuratorate.id):
        assert WorkCard.objects.filter(supporter_id=member_id).count() == 1


@override_settings(XIEZHI_ZONE="inner", XIEZHI_OUTER_URL="")
def test_without_the_outer_address_no_card_is_made_and_it_says_why(desk: Desk) -> None:
    liaison = desk.hire("联络员01", Role.LIAISON)
    with tenant_scope(desk.procuratorate.id):
        member_id = desk.inside.member_id
    page = desk.client(liaison).post(f"/desk/office/supporters/{member_id}/card/")
    assert page.status_code == 409
    assert "XIEZHI_OUTER_URL" in page.content.decode()
    with tenant_scope(desk.procuratorate.id):
        assert WorkCard.objects.count() == 0


@pytest.fixture
def desk(office: Any) -> Desk:
    from tests.web.desk.staff import make_desk  # noqa: PLC0415  # models need Django's setup

    return make_desk(office)
