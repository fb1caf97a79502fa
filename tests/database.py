"""The suite's PostgreSQL: one server, one migrated template, a clone for whoever needs one."""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import version
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
REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Clone:
    """A database of its own and the addresses of its roles."""

    name: str
    urls: DatabaseUrls


def start_server(directory: Path, given: str) -> EmbeddedPostgres | None:
    """Start the embedded server with its template migrated, or use the given one.

    The migrated cluster is kept under ``var``, by the content of all migrations, and copied for
    later runs: migrating takes some seconds, copying a moment.
    """
    if given:
        os.environ[ADMIN_URL] = given
        make_template(given)
        return None
    kept = REPOSITORY / "var" / "test-clusters" / _schema_digest()
    if kept.exists():
        shutil.copytree(kept, directory)
    server = EmbeddedPostgres(directory, durable=False)
    server.start()
    os.environ[ADMIN_URL] = server.admin_url
    if not kept.exists():
        make_template(server.admin_url)
        server.stop()
        _keep(directory, kept)
        server.start()
    return server


def own_server(directory: Path) -> EmbeddedPostgres:
    """Start a server beside the suite's, migrated, that waits for the disk as in life."""
    kept = REPOSITORY / "var" / "test-clusters" / _schema_digest()
    if kept.exists():
        shutil.copytree(kept, directory)
    server = EmbeddedPostgres(directory)
    server.start()
    if not kept.exists():
        make_template(server.admin_url)
    return server


def _schema_digest() -> str:
    digest = hashlib.sha256(version("procrastinate").encode() + version("django-allauth").encode())
    package = REPOSITORY / "src" / "xiezhi"
    parts = ("*/migrations/*.py", "*/sql/*.sql", "infra/db/*.py", "infra/roles.py")
    for path in sorted(path for part in parts for path in package.glob(part)):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _keep(directory: Path, kept: Path) -> None:
    """Copy the stopped cluster aside; of two runs at once, one copy stays."""
    kept.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    for older in sorted(kept.parent.iterdir(), key=lambda path: path.stat().st_mtime)[:-2]:
        shutil.rmtree(older, ignore_errors=True)
    unfinished = kept.with_name(f"{kept.name}.{os.getpid()}")
    shutil.copytree(directory, unfinished)
    try:
        unfinished.rename(kept)
    except OSError:
        shutil.rmtree(unfinished)


def make_template(admin: str) -> None:
    """Migrate the database every clone is copied from, as its owner."""
    _drop(admin, NAME)
    urls = create_roles_and_database(admin, name=NAME, passwords=derive_passwords(SECRET))
    environment = os.environ | {"DATABASE_URL": urls.owner}
    done = subprocess.run(
        [sys.executable, "-m", "xiezhi.cli", "migrate"],
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
            *(
                database_url(url, dbname=name)
                for url in (urls.owner, urls.app, urls.backup, urls.vault)
            )
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
