from django.db import migrations

from xiezhi.infra.sql import load


class Migration(migrations.Migration):
    dependencies = [("proposals", "0001_initial"), ("ledger", "0002_append_only")]
    operations = [migrations.RunSQL(load("proposals", "001_history"), elidable=False)]
