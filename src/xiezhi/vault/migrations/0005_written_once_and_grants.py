from django.conf import settings
from django.db import migrations

from xiezhi.infra.sql import load

# What each role may do with the vault's tables, and what the vault reads to check for itself.
_STATEMENTS = (
    'REVOKE ALL ON "vault_openingrequest", "vault_identityopening", "vault_relaymessage",'
    ' "vault_erasureorder" FROM "{app}"',
    'GRANT SELECT, INSERT, UPDATE ON "vault_openingrequest" TO "{app}"',
    'GRANT SELECT ON "vault_identityopening" TO "{app}"',
    'GRANT SELECT, INSERT ON "vault_relaymessage", "vault_erasureorder" TO "{app}"',
    'GRANT SELECT ON "vault_openingrequest" TO "{vault}"',
    'GRANT SELECT, INSERT ON "vault_identityopening" TO "{vault}"',
    'GRANT SELECT ON "vault_relaymessage", "vault_erasureorder" TO "{vault}"',
    'GRANT UPDATE (outcome, settled_at) ON "vault_relaymessage" TO "{vault}"',
    'GRANT UPDATE (carried_out_at) ON "vault_erasureorder" TO "{vault}"',
    'GRANT SELECT ON "accounts_procuratorate" TO "{vault}"',
    'GRANT SELECT (procuratorate_id, id, label, is_active) ON "accounts_staffmember" TO "{vault}"',
    'GRANT SELECT ON "accounts_roleholding", "accounts_delegation" TO "{vault}"',
    'GRANT SELECT, INSERT ON "ledger_ledgerentry", "ledger_ledgersalt" TO "{vault}"',
    'GRANT SELECT, INSERT, UPDATE ON "ledger_ledgerhead" TO "{vault}"',
)


def grant(apps, schema_editor):
    roles = settings.XIEZHI_DATABASE_ROLES
    for statement in _STATEMENTS:
        schema_editor.execute(statement.format(app=roles["app"], vault=roles["vault"]))


class Migration(migrations.Migration):
    dependencies = [
        ("vault", "0004_opening_relay_erasure"),
        ("ledger", "0002_append_only"),
        ("accounts", "0004_calendar_addresses_stand_apart"),
    ]
    operations = [
        migrations.RunSQL(load("vault", "001_written_once"), elidable=False),
        migrations.RunPython(grant, migrations.RunPython.noop),
    ]
