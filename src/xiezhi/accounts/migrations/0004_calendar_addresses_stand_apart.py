from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_procuratorate_level")]
    operations = [migrations.RemoveField("staffmember", "calendar_token_hash")]
