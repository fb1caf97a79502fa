"""本院制度 in the browser: a text pasted and looked at before it is kept, by keyboard alone."""

from typing import Any

import pytest

from tests.browser.conftest import Site, Visit
from tests.browser.journey_cast import JourneyCast, make_journey_cast
from tests.evidence.papers import pdf

TEXT = "线索管理办法\n第一条　为规范线索管理，制定本办法。\n第三条　线索登记后十日内完成评估。"


@pytest.fixture
def cast(site: Site) -> JourneyCast:
    return make_journey_cast(site.office)


@pytest.fixture
def desk(visit: Visit, cast: JourneyCast) -> Any:
    page = visit()
    cast.sign_in(page, "zl01")
    return page


def test_pasted_text_is_looked_at_and_kept_with_its_scan(desk: Any) -> None:
    desk.goto("/desk/house/")
    desk.keyboard.press("n")
    desk.wait_for_url("**/rules/add/")
    desk.get_by_label("名称").fill("线索管理办法")
    desk.get_by_label("条文").fill(TEXT)
    scan = {"name": "办法.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    desk.locator("[name=scan]").set_input_files(scan)
    desk.get_by_role("button", name="看分条结果").focus()
    desk.keyboard.press("Enter")
    desk.locator("#clause-preview").get_by_text("分成 2 条").wait_for()
    desk.locator("#clause-preview").get_by_text("缺：第2条").wait_for()
    assert desk.locator("[name=scan]").evaluate("one => one.files.length") == 1
    desk.get_by_label("条文").fill(TEXT.replace("第三条", "第二条"))
    desk.get_by_role("button", name="保存").focus()
    desk.keyboard.press("Enter")
    desk.get_by_role("heading", name="《线索管理办法》").wait_for()
    desk.get_by_text("线索登记后十日内完成评估").wait_for()
    assert desk.get_by_role("link", name="扫描件").count() == 1


def test_refused_text_comes_back_whole_and_says_where(desk: Any) -> None:
    desk.goto("/desk/house/rules/add/")
    desk.get_by_label("名称").fill("线索管理办法")
    desk.get_by_label("条文").fill("第一条　甲。\n第一条　乙。")
    scan = {"name": "办法.pdf", "mimeType": "application/pdf", "buffer": pdf()}
    desk.locator("[name=scan]").set_input_files(scan)
    desk.get_by_role("button", name="保存").click()
    desk.locator(".summary").get_by_text("第一条出现了两次").wait_for()
    assert "第一条　乙。" in desk.get_by_label("条文").input_value()
    assert desk.get_by_label("名称").input_value() == "线索管理办法"
    assert desk.locator("[name=scan]").evaluate("one => one.files.length") == 1
