"""Table of uploads: a file on its way. Its parts lie encrypted one behind the other in one file."""

from django.db import models

from xiezhi.infra.tenant import TenantModel


class Upload(TenantModel):
    """A file being sent.

    Its address is a secret of the telephone; ``token_sha256`` is all that is kept of it. ``sha256``
    is of the bytes as a report took them; from then on the parts are gone and the row only makes
    the same report, sent again, get the same answer. Nothing says whose it is. The id is made from
    the hash of the address, so that the file of parts is found before the row is locked;
    ``staged_bytes`` is how far that file holds what was acknowledged.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    token_sha256 = models.BinaryField(max_length=32)
    kind = models.CharField(max_length=10)
    size_bytes = models.PositiveBigIntegerField()
    received_bytes = models.PositiveBigIntegerField(default=0)
    part_count = models.PositiveIntegerField(default=0)
    staged_bytes = models.PositiveBigIntegerField(default=0)
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
