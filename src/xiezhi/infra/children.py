"""Child processes that never outlive the process which started them."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Final

TETHER: Final = Path(__file__).with_name("tether.py")


class Child:
    """A tethered process in a session of its own, so that Ctrl-C reaches its starter only."""

    def __init__(self, process: subprocess.Popen[bytes], lifeline: int) -> None:
        self._process: Final = process
        self._lifeline = lifeline

    @property
    def pid(self) -> int:
        """Number of the process."""
        return self._process.pid

    def exit_code(self) -> int | None:
        """Return how it ended, or None while it runs."""
        return self._process.poll()

    def is_alive(self) -> bool:
        """Say whether it runs."""
        return self._process.poll() is None

    def stop(self, *, signals: Sequence[signal.Signals], grace_seconds: float) -> int:
        """Send each signal in turn until it ends, SIGKILL last; return how it ended.

        What it started itself and left behind in its session is killed with it.
        """
        for number in signals:
            if self._process.poll() is None:
                self._process.send_signal(number)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=grace_seconds)
                break
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        if self._lifeline >= 0:
            os.close(self._lifeline)
            self._lifeline = -1
        return self._process.wait()


def start_child(
    command: Sequence[str],
    *,
    ends_by: signal.Signals,
    output: IO[bytes] | None = None,
    environment: Mapping[str, str] | None = None,
    before: Sequence[str] = (),
) -> Child:
    """Start a command which gets the signal ``ends_by`` when this process dies.

    Args:
        command: program and arguments.
        ends_by: signal sent to it after our death.
        output: file for both its streams; None shares ours.
        environment: its whole environment; None shares ours.
        before: words put in front, for example ``unshare`` with its options.
    """
    reading, lifeline = os.pipe()
    tether = [sys.executable, "-I", "-S", str(TETHER)]
    words = [*before, *tether, str(int(ends_by)), str(reading), str(os.getpid()), *command]
    try:
        process = subprocess.Popen(  # noqa: S603  # our own words, no shell
            words,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            env=None if environment is None else dict(environment),
            start_new_session=True,
            pass_fds=(reading,),
        )
    except BaseException:
        os.close(lifeline)
        raise
    finally:
        os.close(reading)
    return Child(process, lifeline)


def command_line(process: int) -> str | None:
    """Return the words a living process was started with, None when there is no such process.

    A process that has ended but was not yet collected counts as gone.
    """
    try:
        words = Path("/proc", str(process), "cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return _command_line_by_ps(process) if sys.platform != "linux" else None
    return words.replace(b"\0", b" ").decode(errors="replace").strip() or None


def _command_line_by_ps(process: int) -> str | None:
    asked = subprocess.run(  # noqa: S603
        ["ps", "-o", "stat=,command=", "-p", str(process)],  # noqa: S607
        check=False,
        capture_output=True,
        text=True,
    )
    state, _, words = asked.stdout.strip().partition(" ")
    return words.strip() if words and not state.startswith("Z") else None
