"""培训: trainings of the office, and each person's part in one."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.supporters.rules.kinds import SupporterKind
from xiezhi.supporters.rules.training import (
    Attendance,
    TrainingKind,
    TrainingReply,
    TrainingState,
)


class Training(TenantModel):
    """A training for one kind of supporters: a place to come to, or something to read by a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in TrainingKind])
    audience = models.CharField(max_length=20, choices=[(kind, kind) for kind in SupporterKind])
    title = models.CharField(max_length=60)
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=80, blank=True)
    material = models.TextField(blank=True)
    hours = models.PositiveSmallIntegerField()
    is_required = models.BooleanField()
    state = models.CharField(max_length=10, choices=[(state, state) for state in TrainingState])
    planned_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    planned_at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=120, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(TrainingState)), name="training_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(TrainingKind)), name="training_kind_known"
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "state", "starts_at"], name="trainings_by_state"),
            models.Index(fields=["procuratorate", "planned_by"]),
        ]


class TrainingAttendance(TenantModel):
    """One person's part in a training: called, answered, present or not, counting until a day.

    ``valid_until`` and ``valid_basis`` are those of the day it was recorded; a later change of the
    office's rule leaves them. ``forgotten_at``: the inner zone has the reason of a leave, and the
    outer one no longer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    training = TenantForeignKey("supporters.Training", related_name="attendances")
    supporter = TenantForeignKey("supporters.Supporter", related_name="+")
    reply = models.CharField(
        max_length=10, choices=[(reply, reply) for reply in TrainingReply], blank=True
    )
    reply_words = models.CharField(max_length=120, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    submission_key = models.UUIDField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    attendance = models.CharField(
        max_length=10, choices=[(one, one) for one in Attendance], blank=True
    )
    taught_on = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    valid_basis = models.CharField(max_length=120, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "training", "supporter"], name="called_to_a_training_once"
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "supporter"]),
        ]
