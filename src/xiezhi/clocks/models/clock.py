"""A time limit, the days that do not count in it, and what lengthened it."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.kernel.matters import MatterKind
from xiezhi.law.periods import Unit

_RUNNING = models.Q(met_on__isnull=True, void_on__isnull=True)


class Clock(TenantModel):
    """期限: a time limit running on a matter. ``kind`` is *statutory* or *own*; own is never shown as law.

    ``handler``, ``department``, ``matter_label`` and ``matter_title`` repeat the matter's, so that
    the lists of a person and the alarms are one indexed query; `move_clocks` keeps them the same.

    Attributes:
        length: 0 with an empty ``unit`` where the law, or for an own rule the office, names a day.
        variant: which variant of the rule runs (急案), "" for the plain one.
        law_day: the day whose version of the rule counts; a case keeps that of its filing.
        about_id: the letter or task it runs for, so that several end each by its own.
        is_paused: days do not count now; ``due_on`` is the last day if they counted again tomorrow.
        rung_stage, rung_for: the stage last rung and the last day it was rung for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    matter_kind = models.CharField(max_length=12, choices=[(kind, kind) for kind in MatterKind])
    matter_id = models.UUIDField()
    matter_label = models.CharField(max_length=60)
    matter_title = models.CharField(max_length=120, blank=True)
    handler = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    department = TenantForeignKey("accounts.Department", related_name="+")
    rule_key = models.CharField(max_length=60)
    kind = models.CharField(max_length=10, choices=[("statutory", "statutory"), ("own", "own")])
    length = models.PositiveSmallIntegerField()
    unit = models.CharField(max_length=12, blank=True)
    basis = models.CharField(max_length=120)
    variant = models.CharField(max_length=40, blank=True)
    law_day = models.DateField()
    trigger_on = models.DateField()
    due_on = models.DateField()
    about_id = models.UUIDField(null=True, blank=True)
    is_provisional = models.BooleanField(default=False)
    is_paused = models.BooleanField(default=False)
    met_on = models.DateField(null=True, blank=True)
    void_on = models.DateField(null=True, blank=True)
    rung_stage = models.SmallIntegerField(null=True, blank=True)
    rung_for = models.DateField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(met_on__isnull=True) | models.Q(void_on__isnull=True),
                name="clock_ends_in_one_way",
            )
        ]
        indexes = [
            models.Index(fields=["procuratorate", "matter_id"], name="clocks_of_a_matter"),
            models.Index(
                fields=["procuratorate", "due_on", "id"],
                condition=_RUNNING,
                name="clocks_by_last_day",
            ),
            models.Index(
                fields=["procuratorate", "handler", "due_on", "id"],
                condition=_RUNNING,
                name="clocks_of_a_handler",
            ),
            models.Index(
                fields=["procuratorate", "department", "due_on", "id"],
                condition=_RUNNING,
                name="clocks_of_a_department",
            ),
            models.Index(fields=["procuratorate", "rule_key", "due_on"], name="clocks_of_a_rule"),
        ]


class ClockPause(TenantModel):
    """期间的中止、扣除: days that do not count, first and last included; open while ``last_on`` is empty."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clock = TenantForeignKey("clocks.Clock", related_name="pauses")
    first_on = models.DateField()
    last_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200)
    basis = models.CharField(max_length=120)
    about_id = models.UUIDField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_on__isnull=True)
                | models.Q(last_on__gte=models.F("first_on")),
                name="pause_ends_after_it_begins",
            )
        ]
        indexes = [models.Index(fields=["procuratorate", "clock"], name="pauses_of_a_clock")]


class ClockRecount(TenantModel):
    """期限重算: a provisional last day counted anew once the year's holidays were known."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clock = TenantForeignKey("clocks.Clock", related_name="recounts")
    before_on = models.DateField()
    after_on = models.DateField()
    is_provisional = models.BooleanField()
    at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["procuratorate", "clock"], name="recounts_of_a_clock")]


class ClockExtension(TenantModel):
    """延长期限: an approved lengthening, by a length or to a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    clock = TenantForeignKey("clocks.Clock", related_name="extensions")
    place = models.PositiveSmallIntegerField()
    length = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=12, choices=[(unit, unit) for unit in Unit], blank=True)
    until_on = models.DateField(null=True, blank=True)
    approver = models.CharField(max_length=60)
    decided_on = models.DateField()
    basis = models.CharField(max_length=120)
    file = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "clock", "place"], name="extension_has_a_place"
            ),
            models.CheckConstraint(
                condition=models.Q(length__isnull=False, until_on__isnull=True) & ~models.Q(unit="")
                | models.Q(length__isnull=True, unit="", until_on__isnull=False),
                name="extension_by_length_or_to_a_day",
            ),
        ]
