"""A scratch installation to measure: durable embedded PostgreSQL, one office, the real web service."""

import os
import secrets
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from xiezhi.infra.postgres import EmbeddedPostgres
from xiezhi.infra.roles import DatabaseUrls, create_roles_and_database, derive_passwords

SECRET = "benchmark-secret-key-not-used-anywhere-else-0123456789"  # scratch only
ADMIN = "XIEZHI_BENCH_ADMIN_URL"


@dataclass(frozen=True)
class Scratch:
    """A scratch installation; ``urls`` are the four roles' addresses."""

    root: Path
    urls: DatabaseUrls


@contextmanager
def scratch() -> Iterator[Scratch]:
    """Start PostgreSQL (fsync on) in a temporary folder and migrate it; remove all afterwards."""
    root = Path(tempfile.mkdtemp(prefix="xiezhi-bench-"))
    server = EmbeddedPostgres(root / "postgres")
    server.start()
    try:
        urls = create_roles_and_database(
            server.admin_url, name="bench", passwords=derive_passwords(SECRET)
        )
        os.environ.update(
            {
                "DJANGO_SETTINGS_MODULE": "xiezhi.config.settings",
                "XIEZHI_VAR": str(root / "var"),
                "XIEZHI_SECRET_KEY": SECRET,
                "XIEZHI_HTTPS": "0",
                "XIEZHI_LOG_LEVEL": "error",
                "DATABASE_URL": urls.owner,
                ADMIN: server.admin_url,
            }
        )
        for command in (["migrate", "-v0"], ["collectstatic", "-v0", "--noinput"]):
            subprocess.run(
                [sys.executable, "-m", "django", *command],
                check=True,
                env=os.environ | {"XIEZHI_DATABASE_ROLE": "owner"},
            )
        yield Scratch(root, urls)
    finally:
        server.stop()
        shutil.rmtree(root, ignore_errors=True)


@contextmanager
def web(threads: int = 8) -> Iterator[str]:
    """Run the real web service on a free port; yields its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    command += ["--host", "127.0.0.1", "--port", str(port), "--log-level", "error"]
    command += ["--workers", "1", "--blocking-threads", str(threads)]
    process = subprocess.Popen([*command, "xiezhi.config.wsgi:application"])
    try:
        _wait(port, process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(30)


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise RuntimeError("the web service does not answer")


def rate(once: Callable[[], object], *, seconds: float) -> float:
    """Return how many times a second a call can be made, one after the other."""
    until = time.perf_counter() + seconds
    started = time.perf_counter()
    count = 0
    while time.perf_counter() < until:
        once()
        count += 1
    return count / (time.perf_counter() - started)


def p95(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(times, n=20)[-1]


def in_turn(
    first: Callable[[], float], second: Callable[[], float], *, rounds: int = 5
) -> tuple[list[float], list[float]]:
    """Measure two things alternately, so that a noisy machine disturbs both alike."""
    ones, others = [], []
    for _ in range(rounds):
        ones.append(first())
        others.append(second())
    return ones, others


def new_key() -> str:
    """Return random text for keys."""
    return secrets.token_hex(16)
