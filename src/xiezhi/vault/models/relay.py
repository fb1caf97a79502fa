"""Messages to a reporter whose number only the vault process reads."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.vault.rules.relay import RelayOutcome


class RelayMessage(TenantModel):
    """Neutral words the vault process sends on. The app role writes words, the vault role the outcome."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report_id = models.UUIDField()
    words = models.CharField(max_length=50)
    asked_by = TenantForeignKey("accounts.StaffMember", related_name="+")
    asked_at = models.DateTimeField()
    outcome = models.CharField(
        max_length=10,
        choices=[(outcome, outcome) for outcome in RelayOutcome],
        default=RelayOutcome.WAITING,
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=sorted(RelayOutcome)), name="relay_outcome_known"
            )
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "report_id", "-asked_at"], name="relays_of_a_report"
            ),
            models.Index(fields=["procuratorate", "asked_by"]),
        ]
