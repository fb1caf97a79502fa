"""Named SQL in files: queries and the trigger files migrations read."""

from functools import cache
from pathlib import Path
from typing import Final

from django.db import connection

PACKAGE: Final = Path(__file__).resolve().parent.parent


@cache
def load(capability: str, name: str) -> str:
    """Return the text of ``<capability>/sql/<name>.sql``."""
    return (PACKAGE / capability / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def forget_plans() -> None:
    """Have the present connection plan its statements anew.

    A connection keeps the plans of its foreign key checks. Made while a table was empty they scan
    it whole, and thousands of rows later each check is that much slower (measured: 7 s and 203 s
    for the same import).
    """
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")
