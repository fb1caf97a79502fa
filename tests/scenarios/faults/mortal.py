"""The web service of an office, to be killed: started, killed and started again in a moment."""

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


class Mortal:
    """One web service on one port. ``kill`` is SIGKILL; ``revive`` waits until it answers again.

    ``before`` are words to run it by, such as ``unshare …``.
    """

    def __init__(
        self, variables: Mapping[str, str], log: Path, *, before: Sequence[str] = ()
    ) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self._lock = Lock()
        self._pid = 0
        with log.open("ab") as out:
            self._loader = subprocess.Popen(  # noqa: S603  # our own module
                [*before, sys.executable, "-m", "tests.scenarios.faults.forking"],
                env=dict(variables),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=out,
                text=True,
            )

    @property
    def loader_pid(self) -> int:
        """The process the service is forked from."""
        return self._loader.pid

    def make_office(self) -> None:
        """Open the office."""
        self._ask("office")

    def revive(self) -> Self:
        """Start the service unless it lives."""
        with self._lock:
            if not self._pid:
                self._pid = self._ask(f"start {self.port}")
        return self

    def kill(self) -> None:
        """Kill it, whatever it is doing."""
        with self._lock:
            if self._pid:
                os.kill(self._pid, signal.SIGKILL)
                self._pid = 0

    def end(self) -> None:
        """End everything."""
        self.kill()
        with suppress(BrokenPipeError):
            self._loader.communicate(timeout=10)

    def _ask(self, line: str) -> int:
        loader = self._loader
        assert loader.stdin is not None
        assert loader.stdout is not None
        loader.stdin.write(f"{line}\n")
        loader.stdin.flush()
        answer = loader.stdout.readline().split()
        assert answer, "the web service did not start"
        return int(answer[1])


@contextmanager
def mortal_site(
    app_url: str, files: Path, log: Path, *, before: Sequence[str] = ()
) -> Iterator[Mortal]:
    """Lend a service on a database; its files lie in a folder of their own."""
    variables = os.environ | {
        "DATABASE_URL": "",
        "XIEZHI_APP_DATABASE_URL": app_url,
        "XIEZHI_DATABASE_ROLE": "app",
        "XIEZHI_FILES": str(files),
    }
    mortal = Mortal(variables, log, before=before)
    try:
        mortal.make_office()
        yield mortal.revive()
    finally:
        mortal.end()
