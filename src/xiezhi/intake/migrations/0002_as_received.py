from django.db import migrations

from xiezhi.infra.sql import load


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial"), ("ledger", "0002_append_only")]
    operations = [migrations.RunSQL(load("intake", "001_as_received"), elidable=False)]
