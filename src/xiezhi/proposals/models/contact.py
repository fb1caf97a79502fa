"""Material offered to deputies and members, and the record of contact with them."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.kernel.matters import MatterKind
from xiezhi.proposals.rules import kinds
from xiezhi.proposals.rules.contacts import MAX_WHO, ContactKind
from xiezhi.proposals.rules.materials import MAX_OFFERED_TO, MaterialState


class Material(TenantModel):
    """素材: a systemic finding offered to deputies; never submitted for them.

    The lead or case it came from is named by value and shown inside the office only.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=kinds.MAX_TITLE)
    words = models.TextField()
    matter_kind = models.CharField(
        max_length=12, choices=[(kind, kind) for kind in MatterKind], blank=True
    )
    matter_id = models.UUIDField(null=True, blank=True)
    matter_label = models.CharField(max_length=60, blank=True)
    state = models.CharField(
        max_length=12,
        choices=[(state, state) for state in MaterialState],
        default=MaterialState.DRAFT,
    )
    offered_to = models.CharField(max_length=MAX_OFFERED_TO, blank=True)
    offered_on = models.DateField(null=True, blank=True)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_words = models.CharField(max_length=kinds.MAX_LINE, blank=True)
    proposal = TenantForeignKey(
        "proposals.Proposal", null=True, blank=True, related_name="materials"
    )
    written_by_label = models.CharField(max_length=70)
    written_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state=MaterialState.DRAFT) | models.Q(offered_on__isnull=False),
                name="offered_material_has_its_day",
            ),
            models.CheckConstraint(
                condition=models.Q(state=MaterialState.TAKEN_UP, proposal__isnull=False)
                | (~models.Q(state=MaterialState.TAKEN_UP) & models.Q(proposal__isnull=True)),
                name="material_taken_up_names_the_proposal",
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "proposal"]),
            models.Index(
                fields=["procuratorate", "matter_id"],
                condition=models.Q(matter_id__isnull=False),
                name="materials_of_a_matter",
            ),
        ]


class DeputyContact(TenantModel):
    """An occasion of contact with deputies or members: who by role, what was said, what follows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ContactKind])
    held_on = models.DateField()
    who = models.CharField(max_length=MAX_WHO)
    place = models.CharField(max_length=kinds.MAX_DELEGATION, blank=True)
    said = models.TextField()
    matter_kind = models.CharField(
        max_length=12, choices=[(kind, kind) for kind in MatterKind], blank=True
    )
    matter_id = models.UUIDField(null=True, blank=True)
    matter_label = models.CharField(max_length=60, blank=True)
    follow_up = models.TextField(blank=True)
    followed_up_on = models.DateField(null=True, blank=True)
    followed_up_words = models.CharField(max_length=kinds.MAX_LINE, blank=True)
    recorded_by_label = models.CharField(max_length=70)
    recorded_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "-held_on", "id"], name="contacts_by_day"),
            models.Index(
                fields=["procuratorate", "matter_id"],
                condition=models.Q(matter_id__isnull=False),
                name="contacts_about_a_matter",
            ),
        ]
