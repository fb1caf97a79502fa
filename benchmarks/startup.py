"""Start-up: first and second start of the whole product, and the memory it then takes.

Run: ``python -m benchmarks.startup``. Floor in the same run: the bare embedded database, and a
Python process that only sets Django up.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from typing import Any

from xiezhi.infra.postgres import EmbeddedPostgres

PORT = 8917


def main() -> None:
    """Measure and print as JSON."""
    root = Path(tempfile.mkdtemp(prefix="xiezhi-bench-"))
    try:
        result: dict[str, Any] = {"bare_database_s": _bare(root / "bare")}
        os.environ["XIEZHI_VAR"] = str(root / "var")
        for name in ("first_start_s", "second_start_s", "third_start_s"):
            seconds, memory = _up()
            result[name] = round(seconds, 2)
            result["memory_mb"] = round(memory)
        result["django_setup_s"] = _django()
        print(json.dumps(result, indent=2))
    finally:
        shutil.rmtree(root, ignore_errors=True)


def _bare(directory: Path) -> float:
    started = time.perf_counter()
    server = EmbeddedPostgres(directory)
    server.start()
    seconds = time.perf_counter() - started
    server.stop()
    return round(seconds, 2)


def _django() -> float:
    started = time.perf_counter()
    words = "import os; os.environ['DJANGO_SETTINGS_MODULE'] = 'xiezhi.config.settings'; import django; django.setup()"
    subprocess.run([sys.executable, "-c", words], check=True, capture_output=True)
    return round(time.perf_counter() - started, 2)


def _up() -> tuple[float, float]:
    """Return seconds until the first answer, and megabytes of all processes (proportional)."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "xiezhi.cli", "up", "--port", str(PORT)],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        while not _answers():
            if process.poll() is not None:
                raise RuntimeError("up ended")
            time.sleep(0.05)
        return time.perf_counter() - started, _memory(process.pid)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _answers() -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/readyz", timeout=1) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004
    except OSError:
        return False


def _memory(root: int) -> float:
    """Return the proportional set size of a process and everything it started, in MB."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            stat = (entry / "stat").read_text().rpartition(")")[2].split()
            children.setdefault(int(stat[1]), []).append(int(entry.name))
    waiting, total = [root], 0
    while waiting:
        pid = waiting.pop()
        waiting += children.get(pid, [])
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                total += int(line.split()[1])
    return total / 1024


if __name__ == "__main__":
    main()
