from django.db import migrations

from xiezhi.infra.sql import load


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        migrations.RunSQL(load("cases", "001_history"), elidable=False),
        migrations.RunSQL(load("cases", "002_lawful_moves"), elidable=False),
    ]
