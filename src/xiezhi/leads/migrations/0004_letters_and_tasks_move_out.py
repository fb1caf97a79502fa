from django.db import migrations, models

from xiezhi.infra.sql import load


def move_out(apps, schema_editor):
    """Copy office by office: row security is forced, so the owner sees one tenant at a time."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id FROM accounts_procuratorate ORDER BY id")
        offices = [row[0] for row in cursor.fetchall()]
        for office in offices:
            cursor.execute("SELECT set_config('app.tenant', %s, true)", [str(office)])
            cursor.execute(load("leads", "003_move_out"))
        cursor.execute("SELECT set_config('app.tenant', '', true)")


class Migration(migrations.Migration):
    dependencies = [
        ("leads", "0003_lawful_moves"),
        ("letters", "0003_lawful_moves"),
        ("notifications", "0001_initial"),
        ("supporters", "0002_field_tasks"),
    ]
    # The rows moved below know nothing of the columns letters got later.
    run_before = [("letters", "0006_judicial_papers")]
    operations = [
        migrations.AddField("leadclock", "about_id", models.UUIDField(blank=True, null=True)),
        migrations.RunPython(move_out, migrations.RunPython.noop, elidable=False),
    ]
