"""Processes of an office, to be killed: started, killed and started again in a moment."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Self


class Loader:
    """The process all others are forked from; it has loaded the product.

    ``before`` are words to run it by, such as ``unshare …``.
    """

    def __init__(
        self, variables: Mapping[str, str], log: Path, *, before: Sequence[str] = ()
    ) -> None:
        self._lock = Lock()
        with log.open("ab") as out:
            self._process = subprocess.Popen(  # noqa: S603  # our own module
                [*before, sys.executable, "-m", "tests.scenarios.faults.forking"],
                env=dict(variables),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=out,
                text=True,
            )

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def ask(self, line: str) -> int:
        """Have a process forked that does what the line says; return its number."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        with self._lock:
            process.stdin.write(f"{line}\n")
            process.stdin.flush()
            answer = process.stdout.readline().split()
        assert answer, "the process did not start"
        return int(answer[1])

    def end(self) -> None:
        """End it."""
        with suppress(BrokenPipeError):
            self._process.communicate(timeout=10)


class Mortal:
    """One process. ``kill`` is SIGKILL; ``revive`` waits until it works again."""

    def __init__(self, loader: Loader, line: str) -> None:
        self.loader = loader
        self._line = line
        self._lock = Lock()
        self.pid = 0

    def revive(self) -> Self:
        """Start it unless it lives."""
        with self._lock:
            if not self.pid:
                self.pid = self.loader.ask(self._line)
        return self

    def kill(self) -> None:
        """Kill it, whatever it is doing."""
        with self._lock:
            if self.pid:
                os.kill(self.pid, signal.SIGKILL)
                self.pid = 0


class MortalSite(Mortal):
    """One web service on one port."""

    def __init__(self, loader: Loader) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        super().__init__(loader, f"start {self.port}")


@contextmanager
def mortal_site(
    app_url: str,
    files: Path,
    log: Path,
    *,
    before: Sequence[str] = (),
    settings: Mapping[str, str] | None = None,
) -> Iterator[MortalSite]:
    """Lend a service on a database; its files lie in a folder of their own."""
    variables = os.environ | {
        "DATABASE_URL": "",
        "XIEZHI_APP_DATABASE_URL": app_url,
        "XIEZHI_DATABASE_ROLE": "app",
        "XIEZHI_FILES": str(files),
    }
    loader = Loader(variables | dict(settings or {}), log, before=before)
    mortal = MortalSite(loader)
    try:
        loader.ask("office")
        yield mortal.revive()
    finally:
        mortal.kill()
        loader.end()


@contextmanager
def mortal_worker(loader: Loader) -> Iterator[Mortal]:
    """Lend a jobs' process of the same office."""
    mortal = Mortal(loader, "work")
    try:
        yield mortal.revive()
    finally:
        mortal.kill()
