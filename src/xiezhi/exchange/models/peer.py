"""The other sides packages are exchanged with."""

import uuid

from django.db import models

from xiezhi.exchange.rules.items import PeerKind
from xiezhi.exchange.rules.signing import SignatureAlgorithm
from xiezhi.infra.tenant import TenantModel


class ExchangePeer(TenantModel):
    """对接方: another installation whose key a person compared and trusted.

    ``last_sequence`` is the last number given to a package for it. ``identity_key`` is what the
    other zone's door seals reporters' identities to, ``identity_key_at`` when the card it came on
    was written; None of the key it was paired with.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=15, choices=[(kind, kind) for kind in PeerKind])
    name = models.CharField(max_length=60)
    office_id = models.UUIDField()
    installation_id = models.UUIDField()
    algorithm = models.CharField(max_length=10, choices=[(one, one) for one in SignatureAlgorithm])
    public_key = models.BinaryField()
    fingerprint = models.CharField(max_length=64)
    identity_key = models.BinaryField(default=b"", blank=True)
    identity_key_at = models.DateTimeField(null=True, blank=True)
    last_sequence = models.PositiveIntegerField(default=0)
    trusted_by_label = models.CharField(max_length=30)
    trusted_at = models.DateTimeField()
    revoked_by_label = models.CharField(max_length=30, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_why = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "fingerprint"],
                condition=models.Q(revoked_at__isnull=True),
                name="peer_key_once",
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "kind"],
                condition=models.Q(revoked_at__isnull=True, kind__in=["outer", "inner"]),
                name="one_other_zone",
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(PeerKind)), name="peer_kind_known"
            ),
        ]
