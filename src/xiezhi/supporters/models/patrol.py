"""巡查: a place a grid member is asked to look over. What is found comes as a report of its own."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.supporters.rules.patrol import PatrolResult


class Patrol(TenantModel):
    """A patrol of one grid member. ``report_ids`` name the member's own reports, by value.

    ``submission_key`` is of the answer: the same one sent again is known by it.
    ``forgotten_at``: the inner zone has the words of the result, and the outer one no longer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    supporter = TenantForeignKey("supporters.Supporter", related_name="+")
    place_words = models.CharField(max_length=120)
    words = models.CharField(max_length=300)
    due_on = models.DateField()
    asked_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    asked_at = models.DateTimeField()
    result = models.CharField(
        max_length=10, choices=[(result, result) for result in PatrolResult], blank=True
    )
    result_words = models.CharField(max_length=500, blank=True)
    report_ids = ArrayField(models.UUIDField(), default=list, blank=True)
    submission_key = models.UUIDField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_at__isnull=True, result="")
                | (models.Q(done_at__isnull=False) & ~models.Q(result="")),
                name="patrol_done_has_a_result",
            ),
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "supporter", "due_on"], name="patrols_of_a_member"
            ),
            models.Index(
                fields=["procuratorate", "due_on", "id"],
                condition=models.Q(done_at__isnull=True, withdrawn_at__isnull=True),
                name="patrols_not_done",
            ),
            models.Index(
                fields=["procuratorate", "-done_at", "id"],
                condition=models.Q(done_at__isnull=False),
                name="patrols_done",
            ),
            models.Index(fields=["procuratorate", "asked_by"]),
        ]
