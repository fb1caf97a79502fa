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
