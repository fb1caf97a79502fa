"""One sender at a time where the browser knows no locks: a lease in the store, renewed, and run out."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.conftest import Site
from tests.browser.pwa.hand import open_report, photo, receipt, reports, send, states, until, write
from tests.browser.pwa.wire import Wire
from xiezhi.kernel import clock

LEASE_MS = 20_000
NO_LOCKS = "Object.defineProperty(Navigator.prototype, 'locks', { value: undefined })"
# Whoever dies writes nothing more, whatever a page that closes would.
DIES = "() => { self.xiezhi.db.run = () => new Promise(() => {}); }"
SLEPT = """() => self.xiezhi.db.put(
  "notes", { by: "another", until: Date.now() + 20000 }, "lease")"""
LEASE = "() => self.xiezhi.db.get('notes', 'lease')"
IS_LET_GO = "() => self.xiezhi.db.get('notes', 'lease').then(lease => !lease)"


@pytest.fixture
def tabs(dial: Callable[..., Any]) -> tuple[Any, Any]:
    """Two tabs of a browser without locks and, so that nobody else sends, without a service worker."""
    first = dial(service_workers="block")
    first.context.add_init_script(NO_LOCKS)
    second = first.context.new_page()
    for page in (first, second):
        open_report(page)
        assert page.evaluate("() => navigator.locks") is None
    return first, second


def begin(page: Any, wire: Wire, words: str) -> None:
    """Begin to send, and come no further than the first part of the picture."""
    wire.hold("PATCH", "/tus/")
    write(page, words, photo(80, 500))
    send(page)
    while not wire.parts():
        page.wait_for_timeout(20)


def test_two_tabs_send_one_after_the_other_by_lease(
    site: Site, wire: Wire, tabs: tuple[Any, Any]
) -> None:
    first, second = tabs
    begin(first, wire, "没有锁的第一个页面")
    write(second, "没有锁的第二个页面", photo(81, 500))
    send(second)
    second.locator("form[data-now=sending]").wait_for()
    second.wait_for_timeout(2000)
    assert [len(wire.parts()), wire.reports()] == [1, []]
    wire.release()
    receipt(first)
    receipt(second)
    for words in ("没有锁的第一个页面", "没有锁的第二个页面"):
        assert len(reports(site, words)) == 1
    # A page looks once, for the time of a blink, whether anything waits: it holds the lease for that.
    until(first, IS_LET_GO)


def test_lease_of_a_tab_that_died_runs_out_and_another_goes_on(
    site: Site, wire: Wire, tabs: tuple[Any, Any]
) -> None:
    words = "拿着租约的页面死了"
    first, second = tabs
    begin(first, wire, words)
    first.evaluate(DIES)
    first.close()
    wire.release()
    second.clock.install(time=clock.now())
    second.goto("/outbox/")
    second.get_by_text("发送中").wait_for()
    assert second.evaluate(LEASE)["until"] > clock.now().timestamp() * 1000
    second.clock.run_for(LEASE_MS // 2)
    assert (states(second), wire.reports()) == (["sending"], [])
    second.clock.run_for(LEASE_MS)
    second.get_by_text("已收到", exact=True).wait_for()
    assert [one.photo_count for one in reports(site, words)] == [1]
    until(second, IS_LET_GO)


def test_lease_is_renewed_for_as_long_as_its_tab_lives(
    site: Site, wire: Wire, tabs: tuple[Any, Any]
) -> None:
    words = "网慢也不让别的页面抢着寄"
    first, second = tabs
    begin(first, wire, words)
    second.goto("/outbox/")
    second.wait_for_timeout(LEASE_MS + 2000)
    assert len(wire.parts()) == 1
    wire.release()
    receipt(first)
    assert len(reports(site, words)) == 1


def test_a_page_that_goes_while_it_sends_gives_the_lease_back(
    site: Site, wire: Wire, tabs: tuple[Any, Any]
) -> None:
    words = "还在寄就离开了本页"
    first, second = tabs
    begin(first, wire, words)
    assert second.evaluate(LEASE)["until"] > clock.now().timestamp() * 1000
    first.goto("about:blank")
    second.wait_for_timeout(LEASE_MS // 8)
    assert second.evaluate(LEASE) is None
    wire.release()
    second.goto("/outbox/")
    second.get_by_text("已收到", exact=True).wait_for()
    assert [one.photo_count for one in reports(site, words)] == [1]


def test_a_tab_that_slept_stops_and_leaves_the_lease_of_another_alone(
    wire: Wire, tabs: tuple[Any, Any]
) -> None:
    first, second = tabs
    begin(first, wire, "睡着的页面醒来")
    second.evaluate(SLEPT)
    until(second, "() => self.xiezhi.outbox.rows().then(rows => rows[0].state === 'waiting')")
    assert second.evaluate(LEASE)["by"] == "another"
    assert (len(wire.parts()), wire.reports()) == (1, [])
