"""Lists kept by hand and imported: the same file twice imports once."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class ImportBatch(TenantModel):
    """One imported file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_sha256 = models.BinaryField(max_length=32)
    file_name = models.CharField(max_length=120)
    channel = models.CharField(max_length=30)
    mapping = models.JSONField(default=dict)
    row_count = models.PositiveIntegerField()
    imported_at = models.DateTimeField()
    imported_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "file_sha256"], name="file_imported_once"
            )
        ]
