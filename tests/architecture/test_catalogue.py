"""The tenant wall, read from the catalogue of a migrated database and tried as the app role."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import psycopg
import pytest
from psycopg import sql

from tests.architecture.rows import insert, make_office, tenant_models
from tests.database import NAME, Clone, clone, drop

# Tables outside the wall, and why they hold nobody's words.
GLOBAL_TABLES = {
    "accounts_account": "signs in before the tenant is known; nameless",
    "accounts_procuratorate": "the tenant itself",
    "accounts_procuratoratehost": "host name to tenant",
    "account_emailaddress": "allauth; unused, no addresses are kept",
    "account_emailconfirmation": "allauth; unused",
    "auth_group": "Django; unused",
    "auth_group_permissions": "Django; unused",
    "auth_permission": "Django; unused",
    "axes_accessattempt": "lockout by account",
    "axes_accessattemptexpiration": "lockout by account",
    "axes_accessfailurelog": "lockout by account; switched off",
    "axes_accesslog": "switched off",
    "django_content_type": "Django",
    "django_migrations": "Django",
    "django_session": "sessions are found before the tenant",
    "mfa_authenticator": "second factors of accounts",
    "procrastinate_events": "queue; ids only",
    "procrastinate_jobs": "queue; ids only",
    "procrastinate_periodic_defers": "queue",
    "procrastinate_workers": "queue",
}

TABLES = "SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner::regrole::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')"
WITH_TENANT = "SELECT c.relname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND a.attname = 'procuratorate_id' AND NOT a.attisdropped"
INDEXES = """
SELECT c.relname, i.relname, x.indisunique, m.amname, a.attname
FROM pg_index x
JOIN pg_class c ON c.oid = x.indrelid
JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_am m ON m.oid = i.relam
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = x.indkey[0]
WHERE n.nspname = 'public'
"""
PRIMARY_KEYS = """
SELECT c.relname, array_agg(a.attname::text ORDER BY k.place)
FROM pg_constraint p
JOIN pg_class c ON c.oid = p.conrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL unnest(p.conkey) WITH ORDINALITY AS k (number, place)
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.number
WHERE p.contype = 'p' AND n.nspname = 'public'
GROUP BY c.relname
"""
FOREIGN_KEYS = """
SELECT p.conname, c.relname, o.relname,
       array_agg(a.attname::text ORDER BY k.place), array_agg(b.attname::text ORDER BY k.place)
FROM pg_constraint p
JOIN pg_class c ON c.oid = p.conrelid
JOIN pg_class o ON o.oid = p.confrelid
CROSS JOIN LATERAL unnest(p.conkey, p.confkey) WITH ORDINALITY AS k (own, other, place)
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.own
JOIN pg_attribute b ON b.attrelid = o.oid AND b.attnum = k.other
WHERE p.contype = 'f'
GROUP BY p.conname, c.relname, o.relname
"""
POLICY = "(procuratorate_id = (NULLIF(current_setting('app.tenant'::text, true), ''::text))::uuid)"
TENANT_TABLES = sorted(model._meta.db_table for model in tenant_models())
VAULT = "vault_sealedidentity"  # the app role may put in, never look
OPENINGS = "vault_identityopening"  # the app role may look, never put in


@dataclass(frozen=True)
class Filled:
    """A database where office A has a row in every tenant table and office B has none."""

    clone: Clone
    a: uuid.UUID
    b: uuid.UUID
    app_role: str


@pytest.fixture(scope="module")
def filled(django_db_setup: None) -> Iterator[Filled]:
    made = clone(f"{NAME}_catalogue_{uuid.uuid4().hex[:8]}")
    with psycopg.connect(made.urls.owner) as owner:
        a, b = make_office(owner), make_office(owner)
        owner.execute("SELECT set_config('app.tenant', %s, true)", [str(a)])
        for model in tenant_models():
            insert(owner, model, tenant=a)
    yield Filled(made, a, b, app_role=f"{NAME}_app")
    drop(made.name)


@contextmanager
def as_app(filled: Filled, tenant: uuid.UUID | None) -> Iterator[psycopg.Connection[Any]]:
    with psycopg.connect(filled.clone.urls.app) as connection:
        if tenant is not None:
            connection.execute("SELECT set_config('app.tenant', %s, true)", [str(tenant)])
        yield connection
        connection.rollback()


def ask(filled: Filled, query: str, *params: Any) -> list[tuple[Any, ...]]:
    with psycopg.connect(filled.clone.urls.owner) as connection:
        return connection.execute(query.encode(), params or None).fetchall()


def test_every_table_is_a_tenant_table_or_on_the_list(filled: Filled) -> None:
    found = {row[0] for row in ask(filled, TABLES)}
    with_tenant = {row[0] for row in ask(filled, WITH_TENANT)}
    assert with_tenant == set(TENANT_TABLES)
    assert found - with_tenant == set(GLOBAL_TABLES)


def test_every_tenant_table_forces_row_level_security(filled: Filled) -> None:
    walls = {name: (on, forced) for name, on, forced, _ in ask(filled, TABLES)}
    assert [name for name in TENANT_TABLES if walls[name] != (True, True)] == []


def test_every_tenant_table_has_the_one_policy(filled: Filled) -> None:
    rows = ask(
        filled,
        "SELECT tablename, permissive, roles::text, cmd, qual, with_check FROM pg_policies",
    )
    policies = {name: rest for name, *rest in rows}
    assert sorted(policies) == TENANT_TABLES
    assert len(rows) == len(TENANT_TABLES)
    wanted = ["PERMISSIVE", "{public}", "ALL", POLICY, POLICY]
    assert {name: rest for name, rest in policies.items() if rest != wanted} == {}


def test_every_primary_key_is_tenant_and_id(filled: Filled) -> None:
    keys = dict(ask(filled, PRIMARY_KEYS))
    wrong = {n: keys[n] for n in TENANT_TABLES if keys[n] != ["procuratorate_id", "id"]}
    assert wrong == {}


def test_every_index_starts_with_the_tenant(filled: Filled) -> None:
    wrong = [
        (table, index)
        for table, index, is_unique, method, first in ask(filled, INDEXES)
        if table in TENANT_TABLES
        and first != "procuratorate_id"
        and not (method == "gin" and not is_unique)
    ]
    assert wrong == []


def test_no_foreign_key_crosses_tenants(filled: Filled) -> None:
    wrong = [
        (name, table, other)
        for name, table, other, own, theirs in ask(filled, FOREIGN_KEYS)
        if other in TENANT_TABLES
        and not (
            table in TENANT_TABLES
            and own[0] == theirs[0] == "procuratorate_id"
            and len(own) == 2
            and theirs[1] == "id"
        )
    ]
    assert wrong == []


def test_every_relation_of_the_models_is_a_foreign_key_in_the_database(filled: Filled) -> None:
    made = {(table, own[-1]) for _, table, _, own, _ in ask(filled, FOREIGN_KEYS)}
    wanted = {
        (model._meta.db_table, field.column)
        for model in tenant_models()
        for field in model._meta.concrete_fields
        if field.is_relation
    }
    assert wanted - made == set()


def test_app_role_owns_nothing_and_cannot_pass_the_wall(filled: Filled) -> None:
    role = ask(
        filled,
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
        " FROM pg_roles WHERE rolname = %s",
        filled.app_role,
    )
    assert role == [(False, False, False, False, False)]
    assert {owner for *_, owner in ask(filled, TABLES)} == {f"{NAME}_owner"}
    memberships = ask(
        filled, "SELECT 1 FROM pg_auth_members WHERE member = %s::regrole", filled.app_role
    )
    assert memberships == []


def test_nobody_but_the_owner_may_truncate(filled: Filled) -> None:
    rows = ask(
        filled,
        "SELECT grantee, table_name FROM information_schema.role_table_grants"
        " WHERE table_schema = 'public' AND privilege_type = 'TRUNCATE' AND grantee <> %s",
        f"{NAME}_owner",
    )
    assert rows == []


def test_no_function_runs_with_its_owners_rights(filled: Filled) -> None:
    rows = ask(
        filled,
        "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace"
        " WHERE n.nspname = 'public' AND p.prosecdef",
    )
    assert rows == []


def test_no_view_looks_with_its_owners_eyes(filled: Filled) -> None:
    rows = ask(
        filled,
        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND (c.relkind = 'm' OR (c.relkind = 'v'"
        " AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true'], false)))",
    )
    assert rows == []


def count(connection: psycopg.Connection[Any], table: str) -> int:
    query = sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    row = connection.execute(query).fetchone()
    assert row is not None
    return int(row[0])


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_another_sees_no_row(filled: Filled, table: str) -> None:
    with psycopg.connect(filled.clone.urls.owner) as owner:
        owner.execute("SELECT set_config('app.tenant', %s, true)", [str(filled.a)])
        assert count(owner, table) > 0
    for tenant in (None, filled.b):
        with as_app(filled, tenant) as connection:
            if table == VAULT:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    count(connection, table)
            else:
                assert count(connection, table) == 0


def test_an_emptied_setting_is_no_tenant(filled: Filled) -> None:
    with as_app(filled, filled.a) as connection:
        assert count(connection, "accounts_department") > 0
        connection.commit()
        assert count(connection, "accounts_department") == 0


@pytest.mark.parametrize("table", TENANT_TABLES)
def test_no_row_is_written_for_another(filled: Filled, table: str) -> None:
    model = next(m for m in tenant_models() if m._meta.db_table == table)
    wall = "permission denied" if table == OPENINGS else "row-level security"
    with (
        as_app(filled, filled.b) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match=wall),
    ):
        insert(connection, model, tenant=filled.a, alone=True)
