from django.db import migrations

from xiezhi.infra.sql import load


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("ledger", "0002_append_only")]
    operations = [migrations.RunSQL(load("reporting", "001_append_only"), elidable=False)]
