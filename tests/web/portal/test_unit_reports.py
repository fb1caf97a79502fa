"""移送线索 in the portal: the form, its refusals with nothing lost, the number, the four words."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.desk.staff import signed_in
from tests.web.outside import World, as_member, as_unit, letter, photo
from xiezhi.accounts.models import StaffMember, Town
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report, UnitReport
from xiezhi.kernel import clock
from xiezhi.kernel.clock import CHINA
from xiezhi.ledger.models import LedgerEntry

HERE = "/portal/handed/"
NEW = f"{HERE}new/"
TITLE = "北滩砂场越界取土"


def fields(**changes: Any) -> dict[str, Any]:
    seen_at = (clock.now() - timedelta(days=2)).astimezone(CHINA)
    return {
        "submission_key": str(uuid4()),
        "title": TITLE,
        "words": "砂场越界取土约两亩，草场植被被毁",
        "place_words": "展旦召苏木北滩砂场",
        "seen_at": seen_at.strftime("%Y-%m-%dT%H:%M"),
        "own_number": "达消函〔2026〕3号",
        "basis": "消防救援协作意见第五条",
    } | changes


def handed(world: World) -> list[UnitReport]:
    with tenant_scope(world.office.id):
        return list(UnitReport.objects.select_related("report").order_by("handed_at"))


def test_unit_hands_a_lead_over_and_reads_its_number(world: World, unit: Client) -> None:
    sent = fields(photos=photo(), papers=letter("移送函.pdf"), papers_are_masked="on")
    answer = unit.post(NEW, sent)
    (taken,) = handed(world)
    assert (answer.status_code, answer["Location"]) == (302, f"{HERE}{taken.id}/")
    page = unit.get(answer["Location"]).content.decode()
    assert taken.report.code in page
    assert "已收到" in page
    listed = unit.get(HERE).content.decode()
    assert TITLE in listed
    assert taken.report.code in listed


@pytest.mark.parametrize(
    ("typed", "town", "words"),
    [
        ("展旦召苏木北滩砂场", "展旦召苏木", "北滩砂场"),
        ("展旦召苏木", "展旦召苏木", ""),
        ("达旗展旦召苏木北滩砂场东侧", "展旦召苏木", "达旗展旦召苏木北滩砂场东侧"),
        ("高速路服务区北侧", "", "高速路服务区北侧"),
    ],
)
def test_nothing_of_the_place_is_lost(
    world: World, unit: Client, typed: str, town: str, words: str
) -> None:
    with tenant_scope(world.office.id):
        Town.objects.create(name="展旦召苏木", position=1)
    answer = unit.post(NEW, fields(place_words=typed))
    (taken,) = handed(world)
    assert (taken.report.town, taken.report.place_words) == (town, words)
    assert f"<dd>{typed}</dd>" in unit.get(answer["Location"]).content.decode()


def test_form_sent_by_script_is_led_on(world: World, unit: Client) -> None:
    answer = unit.post(NEW, fields(), headers={"hx-request": "true"})
    (taken,) = handed(world)
    assert answer["HX-Redirect"] == f"{HERE}{taken.id}/"


def test_same_form_twice_is_one_lead(world: World, unit: Client) -> None:
    sent = fields()
    first, again = unit.post(NEW, sent), unit.post(NEW, sent)
    assert first["Location"] == again["Location"]
    (taken,) = handed(world)
    with tenant_scope(world.office.id):
        entry = LedgerEntry.objects.get(act="intake.take_from_unit")
    assert (entry.object_id, entry.actor_id) == (str(taken.report_id), str(world.officer.id))


def test_changed_form_says_that_the_first_came(world: World, unit: Client) -> None:
    sent = fields()
    unit.post(NEW, sent)
    answer = unit.post(NEW, sent | {"title": "另一个名称"})
    assert answer.status_code == 400
    assert "已经收到" in answer.content.decode()
    assert len(handed(world)) == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        pytest.param({"title": ""}, "title", id="no-title"),
        pytest.param({"words": "短"}, "words", id="too-short"),
        pytest.param({"words": "字" * 2001}, "words", id="too-long"),
        pytest.param({"place_words": " "}, "place_words", id="no-place"),
        pytest.param({"seen_at": "2199-01-01T00:00"}, "seen_at", id="to-come"),
        pytest.param({"seen_at": "1999-01-01T00:00"}, "seen_at", id="long-ago"),
        pytest.param({"seen_at": "去年"}, "seen_at", id="no-time"),
        pytest.param({"area": "nowhere"}, "area", id="no-area"),
        pytest.param({"basis": "据" * 501}, "basis", id="basis-too-long"),
    ],
)
def test_refusal_stands_at_its_field_and_keeps_what_was_typed(
    world: World, unit: Client, changes: dict[str, str], field: str
) -> None:
    answer = unit.post(NEW, fields(**changes))
    assert answer.status_code == 400
    assert answer.context["form"].errors.keys() == {field}
    text = answer.content.decode()
    assert "data-sent-form" in text
    assert "达消函〔2026〕3号" in text
    assert handed(world) == []


def test_file_that_may_not_be_taken_is_named_at_its_field(world: World, unit: Client) -> None:
    broken = SimpleUploadedFile("坏图.jpg", b"GIF89a no picture at all", "image/jpeg")
    answer = unit.post(NEW, fields(photos=broken, papers=letter("移送函.pdf")))
    assert answer.status_code == 400
    (words,) = answer.context["form"].errors["photos"]
    assert words.startswith("坏图.jpg：")
    assert handed(world) == []


def test_too_many_pictures_are_refused_and_none_is_dropped(world: World, unit: Client) -> None:
    many = [photo(f"{number}.jpg", shade=number) for number in range(10)]
    answer = unit.post(NEW, fields(photos=many))
    assert answer.status_code == 400
    assert answer.context["form"].errors.keys() == {"photos"}
    assert handed(world) == []


def test_other_unit_finds_nothing(world: World, unit: Client) -> None:
    address = unit.post(NEW, fields())["Location"]
    other = as_unit(world, world.other_officer)
    assert other.get(address).status_code == 404
    assert TITLE not in other.get(HERE).content.decode()


@pytest.mark.parametrize("page", [HERE, NEW])
def test_only_units_come_in(world: World, page: str) -> None:
    assert as_member(world).get(page).status_code == 403
    stranger = Client(headers={"host": "localhost"}).get(page)
    assert stranger["Location"].startswith("/portal/sign-in/")


@pytest.mark.parametrize("asked", ["0", "-1", "x", "9" * 40])
def test_page_that_is_none_is_no_fault(unit: Client, asked: str) -> None:
    assert unit.get(HERE, {"page": asked}).status_code == 200


def test_office_sees_unit_officer_and_basis_in_the_pool(world: World, unit: Client) -> None:
    unit.post(NEW, fields())
    with tenant_scope(world.office.id):
        report = Report.objects.get(channel="agency_transfer")
        account_id = StaffMember.objects.get(id=world.inside.handler.id).account_id
        name = world.unit.name
    page = signed_in(account_id).get(f"/desk/pool/{report.id}/").content.decode()
    for words in ("行政机关移送", name, "达消函〔2026〕3号", "消防救援协作意见第五条"):
        assert words in page
    assert "匿名" not in page
    assert "发出询问" not in page


def test_list_needs_few_statements_however_long(world: World, unit: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as found:
            assert unit.get(HERE).status_code == 200
        return len(found)

    unit.post(NEW, fields())
    few = statements()
    for _number in range(3):
        unit.post(NEW, fields())
    assert statements() <= few


def test_portal_leads_to_it(unit: Client) -> None:
    assert f'href="{HERE}"' in unit.get("/portal/").content.decode()
