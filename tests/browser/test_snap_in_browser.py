"""随手拍 with a thumb."""

from typing import Any

from tests.browser.conftest import Site
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report


def test_villager_reports_in_words_and_finds_the_progress_again(site: Site, phone: Any) -> None:
    phone.goto("/")
    phone.get_by_text("消防设施", exact=True).click()
    phone.get_by_label("怎么回事").fill("卫生院门口的消防水鹤被撞歪了，阀门漏水")
    phone.get_by_text("匿名", exact=True).click()
    phone.get_by_role("button", name="提交").click()
    phone.wait_for_url("**/received/")
    code = phone.locator("[data-copy-text]").get_attribute("data-copy-text")
    with tenant_scope(site.office.id):
        report = Report.objects.get()
    assert report.topics == ["fire_safety"]
    phone.goto("/status/")
    phone.get_by_label("查询码").fill(str(code))
    phone.get_by_role("button", name="查进度").click()
    phone.get_by_text("已收到").first.wait_for()
