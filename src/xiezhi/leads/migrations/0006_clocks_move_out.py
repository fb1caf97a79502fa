from django.db import migrations

from xiezhi.infra.sql import load


def move_out(apps, schema_editor):
    """Copy office by office: row security is forced, so the owner sees one tenant at a time."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id FROM accounts_procuratorate ORDER BY id")
        offices = [row[0] for row in cursor.fetchall()]
        for office in offices:
            cursor.execute("SELECT set_config('app.tenant', %s, true)", [str(office)])
            cursor.execute(load("leads", "004_clocks_move_out"))
        cursor.execute("SELECT set_config('app.tenant', '', true)")


class Migration(migrations.Migration):
    dependencies = [
        ("clocks", "0001_initial"),
        ("leads", "0005_drop_what_moved_out"),
    ]
    operations = [migrations.RunPython(move_out, migrations.RunPython.noop, elidable=False)]
