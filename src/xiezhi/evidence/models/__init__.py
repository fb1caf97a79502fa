"""Tables of evidence: what was stored, and what may be shown of it."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantModel


class StoredFile(TenantModel):
    """A file as received. The original is kept byte for byte; others see the shared copy.

    The id is random (outsiders see it). ``sha256`` is of the original as received; when
    ``is_sealed`` the store holds it sealed to the office's identity key, because a camera's serial
    number names its owner. No EXIF value stands here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(
        max_length=10, choices=[(kind, kind) for kind in ("photo", "voice", "paper")]
    )
    media_type = models.CharField(max_length=60)
    original_name = models.CharField(max_length=120, blank=True)
    sha256 = models.BinaryField(max_length=32)
    size_bytes = models.PositiveBigIntegerField()
    stored_sha256 = models.BinaryField(max_length=32)
    is_sealed = models.BooleanField(default=False)
    shared_sha256 = models.BinaryField(max_length=32, null=True, blank=True)
    thumbnail_sha256 = models.BinaryField(max_length=32, null=True, blank=True)
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    duration_s = models.FloatField(null=True, blank=True)
    received_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=["photo", "voice", "paper"]), name="file_kind_known"
            )
        ]
