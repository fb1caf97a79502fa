"""Named SQL in files: queries and the trigger files migrations read."""

from functools import cache
from pathlib import Path
from typing import Final

PACKAGE: Final = Path(__file__).resolve().parent.parent


@cache
def load(capability: str, name: str) -> str:
    """Return the text of ``<capability>/sql/<name>.sql``."""
    return (PACKAGE / capability / "sql" / f"{name}.sql").read_text(encoding="utf-8")
