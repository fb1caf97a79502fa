"""Notes of which process runs what, safe against a number that was given to another process."""

import os
import platform
import signal
import subprocess
import time
from pathlib import Path
from typing import Final

from xiezhi.infra.children import command_line

START_FIELD: Final = 19
"""Place of ``starttime`` in ``/proc/PID/stat`` after the command's closing bracket."""
GRACE_SECONDS: Final = 5.0


def started_at(process: int) -> str | None:
    """Return when a process started in the system's own words, None when it is gone."""
    if platform.system() == "Linux":
        try:
            line = Path("/proc", str(process), "stat").read_text(encoding="utf-8")
        except (FileNotFoundError, ProcessLookupError):
            return None
        return line.rpartition(")")[2].split()[START_FIELD]
    words = ["ps", "-o", "lstart=", "-p", str(process)]
    asked = subprocess.run(words, check=False, capture_output=True, text=True)  # noqa: S603
    return asked.stdout.strip() or None


def note_process(file: Path, process: int) -> None:
    """Write down a process that a later start must not meet alive."""
    file.write_text(f"{process} {started_at(process)}\n", encoding="utf-8")


def end_leftover(file: Path) -> None:
    """End the process noted in the file if it still is the same one."""
    try:
        number, _, start = file.read_text(encoding="utf-8").strip().partition(" ")
    except FileNotFoundError:
        return
    process = int(number) if number.isdecimal() else 0
    for sent in (signal.SIGTERM, signal.SIGKILL):
        if not process or started_at(process) != start or command_line(process) is None:
            break
        os.kill(process, sent)
        _wait_for_end(process, start)
    file.unlink(missing_ok=True)


def _wait_for_end(process: int, start: str) -> None:
    until = time.monotonic() + GRACE_SECONDS
    while started_at(process) == start and command_line(process) and time.monotonic() < until:
        time.sleep(0.05)
