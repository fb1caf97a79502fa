"""A day in airplane mode: everything a grid member wrote arrives once, with the times it was written."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.browser.conftest import ARGUMENTS, PATIENCE_MS, PHONE, Site
from tests.browser.pwa.field import Member, answer, hire, open_mine, open_task
from tests.browser.pwa.hand import open_report, photo, reports, send, states, stored
from tests.browser.pwa.test_films import chosen
from tests.browser.pwa.wire import Wire
from tests.evidence.films import film
from xiezhi.cli.browser import find_chromium
from xiezhi.kernel import clock

FEW_MINUTES = timedelta(minutes=5)
FILMED = "早上写的，有照片和视频"
PLAIN = "中午写的，只有字没有照片"
FINISHED = "早上写了一半，晚上才写完"


class Telephone:
    """A browser whose profile outlives it, as that of a telephone does."""

    def __init__(self, browser: Any, address: str, profile: Path) -> None:
        self._browser = browser
        self._address = address
        self._profile = profile
        self.context: Any = None

    def on(self) -> Any:
        """Start the browser on its profile; return a page."""
        self.context = self._browser.browser_type.launch_persistent_context(
            str(self._profile),
            executable_path=str(find_chromium()),
            args=ARGUMENTS,
            base_url=self._address,
            locale="zh-CN",
            **PHONE,
        )
        self.context.set_default_timeout(PATIENCE_MS)
        return self.context.new_page()

    def off(self) -> None:
        if self.context is not None:
            self.context.close()
        self.context = None

    def die(self) -> Any:
        """The battery dies: start again on what was on the disk at this moment."""
        rescued = self._profile.with_name(f"{self._profile.name}-later")
        shutil.copytree(self._profile, rescued, ignore=shutil.ignore_patterns("Singleton*"))
        self.off()
        self._profile = rescued
        return self.on()


@pytest.fixture
def telephone(chromium: Any, wire: Wire, tmp_path: Path) -> Iterator[Telephone]:
    """A telephone in its owner's hand, off."""
    own = Telephone(chromium, wire.address, tmp_path / "profile")
    yield own
    own.off()


def at(page: Any, instant: datetime) -> None:
    """Let it be later on the telephone."""
    page.clock.install(time=instant.astimezone(UTC))


def test_a_day_without_a_network_arrives_once_with_its_times(
    site: Site, wire: Wire, telephone: Telephone
) -> None:
    now = clock.now()
    morning, noon, evening = (now - timedelta(hours=hours) for hours in (24, 18, 6))
    member = hire(site)
    task_id = member.ask("离线一天也要核实", guide=True, ago=timedelta(hours=25))
    page = telephone.on()
    token = member.bind(page, wire.address)
    open_mine(page)
    wire.cut()

    at(page, morning)
    _begin(page)
    page = telephone.die()
    at(page, noon)
    _look_again(page, task_id)
    _report(page, PLAIN)
    page = telephone.die()
    at(page, evening)
    _finish(page)
    assert states(page) == ["waiting"] * 4

    # The office has signed the telephone out meanwhile, and put up another version.
    member.unbind(token)
    page = telephone.die()
    _line_returns(page, wire)
    assert member.task(task_id).done_at is None
    member.bind(page, wire.address)
    page.reload()
    page.locator(".chip--green").nth(2).wait_for()
    assert states(page) == ["received"] * 3
    _have_arrived(member, {FILMED: morning, PLAIN: noon, FINISHED: morning})
    _was_looked_at(member, task_id, noon)


def _was_looked_at(member: Member, task_id: UUID, noon: datetime) -> None:
    """The answer is there once, with its picture and the minute it was written."""
    said, when = member.task(task_id).result_words.splitlines()
    local = noon.astimezone(clock.CHINA)
    minutes = [f"{local + timedelta(minutes=n):%m-%d %H:%M}" for n in range(5)]
    assert said == "中午核实的"
    assert when in [f"（写于 {minute}，有网后寄到）" for minute in minutes]
    assert member.files(task_id) == ["photo"]


def _have_arrived(member: Member, written: dict[str, datetime]) -> None:
    """Each report is there once, signed, with its files and the time it was written."""
    found = {words: reports(member.site, words) for words in written}
    assert [len(rows) for rows in found.values()] == [1, 1, 1]
    for words, (row,) in found.items():
        assert (row.supporter_id, row.seen_at is None) == (member.acting.id, False)
        assert abs((row.seen_at or written[words]) - written[words]) < FEW_MINUTES
    counts = [(row.photo_count, row.video_count) for (row,) in found.values()]
    assert counts == [(1, 1), (0, 0), (1, 0)]


def _begin(page: Any) -> None:
    """Send off one report with a film in the morning, and leave another half written."""
    _report(page, FILMED, photo(950), film_data=film())
    open_report(page)
    _fill(page, "早上写了一半", photo(952))
    page.evaluate("() => self.xiezhi.putAway()")


def _look_again(page: Any, task_id: UUID) -> None:
    open_task(page, task_id)
    answer(page, "中午核实的", photo(951))
    send(page)
    stored(page)


def _finish(page: Any) -> None:
    """Take up in the evening what was left half written in the morning."""
    open_report(page)
    page.get_by_role("button", name="接着写").click()
    page.locator("[data-photo]").wait_for()
    assert page.get_by_label("怎么回事").input_value() == "早上写了一半"
    page.get_by_label("怎么回事").fill(FINISHED)
    send(page)
    stored(page)


def _report(page: Any, words: str, *photos: dict[str, Any], film_data: bytes = b"") -> None:
    open_report(page)
    if film_data:
        page.locator("[data-videos-input]").set_input_files(chosen("a.mp4", film_data))
        page.get_by_text("视频 1 · 1 兆").wait_for()
    _fill(page, words, *photos)
    send(page)
    stored(page)


def _fill(page: Any, words: str, *photos: dict[str, Any]) -> None:
    if photos:
        page.locator("[data-photos-album]").set_input_files(list(photos))
        page.locator("[data-photo]").nth(len(photos) - 1).wait_for()
    page.get_by_label("怎么回事").fill(words)


def _line_returns(page: Any, wire: Wire) -> None:
    """The line is back: nothing goes without its writer, and the new version is taken."""
    page.goto("/outbox/")
    page.get_by_text("照片 1 张").first.wait_for()
    (kept,) = page.evaluate("() => caches.keys()")
    version = kept.removeprefix("xiezhi-shell-").encode()
    wire.rewritten["/sw.js"] = (version, b"fedcba9876543210")
    wire.mend()
    page.reload()
    page.get_by_text("现在没有登录").first.wait_for()
    page.evaluate("() => navigator.serviceWorker.ready.then(one => one.update()).then(() => 0)")
    page.get_by_text("有新版本").wait_for()
    with page.expect_navigation():
        page.get_by_role("button", name="换上").click()
    page.get_by_text("现在没有登录").first.wait_for()
    assert page.evaluate("() => caches.keys()") == ["xiezhi-shell-fedcba9876543210"]
    # What members open without a network came along into the new version.
    assert page.evaluate("() => caches.match('/outbox/task/').then(Boolean)")
