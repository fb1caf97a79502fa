"""A report as received. A trigger refuses changes to anything but its place in the pool."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.intake.rules.pool import NotLeadReason, PlaceSource, PoolState, ReporterGrade


class Report(TenantModel):
    """反映信息.

    The id and ``code`` are random because outsiders see them. ``supporter`` names a grid member
    on duty (grade *duty*); for grade *secret* nobody stands here, and ``received_at`` is cut to
    the hour. ``submission_key`` makes the same submission sent twice one report.
    ``origin`` is the medium and its address, or the body that passed it on and its number.
    ``forgotten_at`` is when the outer zone let go of what the inner zone has: words and place are
    gone then, days, number, counts and the hash stay.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=8)
    submission_key = models.UUIDField()
    content_sha256 = models.BinaryField(max_length=32)
    channel = models.CharField(max_length=30)
    external_number = models.CharField(max_length=60, blank=True)
    origin = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField()
    received_on = models.DateField()
    grade = models.CharField(max_length=10, choices=[(grade, grade) for grade in ReporterGrade])
    supporter = TenantForeignKey("supporters.Supporter", null=True, related_name="+")
    entered_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    import_batch = TenantForeignKey("intake.ImportBatch", null=True, related_name="reports")
    has_contact = models.BooleanField(default=False)
    wants_secrecy = models.BooleanField(default=False)
    consents_to_position = models.BooleanField(default=False)
    title = models.CharField(max_length=200, blank=True)
    words = models.TextField(blank=True)
    topics = ArrayField(models.CharField(max_length=20), default=list)
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_at_source = models.CharField(
        max_length=10, choices=[(source, source) for source in TimeSource], blank=True
    )
    town = models.CharField(max_length=30, blank=True)
    village = models.CharField(max_length=60, blank=True)
    place_words = models.CharField(max_length=200, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    accuracy_m = models.FloatField(null=True, blank=True)
    heading_deg = models.FloatField(null=True, blank=True)
    position_source = models.CharField(
        max_length=10,
        choices=[(source, source) for source in PlaceSource],
        default=PlaceSource.NONE,
    )
    is_urgent = models.BooleanField(default=False)
    photo_count = models.PositiveSmallIntegerField(default=0)
    has_voice = models.BooleanField(default=False)
    video_count = models.PositiveSmallIntegerField(default=0)
    suspected_area = models.CharField(max_length=40, blank=True)
    search = SearchVectorField(null=True)
    # The report's place in the pool: the only columns that may change.
    pool_state = models.CharField(
        max_length=10, choices=[(state, state) for state in PoolState], default=PoolState.PENDING
    )
    not_lead_reason = models.CharField(
        max_length=20, choices=[(reason, reason) for reason in NotLeadReason], blank=True
    )
    screening_note = models.CharField(max_length=300, blank=True)
    screened_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    screened_at = models.DateTimeField(null=True, blank=True)
    has_unread_answer = models.BooleanField(default=False)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "submission_key"], name="submission_once"
            ),
            models.UniqueConstraint(fields=["procuratorate", "code"], name="report_code_once"),
            models.UniqueConstraint(
                fields=["procuratorate", "channel", "external_number"],
                condition=~models.Q(external_number=""),
                name="external_number_once",
            ),
            models.CheckConstraint(
                condition=models.Q(pool_state__in=sorted(PoolState)), name="pool_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(grade=ReporterGrade.DUTY) | models.Q(supporter__isnull=True),
                name="secret_report_names_nobody",
            ),
            models.CheckConstraint(
                condition=~models.Q(pool_state=PoolState.NOT_LEAD) | ~models.Q(not_lead_reason=""),
                name="not_a_lead_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True)
                | models.Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="position_on_earth",
            ),
            models.CheckConstraint(
                condition=models.Q(heading_deg__isnull=True)
                | models.Q(heading_deg__range=(0, 360)),
                name="heading_on_the_compass",
            ),
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "pool_state", "-is_urgent", "received_at", "id"],
                name="pool_worklist",
            ),
            models.Index(
                fields=["procuratorate", "supporter", "-received_at"], name="reports_of_a_member"
            ),
            models.Index(fields=["procuratorate", "import_batch"]),
            GinIndex(fields=["search"], name="report_search"),
        ]


class ReportBand(TenantModel):
    """A band key of a report's words; reports sharing one are suspected duplicates."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = TenantForeignKey("intake.Report", related_name="bands")
    band = models.BigIntegerField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "band", "report"], name="band_finds_reports"),
            models.Index(fields=["procuratorate", "report"]),
        ]


class ReportFile(TenantModel):
    """A photo or voice that came with a report, or was added 补充 later."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = TenantForeignKey("intake.Report", related_name="files")
    file = TenantForeignKey("evidence.StoredFile", related_name="+")
    position = models.PositiveSmallIntegerField()
    message = TenantForeignKey("intake.ReportMessage", null=True, related_name="files")

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "report", "position"], name="report_file_place_once"
            )
        ]
        indexes = [
            models.Index(fields=["procuratorate", "file"]),
            models.Index(fields=["procuratorate", "message"]),
        ]
