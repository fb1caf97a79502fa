"""A person appointed to help, and the card that binds their phone."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.supporters.rules.kinds import SupporterKind


class Supporter(TenantModel):
    """A person appointed to help; shown by kind and number.

    ``contact_label`` and ``contact_phone`` stand for ``contact`` where the office's staff are not
    known (the outer zone). Phones bound by ``phones_unbound_at`` are signed out in both zones.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in SupporterKind])
    number = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=30)
    account = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    name = models.CharField(max_length=40, blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    town = models.CharField(max_length=30, blank=True)
    village = models.CharField(max_length=40, blank=True)
    trade = models.CharField(max_length=30, blank=True)
    is_public_grid_worker = models.BooleanField(default=False)
    languages = models.CharField(max_length=40, blank=True)
    field = models.CharField(max_length=60, blank=True)
    unit = TenantForeignKey("partners.PartnerUnit", null=True, related_name="+")
    contact = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    contact_label = models.CharField(max_length=30, blank=True)
    contact_phone = models.CharField(max_length=30, blank=True)
    term_from = models.DateField()
    term_until = models.DateField()
    dismissed_on = models.DateField(null=True, blank=True)
    phones_unbound_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "kind", "number"], name="supporter_number_once"
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "account"], name="one_supporter_an_account"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(SupporterKind)), name="supporter_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(term_until__gte=models.F("term_from")), name="term_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "unit"]),
            models.Index(fields=["procuratorate", "contact"]),
        ]


class WorkCard(TenantModel):
    """工作证: a QR code that binds the phone scanning it. Only the token's hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    supporter = TenantForeignKey("supporters.Supporter", related_name="cards")
    token_hash = models.BinaryField(max_length=32)
    issued_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["procuratorate", "token_hash"], name="card_token_once")
        ]
        indexes = [models.Index(fields=["procuratorate", "supporter"])]
