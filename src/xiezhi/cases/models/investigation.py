"""Evidence, commissions and meetings of a case."""

import uuid

from django.db import models

from xiezhi.cases.rules.evidence import CollectionWay, CommissionKind, EvidenceKind
from xiezhi.cases.rules.meetings import MeetingKind
from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class EvidenceItem(TenantModel):
    """One line of the evidence list 证据清单. ``collectors`` are 检察人员, at least two (第36条).

    A picture sent in by a grid member is material of the lead, not evidence, until two 检察人员
    verify and fix it: ``from_report`` marks those that began so.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = TenantForeignKey("cases.Case", related_name="evidence")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in EvidenceKind])
    way = models.CharField(max_length=20, choices=[(way, way) for way in CollectionWay])
    title = models.CharField(max_length=120)
    proves = models.CharField(max_length=300)
    source = models.CharField(max_length=120, blank=True)
    collectors = models.JSONField(default=list)
    collector_count = models.PositiveSmallIntegerField(default=0)
    witness = models.CharField(max_length=60, blank=True)
    collected_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    is_copy = models.BooleanField(default=False)
    copy_note = models.CharField(max_length=200, blank=True)
    from_report = models.BooleanField(default=False)
    file = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    entered_by_label = models.CharField(max_length=60)
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "case", "position"], name="evidence_of_a_case"),
            models.Index(fields=["procuratorate", "file"]),
        ]


class Commission(TenantModel):
    """委托鉴定、评估、审计、检验、检测、翻译; the days until its result do not count for the review."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = TenantForeignKey("cases.Case", related_name="commissions")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in CommissionKind])
    institution = models.CharField(max_length=80)
    qualification = models.CharField(max_length=120, blank=True)
    question = models.CharField(max_length=300)
    commissioned_on = models.DateField()
    returned_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=500, blank=True)
    letter_file = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    result_file = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    entered_by_label = models.CharField(max_length=60)
    entered_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(returned_on__isnull=True)
                | models.Q(returned_on__gte=models.F("commissioned_on")),
                name="commission_ends_after_it_begins",
            )
        ]
        indexes = [
            models.Index(fields=["procuratorate", "case"]),
            models.Index(fields=["procuratorate", "letter_file"]),
            models.Index(fields=["procuratorate", "result_file"]),
        ]


class Meeting(TenantModel):
    """磋商, 工作推进会 and other meetings on a case: agenda, sign-in, minutes, list of duties."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = TenantForeignKey("cases.Case", related_name="meetings")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in MeetingKind])
    title = models.CharField(max_length=120)
    held_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    chaired_by = models.CharField(max_length=60, blank=True)
    agenda = models.TextField(blank=True)
    attendees = models.JSONField(default=list)
    minutes = models.TextField(blank=True)
    sign_in_file = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    minutes_file = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    entered_by_label = models.CharField(max_length=60)
    entered_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "case", "held_on"], name="meetings_of_a_case"),
            models.Index(fields=["procuratorate", "sign_in_file"]),
            models.Index(fields=["procuratorate", "minutes_file"]),
        ]


class MeetingDuty(TenantModel):
    """One line of a meeting's 责任清单: who does what until when, and when it was done."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    meeting = TenantForeignKey("cases.Meeting", related_name="duties")
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    responsible = models.CharField(max_length=80)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)
    done_words = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["procuratorate", "meeting", "position"])]
