"""上报 and 列方案 in the browser: cells mapped by keyboard and mouse, a return locked by another, columns moved."""

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.accounts.people import make_person
from tests.browser.conftest import Site, Visit
from tests.browser.journey_cast import SECRET, JourneyCast
from tests.leads.desk import proposing, small_office
from tests.reporting.workbooks import SHEET, form
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.leads.rules.procedure import LeadEvent


@pytest.fixture
def cast(site: Site) -> JourneyCast:
    """A clerk and case management; one lead shelved, another open."""
    with tenant_scope(site.office.id):
        desk = small_office(clock.now())
        desk.decide(desk.register(), proposing(LeadEvent.DECIDE_SHELVE))
        desk.register(words="河边有人倒垃圾")
    make_person(site.office, "书记员07", "sjy07", ("clerk",), secret=SECRET)
    make_person(site.office, "案管07", "ag07", ("case_management",), secret=SECRET)
    nothing: Any = None
    return JourneyCast(site.office, {}, nothing, nothing, nothing, "")


def at_desk(visit: Visit, cast: JourneyCast, login: str) -> Any:
    page = visit()
    cast.sign_in(page, login)
    return page


def map_chosen(page: Any, figure: str) -> None:
    page.get_by_label("填什么").select_option(label=figure)
    page.get_by_role("button", name="对应", exact=True).click()
    page.get_by_role("button", name="取消对应").wait_for()


def take_in(page: Any, folder: Path) -> None:
    source = folder / "月报.xlsx"
    source.write_bytes(form())
    page.goto("/desk/reporting/forms/new/")
    page.get_by_label("表名").fill("线索月报")
    page.get_by_label("制发单位").fill("某市院")
    page.get_by_label("表样文件").set_input_files(source)
    page.get_by_role("button", name="上传", exact=True).click()


def test_form_that_is_refused_keeps_its_file(
    cast: JourneyCast, visit: Visit, tmp_path: Path
) -> None:
    clerk = at_desk(visit, cast, "sjy07")
    take_in(clerk, tmp_path)
    clerk.get_by_role("heading", name="线索月报").wait_for()
    take_in(clerk, tmp_path)  # the same name again
    clerk.locator(".summary").wait_for()
    clerk.get_by_label("表名").fill("线索季报")
    clerk.get_by_role("button", name="上传", exact=True).click()
    clerk.get_by_role("heading", name="线索季报").wait_for()


def map_two_cells(page: Any) -> None:
    """One by mouse; one by the arrow keys and Enter, for which no mouse is needed."""
    page.locator('[data-cell="B3"]').click()
    map_chosen(page, "登记线索数")
    page.locator('[data-cell="B3"]').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.dataset.cell") == "B5"
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="B5").wait_for()
    map_chosen(page, "一般信息数")
    page.get_by_role("button", name="启用取数对应").click()


def begin_this_month(page: Any) -> None:
    page.get_by_role("link", name="填报", exact=True).click()
    today = clock.legal_day(clock.now())
    page.get_by_label("统计期自").fill(today.replace(day=1).isoformat())
    page.get_by_label("至", exact=True).fill(today.isoformat())
    page.get_by_role("button", name="填入上级表样").click()


def test_form_is_mapped_filled_locked_by_another_and_downloaded(
    cast: JourneyCast, visit: Visit, tmp_path: Path
) -> None:
    page = at_desk(visit, cast, "sjy07")
    take_in(page, tmp_path)
    map_two_cells(page)
    begin_this_month(page)
    assert page.locator('[data-cell="B6"]').inner_text() == "3"
    page.locator('[data-cell="B3"]').click()
    page.get_by_role("link", name="打开名单：登记线索数").click()
    page.get_by_text("2 条", exact=True).wait_for()
    page.go_back()
    page.get_by_role("button", name="提请审核").click()
    page.get_by_text("请另一位同事审核、锁定").first.wait_for()

    other = at_desk(visit, cast, "ag07")
    other.goto(page.url.split("?")[0])
    other.get_by_role("button", name="锁定上报版").click()
    other.get_by_text("已锁定上报版。").wait_for()
    with other.expect_download() as downloading:
        other.get_by_role("button", name="下载上报版").click()
    sheet = load_workbook(BytesIO(Path(downloading.value.path()).read_bytes()))[SHEET]
    assert (sheet["B3"].value, sheet["B5"].value, sheet["B6"].value) == (2, 1, "=SUM(B3:B5)")


def test_columns_are_moved_by_keyboard_and_kept(cast: JourneyCast, visit: Visit) -> None:
    page = at_desk(visit, cast, "sjy07")
    page.goto("/desk/ledgers/columns/?kind=leads")
    page.get_by_label("表头文字：摘要").focus()
    for _ in range(5):
        page.keyboard.press("Alt+ArrowUp")
    assert page.get_by_label("次序：摘要").input_value() == "1"
    assert page.get_by_label("次序：编号").input_value() == "2"
    page.get_by_label("表头文字：摘要").fill("线索内容")
    page.get_by_label("显示法定来源").uncheck()
    page.get_by_label("方案名称").fill("我的")
    page.get_by_role("button", name="保存为新方案").click()
    page.get_by_text("已保存列方案「我的」。").wait_for()
    headings = page.locator(".ledger-table th").all_inner_texts()
    assert headings[:2] == ["线索内容", "编号"]
    assert "法定来源" not in headings
    page.goto("/desk/ledgers/")
    assert page.locator(".ledger-table th").first.inner_text() == "线索内容"
