from django.conf import settings
from django.db import migrations


def close_the_vault(apps, schema_editor):
    """The app role may put sealed identities in and never look at them; the vault role reads."""
    roles = settings.XIEZHI_DATABASE_ROLES
    schema_editor.execute(f'REVOKE ALL ON "vault_sealedidentity" FROM "{roles["app"]}"')
    schema_editor.execute(f'GRANT INSERT ON "vault_sealedidentity" TO "{roles["app"]}"')
    schema_editor.execute(f'GRANT SELECT, DELETE ON "vault_sealedidentity" TO "{roles["vault"]}"')


class Migration(migrations.Migration):
    dependencies = [("vault", "0001_initial")]
    operations = [migrations.RunPython(close_the_vault, migrations.RunPython.noop)]
