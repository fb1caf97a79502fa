"""The vault's table. The app role may insert here and nothing else; the vault role reads."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantModel


class SealedIdentity(TenantModel):
    """An identity sealed at the door to the office's public key. Dated by the day only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField()
    sealed_on = models.DateField()
