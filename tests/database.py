"""The suite's PostgreSQL: one server, one migrated template, a clone for whoever needs one."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from xiezhi.infra.postgres import EmbeddedPostgres
from xiezhi.infra.roles import (
    DatabaseUrls,
    create_roles_and_database,
    database_url,
    derive_passwords,
    named_urls,
)

SECRET = "tests-only-secret-key-that-signs-nothing-of-value-0123456789"
NAME = "xiezhi_test"
ADMIN_URL = "XIEZHI_TEST_ADMIN_URL"


@dataclass(frozen=True)
class Clone:
    """A database of its own and the addresses of its roles."""

    name: str
    urls: DatabaseUrls


def start_server(directory: Path, given: str) -> EmbeddedPostgres | None:
    """Start the embedded server, or note the address of the given one."""
    server = None
    if not given:
        server = EmbeddedPostgres(directory, durable=False)
        server.start()
    os.environ[ADMIN_URL] = given or server.admin_url  # type: ignore[union-attr]  # one of the two
    return server


def make_template() -> None:
    """Migrate the database every clone is copied from, as its owner."""
    admin = os.environ[ADMIN_URL]
    _drop(admin, NAME)
    urls = create_roles_and_database(admin, name=NAME, passwords=derive_passwords(SECRET))
    environment = os.environ | {"DATABASE_URL": urls.owner, "XIEZHI_DATABASE_ROLE": "owner"}
    done = subprocess.run(
        [sys.executable, "-m", "django", "migrate", "--verbosity", "0"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr)


def clone(name: str) -> Clone:
    """Copy the template into a database of its own."""
    admin = os.environ[ADMIN_URL]
    _drop(admin, name)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                sql.Identifier(name), sql.Identifier(NAME), sql.Identifier(f"{NAME}_owner")
            )
        )
    urls = named_urls(admin, name=NAME, passwords=derive_passwords(SECRET))
    return Clone(
        name,
        DatabaseUrls(
            *(database_url(url, dbname=name) for url in (urls.owner, urls.app, urls.backup, urls.vault))
        ),
    )


def drop(name: str) -> None:
    """Remove a clone."""
    _drop(os.environ[ADMIN_URL], name)


def _drop(admin: str, name: str) -> None:
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def django_settings(url: str) -> dict[str, str]:
    """Return the parts of a database address under Django's names."""
    parts = conninfo_to_dict(url)
    return {
        "NAME": str(parts.get("dbname", "")),
        "USER": str(parts.get("user", "")),
        "PASSWORD": str(parts.get("password", "")),
        "HOST": str(parts.get("host", "")),
        "PORT": str(parts.get("port", "")),
    }
