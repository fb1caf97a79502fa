from django.db import migrations

from xiezhi.infra.sql import load


class Migration(migrations.Migration):
    dependencies = [("letters", "0002_history")]
    operations = [migrations.RunSQL(load("letters", "002_lawful_moves"), elidable=False)]
