"""内部预审 of drafts, and DOCX templates of the office's own."""

import uuid

from django.db import models

from xiezhi.cases.rules.papers import PaperKind
from xiezhi.cases.rules.preview import PreviewStage
from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class PreviewSwitch(TenantModel):
    """Whether drafts pass an internal preview; the newest row holds, none is off."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    is_on = models.BooleanField()
    set_by_label = models.CharField(max_length=60)
    set_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["procuratorate", "-set_at"], name="preview_switches")]


class PreviewOpinion(TenantModel):
    """An opinion 内部预审意见 on one wording of a draft; never the legal decision."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = TenantForeignKey("cases.CasePaper", related_name="opinions")
    stage = models.CharField(max_length=10, choices=[(stage, stage) for stage in PreviewStage])
    agrees = models.BooleanField()
    words = models.TextField(blank=True)
    by_label = models.CharField(max_length=60)
    wording_of = models.DateTimeField()
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(stage__in=sorted(PreviewStage)), name="preview_stage_known"
            )
        ]
        indexes = [
            models.Index(fields=["procuratorate", "paper", "at"], name="opinions_of_a_draft")
        ]


class PaperTemplate(TenantModel):
    """A DOCX template of the office's own for one paper; the newest that stands is used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=30, choices=[(kind, kind) for kind in PaperKind])
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    set_by_label = models.CharField(max_length=60)
    set_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(PaperKind)), name="template_paper_known"
            )
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "kind"],
                condition=models.Q(withdrawn_at__isnull=True),
                name="templates_that_stand",
            )
        ]
