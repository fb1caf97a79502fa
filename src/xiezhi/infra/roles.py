"""The four database roles, and the database they share.

Owner migrates and owns the tables, app does everything else behind row level security, backup
reads across tenants, vault has its own tables only. Works on PostgreSQL 15 and newer.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final, Literal
from urllib.parse import quote

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from xiezhi.infra.errors import MachineError

Role = Literal["owner", "app", "backup", "vault"]
ROLES: Final[tuple[Role, ...]] = ("owner", "app", "backup", "vault")
OLDEST_SERVER: Final = 150000

# TRUNCATE is given to nobody: it would pass by row level security and the ledger's triggers.
GRANTS: Final = """
REVOKE ALL ON DATABASE {database} FROM PUBLIC;
GRANT CONNECT ON DATABASE {database} TO {app}, {backup}, {vault};
ALTER SCHEMA public OWNER TO {owner};
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO {app}, {backup}, {vault};
ALTER ROLE {backup} SET default_transaction_read_only = on;
ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO {app};
ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT SELECT ON TABLES TO {backup};
ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT SELECT ON SEQUENCES TO {backup};
"""

Connection = psycopg.Connection[tuple[object, ...]]


@dataclass(frozen=True, slots=True)
class DatabaseUrls:
    """The address of one database for each of its four roles."""

    owner: str
    app: str
    backup: str
    vault: str


def derive_passwords(secret: str) -> dict[Role, str]:
    """Return a password for each role, made from one secret; the same each time."""
    return {
        role: hmac.digest(secret.encode(), f"xiezhi database role {role}".encode(), sha256).hex()
        for role in ROLES
    }


def derive_urls(owner_url: str, secret: str) -> DatabaseUrls:
    """Return the addresses of all roles from the owner's.

    The owner's stays as given. The others' names follow from the owner's (``x_owner`` ->
    ``x_app``; a name without that ending gets one added) and their passwords from the secret.
    """
    passwords = derive_passwords(secret)
    name = str(conninfo_to_dict(owner_url).get("user") or "xiezhi").removesuffix("_owner")

    def other(role: Role) -> str:
        return database_url(owner_url, user=f"{name}_{role}", password=passwords[role])

    return DatabaseUrls(
        owner=owner_url, app=other("app"), backup=other("backup"), vault=other("vault")
    )


def named_urls(admin_url: str, *, name: str, passwords: Mapping[Role, str]) -> DatabaseUrls:
    """Return the addresses of the roles of database ``name``, without asking the server."""
    urls = {
        role: database_url(admin_url, user=f"{name}_{role}", password=passwords[role], dbname=name)
        for role in ROLES
    }
    return DatabaseUrls(**urls)


def database_url(url: str, **changes: str) -> str:
    """Return the address with some of its parts replaced (``user``, ``password``, ``dbname``)."""
    found = {k: str(v) for k, v in conninfo_to_dict(url).items() if v is not None} | changes
    user, password, name = (
        quote(found.pop(part, ""), safe="") for part in ("user", "password", "dbname")
    )
    rest = "&".join(f"{key}={quote(value, safe='')}" for key, value in sorted(found.items()))
    return f"postgresql://{user}{':' + password if password else ''}@/{name}?{rest}"


def create_roles_and_database(
    admin_url: str, *, name: str, passwords: Mapping[Role, str]
) -> DatabaseUrls:
    """Make the roles ``<name>_owner|app|backup|vault`` and the database ``<name>``.

    Idempotent: what is there is brought to the wanted rights and passwords, data is not touched.

    Raises:
        MachineError: the server is too old, or the database exists with another sort order.
    """
    with psycopg.connect(admin_url, autocommit=True) as server:
        if server.info.server_version < OLDEST_SERVER:
            raise MachineError("database.server_too_old", found=server.info.server_version)
        for role in ROLES:
            _make_role(server, f"{name}_{role}", passwords[role], bypass=role == "backup")
        _make_database(server, name)
    with psycopg.connect(database_url(admin_url, dbname=name)) as database:
        _grant(database, name)
    return named_urls(admin_url, name=name, passwords=passwords)


def check_collation(connection: Connection) -> None:
    """Refuse a database that would sort differently from every other installation.

    Raises:
        MachineError: ``database.encoding`` or ``database.collation``.
    """
    row = connection.execute(
        "SELECT pg_encoding_to_char(encoding), datcollate, datlocprovider::text"
        " FROM pg_database WHERE datname = current_database()"
    ).fetchone()
    encoding, collation, provider = row or ("", "", "")
    if encoding != "UTF8":
        raise MachineError("database.encoding", found=str(encoding))
    if provider == "i" or collation not in {"C", "C.UTF-8", "C.utf8", "POSIX"}:
        raise MachineError("database.collation", found=str(collation), provider=str(provider))


def _make_role(server: Connection, role: str, password: str, *, bypass: bool) -> None:
    known = server.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    # The server must never see the password itself: statements land in its log.
    sealed = server.pgconn.encrypt_password(password.encode(), role.encode(), b"scram-sha-256")
    server.execute(
        sql.SQL(
            "{} ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION {} PASSWORD {}"
        ).format(
            sql.SQL("ALTER" if known else "CREATE"),
            sql.Identifier(role),
            sql.SQL("BYPASSRLS" if bypass else "NOBYPASSRLS"),
            sql.Literal(sealed.decode()),
        )
    )


def _make_database(server: Connection, name: str) -> None:
    owner = f"{name}_owner"
    known = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone()
    if known:
        change = sql.SQL("ALTER DATABASE {} OWNER TO {}")
        server.execute(change.format(sql.Identifier(name), sql.Identifier(owner)))
        return
    provider = _builtin_locale(server)
    server.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' {}").format(
            sql.Identifier(name), sql.Identifier(owner), sql.SQL(provider)
        )
    )


def _builtin_locale(server: Connection) -> str:
    """Return the locale words that sort by code point on this server's version."""
    if server.info.server_version >= 170000:  # noqa: PLR2004  # builtin came with 17
        return "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
    return "LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C.UTF-8'"


def _grant(database: Connection, name: str) -> None:
    """Give each role its rights, for the tables there are and for those the owner will make."""
    check_collation(database)
    words = {role: sql.Identifier(f"{name}_{role}") for role in ROLES}
    database.execute(sql.SQL(GRANTS).format(database=sql.Identifier(name), **words))
