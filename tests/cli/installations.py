"""An installation of its own in a temporary folder, driven by the real command."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xiezhi.infra.children import command_line

START_SECONDS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Installation:
    var: Path
    port: int

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "xiezhi.cli", *words]

    def environment(self, **more: str) -> dict[str, str]:
        own = ("XIEZHI_", "DATABASE_", "DJANGO_", "LC_", "LANG")
        kept = {k: v for k, v in os.environ.items() if not k.startswith(own)}
        chosen = {"XIEZHI_VAR": str(self.var), "XIEZHI_PORT": str(self.port), "LANG": "zh_CN.UTF-8"}
        return kept | chosen | {"XIEZHI_SECRET_KEY": "a-secret-for-tests"} | more

    def run(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603
            self.command(*words),
            env=self.environment(**more),
            check=False,
            capture_output=True,
            text=True,
        )

    @contextmanager
    def up(self, *words: str, **more: str) -> Iterator[subprocess.Popen[bytes]]:
        """Run ``xiezhi up`` while the block runs, entered when the web service answers."""
        with (self.var.parent / f"up-{self.port}.log").open("ab") as log:
            process = subprocess.Popen(  # noqa: S603
                self.command("up", *words), env=self.environment(**more), stdout=log, stderr=log
            )
        try:
            self.wait_for_answer(process)
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
            process.wait(timeout=90)

    def wait_for_answer(self, process: subprocess.Popen[bytes]) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            if process.poll() is not None:
                raise AssertionError(f"up ended: {self.log()}")
            try:
                self.answer()
            except OSError:
                time.sleep(0.1)
                continue
            return
        raise AssertionError(f"up stays silent: {self.log()}")

    def answer(self) -> int:
        with urllib.request.urlopen(f"http://localhost:{self.port}/healthz", timeout=5) as page:
            return int(page.status)

    def status_of(self, path: str) -> int:
        """Return how an address answers, redirects not followed."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=30)
        try:
            connection.request("GET", path)
            return connection.getresponse().status
        finally:
            connection.close()

    def log(self) -> str:
        return (self.var.parent / f"up-{self.port}.log").read_text()[-2000:]

    def pid_of(self, service: str) -> int:
        return int((self.var / "run" / f"{service}.pid").read_text().split()[0])

    def postmaster(self) -> int:
        return int((self.var / "postgres/data/postmaster.pid").read_text().split()[0])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until_gone(*processes: int) -> bool:
    until = time.monotonic() + 30
    while any(command_line(process) for process in processes) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(command_line(process) for process in processes)
