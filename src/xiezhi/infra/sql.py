"""Named SQL in files: queries and the trigger files migrations read."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from django.db import connection

PACKAGE: Final = Path(__file__).resolve().parent.parent


@cache
def load(capability: str, name: str) -> str:
    """Return the text of ``<capability>/sql/<name>.sql``."""
    return (PACKAGE / capability / "sql" / f"{name}.sql").read_text(encoding="utf-8")


def ask(capability: str, name: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a named query.

    For what every request asks: to put such a question together by the ORM takes several times as
    long as to answer it (measured: 3 ms and 0.2 ms for who acts).
    """
    with connection.cursor() as cursor:
        cursor.execute(load(capability, name), given)
        return list(cursor.fetchall())


def forget_plans() -> None:
    """Have the present connection plan its statements anew.

    A connection keeps the plans of its foreign key checks. Made while a table was empty they scan
    it whole, and thousands of rows later each check is that much slower (measured: 7 s and 203 s
    for the same import).
    """
    with connection.cursor() as cursor:
        cursor.execute("DISCARD PLANS")
