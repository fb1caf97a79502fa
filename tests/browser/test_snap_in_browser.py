"""随手拍 with a thumb."""

from typing import Any

from tests.browser.conftest import Site
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report
from xiezhi.vault.rules.receipts import make_receipt


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


def test_slip_in_the_code_is_told_before_it_is_sent_and_costs_no_typing(phone: Any) -> None:
    good = make_receipt(1).grouped
    swapped = good[:-2] + good[-1] + good[-2]
    slip = swapped if swapped != good else good[:-1] + str((int(good[-1]) + 1) % 10)
    phone.goto("/status/")
    asked: list[str] = []
    phone.on("request", lambda one: asked.append(one.method))
    for typed, words in ((good[:-1], "现在是 27 位"), (slip, "有一位不对")):
        phone.get_by_label("查询码").fill(typed)
        phone.get_by_role("button", name="查进度").click()
        phone.get_by_text(words).wait_for()
        assert phone.get_by_label("查询码").input_value() == typed
    assert "POST" not in asked
    phone.get_by_label("查询码").fill(good)
    phone.get_by_role("button", name="查进度").click()
    phone.get_by_text("查询码不对").wait_for()
