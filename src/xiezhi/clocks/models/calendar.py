"""The secret address of a person's calendar feed."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class CalendarAddress(TenantModel):
    """日历订阅地址: only the hash of its secret is kept; one stands for each person at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = TenantForeignKey("accounts.StaffMember", related_name="+")
    token_sha256 = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "token_sha256"], name="calendar_secret_once"
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "staff"],
                condition=models.Q(revoked_at__isnull=True),
                name="one_calendar_address_stands",
            ),
        ]
        indexes = [models.Index(fields=["procuratorate", "staff"], name="calendar_addresses")]
