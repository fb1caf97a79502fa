"""The vault's table, and the ciphertexts of the outer zone that wait to be carried inside."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantModel


class SealedIdentity(TenantModel):
    """An identity sealed at the door to the office's public key. Dated by the day only.

    The app role may insert here and nothing else; the vault role reads.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField()
    sealed_on = models.DateField()


class CrossingIdentity(TenantModel):
    """A sealed identity in the outer zone, on its way to the vault inside.

    The app role may read it, because a package must carry it; nobody outside can open it, because
    the private key has never been there (docs/decisions/0011-two-zones.md). The id is the report's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sealed = models.BinaryField()
    sealed_on = models.DateField()
