"""The DATABASES setting from libpq addresses."""

from typing import Any

from psycopg.conninfo import conninfo_to_dict

from xiezhi.config.environment import DatabaseRole, Environment
from xiezhi.infra.roles import derive_urls


def database_settings(env: Environment) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES for the role this process uses.

    ``DATABASE_URL`` is the owner's; the other roles' addresses are given or derived from it. When
    neither is set the process was started beside an embedded database that nobody started yet (a
    management command alone): the entry then points nowhere and fails with a clear error.
    """
    given = {
        DatabaseRole.OWNER: env.database_url,
        DatabaseRole.APP: env.app_database_url,
        DatabaseRole.BACKUP: env.backup_database_url,
        DatabaseRole.VAULT: env.vault_database_url,
    }
    url = given[env.database_role]
    if url is None and env.database_url is not None:
        url = getattr(derive_urls(env.database_url, env.secret_key), env.database_role)
    return {"default": _entry(url or "postgresql://nobody@localhost:1/none")}


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
