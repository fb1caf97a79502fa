from django.db import migrations

from xiezhi.infra.sql import load

FORGET = """
DROP TRIGGER file_particulars_append_only ON evidence_fileparticulars;
DROP TRIGGER file_particulars_no_truncate ON evidence_fileparticulars;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0005_particulars_and_rescans"),
        ("ledger", "0002_append_only"),
    ]
    operations = [
        migrations.RunSQL(load("evidence", "002_particulars_append_only"), FORGET, elidable=False)
    ]
