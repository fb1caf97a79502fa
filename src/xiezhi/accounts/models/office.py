"""What an office sets for itself: holidays no calendar knows yet, and its own time limits."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantModel


class OfficeHoliday(TenantModel):
    """One day of the State Council's yearly notice, entered by an administrator.

    ``year`` is the notice's: it may move days from 28 December of the year before on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    day = models.DateField()
    kind = models.CharField(max_length=10, choices=[("holiday", "holiday"), ("workday", "workday")])
    name = models.CharField(max_length=30, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "year", "day"], name="holiday_day_once"
            )
        ]


class OwnLimit(TenantModel):
    """本院规定: a time limit the law leaves open. Without a cited text it reads 本院设定."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rule_key = models.CharField(max_length=60)
    length = models.PositiveSmallIntegerField()
    unit = models.CharField(
        max_length=12, choices=[(unit, unit) for unit in ("day", "working_day", "month")]
    )
    citation = models.CharField(max_length=120, blank=True)
    effective_from = models.DateField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "rule_key", "effective_from"], name="own_limit_once_a_day"
            ),
            models.CheckConstraint(condition=models.Q(length__gte=1), name="own_limit_has_length"),
        ]


class Town(TenantModel):
    """A town-level unit 苏木乡镇街道 of the office's area; the seat's position is approximate."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=30)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["procuratorate", "name"], name="town_name_once")
        ]
