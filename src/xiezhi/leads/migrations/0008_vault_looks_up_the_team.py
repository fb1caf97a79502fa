from django.conf import settings
from django.db import migrations


def grant(apps, schema_editor):
    """The vault looks up itself who works on a lead, and nothing else of it."""
    vault = settings.XIEZHI_DATABASE_ROLES["vault"]
    schema_editor.execute(
        f'GRANT SELECT (procuratorate_id, id, handler_id) ON "leads_lead" TO "{vault}"'
    )
    schema_editor.execute(
        f'GRANT SELECT (procuratorate_id, id, lead_id, report_id) ON "leads_leadreport" TO "{vault}"'
    )


class Migration(migrations.Migration):
    dependencies = [("leads", "0007_drop_clocks"), ("vault", "0005_written_once_and_grants")]
    operations = [migrations.RunPython(grant, migrations.RunPython.noop)]
