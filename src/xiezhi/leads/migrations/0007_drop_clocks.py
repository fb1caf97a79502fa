from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("leads", "0006_clocks_move_out")]
    operations = [migrations.DeleteModel(name="LeadClock")]
