"""A package in the browser: drawn up, reviewed by keys, sealed, downloaded; the answer uploaded."""

from pathlib import Path
from typing import Any

import pytest

from tests.accounts.people import make_person
from tests.browser.conftest import Site, Visit
from tests.browser.journey_cast import SECRET, JourneyCast
from tests.cast import make_office, make_staff
from tests.exchange.services.test_matters import Offices, decided
from tests.exchange.sides import make_side, pair
from xiezhi.accounts.rules.roles import Role
from xiezhi.exchange.inner.filing import file_lead
from xiezhi.exchange.inner.telling import Telling
from xiezhi.exchange.models import ExchangePackage, SentMatter
from xiezhi.exchange.rules.items import PeerKind
from xiezhi.exchange.rules.matters import MatterAnswer
from xiezhi.exchange.rules.procedure import PackageState
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.kernel.actor import Actor
from xiezhi.leads.rules.procedure import LeadEvent


@pytest.fixture
def offices(site: Site) -> Offices:
    """The office of the site, with a lead to transfer, and another one beside it."""
    now = clock.now()
    a = make_side(site.office, now)
    other = make_office(now, slug="yi", number=2, is_default=False)
    b = make_side(other, now)
    pair(a, b, PeerKind.SUPERIOR, PeerKind.SUBORDINATE)
    desk, lead, picture_id = decided(a, LeadEvent.DECIDE_TRANSFER, is_major=True)
    with tenant_scope(other.id):
        head = make_staff("部门负责人09", Role.DEPARTMENT_HEAD)
    make_person(site.office, "书记员07", "sjy07", ("clerk",), secret=SECRET)
    make_person(site.office, "案件管理07", "ag07", ("case_management",), secret=SECRET)
    return Offices(a, b, desk, lead, picture_id, head)


@pytest.fixture
def cast(site: Site) -> JourneyCast:
    nothing: Any = None
    return JourneyCast(site.office, {}, nothing, nothing, nothing, "")


def told(offices: Offices) -> tuple[SentMatter, SentMatter]:
    """A transfer with a picture and a filing of the same lead, ready to cross."""
    transfer = offices.transfer(picture_ids=[offices.picture_id])
    with tenant_scope(offices.a.office.id):
        filing = file_lead(
            lead_id=offices.lead.id,
            peer_id=offices.a.peer_id,
            telling=Telling(title="河滩倾倒建筑垃圾", facts="河道内倾倒建筑垃圾约四百立方米"),
            office=offices.a.office,
            acting=offices.desk.handler,
            now=offices.a.now,
        )
    return transfer, filing


def draw_up(page: Any) -> str:
    """Draw a package up and submit it; its address."""
    page.goto("/desk/exchange/")
    page.get_by_role("button", name="打包", exact=True).click()
    page.get_by_role("heading", name="清单").wait_for()
    address = str(page.url)
    page.get_by_label("说明").fill("本周移送")
    page.get_by_role("button", name="送审").click()
    page.get_by_text("已送审").wait_for()
    return address


def review_by_keys(page: Any, address: str) -> None:
    """Let the first item go and hold the second back without a mouse, then seal."""
    page.goto(address)
    page.get_by_role("link", name="逐项审核").click()
    page.get_by_role("heading", name="河滩倾倒建筑垃圾").wait_for()
    page.locator(".exchange__files img").first.evaluate("image => image.decode()")
    page.wait_for_load_state("load")  # only then are the keys heard
    page.keyboard.press("p")
    page.get_by_text("第 2 项，共 2 项").wait_for()
    page.wait_for_load_state("load")
    page.keyboard.press("h")
    page.keyboard.type("待检察长签批")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("同意外发 1 项，暂缓 1 项").wait_for()
    page.get_by_label("介质编号").fill("光盘 2026-3")
    page.get_by_role("button", name="封包签名").click()
    page.get_by_text("已封包签名，第 1 号").wait_for()


def download(page: Any, address: str, folder: Path) -> bytes:
    """Download the one part of a sealed package."""
    page.goto(address)
    with page.expect_download() as downloading:
        page.get_by_role("button", name="下载第 1 卷").click()
    part = folder / str(downloading.value.suggested_filename)
    downloading.value.save_as(part)
    return part.read_bytes()


def upload_and_import(page: Any, part: Path) -> None:
    """Upload a part, look at the list, import."""
    page.goto("/desk/exchange/")
    page.get_by_label("分卷文件").set_input_files(part)
    page.context.set_offline(True)
    page.get_by_role("button", name="上传这一卷").click()
    page.locator("[data-request-problem]").wait_for()
    page.context.set_offline(False)
    page.get_by_role("button", name="上传这一卷").click()
    page.get_by_text("核验通过").first.wait_for()
    page.get_by_role("button", name="导入 2 项").click()
    page.get_by_text("已导入 2 项").wait_for()


def test_a_package_is_reviewed_by_keys_carried_and_answered(
    visit: Visit, cast: JourneyCast, offices: Offices, tmp_path: Path
) -> None:
    transfer, _filing = told(offices)
    clerk, reviewer = visit(), visit()
    cast.sign_in(clerk, "sjy07")
    address = draw_up(clerk)
    cast.sign_in(reviewer, "ag07")
    review_by_keys(reviewer, address)

    offices.b.take([download(clerk, address, tmp_path)])
    offices.answer(transfer, MatterAnswer.ACCEPTED, "市检公线〔2026〕3号")
    back = tmp_path / "back.xzp"
    back.write_bytes(offices.b.send()[0])
    upload_and_import(clerk, back)
    cut = ("ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest")  # asked for above
    assert [fault for fault in clerk.faults if not any(one in fault for one in cut)] == []
    clerk.faults.clear()

    clerk.goto(address)
    clerk.get_by_text("对方已导入").first.wait_for()
    assert _states(offices.a.exporter) == [PackageState.ACKNOWLEDGED, PackageState.IMPORTED]


def _states(actor: Actor) -> list[str]:
    with tenant_scope(actor.procuratorate_id):
        found = ExchangePackage.objects.order_by("direction", "created_at")
        return sorted(found.values_list("state", flat=True))
