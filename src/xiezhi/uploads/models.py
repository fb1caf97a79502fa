"""Tables of uploads: a file on its way, and its parts. The bytes lie encrypted in the file store."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class Upload(TenantModel):
    """A file being sent.

    Its address is a secret of the telephone; ``token_sha256`` is all that is kept of it. ``sha256``
    is of the bytes as a report took them; from then on the parts are gone and the row only makes
    the same report, sent again, get the same answer. Nothing says whose it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token_sha256 = models.BinaryField(max_length=32)
    kind = models.CharField(max_length=10)
    size_bytes = models.PositiveBigIntegerField()
    received_bytes = models.PositiveBigIntegerField(default=0)
    part_count = models.PositiveIntegerField(default=0)
    sealed_name = models.BinaryField()
    device_sha256 = models.BinaryField(max_length=32, null=True)
    sha256 = models.BinaryField(max_length=32, null=True)
    expires_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "token_sha256"], name="upload_address_once"
            ),
            models.CheckConstraint(
                condition=models.Q(received_bytes__lte=models.F("size_bytes")),
                name="upload_within_its_size",
            ),
        ]
        indexes = [models.Index(fields=["procuratorate", "expires_at"], name="uploads_that_end")]


class UploadPart(TenantModel):
    """One part, at its place in the file; ``address`` is where the store keeps it encrypted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    upload = TenantForeignKey("uploads.Upload", related_name="parts")
    begins_at = models.PositiveBigIntegerField()
    size_bytes = models.PositiveIntegerField()
    address = models.BinaryField(max_length=32)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "upload", "begins_at"], name="upload_part_place_once"
            )
        ]
