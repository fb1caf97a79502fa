"""A zone as tests drive it: commands of the product, and steps inside its own process."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.cli.installations import Installation
from tests.cli.joined import variables

WORKER = "tests.scenarios.zones.worker"


class RefusedError(Exception):
    """The zone refused a step."""

    def __init__(self, code: str, params: dict[str, str]) -> None:
        super().__init__(f"{code} {params}")
        self.code = code
        self.params = params


class Zone:
    """One installation in a zone."""

    def __init__(self, zone: str, installation: Installation) -> None:
        self.name = zone
        self.installation = installation
        self._process: subprocess.Popen[str] | None = None

    @property
    def var(self) -> Path:
        return self.installation.var

    def run(self, *words: str) -> str:
        """Run a command of the product and return what it printed."""
        done = self.installation.run(*words, **self.variables)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    @property
    def variables(self) -> dict[str, str]:
        return variables(self.name) | {"XIEZHI_HTTPS": "0", "XIEZHI_SMS_GATEWAY": "double"}

    def start(self) -> None:
        """Start the process that takes steps."""
        with (self.var.parent / f"{self.name}.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter
                [sys.executable, "-W", "ignore::RuntimeWarning", "-m", WORKER],
                env=self.installation.environment(**self.variables),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                text=True,
            )
        assert self._read() == {"got": "ready"}

    def stop(self) -> None:
        """End the process; its database ends with it."""
        if self._process is None or self._process.stdin is None:
            return
        self._process.communicate(timeout=60)
        self._process = None

    def do(self, step: str, **given: object) -> Any:
        """Take a step and return what it gives.

        Raises:
            RefusedError: the zone refused it, with the code.
        """
        assert self._process is not None
        assert self._process.stdin is not None
        print(json.dumps({"step": step, "given": given}), file=self._process.stdin, flush=True)
        answered = self._read()
        if "code" in answered:
            raise RefusedError(answered["code"], answered["params"])
        assert "fault" not in answered, answered.get("fault")
        return answered["got"]

    def _read(self) -> dict[str, Any]:
        assert self._process is not None
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        log = self.var.parent / f"{self.name}.log"
        assert line, f"{self.name} ended: {log.read_text(encoding='utf-8')[-2000:]}"
        answered: dict[str, Any] = json.loads(line)
        return answered
