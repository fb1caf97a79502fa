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
    """本院规定: one version of a time limit the law leaves open.

    ``citation`` is what the pages and the clocks show; the clause behind it is a citation of
    ``house``. Without a cited text it reads 本院设定. A version put right or taken back before
    its day stays, with ``replaced_at``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rule_key = models.CharField(max_length=60)
    length = models.PositiveSmallIntegerField()
    unit = models.CharField(
        max_length=12, choices=[(unit, unit) for unit in ("day", "working_day", "month")]
    )
    citation = models.CharField(max_length=120, blank=True)
    effective_from = models.DateField()
    set_by_label = models.CharField(max_length=70, blank=True)
    set_at = models.DateTimeField(null=True, blank=True)
    replaced_at = models.DateTimeField(null=True, blank=True)
    replaced_by_label = models.CharField(max_length=70, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "rule_key", "effective_from"],
                condition=models.Q(replaced_at__isnull=True),
                name="own_limit_stands_once_a_day",
            ),
            models.CheckConstraint(condition=models.Q(length__gte=1), name="own_limit_has_length"),
        ]


class StatisticsDay(TenantModel):
    """统计截止日: the day of the month on which a reporting month ends; empty means its last day.

    The newest row counts; earlier ones are the history.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    day_of_month = models.PositiveSmallIntegerField(null=True, blank=True)
    set_by_label = models.CharField(max_length=70)
    set_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(day_of_month__isnull=True)
                | models.Q(day_of_month__gte=1, day_of_month__lte=28),
                name="every_month_has_the_statistics_day",
            )
        ]
        indexes = [models.Index(fields=["procuratorate", "-set_at"], name="statistics_days")]


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
