"""PostgreSQL's own programs, run for backup and restore."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import IO, Final

from psycopg.conninfo import conninfo_to_dict

from xiezhi.infra.errors import MachineError
from xiezhi.infra.postgres import programs_folder

SEALED_MODES: Final = ("require", "verify-ca", "verify-full")


def dump_command(url: str, target: Path) -> list[str]:
    """Return the words that write the database as compressed SQL into a file."""
    words = [str(_program("pg_dump", url)), "--no-owner", "--encoding=UTF8", "--no-password"]
    return [*words, "--compress=6", f"--file={target}"]


def load_command(url: str) -> list[str]:
    """Return the words that run SQL from standard input in one transaction or not at all."""
    words = [str(_program("psql", url)), "--no-psqlrc", "--quiet", "--no-password"]
    return [*words, "--single-transaction", "--set=ON_ERROR_STOP=1"]


def run_client(words: list[str], url: str, fault: str, *, script: IO[bytes] | None = None) -> None:
    """Run a program against a database, with ``script`` as its input.

    Raises:
        MachineError: with the code ``fault`` and the program's own words as ``reason``.
    """
    done = subprocess.run(  # noqa: S603  # our own words, no shell
        words,
        check=False,
        env=_environment(url),
        stdin=script or subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip()[-600:]
        raise MachineError(fault, reason=reason or str(done.returncode))


def _environment(url: str) -> dict[str, str]:
    """Return the environment that tells the programs where to connect.

    Never in the words of the command: every user of the machine can read those.
    """
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "dbname": "PGDATABASE"}
    names |= {"password": "PGPASSWORD", "sslmode": "PGSSLMODE", "sslrootcert": "PGSSLROOTCERT"}
    found = {names[k]: str(v) for k, v in conninfo_to_dict(url).items() if k in names}
    return {k: v for k, v in os.environ.items() if not k.startswith("PG")} | found


def _program(name: str, url: str) -> Path:
    """Return the bundled program, or the machine's where the server wants encryption.

    The bundled ones are built without TLS.
    """
    if conninfo_to_dict(url).get("sslmode") not in SEALED_MODES:
        return programs_folder() / name
    found = shutil.which(name)
    if found is None:
        raise MachineError("program.missing", name=name)
    return Path(found)
