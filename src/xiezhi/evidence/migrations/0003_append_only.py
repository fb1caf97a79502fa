from django.db import migrations

from xiezhi.infra.sql import load

FORGET = """
DROP TRIGGER file_manifest_append_only ON evidence_filemanifest;
DROP TRIGGER file_manifest_no_truncate ON evidence_filemanifest;
DROP TRIGGER custody_entry_append_only ON evidence_custodyentry;
DROP TRIGGER custody_entry_no_truncate ON evidence_custodyentry;
"""


class Migration(migrations.Migration):
    dependencies = [("evidence", "0002_custody"), ("ledger", "0002_append_only")]
    operations = [migrations.RunSQL(load("evidence", "001_append_only"), FORGET, elidable=False)]
