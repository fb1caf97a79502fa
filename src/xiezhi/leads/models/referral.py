"""移送主管行政机关处理: a document written by the officer, never the report, and the organ's reply."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.leads.rules.outcomes import ReplyConclusion
from xiezhi.leads.rules.replies import ReplyPart


class Referral(TenantModel):
    """A document sent to one organ. The id is random: the unit sees it, and nothing of the lead.

    Service and reading stand apart: a click in the portal is no service unless the unit consented
    to electronic service.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lead = TenantForeignKey("leads.Lead", related_name="referrals")
    unit = TenantForeignKey("partners.PartnerUnit", related_name="+")
    title = models.CharField(max_length=120)
    body = models.TextField()
    office_number = models.CharField(max_length=60, blank=True)
    contact_words = models.CharField(max_length=120, blank=True)
    sealed_letter = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    written_by = TenantForeignKey("accounts.StaffMember", related_name="+")
    written_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    served_on = models.DateField(null=True, blank=True)
    service_way = models.CharField(max_length=20, blank=True)
    service_receipt = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    received_at = models.DateTimeField(null=True, blank=True)
    received_by_label = models.CharField(max_length=60, blank=True)
    unit_section = models.CharField(max_length=60, blank=True)
    unit_contact = models.CharField(max_length=60, blank=True)
    unit_telephone = models.CharField(max_length=30, blank=True)
    reply_due_on = models.DateField(null=True, blank=True)
    is_reply_due_provisional = models.BooleanField(default=False)
    replied_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "lead"]),
            models.Index(fields=["procuratorate", "unit", "-sent_at"], name="referrals_to_a_unit"),
            models.Index(
                fields=["procuratorate", "reply_due_on", "id"],
                condition=models.Q(replied_at__isnull=True, withdrawn_at__isnull=True),
                name="referrals_not_answered",
            ),
            models.Index(
                fields=["procuratorate", "-replied_at", "id"],
                condition=models.Q(replied_at__isnull=False),
                name="referrals_answered",
            ),
            models.Index(fields=["procuratorate", "service_receipt"]),
            models.Index(fields=["procuratorate", "sealed_letter"]),
        ]


class OrganReply(TenantModel):
    """书面回复: from the portal, or entered by the clerk from paper; equal in effect.

    ``measures`` holds the rows of ``leads.rules.replies``. A draft may still lack anything.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    referral = TenantForeignKey("leads.Referral", related_name="replies")
    is_draft = models.BooleanField(default=False)
    words = models.TextField(blank=True)
    measures = models.JSONField(default=list, blank=True)
    conclusion = models.CharField(
        max_length=20, choices=[(value, value) for value in ReplyConclusion], blank=True
    )
    reply_number = models.CharField(max_length=60, blank=True)
    dated_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    way = models.CharField(max_length=10, choices=[("portal", "portal"), ("entered", "entered")])
    entered_by_label = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "referral"],
                condition=models.Q(is_draft=True),
                name="one_reply_draft_a_referral",
            ),
            models.CheckConstraint(
                condition=models.Q(is_draft=True)
                | models.Q(conclusion__in=sorted(ReplyConclusion)),
                name="reply_sent_has_a_conclusion",
            ),
        ]
        indexes = [models.Index(fields=["procuratorate", "referral"])]


class OrganReplyFile(TenantModel):
    """A paper or picture that came with a reply."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reply = TenantForeignKey("leads.OrganReply", related_name="files")
    file = TenantForeignKey("evidence.StoredFile", related_name="+")
    part = models.CharField(
        max_length=10, choices=[(part, part) for part in ReplyPart], default=ReplyPart.OTHER
    )
    position = models.PositiveSmallIntegerField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "reply"]),
            models.Index(fields=["procuratorate", "file"]),
        ]
