"""协助核实: a grid member looks again, guided by the earlier picture. A signal, not evidence."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.kernel.matters import MatterKind
from xiezhi.supporters.rules.field import FieldResult


class FieldTask(TenantModel):
    """A task for one grid member. The id is random; words are the officer's own.

    The matter is named by value; the member sees nothing of it. ``asked_by`` is empty where the
    office's staff are not known (the outer zone). ``forgotten_at``: the inner zone has what was
    found, and the outer one no longer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter_kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in MatterKind])
    matter_id = models.UUIDField()
    matter_label = models.CharField(max_length=60, blank=True)
    supporter = TenantForeignKey("supporters.Supporter", related_name="+")
    words = models.CharField(max_length=300)
    place_words = models.CharField(max_length=260, blank=True)
    guide = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    due_on = models.DateField()
    asked_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    asked_at = models.DateTimeField()
    submission_key = models.UUIDField(null=True, blank=True)
    result = models.CharField(
        max_length=12, choices=[(result, result) for result in FieldResult], blank=True
    )
    result_words = models.TextField(blank=True)
    done_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(
                fields=["procuratorate", "matter_kind", "matter_id"], name="field_tasks_of_a_matter"
            ),
            models.Index(
                fields=["procuratorate", "supporter", "due_on"], name="field_tasks_of_a_member"
            ),
            models.Index(
                fields=["procuratorate", "due_on", "id"],
                condition=models.Q(done_at__isnull=True, withdrawn_at__isnull=True),
                name="field_tasks_not_done",
            ),
            models.Index(
                fields=["procuratorate", "-done_at", "id"],
                condition=models.Q(done_at__isnull=False),
                name="field_tasks_done",
            ),
        ]


class FieldTaskPhoto(TenantModel):
    """A picture or voice taken when looking again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    task = TenantForeignKey("supporters.FieldTask", related_name="photos")
    file = TenantForeignKey("evidence.StoredFile", related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "task"]),
            models.Index(fields=["procuratorate", "file"]),
        ]
