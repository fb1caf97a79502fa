"""The first visit of 随手拍 on a slow telephone: bytes over the line, and when the form can be used.

Run: ``python -m benchmarks.first_visit``. A new browser each round, slow 3G (400 kbit/s, 400 ms) and
a processor four times slower, both by the browser's own throttle. Beside it, under the same
throttle, the same HTML alone, without style and script: no page of these words can be there earlier.
Bytes are counted on the line, answer heads and the service worker's own requests included.
Prints medians of alternating rounds.
"""

import json
import socket
import statistics
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from benchmarks.bench import scratch, web
from benchmarks.intake import make_office
from xiezhi.cli.browser import find_chromium

ROUNDS: Final = 5
SLOW_3G: Final = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 400_000 / 8,
    "uploadThroughput": 400_000 / 8,
}
SLOWDOWN: Final = 4
# The form answers: its scripts have run and the button of the photographs has a hand.
USABLE: Final = "() => document.querySelector('[data-photos].is-live') ? performance.now() : null"
KEPT: Final = "() => navigator.serviceWorker.ready.then(() => performance.now())"
SHOWN: Final = "() => document.readyState === 'complete' ? performance.now() : null"


class Line:
    """A line to the web service that counts what comes back over it."""

    def __init__(self, port: int) -> None:
        self.came_back = 0
        self._port = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._accept, daemon=True).start()

    @property
    def address(self) -> str:
        """The service as the browser knows it."""
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def _accept(self) -> None:
        while True:
            near, _ = self._listening.accept()
            far = socket.create_connection(("127.0.0.1", self._port))
            threading.Thread(target=self._pump, args=(near, far, 0), daemon=True).start()
            threading.Thread(target=self._pump, args=(far, near, 1), daemon=True).start()

    def _pump(self, source: socket.socket, target: socket.socket, counts: int) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                self.came_back += len(data) * counts
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


def main() -> None:
    """Measure and print as JSON."""
    with scratch():
        import django

        django.setup()
        make_office()
        with web() as address, _chromium() as browser:
            port = urlsplit(address).port
            assert port is not None
            line = Line(port)
            visits, floors = [], []
            for _ in range(ROUNDS):
                visits.append(_visit(browser, line, is_bare=False))
                floors.append(_visit(browser, line, is_bare=True))
    print(json.dumps(_summary(visits, floors), indent=1))


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=str(find_chromium()), args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


def _visit(browser: Browser, line: Line, *, is_bare: bool) -> dict[str, float]:
    """Return seconds until the page can be used and the kilobytes that came until then and in all."""
    context = browser.new_context(locale="zh-CN", viewport={"width": 360, "height": 740})
    page = context.new_page()
    cdp = context.new_cdp_session(page)
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", SLOW_3G)
    cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    if is_bare:
        cdp.send("Network.setBlockedURLs", {"urls": ["*/static/*"]})
    before = line.came_back
    page.goto(line.address, wait_until="commit")
    usable = SHOWN if is_bare else USABLE
    at = page.wait_for_function(usable, polling=20, timeout=60_000).json_value()
    until_usable = line.came_back - before
    kept = 0 if is_bare else page.evaluate(KEPT)
    page.wait_for_timeout(1500)
    found = {
        "usable_s": at / 1000,
        "opens_offline_s": kept / 1000,
        "until_usable_kb": until_usable / 1000,
        "in_all_kb": (line.came_back - before) / 1000,
    }
    context.close()
    return found


def _summary(visits: list[dict[str, Any]], floors: list[dict[str, Any]]) -> dict[str, Any]:
    def middle(rows: list[dict[str, Any]]) -> dict[str, float]:
        return {name: round(statistics.median(row[name] for row in rows), 2) for name in rows[0]}

    return {"first_visit": middle(visits), "floor": middle(floors)}


if __name__ == "__main__":
    main()
