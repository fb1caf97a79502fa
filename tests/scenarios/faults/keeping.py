"""What the database and the ledger hold after a fault, read without the product's own reading."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

FILES = """
SELECT r.code, f.sha256, f.procuratorate_id, f.stored_sha256, f.shared_sha256, f.thumbnail_sha256
FROM intake_report r
JOIN intake_reportfile l ON l.report_id = r.id AND l.procuratorate_id = r.procuratorate_id
JOIN evidence_storedfile f ON f.id = l.file_id AND f.procuratorate_id = r.procuratorate_id
ORDER BY r.code, l.position
"""


@dataclass(frozen=True)
class KeptFile:
    """A file of a report as its row tells."""

    office: Any
    sha256: bytes
    addresses: tuple[bytes, ...]


def kept_reports(connection: psycopg.Connection[Any]) -> dict[str, list[KeptFile]]:
    """Return the files of every report by its number. Reads as the owner, past the tenant wall."""
    connection.execute("SET ROLE NONE")
    office = connection.execute("SELECT id FROM accounts_procuratorate").fetchall()
    kept: dict[str, list[KeptFile]] = {}
    for (tenant,) in office:
        connection.execute("SELECT set_config('app.tenant', %s, false)", [str(tenant)])
        for code, sha256, owner, *addresses in connection.execute(FILES).fetchall():
            whole = tuple(bytes(one) for one in addresses if one is not None)
            kept.setdefault(code, []).append(KeptFile(owner, bytes(sha256), whole))
    return kept


def ledger_is_sound(app_url: str, folder: Path) -> bool:
    """Return whether ``xiezhi verify ledger`` finds nothing."""
    done = _ran("verifying", app_url, folder)
    return done.returncode == 0 and bool(done.stdout.strip())


def looked_through(app_url: str, folder: Path) -> list[list[int]]:
    """Return the figures of two looks through the store, the first removing what is nobody's.

    Each: due, missing, altered, nobody's, unfinished, areas.
    """
    done = _ran("looking", app_url, folder)
    assert done.returncode == 0, done.stderr
    figures: list[list[int]] = json.loads(done.stdout.splitlines()[-1])
    return figures


def _ran(module: str, app_url: str, folder: Path) -> subprocess.CompletedProcess[str]:
    variables = os.environ | {
        "DATABASE_URL": "",
        "XIEZHI_APP_DATABASE_URL": app_url,
        "XIEZHI_FILES": str(folder / "files"),
    }
    return subprocess.run(  # noqa: S603  # our own module
        [sys.executable, "-m", f"tests.scenarios.faults.{module}"],
        env=variables,
        check=False,
        capture_output=True,
        text=True,
    )
