from django.db import migrations

from xiezhi.infra.sql import load


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0012_handed_leads_cross'),
        ('letters', '0011_answers_forgotten'),
        ('supporters', '0009_answers_forgotten'),
    ]

    operations = [
        # Letters may be taken back to earlier states: what stands on them goes first.
        migrations.RunSQL(
            load('exchange', '004_answers_forgotten'),
            reverse_sql='''
                DROP TRIGGER reply_forgotten_once_acknowledged ON letters_letterreply;
                DROP TRIGGER objection_forgotten_once_acknowledged ON letters_letter;
                DROP TRIGGER leave_forgotten_once_acknowledged ON supporters_trainingattendance;
            ''',
            elidable=False,
        ),
    ]
