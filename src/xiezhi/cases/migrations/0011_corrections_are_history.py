from django.db import migrations

from xiezhi.infra.sql import load

FORGET = """
DROP TRIGGER step_correction_append_only ON cases_stepcorrection;
DROP TRIGGER step_correction_no_truncate ON cases_stepcorrection;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_counted_days_and_corrections")]
    operations = [
        migrations.RunSQL(load("cases", "005_corrections"), FORGET, elidable=False),
    ]
