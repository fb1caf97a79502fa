"""The vault's table, the ciphertexts that wait outside to be carried inside, and what shall go."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.vault.rules.retention import ErasureReason


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


class ErasureOrder(TenantModel):
    """That an identity shall be destroyed. The id is the report's; the vault process carries it out.

    The app role may insert and read; ``carried_out_at`` is the vault role's.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reason = models.CharField(max_length=10, choices=[(reason, reason) for reason in ErasureReason])
    ordered_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    ordered_at = models.DateTimeField()
    carried_out_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reason__in=sorted(ErasureReason)), name="erasure_reason_known"
            )
        ]
        indexes = [
            models.Index(fields=["procuratorate", "ordered_by"]),
            models.Index(
                fields=["procuratorate", "ordered_at"],
                condition=models.Q(carried_out_at__isnull=True),
                name="erasures_to_carry_out",
            ),
        ]
