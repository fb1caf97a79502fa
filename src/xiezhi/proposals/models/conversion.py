"""What a proposal became: links for good, what went back, the answers."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.kernel.matters import MatterKind
from xiezhi.proposals.rules import kinds
from xiezhi.proposals.rules.answers import AnswerClass, Satisfaction
from xiezhi.proposals.rules.conversion import ConversionKind, CopyKind


class Conversion(TenantModel):
    """衔接转化: append-only by trigger, so that both records stay linked for good.

    The lead or case is named by value. ``words`` say what it became, why, or what was agreed.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    proposal = TenantForeignKey("proposals.Proposal", related_name="conversions")
    kind = models.CharField(max_length=24, choices=[(kind, kind) for kind in ConversionKind])
    matter_kind = models.CharField(
        max_length=12, choices=[(kind, kind) for kind in MatterKind], blank=True
    )
    matter_id = models.UUIDField(null=True, blank=True)
    matter_label = models.CharField(max_length=60, blank=True)
    campaign = TenantForeignKey("campaigns.Campaign", null=True, blank=True, related_name="+")
    words = models.TextField()
    document_name = models.CharField(max_length=120, blank=True)
    document_number = models.CharField(max_length=60, blank=True)
    document_on = models.DateField(null=True, blank=True)
    file = TenantForeignKey("evidence.StoredFile", null=True, blank=True, related_name="+")
    decided_by_label = models.CharField(max_length=60)
    decided_on = models.DateField()
    recorded_by_label = models.CharField(max_length=70)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(ConversionKind)), name="conversion_kind_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(kind__in=[ConversionKind.LEAD, ConversionKind.CASE])
                | models.Q(matter_id__isnull=False),
                name="conversion_names_its_matter",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind=ConversionKind.CAMPAIGN)
                | models.Q(campaign__isnull=False),
                name="conversion_names_its_campaign",
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "proposal", "kind", "matter_id"],
                condition=models.Q(matter_id__isnull=False),
                name="proposal_becomes_a_matter_once",
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "proposal", "at"], name="conversions_of_one"),
            models.Index(
                fields=["procuratorate", "matter_id"],
                condition=models.Q(matter_id__isnull=False),
                name="proposals_behind_a_matter",
            ),
        ]


class CopyBack(TenantModel):
    """A paper or an outcome sent back to the body that transferred the proposal; append-only."""

    id = models.UUIDField(primary_key=True, editable=False)
    conversion = TenantForeignKey("proposals.Conversion", related_name="copies")
    kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in CopyKind])
    sent_to = models.CharField(max_length=kinds.MAX_BODY)
    sent_on = models.DateField()
    words = models.CharField(max_length=kinds.MAX_LINE, blank=True)
    file = TenantForeignKey("evidence.StoredFile", null=True, blank=True, related_name="+")
    recorded_by_label = models.CharField(max_length=70)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["procuratorate", "conversion"])]


class ProposalAnswer(TenantModel):
    """An answer in one version; after dissatisfaction the next one is written."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = TenantForeignKey("proposals.Proposal", related_name="answers")
    version = models.PositiveSmallIntegerField()
    text = models.TextField()
    answer_class = models.CharField(
        max_length=1, choices=[(one, one) for one in AnswerClass], blank=True
    )
    is_draft = models.BooleanField(default=True)
    number = models.CharField(max_length=60, blank=True)
    signed_by_label = models.CharField(max_length=60, blank=True)
    sent_on = models.DateField(null=True, blank=True)
    file = TenantForeignKey("evidence.StoredFile", null=True, blank=True, related_name="+")
    satisfaction = models.CharField(
        max_length=12, choices=[(one, one) for one in Satisfaction], blank=True
    )
    satisfaction_words = models.CharField(max_length=kinds.MAX_LINE, blank=True)
    satisfaction_on = models.DateField(null=True, blank=True)
    written_by_label = models.CharField(max_length=70)
    written_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "proposal", "version"], name="answer_version_once"
            ),
            models.CheckConstraint(
                condition=models.Q(is_draft=True) | models.Q(sent_on__isnull=False),
                name="sent_answer_has_its_day",
            ),
        ]
