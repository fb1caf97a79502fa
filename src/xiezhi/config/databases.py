"""The DATABASES setting from libpq addresses."""

from typing import Any, Final

from psycopg.conninfo import conninfo_to_dict

from xiezhi.config.environment import DatabaseRole, Environment
from xiezhi.infra.roles import derive_urls

NOWHERE: Final = "postgresql://nobody@localhost:1/none"


def database_settings(env: Environment) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES for the role this process uses.

    ``DATABASE_URL`` is the owner's; the other roles' addresses are given or derived from it. When
    neither is set the process was started beside an embedded database that nobody started yet (a
    management command alone): the entry then points nowhere and fails with a clear error.
    """
    return {"default": _entry(role_urls(env).get(env.database_role, NOWHERE))}


def role_urls(env: Environment) -> dict[DatabaseRole, str]:
    """Return the address of every role this process was given or can derive."""
    given = {
        DatabaseRole.OWNER: env.database_url,
        DatabaseRole.APP: env.app_database_url,
        DatabaseRole.BACKUP: env.backup_database_url,
        DatabaseRole.VAULT: env.vault_database_url,
    }
    derived: dict[DatabaseRole, str] = {}
    if env.database_url is not None:
        urls = derive_urls(env.database_url, env.secret_key)
        derived = {role: getattr(urls, role) for role in DatabaseRole}
    return derived | {role: url for role, url in given.items() if url is not None}


def role_names(env: Environment) -> dict[str, str]:
    """Return the database user behind every known role; migrations grant to them by name."""
    return {
        role: str(conninfo_to_dict(url).get("user", "")) for role, url in role_urls(env).items()
    }


def _entry(url: str) -> dict[str, Any]:
    parts = conninfo_to_dict(url)
    known = {"host", "port", "dbname", "user", "password"}
    return {
        "ENGINE": "xiezhi.infra.db",
        "NAME": parts.get("dbname", ""),
        "USER": parts.get("user", ""),
        "PASSWORD": parts.get("password", ""),
        "HOST": parts.get("host", ""),
        "PORT": parts.get("port", ""),
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {key: value for key, value in parts.items() if key not in known},
    }
