"""Requests to open an identity, and the openings themselves."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.kernel.matters import MatterKind
from xiezhi.vault.rules.opening import IdentityField, OpeningPurpose


class OpeningRequest(TenantModel):
    """A request for one field of one report's identity, with who approved and who seconded it.

    What is written once stays: a trigger refuses changes and deletion. ``team_ids`` is the team at
    the time of asking; the database refuses a second person out of it, and the vault process looks
    up the present team itself. ``blocked_until`` keeps the reporter from being told before that day.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report_id = models.UUIDField()
    report_code = models.CharField(max_length=8)
    matter_kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in MatterKind])
    matter_id = models.UUIDField()
    matter_label = models.CharField(max_length=60)
    field = models.CharField(max_length=20, choices=[(field, field) for field in IdentityField])
    purpose = models.CharField(
        max_length=20, choices=[(purpose, purpose) for purpose in OpeningPurpose]
    )
    reason = models.CharField(max_length=500)
    team_ids = ArrayField(models.UUIDField())
    requested_by = TenantForeignKey("accounts.StaffMember", related_name="+")
    requested_at = models.DateTimeField()
    approved_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    blocked_until = models.DateField(null=True, blank=True)
    block_reason = models.CharField(max_length=300, blank=True)
    seconded_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    seconded_at = models.DateTimeField(null=True, blank=True)
    refused_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    refused_at = models.DateTimeField(null=True, blank=True)
    refusal = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(field__in=sorted(IdentityField))
                & Q(purpose__in=sorted(OpeningPurpose))
                & ~Q(reason=""),
                name="opening_has_field_purpose_and_reason",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("requested_by")),
                name="approver_did_not_ask",
            ),
            models.CheckConstraint(
                condition=Q(seconded_by__isnull=True)
                | (
                    Q(approved_by__isnull=False, approved_at__isnull=False)
                    & ~Q(seconded_by=F("requested_by"))
                    & ~Q(seconded_by=F("approved_by"))
                ),
                name="second_is_a_third_after_approval",
            ),
            models.CheckConstraint(
                condition=Q(refused_by__isnull=True) | Q(seconded_by__isnull=True),
                name="refused_is_not_seconded",
            ),
            models.CheckConstraint(
                condition=Q(blocked_until__isnull=True)
                | (Q(approved_by__isnull=False) & ~Q(block_reason="")),
                name="a_block_has_its_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "-requested_at"], name="openings_by_request"),
            models.Index(fields=["procuratorate", "report_id"], name="openings_of_a_report"),
            models.Index(fields=["procuratorate", "requested_by"]),
            models.Index(fields=["procuratorate", "approved_by"]),
            models.Index(fields=["procuratorate", "seconded_by"]),
            models.Index(fields=["procuratorate", "refused_by"]),
        ]


class IdentityOpening(TenantModel):
    """That a field was opened: written by the vault role alone, read by the app role."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = TenantForeignKey("vault.OpeningRequest", related_name="openings")
    opened_by = TenantForeignKey("accounts.StaffMember", related_name="+")
    opened_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "request"], name="one_opening_a_request"
            )
        ]
        indexes = [
            models.Index(fields=["procuratorate", "opened_by"]),
            models.Index(fields=["procuratorate", "opened_at"], name="openings_by_day"),
        ]
