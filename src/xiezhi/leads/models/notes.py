"""Words beside a lead: comments inside the office and telephone notes."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class LeadComment(TenantModel):
    """A comment inside the office."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lead = TenantForeignKey("leads.Lead", related_name="comments")
    words = models.TextField()
    written_by = TenantForeignKey("accounts.StaffMember", related_name="+")
    written_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "lead", "written_at"], name="comments_of_a_lead")
        ]


class PhoneNote(TenantModel):
    """电话记录: who, when, what number, what was said; also 催办 by telephone, letter or visit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lead = TenantForeignKey("leads.Lead", related_name="phone_notes")
    kind = models.CharField(
        max_length=12,
        choices=[(kind, kind) for kind in ("call", "urge_call", "urge_letter", "urge_visit")],
    )
    party = models.CharField(max_length=80)
    telephone = models.CharField(max_length=30, blank=True)
    spoken_at = models.DateTimeField()
    words = models.TextField()
    written_by = TenantForeignKey("accounts.StaffMember", related_name="+")
    written_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "lead", "spoken_at"], name="calls_about_a_lead")
        ]
