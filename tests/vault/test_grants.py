"""The vault's table: the door may put in, and nothing that serves pages may look."""

from datetime import date
from uuid import uuid4

import psycopg
import pytest

from tests.cast import make_office
from tests.database import Clone
from xiezhi.infra.tenant import tenant_scope
from xiezhi.kernel import clock
from xiezhi.vault.models import SealedIdentity


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT * FROM vault_sealedidentity",
        "SELECT count(*) FROM vault_sealedidentity",
        "UPDATE vault_sealedidentity SET sealed = ''",
        "DELETE FROM vault_sealedidentity",
        "TRUNCATE vault_sealedidentity",
        "COPY vault_sealedidentity TO STDOUT",
        "INSERT INTO vault_sealedidentity SELECT * FROM vault_sealedidentity",
        "DROP TABLE vault_sealedidentity",
        "ALTER TABLE vault_sealedidentity DISABLE ROW LEVEL SECURITY",
        "SET ROLE postgres",
        "INSERT INTO vault_identityopening SELECT * FROM vault_identityopening",
        "UPDATE vault_identityopening SET ends_at = now()",
        "DELETE FROM vault_openingrequest",
        "UPDATE vault_relaymessage SET outcome = 'sent'",
        "UPDATE vault_erasureorder SET carried_out_at = now()",
        "DELETE FROM vault_erasureorder",
        "ALTER TABLE vault_openingrequest DISABLE TRIGGER USER",
    ],
)
def test_the_app_role_cannot(own_database: Clone, statement: str) -> None:
    office = make_office(clock.now())
    with psycopg.connect(own_database.urls.app) as app:
        app.execute("SELECT set_config('app.tenant', %s, true)", [str(office.id)])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(statement.encode())


def test_the_door_puts_in_and_only_the_vault_reads(own_database: Clone) -> None:
    office = make_office(clock.now())
    key = uuid4()
    with tenant_scope(office.id):
        SealedIdentity.objects.create(id=key, sealed=b"closed", sealed_on=date(2026, 11, 25))
    with psycopg.connect(own_database.urls.vault) as vault:
        assert vault.execute("SELECT id FROM vault_sealedidentity").fetchall() == []
        vault.execute("SELECT set_config('app.tenant', %s, true)", [str(office.id)])
        assert vault.execute("SELECT id FROM vault_sealedidentity").fetchall() == [(key,)]
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            vault.execute("SELECT * FROM intake_report")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT mobile FROM accounts_staffmember",
        "SELECT title FROM leads_lead",
        "SELECT title FROM cases_case",
        "SELECT words FROM intake_report",
        "SELECT * FROM accounts_account",
        "SELECT * FROM django_session",
        "UPDATE vault_openingrequest SET reason = 'x'",
        "INSERT INTO vault_openingrequest SELECT * FROM vault_openingrequest",
        "UPDATE ledger_ledgerentry SET body = ''",
        "UPDATE accounts_roleholding SET role = 'chief_procurator'",
    ],
)
def test_the_vault_role_sees_and_changes_no_more_than_it_needs(
    own_database: Clone, statement: str
) -> None:
    office = make_office(clock.now())
    with psycopg.connect(own_database.urls.vault) as vault:
        vault.execute("SELECT set_config('app.tenant', %s, true)", [str(office.id)])
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            vault.execute(statement.encode())
