"""A ledger with real commits and the ways a person with the owner's password might change it."""

import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, LiteralString
from uuid import UUID

import psycopg
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from psycopg import sql

from xiezhi.accounts.models import Procuratorate
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel.actor import system_actor
from xiezhi.ledger.models import LedgerHead
from xiezhi.ledger.rules.canonical import canonical_bytes
from xiezhi.ledger.rules.checkpoint import Checkpoint, sign_checkpoint
from xiezhi.ledger.rules.merkle import Frontier, leaf_hash
from xiezhi.ledger.services import checkpoints
from xiezhi.ledger.services.acts import act

ENTRIES = 41
SIGNED = (9, 20, 33, 41)
TABLES = ("ledger_ledgerentry", "ledger_ledgercheckpoint", "ledger_ledgerhead")
STRANGER = Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"stranger").digest())
Row = dict[str, Any]


def grow(office: Procuratorate, now: datetime, *, to: int = ENTRIES) -> None:
    """Append until the ledger has so many entries, signing at the sizes of `SIGNED`."""
    acting = system_actor(office.id)
    for size in range(size_of(office) + 1, to + 1):
        at = now + timedelta(minutes=size)
        with tenant_scope(office.id), act(acting=acting, now=at) as record:
            record("test.act", "thing", f"thing-{size}", before={"n": size - 1}, after={"n": size})
        if size in SIGNED:
            with tenant_scope(office.id):
                checkpoints.sign_checkpoint(now=at)


def size_of(office: Procuratorate) -> int:
    with tenant_scope(office.id):
        head = LedgerHead.objects.filter(id=1).first()
    return 0 if head is None else int(head.size)


@dataclass
class Owner:
    """The database as its owner sees it, triggers switched off."""

    connection: psycopg.Connection[Any]
    tenant: UUID

    def rows(self) -> list[Row]:
        with self.connection.cursor(row_factory=psycopg.rows.dict_row) as cursor:
            found = cursor.execute("SELECT * FROM ledger_ledgerentry ORDER BY id").fetchall()
        return [dict(row) for row in found]

    def replace(self, rows: list[Row]) -> None:
        """Put these rows in place of all entries."""
        self.connection.execute("DELETE FROM ledger_ledgerentry")
        columns = list(rows[0])
        statement = sql.SQL("INSERT INTO ledger_ledgerentry ({}) VALUES ({})").format(
            sql.SQL(", ").join(sql.Identifier(column) for column in columns),
            sql.SQL(", ").join(sql.Placeholder() for _ in columns),
        )
        with self.connection.cursor() as cursor:
            cursor.executemany(statement, [list(row.values()) for row in rows])

    def set_head(self, rows: list[Row]) -> None:
        frontier = Frontier()
        for row in rows:
            frontier = frontier.append(bytes(row["leaf_hash"]))
        self.connection.execute(
            "UPDATE ledger_ledgerhead SET size = %s, frontier = %s",
            [frontier.size, frontier.to_list()],
        )

    def note(self, size: int) -> str:
        row = self.connection.execute(
            "SELECT note FROM ledger_ledgercheckpoint WHERE id = %s", [size]
        ).fetchone()
        assert row is not None
        return str(row[0])

    def set_note(self, size: int, note: str) -> None:
        self.connection.execute(
            "UPDATE ledger_ledgercheckpoint SET note = %s WHERE id = %s", [note, size]
        )


@contextmanager
def owner(url: str, tenant: UUID) -> Iterator[Owner]:
    """Connect as the owner, switch the triggers off, and remember the tables as they are."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT set_config('app.tenant', %s, false)", [str(tenant)])
        for table in TABLES:
            connection.execute(_on("ALTER TABLE {} DISABLE TRIGGER USER", table))
            connection.execute(
                _on("CREATE TEMPORARY TABLE {} AS SELECT * FROM {}", f"kept_{table}", table)
            )
        yield Owner(connection, tenant)


def restore(found: Owner) -> None:
    for table in TABLES:
        found.connection.execute(_on("DELETE FROM {}", table))
        found.connection.execute(_on("INSERT INTO {} SELECT * FROM {}", table, f"kept_{table}"))


def _on(statement: LiteralString, *tables: str) -> sql.Composed:
    return sql.SQL(statement).format(*(sql.Identifier(table) for table in tables))


def reworded(row: Row, **changes: Any) -> Row:
    """Return an entry with other words and a leaf hash that fits them: a careful forgery."""
    words = json.loads(row["body"]) | changes
    body = canonical_bytes(words)
    return row | {"body": body.decode(), "leaf_hash": leaf_hash(body)}


def rewritten_from(rows: list[Row], place: int) -> list[Row]:
    """Return the ledger with one entry false and all after it made to agree."""
    frontier = Frontier()
    made = []
    for index, row in enumerate(rows):
        new = row
        if index == place:
            new = reworded(row, after="00" * 32)
        elif index > place:
            new = reworded(row, tree=frontier.root().hex())
        made.append(new)
        frontier = frontier.append(bytes(new["leaf_hash"]))
    return made


def pushed_in(rows: list[Row], place: int) -> list[Row]:
    """Return the ledger with a forged entry between two others, places moved up."""
    frontier = Frontier()
    for row in rows[:place]:
        frontier = frontier.append(bytes(row["leaf_hash"]))
    model = rows[min(place, len(rows) - 1)]
    forged = reworded(
        model | {"id": place}, sequence=place, tree=frontier.root().hex(), after="11" * 32
    )
    return [*rows[:place], forged, *(row | {"id": row["id"] + 1} for row in rows[place:])]


def swapped(rows: list[Row], one: int, other: int) -> list[Row]:
    made = list(rows)
    made[one] = rows[other] | {"id": rows[one]["id"]}
    made[other] = rows[one] | {"id": rows[other]["id"]}
    return made


def closed_up(rows: list[Row], place: int) -> list[Row]:
    """Return the ledger without one entry, places moved down."""
    return [*rows[:place], *(row | {"id": row["id"] - 1} for row in rows[place + 1 :])]


def stranger_note(size: int, root: bytes, origin: str) -> str:
    return sign_checkpoint(Checkpoint(origin=origin, size=size, root=root), STRANGER).decode()


Tampering = Callable[[Owner, list[Row], int], None]
