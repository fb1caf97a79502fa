from django.db import migrations

from xiezhi.infra.sql import load

FORGET_HISTORY = """
DROP TRIGGER case_step_append_only ON cases_casestep;
DROP TRIGGER case_step_no_truncate ON cases_casestep;
DROP TRIGGER case_lead_append_only ON cases_caselead;
DROP TRIGGER case_lead_no_truncate ON cases_caselead;
"""
FORGET_MOVES = """
DROP TRIGGER case_moves_lawfully ON cases_case;
DROP FUNCTION xiezhi_case_moves_lawfully();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        migrations.RunSQL(load("cases", "001_history"), FORGET_HISTORY, elidable=False),
        migrations.RunSQL(load("cases", "002_lawful_moves"), FORGET_MOVES, elidable=False),
    ]
