"""What the last comparison of store and tables found, written where the files lie.

Read by ``xiezhi doctor``, which must speak when the database does not.
"""

import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from xiezhi.infra.storage.durable import make_folder

FOLDER: Final = "checks"


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """Figures of one office: files that are due, missing, of another length; nobody's; removed."""

    checked_at: str
    due: int
    missing: int
    wrong: int
    nobodys: int
    removed: int


def write_findings(root: Path, procuratorate_id: uuid.UUID, findings: Findings) -> None:
    """Put the figures in the place of those before."""
    make_folder(root / FOLDER, root)
    path = root / FOLDER / f"{procuratorate_id}.json"
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(asdict(findings)), encoding="utf-8")
    fresh.replace(path)


def read_findings(root: Path) -> Iterator[Findings]:
    """Yield the figures of each office that was looked through; what cannot be read is left out."""
    for path in sorted((root / FOLDER).glob("*.json")):
        try:
            yield Findings(**json.loads(path.read_text(encoding="utf-8")))
        except (ValueError, TypeError, OSError):
            continue
