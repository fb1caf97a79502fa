"""A unit reads and confirms the documents sent to it, and nobody else's."""

import pytest
from django.test import Client

from tests.web.outside import TITLE, World, as_member, as_unit, make_world, serve
from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.letters.models import Letter

PAGES = ("/portal/", "/portal/?box=due_soon", "/portal/liaison/")


def letter_of(world: World) -> Letter:
    with tenant_scope(world.office.id):
        found: Letter = Letter.objects.get(id=world.letter_id)
    return found


@pytest.mark.parametrize("page", PAGES)
def test_unit_sees_its_pages(unit: Client, page: str) -> None:
    assert unit.get(page).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_strangers_are_led_to_the_sign_in_of_units(world: World, page: str) -> None:
    answer = Client(headers={"host": "localhost"}).get(page)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/portal/sign-in/")


@pytest.mark.parametrize("page", PAGES)
def test_grid_member_may_not_open_the_portal(world: World, page: str) -> None:
    assert as_member(world).get(page).status_code == 403


def test_home_lists_the_letter_in_its_box(unit: Client) -> None:
    page = unit.get("/portal/")
    assert TITLE in page.content.decode()
    assert [tile["value"] for tile in page.context["tiles"]] == [1, 0, 0, 0]
    assert TITLE not in unit.get("/portal/?box=replied").content.decode()


def test_unknown_box_shows_everything(unit: Client) -> None:
    assert TITLE in unit.get("/portal/?box=nonsense").content.decode()


@pytest.mark.parametrize("part", ["", "receive/", "reply/", "review/"])
def test_other_unit_finds_no_letter(world: World, letter_url: str, part: str) -> None:
    other = as_unit(world, world.other_officer)
    ask = other.get if part in {"", "review/"} else other.post
    assert ask(letter_url + part).status_code == 404


def test_other_unit_gets_no_file(world: World, unit: Client, letter_url: str) -> None:
    sealed = f"{letter_url}files/{letter_of(world).sealed_letter_id}/"
    assert b"".join(unit.get(sealed)).startswith(b"%PDF")
    assert as_unit(world, world.other_officer).get(sealed).status_code == 404


def test_sealed_letter_is_saved_and_not_opened_in_the_page(
    world: World, unit: Client, letter_url: str
) -> None:
    answer = unit.get(f"{letter_url}files/{letter_of(world).sealed_letter_id}/")
    assert answer["Content-Disposition"].startswith("attachment")
    assert answer["Content-Type"] == "application/pdf"
    answer.close()


def test_picture_of_the_report_is_no_file_of_the_letter(
    world: World, unit: Client, letter_url: str
) -> None:
    with tenant_scope(world.office.id):
        cover_id = world.lead.__class__.objects.get(id=world.lead.id).cover_id
    assert cover_id is not None
    assert unit.get(f"{letter_url}files/{cover_id}/").status_code == 404


def test_receipt_without_consent_is_no_service(
    world: World, received: Client, letter_url: str
) -> None:
    found = letter_of(world)
    assert found.received_at is not None
    assert found.served_on is None
    assert found.unit_section == "防火监督科"
    assert "以送达回证为准" in received.get(letter_url).content.decode()


def test_receipt_with_consent_is_service_and_the_clock_runs(office: Procuratorate) -> None:
    world = make_world(office, clock.now(), consented=True)
    browser = as_unit(world)
    page = browser.get(f"/portal/letters/{world.letter_id}/").content.decode()
    assert "签收即为送达" in page
    browser.post(f"/portal/letters/{world.letter_id}/receive/")
    found = letter_of(world)
    assert found.served_on == clock.legal_day(clock.now())
    assert found.reply_due_on is not None


def test_limit_of_the_office_is_never_called_statutory(
    world: World, unit: Client, letter_url: str
) -> None:
    serve(world, clock.now())
    page = unit.get(letter_url).content.decode()
    assert "本院设定，法律没有规定这一期限" in page
    assert "法定期限" not in page


def test_withdrawn_letter_is_gone(world: World, unit: Client, letter_url: str) -> None:
    with tenant_scope(world.office.id):
        Letter.objects.filter(id=world.letter_id).update(withdrawn_at=clock.now())
    assert unit.get(letter_url).status_code == 404


def test_what_was_served_already_is_not_served_by_signing(
    world: World, unit: Client, letter_url: str
) -> None:
    serve(world, clock.now())
    page = unit.get(letter_url).content.decode()
    assert f"已于 {letter_of(world).served_on:%Y-%m-%d} 送达" in page
    assert "签收即为送达，回复期限从次日起算" not in page
    assert "不是送达" not in page


def test_what_was_answered_on_paper_needs_no_signing(
    world: World, unit: Client, letter_url: str
) -> None:
    with tenant_scope(world.office.id):
        Letter.objects.filter(id=world.letter_id).update(replied_at=clock.now())
    assert [row["act"] for row in unit.get("/portal/").context["rows"]] == ["查看"]
    page = unit.get(letter_url).content.decode()
    assert "已经回复，不必再签收。" in page
    assert f"{letter_url}receive/" not in page
