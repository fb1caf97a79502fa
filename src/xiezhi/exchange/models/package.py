"""Packages both ways, their parts and their items."""

import uuid

from django.db import models

from xiezhi.exchange.rules.items import ItemKind
from xiezhi.exchange.rules.procedure import ItemState, PackageDirection, PackageState
from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class ExchangePackage(TenantModel):
    """摆渡包. Once sealed, a trigger keeps its number, manifest and signature as they are.

    ``void`` lists earlier numbers its sender gave up. An outgoing package has its exporter and its reviewer, two persons; an incoming one keeps them
    as its manifest names them, and who imported or refused it here. ``waiting_there`` is how many
    items the receiver said wait for something else; ``forgotten_at`` when what went into the inner
    zone was let go here.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    direction = models.CharField(max_length=3, choices=[(way, way) for way in PackageDirection])
    peer = TenantForeignKey("exchange.ExchangePeer", related_name="packages")
    state = models.CharField(max_length=12, choices=[(state, state) for state in PackageState])
    sequence = models.PositiveIntegerField(null=True, blank=True)
    created_at = models.DateTimeField()
    exporter = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    exporter_label = models.CharField(max_length=80)
    submitted_at = models.DateTimeField(null=True, blank=True)
    reviewer = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    reviewer_label = models.CharField(max_length=80, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    medium_number = models.CharField(max_length=80, blank=True)
    note = models.CharField(max_length=300, blank=True)
    manifest = models.BinaryField(null=True, blank=True)
    signature = models.BinaryField(null=True, blank=True)
    void = models.JSONField(default=list, blank=True)
    payload_bytes = models.PositiveBigIntegerField(default=0)
    item_count = models.PositiveIntegerField(default=0)
    file_count = models.PositiveIntegerField(default=0)
    has_more = models.BooleanField(default=False)
    is_receipt_only = models.BooleanField(default=False)
    settled_by_label = models.CharField(max_length=80, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_note = models.CharField(max_length=300, blank=True)
    waiting_there = models.PositiveIntegerField(default=0)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "peer", "sequence"],
                condition=models.Q(direction=PackageDirection.OUT),
                name="package_number_once",
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "peer"],
                condition=models.Q(state__in=[PackageState.DRAFT, PackageState.IN_REVIEW]),
                name="one_open_draft_a_peer",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(PackageState)), name="package_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(exporter__isnull=True)
                | models.Q(reviewer__isnull=True)
                | ~models.Q(exporter=models.F("reviewer")),
                name="reviewer_is_a_second_person",
            ),
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "direction", "-created_at", "id"], name="packages_newest"
            ),
            models.Index(
                fields=["procuratorate", "peer", "direction", "sequence"], name="packages_of_a_peer"
            ),
        ]


class ExchangePart(TenantModel):
    """分卷: its length and hash; of an incoming package, when it was staged."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    package = TenantForeignKey("exchange.ExchangePackage", related_name="parts")
    number = models.PositiveIntegerField()
    size_bytes = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    staged_at = models.DateTimeField(null=True, blank=True)
    handed_out_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "package", "number"], name="part_number_once"
            )
        ]


class ExchangeItem(TenantModel):
    """One thing in a package.

    ``content`` is its canonical text; emptied when nobody needs it any more, the digest stays.
    A trigger keeps kind, object, version and digest as they are.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    package = TenantForeignKey("exchange.ExchangePackage", related_name="items")
    peer = TenantForeignKey("exchange.ExchangePeer", related_name="+")
    direction = models.CharField(max_length=3, choices=[(way, way) for way in PackageDirection])
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(kind, kind) for kind in ItemKind])
    object_id = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.TextField(blank=True)
    files = models.JSONField(default=list)
    state = models.CharField(
        max_length=10, choices=[(state, state) for state in ItemState], default=ItemState.LISTED
    )
    reason = models.CharField(max_length=200, blank=True)
    waits_for = models.JSONField(default=dict)
    marked_by_label = models.CharField(max_length=80, blank=True)
    marked_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "package", "position"], name="item_place_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(ItemState)), name="item_state_known"
            ),
            models.CheckConstraint(
                condition=~models.Q(state=ItemState.HELD) | ~models.Q(reason=""),
                name="held_item_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "peer", "direction", "kind", "object_id"],
                name="items_that_crossed",
            ),
            models.Index(
                fields=["procuratorate", "peer"],
                condition=models.Q(state=ItemState.WAITS),
                name="items_that_wait",
            ),
        ]
