"""Words beside a lead: comments inside the office."""

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
