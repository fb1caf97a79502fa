"""Tables of campaigns."""

import uuid

from django.db import models

from xiezhi.campaigns.rules.actions import FigureUnit, JointActionKind
from xiezhi.campaigns.rules.campaign import MAX_NAME, MAX_NUMBER, MAX_TITLE, TAGGED
from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.kernel.matters import MatterKind


class Campaign(TenantModel):
    """专项活动, as the register keeps it: never deleted, it ends."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=MAX_TITLE)
    issuing_office = models.CharField(max_length=MAX_NAME, blank=True)
    number = models.CharField(max_length=MAX_NUMBER, blank=True)
    theme = models.TextField(blank=True)
    aims = models.TextField(blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    opened_by_label = models.CharField(max_length=70)
    opened_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["procuratorate", "title"], name="campaign_title_once"),
            models.CheckConstraint(
                condition=models.Q(ends_on__isnull=True)
                | models.Q(ends_on__gte=models.F("starts_on")),
                name="campaign_ends_after_start",
            ),
        ]


class CampaignTag(TenantModel):
    """A matter gathered by a campaign, named by value. Taking it out ends the row."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = TenantForeignKey("campaigns.Campaign", related_name="tags")
    matter_kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in MatterKind])
    matter_id = models.UUIDField()
    matter_label = models.CharField(max_length=60)
    tagged_by_label = models.CharField(max_length=70)
    tagged_at = models.DateTimeField()
    removed_by_label = models.CharField(max_length=70, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(matter_kind__in=sorted(TAGGED)), name="tagged_matter_known"
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "campaign", "matter_id"],
                condition=models.Q(removed_at__isnull=True),
                name="matter_tagged_once",
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "matter_id"], name="campaigns_of_a_matter"),
        ]


class JointAction(TenantModel):
    """What was done together with other units on a day, and what it found."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = TenantForeignKey("campaigns.Campaign", related_name="actions")
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in JointActionKind])
    done_on = models.DateField()
    place = models.CharField(max_length=120, blank=True)
    words = models.TextField()
    problems = models.TextField(blank=True)
    problem_count = models.PositiveIntegerField(default=0)
    recorded_by_label = models.CharField(max_length=70)
    recorded_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(JointActionKind)),
                name="joint_action_kind_known",
            )
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "campaign", "-done_on"], name="actions_of_a_campaign"
            )
        ]


class JointActionUnit(TenantModel):
    """A unit that took part."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = TenantForeignKey("campaigns.JointAction", related_name="units")
    unit = TenantForeignKey("partners.PartnerUnit", related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "action", "unit"], name="unit_took_part_once"
            )
        ]


class JointActionFigure(TenantModel):
    """A result of a joint action in figures."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = TenantForeignKey("campaigns.JointAction", related_name="figures")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=30)
    amount = models.DecimalField(max_digits=10, decimal_places=2)
    unit = models.CharField(max_length=20, choices=[(unit, unit) for unit in FigureUnit])

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "action", "position"], name="figure_place_once"
            )
        ]


class JointActionFile(TenantModel):
    """A paper or picture of a joint action."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = TenantForeignKey("campaigns.JointAction", related_name="files")
    file = TenantForeignKey("evidence.StoredFile", related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "action", "position"], name="action_file_place_once"
            )
        ]


class JointActionMatter(TenantModel):
    """A lead, case or proposal a joint action brought forth or dealt with, named by value."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = TenantForeignKey("campaigns.JointAction", related_name="matters")
    matter_kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in MatterKind])
    matter_id = models.UUIDField()
    matter_label = models.CharField(max_length=60)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "action", "matter_id"], name="matter_of_an_action_once"
            )
        ]
