"""A proposal as printed, its papers, and its append-only history."""

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.proposals.rules import kinds
from xiezhi.proposals.rules.kinds import ProposalKind, ProposalLevel, Undertaking
from xiezhi.proposals.rules.procedure import ProposalEvent, ProposalState
from xiezhi.proposals.rules.screening import WishReason


class ProposalImport(TenantModel):
    """One imported file: the same bytes import once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    file_sha256 = models.BinaryField(max_length=32)
    file_name = models.CharField(max_length=120)
    row_count = models.PositiveIntegerField()
    skipped_count = models.PositiveIntegerField(default=0)
    imported_by_label = models.CharField(max_length=70)
    imported_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "file_sha256"], name="proposal_file_imported_once"
            )
        ]


class Proposal(TenantModel):
    """代表建议 or 政协提案. Submitters stand as printed: it is a public official's act.

    ``next_due_*`` repeats the nearest running clock, so that the list is one indexed query.
    ``has_interest`` says a submitter has an interest of their own in the matter, so that they do
    not look on as an observer in what it was converted into.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ProposalKind])
    level = models.CharField(max_length=10, choices=[(level, level) for level in ProposalLevel])
    session = models.CharField(max_length=kinds.MAX_SESSION)
    number = models.CharField(max_length=kinds.MAX_NUMBER)
    title = models.CharField(max_length=kinds.MAX_TITLE)
    text = models.TextField(blank=True)
    submitters = models.CharField(max_length=kinds.MAX_SUBMITTERS, blank=True)
    delegation = models.CharField(max_length=kinds.MAX_DELEGATION, blank=True)
    joint_signers = models.CharField(max_length=kinds.MAX_JOINT, blank=True)
    undertaking = models.CharField(max_length=12, choices=[(one, one) for one in Undertaking])
    transferring_body = models.CharField(max_length=kinds.MAX_BODY, blank=True)
    assigned_on = models.DateField()
    received_on = models.DateField()
    is_complex = models.BooleanField(default=False)
    state = models.CharField(
        max_length=20,
        choices=[(state, state) for state in ProposalState],
        default=ProposalState.RECEIVED,
    )
    state_since = models.DateTimeField()
    has_substance = models.BooleanField(null=True, blank=True)
    area = models.CharField(max_length=40, blank=True)
    wish_reason = models.CharField(
        max_length=20, choices=[(reason, reason) for reason in WishReason], blank=True
    )
    screening_words = models.TextField(blank=True)
    has_interest = models.BooleanField(default=False)
    interest_words = models.CharField(max_length=kinds.MAX_LINE, blank=True)
    department = TenantForeignKey("accounts.Department", related_name="+")
    handler = TenantForeignKey("accounts.StaffMember", null=True, blank=True, related_name="+")
    batch = TenantForeignKey("proposals.ProposalImport", null=True, blank=True, related_name="+")
    registered_by_label = models.CharField(max_length=70)
    registered_at = models.DateTimeField()
    answered_on = models.DateField(null=True, blank=True)
    satisfaction = models.CharField(max_length=12, blank=True)
    next_due_on = models.DateField(null=True, blank=True)
    next_due_key = models.CharField(max_length=60, blank=True)
    next_due_kind = models.CharField(max_length=10, blank=True)
    search = SearchVectorField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "kind", "level", "session", "number"],
                name="proposal_number_once",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(ProposalState)), name="proposal_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(received_on__gte=models.F("assigned_on")),
                name="proposal_received_after_assigned",
            ),
            models.CheckConstraint(
                condition=models.Q(has_interest=False) | ~models.Q(interest_words=""),
                name="interest_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "state", "next_due_on", "id"], name="proposals_by_state"
            ),
            models.Index(
                fields=["procuratorate", "-received_on", "id"], name="proposals_by_receipt"
            ),
            GinIndex(fields=["search"], name="proposal_search"),
        ]


class ProposalFile(TenantModel):
    """A paper of a proposal: the printed text, a letter of transfer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = TenantForeignKey("proposals.Proposal", related_name="files")
    file = TenantForeignKey("evidence.StoredFile", related_name="+")
    added_by_label = models.CharField(max_length=70)
    added_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["procuratorate", "proposal"])]


class ProposalStep(TenantModel):
    """One step of a proposal, append-only by trigger. Who decided and who typed stand apart."""

    id = models.UUIDField(primary_key=True, editable=False)
    proposal = TenantForeignKey("proposals.Proposal", related_name="steps")
    event = models.CharField(max_length=20, choices=[(event, event) for event in ProposalEvent])
    source_state = models.CharField(max_length=20, blank=True)
    target_state = models.CharField(max_length=20)
    basis = models.CharField(max_length=60, blank=True)
    words = models.TextField(blank=True)
    decided_by_label = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    recorded_by_label = models.CharField(max_length=70)
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(target_state__in=sorted(ProposalState)),
                name="proposal_step_target_known",
            )
        ]
        indexes = [
            models.Index(fields=["procuratorate", "proposal", "at"], name="steps_of_a_proposal")
        ]
