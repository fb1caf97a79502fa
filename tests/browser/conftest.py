"""A real site in real processes, and a real browser."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

# Playwright's event loop runs in this thread; the tests arrange their data beside it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

ARGUMENTS = [
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


@dataclass(frozen=True)
class Site:
    """A running site and the office it serves."""

    address: str
    office: Any


@pytest.fixture(scope="session")
def static_files() -> None:
    """Collect the static files this worker's site serves."""
    subprocess.run(
        [sys.executable, "-m", "django", "collectstatic", "--noinput", "-v0"], check=True
    )


@pytest.fixture
def site(own_database: Any, static_files: None, now: Any, tmp_path: Path) -> Iterator[Site]:
    """The web service and the jobs' process on a database of their own."""
    from tests.cast import make_office

    office = make_office(now)
    port = _free_port()
    log = (tmp_path / "site.log").open("wb")
    variables = os.environ | {
        "DATABASE_URL": "",
        "XIEZHI_APP_DATABASE_URL": own_database.urls.app,
        "XIEZHI_DATABASE_ROLE": "app",
        "XIEZHI_DEMO": "0",
    }
    web = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--log-level", "error"]
    web += ["--host", "127.0.0.1", "--port", str(port), "--workers", "1"]
    web += ["--blocking-threads", "6", "xiezhi.config.wsgi:application"]
    jobs = [sys.executable, "-m", "xiezhi.cli", "worker"]
    processes = [
        subprocess.Popen(command, env=variables, stdout=log, stderr=log) for command in (web, jobs)
    ]
    try:
        _wait(port, processes[0], tmp_path / "site.log")
        yield Site(f"http://127.0.0.1:{port}", office)
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        log.close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """The system's Chromium; without one the test fails, it is never skipped."""
    from playwright.sync_api import sync_playwright

    from xiezhi.cli.browser import find_chromium

    found = find_chromium()
    assert found is not None, "no Chromium found: apt install chromium, or set XIEZHI_CHROMIUM"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(found), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def phone(chromium: Any, site: Site) -> Iterator[Any]:
    """A page on a phone 360 wide."""
    yield from _page(chromium, site, width=360, height=740, is_phone=True)


@pytest.fixture
def desktop(chromium: Any, site: Site) -> Iterator[Any]:
    """A page on an office screen 1366 wide."""
    yield from _page(chromium, site, width=1366, height=768, is_phone=False)


def _page(chromium: Any, site: Site, *, width: int, height: int, is_phone: bool) -> Iterator[Any]:
    context = chromium.new_context(
        viewport={"width": width, "height": height},
        base_url=site.address,
        locale="zh-CN",
        has_touch=is_phone,
        is_mobile=is_phone,
        permissions=["geolocation", "camera", "microphone"],
        geolocation={"latitude": 40.33, "longitude": 109.85, "accuracy": 12},
    )
    context.set_default_timeout(15_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "console",
        lambda message: faults.append(message.text) if message.type == "error" else None,
    )
    page.faults = faults
    yield page
    context.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError(log.read_text())
