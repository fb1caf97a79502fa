from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("leads", "0004_letters_and_tasks_move_out")]
    operations = [
        migrations.DeleteModel(name="FieldTaskPhoto"),
        migrations.DeleteModel(name="FieldTask"),
        migrations.DeleteModel(name="OrganReplyFile"),
        migrations.DeleteModel(name="OrganReply"),
        migrations.DeleteModel(name="Referral"),
        migrations.DeleteModel(name="PhoneNote"),
    ]
