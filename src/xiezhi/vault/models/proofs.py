"""Tries at a public door: proofs of work already spent, and tries without one."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantModel


class SpentProof(TenantModel):
    """One try at a door. The id is that of the task solved, so that a solution is spent once.

    Kept until the task would have expired, dated to the minute: it says that somebody came, not who.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.CharField(max_length=20)
    is_proved = models.BooleanField()
    spent_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "action", "spent_at"], name="tries_at_a_door"),
            models.Index(fields=["procuratorate", "expires_at"], name="proofs_to_forget"),
        ]
