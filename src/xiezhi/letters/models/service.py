"""What was entered of a service before it was put right; append-only by trigger."""

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.letters.rules.service import ServiceWay


class FormerService(TenantModel):
    """更正前的送达登记: the words, receipt and limits that stood until ``at``, and why they were wrong."""

    id = models.UUIDField(primary_key=True, editable=False)
    letter = TenantForeignKey("letters.Letter", related_name="former_services")
    served_on = models.DateField()
    way = models.CharField(max_length=20, choices=[(way, way) for way in ServiceWay])
    signed_for_by = models.CharField(max_length=60, blank=True)
    tracking_number = models.CharField(max_length=40, blank=True)
    note = models.CharField(max_length=300, blank=True)
    receipt = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    reply_due_on = models.DateField(null=True, blank=True)
    objection_until = models.DateField(null=True, blank=True)
    reason = models.TextField()
    corrected_by_label = models.CharField(max_length=70)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(
                fields=["procuratorate", "letter", "at"], name="former_services_of_a_letter"
            ),
            models.Index(fields=["procuratorate", "receipt"]),
        ]
