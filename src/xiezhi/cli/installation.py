"""One installation on this machine: its locks, its database, its Django."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

import django

from xiezhi.config.environment import DatabaseRole, Environment, environment
from xiezhi.infra.errors import MachineError
from xiezhi.infra.folders import private_folder
from xiezhi.infra.postgres import EmbeddedPostgres
from xiezhi.infra.roles import (
    DatabaseUrls,
    create_roles_and_database,
    derive_passwords,
    derive_urls,
)

DATABASE_NAME: Final = "xiezhi"
BUSY_SECONDS: Final = 120.0
POLL_SECONDS: Final = 0.1


def embedded(env: Environment) -> EmbeddedPostgres | None:
    """Return the embedded server of the installation, None when a server is configured."""
    return None if env.database_url else EmbeddedPostgres(env.var_dir / "postgres")


@contextmanager
def only_one(env: Environment, part: str) -> Iterator[None]:
    """Hold the installation's lock for one part (``web``, ``jobs``).

    Raises:
        MachineError: another process runs that part here.
    """
    with _lock_file(env, part) as file:
        if not _try_lock(file):
            file.seek(0)
            raise MachineError("installation.running", part=part, pid=file.read().strip() or "?")
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield


@contextmanager
def open_database(env: Environment, *, may_adopt: bool = True) -> Iterator[DatabaseUrls]:
    """Give the four addresses of the database, embedded or configured, while the block runs.

    The embedded server is started, or adopted while ``xiezhi up`` runs, and stopped afterwards by
    whoever started it.

    Raises:
        MachineError: it cannot be started, or another command does not let go of it.
    """
    server = embedded(env)
    if server is None:
        yield configured_urls(env)
        return
    with _lock_file(env, "database") as file:
        is_owner = _lock_or_adopt(file, server, may_adopt=may_adopt)
        try:
            if is_owner:
                server.start()
            yield create_roles_and_database(
                server.admin_url,
                name=DATABASE_NAME,
                passwords=derive_passwords(env.secret_key),
            )
        finally:
            if is_owner:
                server.stop(even_adopted=True)


def configured_urls(env: Environment) -> DatabaseUrls:
    """Return the addresses on the configured server, each given by itself or derived."""
    derived = derive_urls(env.database_url or "", env.secret_key)
    return DatabaseUrls(
        owner=derived.owner,
        app=env.app_database_url or derived.app,
        backup=env.backup_database_url or derived.backup,
        vault=env.vault_database_url or derived.vault,
    )


def role_variables(urls: DatabaseUrls, role: DatabaseRole) -> dict[str, str]:
    """Return the environment of a process that connects as one role; an empty value unsets.

    The owner's processes know every address, any other process only its own.
    """
    addresses = {
        DatabaseRole.OWNER: ("DATABASE_URL", urls.owner),
        DatabaseRole.APP: ("XIEZHI_APP_DATABASE_URL", urls.app),
        DatabaseRole.BACKUP: ("XIEZHI_BACKUP_DATABASE_URL", urls.backup),
        DatabaseRole.VAULT: ("XIEZHI_VAULT_DATABASE_URL", urls.vault),
    }
    known = {
        name: url if role in {DatabaseRole.OWNER, other} else ""
        for other, (name, url) in addresses.items()
    }
    settings = {"DJANGO_SETTINGS_MODULE": "xiezhi.config.settings"}
    return known | settings | {"XIEZHI_DATABASE_ROLE": role.value}


def set_up_django(urls: DatabaseUrls, role: DatabaseRole) -> None:
    """Make Django ready in this process, connected as one role."""
    os.environ.update(role_variables(urls, role))
    environment.cache_clear()
    django.setup()


def _lock_file(env: Environment, name: str) -> IO[str]:
    env.var_dir.mkdir(parents=True, exist_ok=True)
    folder: Path = private_folder(env.var_dir / "run")
    return (folder / f"{name}.lock").open("a+", encoding="utf-8")


def _try_lock(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_or_adopt(file: IO[str], server: EmbeddedPostgres, *, may_adopt: bool) -> bool:
    """Return True when the lock is ours, False when the holder's server may be used."""
    until = time.monotonic() + BUSY_SECONDS
    while not _try_lock(file):
        if may_adopt and server.is_running():
            return False
        if time.monotonic() > until:
            raise MachineError("installation.busy")
        time.sleep(POLL_SECONDS)
    return True
