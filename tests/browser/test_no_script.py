"""随手拍 and its progress where scripts do not run."""

from typing import Any

import pytest

from tests.browser.conftest import PHONE, Site, Visit
from tests.browser.journey_cast import picture
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import Report

WORDS = "卫生院门口的消防水鹤被撞歪了，阀门漏水"


@pytest.fixture
def plain(visit: Visit) -> Any:
    """A phone without scripts."""
    return visit(**PHONE, java_script_enabled=False)


def test_report_with_a_photo_arrives_and_is_followed(site: Site, plain: Any) -> None:
    plain.goto("/")
    plain.locator("[data-photos-album]").set_input_files(picture())
    plain.get_by_label("怎么回事").fill(WORDS)
    plain.locator("[name=contact_mode][value=anonymous]").check(force=True)
    plain.get_by_role("button", name="提交").click()
    plain.get_by_role("heading", name="已收到").wait_for()
    code = plain.locator("[data-copy-text]").get_attribute("data-copy-text")
    with tenant_scope(site.office.id):
        assert Report.objects.get().photo_count == 1

    plain.goto("/status/")
    plain.get_by_label("查询码").fill(str(code))
    plain.get_by_role("button", name="查进度").click()
    plain.get_by_role("heading", name="已收到").wait_for()
    plain.get_by_label("还想告诉我们什么").fill("今天又漏了")
    plain.locator("#supplement button[type=submit]").click()
    plain.get_by_text("今天又漏了").wait_for()


def test_refused_report_keeps_its_words(plain: Any) -> None:
    plain.goto("/")
    plain.get_by_label("怎么回事").fill(WORDS)
    plain.locator("[name=contact_mode][value=phone]").check(force=True)
    plain.get_by_role("button", name="提交").click()
    plain.get_by_text("文字都还在").wait_for()
    assert plain.get_by_label("怎么回事").input_value() == WORDS
