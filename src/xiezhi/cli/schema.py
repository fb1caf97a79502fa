"""What the database's tables and this code know of each other; Django must be set up."""

from collections.abc import Iterable
from dataclasses import dataclass

import psycopg
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.utils import OperationalError

from xiezhi.infra.db.states import lean_states
from xiezhi.infra.errors import MachineError
from xiezhi.infra.roles import DatabaseUrls, check_collation


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemaState:
    """Migrations that one side has and the other lacks, as ``app.name``."""

    pending: tuple[str, ...]
    unknown: tuple[str, ...]


def schema_state() -> SchemaState:
    """Compare the database with the code.

    Raises:
        MachineError: the database cannot be reached.
    """
    try:
        executor = MigrationExecutor(connection)
    except OperationalError as error:
        raise MachineError("database.unreachable", reason=str(error).strip()) from error
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    applied = [f"{app}.{name}" for app, name in sorted(executor.loader.applied_migrations)]
    return SchemaState(
        pending=tuple(f"{m.app_label}.{m.name}" for m, _ in plan),
        unknown=unknown_migrations(applied),
    )


def unknown_migrations(names: Iterable[str]) -> tuple[str, ...]:
    """Return the migrations among ``names`` which this code's applications do not have."""
    loader = MigrationLoader(None)
    known = {
        *loader.disk_migrations,
        *(p for m in loader.disk_migrations.values() for p in m.replaces),
    }
    labels = {".".join(pair) for pair in known}
    return tuple(n for n in names if n not in labels and n.split(".")[0] in loader.migrated_apps)


def migrate_if_needed() -> int:
    """Bring the tables up to the code as the owner role; return how many steps were taken.

    Raises:
        MachineError: the database is newer than the code.
    """
    state = schema_state()
    if state.unknown:
        raise MachineError("database.newer", name=state.unknown[0], count=len(state.unknown))
    if state.pending:
        with lean_states():
            call_command("migrate", interactive=False, verbosity=0)
    return len(state.pending)


def check_server(urls: DatabaseUrls) -> None:
    """Refuse a server that cannot be reached or would sort differently.

    Raises:
        MachineError: with what is wrong.
    """
    try:
        with psycopg.connect(urls.owner, connect_timeout=10) as server:
            check_collation(server)
        psycopg.connect(urls.app, connect_timeout=10).close()
    except psycopg.OperationalError as error:
        raise MachineError("database.unreachable", reason=str(error).strip()) from error
