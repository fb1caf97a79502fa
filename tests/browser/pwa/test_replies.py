"""Words behind the receipt: sent from the open page by parts, kept sealed when the line breaks."""

import json
from typing import Any

from tests.browser.conftest import Site
from tests.browser.pwa.hand import LIVE, open_report, photo, receipt, send, states, write
from tests.browser.pwa.test_films import chosen
from tests.browser.pwa.test_keeping import DUMP, STORAGES
from tests.browser.pwa.wire import Wire
from tests.evidence.films import film
from xiezhi.infra.tenant import tenant_scope
from xiezhi.intake.models import ReportFile, ReportMessage

REPLY = "form[data-reply=live]"


def report(page: Any, words: str) -> str:
    """Send a report; return its receipt, noted down and gone from the telephone."""
    open_report(page)
    write(page, words)
    send(page)
    code = receipt(page)
    page.get_by_role("button", name="我已记下").click()
    page.get_by_text("已从这部手机里清除").wait_for()
    return code


def look(page: Any, code: str) -> None:
    """Give in the receipt."""
    page.goto("/status/")
    if page.get_by_role("button", name="离开").count():
        page.get_by_role("button", name="离开").click()
        page.locator(LIVE).wait_for()
        page.goto("/status/")
    page.get_by_label("查询码").fill(code)
    page.get_by_role("button", name="查进度").click()
    page.locator(REPLY).wait_for()


def add(page: Any, words: str, *photos: dict[str, Any]) -> None:
    if photos:
        page.locator(f"{REPLY} [data-photos-album]").set_input_files(list(photos))
        page.locator("[data-photo]").nth(len(photos) - 1).wait_for()
    page.get_by_label("还想告诉我们什么").fill(words)
    page.get_by_role("button", name="补充", exact=True).click()


def closed(page: Any) -> Any:
    """Close the page and let the session of its receipt run out; return another page."""
    context = page.context
    page.close()
    context.clear_cookies()
    return context.new_page()


def said(site: Site, words: str) -> list[list[str]]:
    """Return the kinds of files of each message with these words."""
    with tenant_scope(site.office.id):
        return [
            list(
                ReportFile.objects.filter(message=message)
                .order_by("position")
                .values_list("file__kind", flat=True)
            )
            for message in ReportMessage.objects.filter(words=words)
        ]


def test_supplement_with_a_film_goes_by_parts(site: Site, wire: Wire, phone: Any) -> None:
    words = "补充一段视频和一张照片"
    look(phone, report(phone, "先报一条，再补充视频"))
    phone.locator("[data-videos-input]").first.set_input_files(chosen("a.mp4", film()))
    phone.get_by_text("视频 1 · 1 兆").wait_for()
    add(phone, words, photo(70))
    phone.get_by_text("已收到，检察人员会看到").wait_for()
    assert said(site, words) == [["photo", "video"]]
    assert wire.parts()
    assert states(phone) == []


def test_supplement_goes_on_when_the_line_is_back(site: Site, wire: Wire, phone: Any) -> None:
    words = "说到一半断了线"
    look(phone, report(phone, "断线以后再补充的一条"))
    wire.lose_answer("POST", "/status/answer/", cuts=True)
    add(phone, words, photo(71))
    phone.get_by_text("没有寄出：网络不通").wait_for()
    assert phone.get_by_label("还想告诉我们什么").input_value() == words
    wire.mend()
    phone.get_by_role("button", name="再寄一次").click()
    phone.get_by_text("已收到，检察人员会看到").wait_for()
    assert said(site, words) == [["photo"]]


def test_supplement_outlives_its_page_sealed_and_without_the_receipt(
    site: Site, wire: Wire, phone: Any
) -> None:
    words = "金丝雀补充的话"
    code = report(phone, "关了页面再来补充的一条")
    look(phone, code)
    wire.cut()
    add(phone, words, photo(72))
    phone.get_by_text("没有寄出：网络不通").wait_for()
    kept = json.dumps(phone.evaluate(DUMP), ensure_ascii=False) + phone.evaluate(STORAGES)
    opened = phone.evaluate("() => self.xiezhi.outbox.list().then(JSON.stringify)")
    for secret in (code, code.replace(" ", "")):
        assert secret not in kept + opened
    assert words not in kept
    again = closed(phone)
    wire.mend()
    again.goto("/outbox/")
    again.get_by_text("查进度里写的").wait_for()
    assert said(site, words) == []
    look(again, code)
    again.locator("[data-photo]").wait_for()
    assert again.get_by_label("还想告诉我们什么").input_value() == words
    again.get_by_role("button", name="补充", exact=True).click()
    again.get_by_text("已收到，检察人员会看到").wait_for()
    assert said(site, words) == [["photo"]]
    again.close()


def test_words_for_one_report_are_not_offered_behind_another_receipt(
    site: Site, wire: Wire, phone: Any
) -> None:
    words = "只给第一条的补充"
    first, second = report(phone, "两条中的第一条"), report(phone, "两条中的第二条")
    look(phone, first)
    wire.cut()
    add(phone, words)
    phone.get_by_text("没有寄出：网络不通").wait_for()
    again = closed(phone)
    wire.mend()
    look(again, second)
    assert again.get_by_label("还想告诉我们什么").input_value() == ""
    look(again, first)
    assert again.get_by_label("还想告诉我们什么").input_value() == words
    assert said(site, words) == []
    again.close()


def test_leaving_forgets_what_was_half_written(phone: Any) -> None:
    look(phone, report(phone, "离开以后不留下什么"))
    phone.get_by_label("还想告诉我们什么").fill("离开就清掉的话")
    phone.evaluate("() => self.xiezhi.putAway()")
    assert states(phone) == ["draft"]
    phone.get_by_role("button", name="离开").click()
    phone.locator("form[data-outbox='live']").wait_for()
    assert states(phone) == []
