from django.conf import settings
from django.db import migrations

_COLUMNS = {
    "cases_case": "procuratorate_id, id, handler_id",
    "cases_caselead": "procuratorate_id, id, case_id, lead_id",
    "cases_casemember": "procuratorate_id, id, case_id, staff_id",
}


def grant(apps, schema_editor):
    """The vault looks up itself who works on a case, and nothing else of it."""
    vault = settings.XIEZHI_DATABASE_ROLES["vault"]
    for table, columns in _COLUMNS.items():
        schema_editor.execute(f'GRANT SELECT ({columns}) ON "{table}" TO "{vault}"')


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0005_pictures_and_look_back_schedule"),
        ("leads", "0008_vault_looks_up_the_team"),
    ]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
