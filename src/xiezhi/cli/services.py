"""The processes of a running installation: web and jobs, started, watched and stopped."""

import http.client
import os
import signal
import socket
import ssl
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xiezhi.infra.certificates import Certificate
from xiezhi.infra.children import Child, start_child
from xiezhi.infra.errors import MachineError
from xiezhi.infra.pids import end_leftover, note_process
from xiezhi.infra.postgres import EmbeddedPostgres

WEB_THREADS: Final = 64
"""A slow upload holds a thread each (docs/decisions/0007-uploads.md), fewer work at once (`WORK_AT_ONCE` of the
pages); a thread may keep a connection, of which PostgreSQL takes 100."""
WEB_GRACE_SECONDS: Final = 10.0
JOBS_GRACE_SECONDS: Final = 5.0
ANSWER_SECONDS: Final = 120.0
WATCH_SECONDS: Final = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the web service listens."""

    host: str
    port: int
    certificate: Certificate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One running process."""

    name: str
    child: Child


def check_port(place: Place) -> None:
    """Refuse a port that cannot be listened on.

    Raises:
        MachineError: ``port.taken`` or ``port.forbidden``.
    """
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((place.host, place.port))
            probe.listen(1)
        except PermissionError as error:
            raise MachineError(
                "port.forbidden", port=place.port, reason=error.strerror or ""
            ) from error
        except OSError as error:
            raise MachineError("port.taken", port=place.port) from error


def web_command(place: Place) -> list[str]:
    """Return the words that start the web service."""
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"]
    words += ["--host", place.host, "--port", str(place.port), "--log-level", "error"]
    words += ["--workers", "1", "--blocking-threads", str(WEB_THREADS)]
    words += ["--workers-kill-timeout", str(int(WEB_GRACE_SECONDS) - 2)]
    if place.certificate is not None:
        words += ["--ssl-certificate", str(place.certificate.certificate)]
        words += ["--ssl-keyfile", str(place.certificate.key)]
    return [*words, "xiezhi.config.wsgi:application"]


def jobs_command() -> list[str]:
    """Return the words that start the jobs' process."""
    return [sys.executable, "-m", "xiezhi.cli", "worker"]


def vault_command() -> list[str]:
    """Return the words that start the vault process."""
    return [sys.executable, "-m", "xiezhi.cli", "vault", "serve"]


@contextmanager
def running(
    name: str, command: Sequence[str], *, variables: Mapping[str, str], run_dir: Path
) -> Iterator[Service]:
    """Run one service while the block runs, after ending one that an earlier start left behind."""
    note = run_dir / f"{name}.pid"
    end_leftover(note)
    is_web = name == "web"
    child = start_child(
        command,
        # Without its starter the database is gone too, and jobs hang on a lost database: no grace.
        ends_by=signal.SIGTERM if is_web else signal.SIGKILL,
        environment=dict(os.environ) | dict(variables),
    )
    note_process(note, child.pid)
    try:
        yield Service(name=name, child=child)
    finally:
        grace = WEB_GRACE_SECONDS if is_web else JOBS_GRACE_SECONDS
        child.stop(signals=(signal.SIGTERM,), grace_seconds=grace)
        note.unlink(missing_ok=True)


def wait_for_answer(service: Service, place: Place) -> None:
    """Return when the web service answers.

    Raises:
        MachineError: it ended, or stays silent too long.
    """
    until = time.monotonic() + ANSWER_SECONDS
    while not _answers(place):
        check_alive(service)
        if time.monotonic() > until:
            raise MachineError("service.silent", seconds=int(ANSWER_SECONDS))
        time.sleep(WATCH_SECONDS)


def watch(services: Sequence[Service], server: EmbeddedPostgres | None) -> None:
    """Stay until something ends; never returns normally.

    Raises:
        MachineError: a service or the embedded database died.
    """
    while True:
        if server is not None and not server.is_running():
            raise MachineError("postgres.died", path=str(server.log_file))
        for service in services:
            check_alive(service)
        time.sleep(WATCH_SECONDS)


def check_alive(service: Service) -> None:
    """Refuse a service that has ended.

    Raises:
        MachineError: ``service.died``.
    """
    if (code := service.child.exit_code()) is not None:
        raise MachineError("service.died", name=service.name, exit_code=code)


def _answers(place: Place) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(place.host, place.host)  # noqa: S104
    connection = (
        http.client.HTTPSConnection(
            host,
            place.port,
            timeout=5,
            context=ssl._create_unverified_context(),  # noqa: S323, SLF001  # our own certificate
        )
        if place.certificate
        else http.client.HTTPConnection(host, place.port, timeout=5)
    )
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{place.port}"})
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True
