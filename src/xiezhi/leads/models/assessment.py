"""线索评估: what the handler found, and the opinions on it. Each version stands as written."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.leads.rules.outcomes import DecisionWay, OpinionStage, Verdict


class Assessment(TenantModel):
    """A written assessment (办案规则第27条)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    lead = TenantForeignKey("leads.Lead", related_name="assessments")
    version = models.PositiveSmallIntegerField()
    facts = models.TextField()
    area = models.CharField(max_length=40)
    area_basis = models.CharField(max_length=200, blank=True)
    violators = models.CharField(max_length=200, blank=True)
    is_violator_unclear = models.BooleanField(default=False)
    authenticity = models.CharField(max_length=300)
    verifiability = models.CharField(max_length=300)
    has_jurisdiction = models.BooleanField(default=True)
    is_public_interest = models.BooleanField(default=False)
    is_minor_and_mended = models.BooleanField(default=False)
    is_major = models.BooleanField(default=False)
    involves_crime = models.BooleanField(default=False)
    similar_matters = models.TextField(blank=True)
    proposal = models.CharField(max_length=30)
    proposal_target = models.CharField(max_length=200, blank=True)
    reason = models.TextField()
    verdict = models.CharField(max_length=20, choices=[(verdict, verdict) for verdict in Verdict])
    is_draft = models.BooleanField(default=True)
    written_by = TenantForeignKey("accounts.StaffMember", related_name="+")
    written_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "lead", "version"], name="assessment_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(is_draft=True) | ~models.Q(reason=""),
                name="assessment_gives_a_reason",
            ),
        ]


class AssessmentOrgan(TenantModel):
    """An organ with a supervisory duty, and the basis of that duty 职责依据."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = TenantForeignKey("leads.Assessment", related_name="organs")
    unit = TenantForeignKey("partners.PartnerUnit", null=True, related_name="+")
    name = models.CharField(max_length=60)
    duty_basis = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "assessment"]),
            models.Index(fields=["procuratorate", "unit"]),
        ]


class AssessmentOpinion(TenantModel):
    """承办人意见 → 部门负责人意见 → 检察长决定; who decided and who typed stand apart."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    assessment = TenantForeignKey("leads.Assessment", related_name="opinions")
    stage = models.CharField(max_length=10, choices=[(stage, stage) for stage in OpinionStage])
    agrees = models.BooleanField()
    words = models.TextField(blank=True)
    decided_by_label = models.CharField(max_length=30)
    decided_on = models.DateField()
    recorded_by = TenantForeignKey("accounts.StaffMember", related_name="+")
    way = models.CharField(max_length=10, choices=[(way, way) for way in DecisionWay])
    slip = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(way=DecisionWay.ENTERED) | models.Q(slip__isnull=False),
                name="entered_opinion_has_a_slip",
            )
        ]
        indexes = [models.Index(fields=["procuratorate", "assessment"])]
