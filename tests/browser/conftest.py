"""A real site in real processes, and a real browser."""

import fcntl
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from xiezhi.cli.browser import find_chromium

# The last such word counts, so what Playwright switches off is named again. The suggestions below
# the address bar, which no window of a test shows, are a page and a process of their own each time.
SWITCHED_OFF = (
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
    "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
    "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch",
    "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup",
)  # fmt: skip
ARGUMENTS = [
    f"--disable-features={','.join(SWITCHED_OFF)}",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
]
PATIENCE_MS = 30_000
PHONE = {
    "viewport": {"width": 360, "height": 740},
    "has_touch": True,
    "is_mobile": True,
    "permissions": ["geolocation", "camera", "microphone"],
    "geolocation": {"latitude": 40.33, "longitude": 109.85, "accuracy": 12},
}
DESKTOP = {"viewport": {"width": 1366, "height": 768}}
SHOTS = Path(tempfile.gettempdir()) / "shots-browser"
# A refusal the tests ask for is an answer; Chromium reports it as a failure all the same.
ASKED_FOR = re.compile(r"Failed to load resource: .* status of 4(00|09) ")
_failed = pytest.StashKey[bool]()

Visit = Callable[..., Any]


@dataclass(frozen=True)
class Site:
    """A running site and the office it serves."""

    address: str
    office: Any


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: Any) -> Generator[None, Any, Any]:
    """Note a failure, so that its pages leave a picture."""
    report = yield
    if report.failed:
        item.stash[_failed] = True
    return report


@pytest.fixture(scope="session")
def static_files() -> None:
    """Collect the static files the sites serve; one worker does, the others wait."""
    folder = Path(os.environ["XIEZHI_VAR"])
    with (folder / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (folder / "static" / "staticfiles.json").exists():
            return
        done = subprocess.run(
            [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"],
            check=False,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr


@pytest.fixture
def site(own_database: Any, static_files: None, now: Any, tmp_path: Path) -> Iterator[Site]:
    """The web service and the jobs' process on a database of their own."""
    from tests.cast import make_office  # noqa: PLC0415  # models need Django's setup

    with running_site(make_office(now), own_database.urls.app, tmp_path / "site.log") as running:
        yield running


@contextmanager
def running_site(office: Any, database_url: str, log: Path) -> Iterator[Site]:
    """Start the web service and the jobs' process; stop both at the end."""
    port = _free_port()
    with ExitStack() as stack:
        for line in (f"web {port} {database_url} {log}", f"jobs {database_url} {log}"):
            stack.callback(_stop, _starter(_named_by_the_test()).start(line))
        _wait(port, log)
        yield Site(f"http://127.0.0.1:{port}", office)


# Settings a test may give its site; a process that has loaded the product reads none any more.
NAMED = ("XIEZHI_WEB_PUSH", "XIEZHI_WEB_PUSH_HOSTS")


class Starter:
    """The process the sites are forked from; it loads the product once."""

    def __init__(self) -> None:
        variables = os.environ | {
            "DATABASE_URL": "",
            "XIEZHI_APP_DATABASE_URL": os.environ["DATABASE_URL"],
            "XIEZHI_DATABASE_ROLE": "app",
            "XIEZHI_DEMO": "0",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.serving"],
            env=variables,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def start(self, line: str) -> int:
        """Have a process forked; return its number."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{line}\n")
        process.stdin.flush()
        return int(process.stdout.readline())


def _named_by_the_test() -> tuple[str, ...]:
    return tuple(os.environ.get(name, "") for name in NAMED)


@cache
def _starter(_named: tuple[str, ...]) -> Starter:
    """The one of this worker and these settings; it ends when the worker does, with its input."""
    return Starter()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """The system's Chromium; without one the test fails, it is never skipped."""
    found = find_chromium()
    assert found is not None, "no Chromium found: apt install chromium, or set XIEZHI_CHROMIUM"
    # Playwright's event loop runs in this thread; the tests arrange their data beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(found), args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def visit(chromium: Any, site: Site, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """Opens the browser of one more person; at the end none may have met a fault."""
    with visitors(chromium, site.address) as opened:
        yield opened.open
        opened.finish(request.node)


@pytest.fixture
def phone(visit: Visit) -> Any:
    """A page on a phone 360 wide."""
    return visit(**PHONE)


@pytest.fixture
def desktop(visit: Visit) -> Any:
    """A page on an office screen 1366 wide."""
    return visit(**DESKTOP)


class Visitors:
    """The browsers of several people, each with cookies of its own."""

    def __init__(self, chromium: Any, address: str) -> None:
        self._chromium = chromium
        self._address = address
        self.pages: list[Any] = []

    def open(self, **options: Any) -> Any:
        """Return a page of a new browser; ``page.faults`` fills with what goes wrong on it."""
        context = self._chromium.new_context(
            base_url=self._address, locale="zh-CN", **(DESKTOP | options)
        )
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.faults = faults = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: _note(faults, message))
        self.pages.append(page)
        return page

    def finish(self, item: pytest.Item) -> None:
        """Leave pictures of a failure; else fail when a page met a fault."""
        if item.stash.get(_failed, False):
            SHOTS.mkdir(exist_ok=True)
            for number, page in enumerate(self.pages):
                page.screenshot(path=SHOTS / f"{item.name}-{number}.png", full_page=True)
            return
        assert [page.faults for page in self.pages if page.faults] == []

    def close(self) -> None:
        """Close every browser."""
        for page in self.pages:
            page.context.close()


@contextmanager
def visitors(chromium: Any, address: str) -> Iterator[Visitors]:
    """Keep browsers open while the block runs."""
    opened = Visitors(chromium, address)
    try:
        yield opened
    finally:
        opened.close()


def _note(faults: list[str], message: Any) -> None:
    if message.type == "error" and not ASKED_FOR.match(message.text):
        faults.append(f"{message.text} {message.location.get('url', '')}")


def _stop(number: int) -> None:
    """End a process and what it started, at once: nobody looks at how a site of a test ends."""
    with suppress(ProcessLookupError):
        os.killpg(number, signal.SIGKILL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, log: Path) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(log.read_text())
