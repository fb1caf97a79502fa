"""The pages the telephone fills are as good as those the server writes."""

from collections.abc import Callable
from typing import Any

from tests.browser.pwa.hand import open_report, photo, receipt, send, stored, write
from tests.browser.pwa.wire import Wire
from tests.browser.test_every_page import AXE, _examine


def test_outbox_receipt_and_stored_report_are_accessible_and_fit(
    wire: Wire, dial: Callable[..., Any]
) -> None:
    page = dial(bypass_csp=True, reduced_motion="reduce")
    page.add_init_script(path=AXE)
    open_report(page)
    write(page, "看得清、点得到", photo(60))
    send(page)
    receipt(page)
    page.get_by_text("文件指纹").click()
    problems = [("receipt", one) for one in _examine(page)]
    open_report(page)
    wire.answer("POST", "/", 422)
    write(page, "被退回的一条", photo(61))
    send(page)
    page.locator("[data-summary]").wait_for()
    page.evaluate("() => sessionStorage.clear()")
    wire.cut()
    open_report(page)
    write(page, "等着的一条", photo(62))
    send(page)
    stored(page)
    problems += [("stored", one) for one in _examine(page)]
    page.goto("/outbox/")
    page.get_by_text("照片 1 张").first.wait_for()
    problems += [("outbox", one) for one in _examine(page)]
    page.get_by_text("立即清除").first.click()
    problems += [("wipe", one) for one in _examine(page)]
    page.keyboard.press("Escape")
    open_report(page)
    page.get_by_text("没写完的").wait_for()
    problems += [("offer", one) for one in _examine(page)]
    assert problems == []
