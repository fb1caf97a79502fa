"""跟进调查, 回头看, outcomes, and requests for recusal."""

import uuid

from django.db import models

from xiezhi.cases.rules.follow_up import LookBackResult, OutcomeUnit, SamplingWay
from xiezhi.cases.rules.grounds import Finding
from xiezhi.cases.rules.recusal import RecusalGround, RecusalOutcome
from xiezhi.evidence.rules.taken import TimeSource
from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class FollowUp(TenantModel):
    """跟进调查 before closing, by two 检察人员, with the record made on the spot (第77条).

    ``helpers`` (特邀检察官助理, 代表, 网格员) take part and never count among the two.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = TenantForeignKey("cases.Case", related_name="follow_ups")
    done_on = models.DateField()
    place = models.CharField(max_length=120)
    staff = models.JSONField(default=list)
    staff_count = models.PositiveSmallIntegerField()
    helpers = models.JSONField(default=list)
    words = models.TextField()
    finding = models.CharField(max_length=10, choices=[(one, one) for one in Finding])
    has_measures = models.BooleanField(default=False)
    not_performed = models.JSONField(default=list)
    next_step = models.CharField(max_length=200, blank=True)
    record_file = TenantForeignKey("evidence.StoredFile", related_name="+")
    entered_by_label = models.CharField(max_length=60)
    entered_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(staff_count__gte=2), name="follow_up_by_two_staff"
            )
        ]
        indexes = [
            models.Index(fields=["procuratorate", "case", "done_on"], name="follow_ups_of_a_case"),
            models.Index(fields=["procuratorate", "record_file"]),
        ]


class PlacePicture(TenantModel):
    """A picture of a place: of a piece of evidence, a follow-up or a look-back; pairs share a position.

    ``read_at`` is what the picture says itself and never changes; ``taken_at`` is what 照片说明页
    prints, with its source. A picture that is shown again beside a later one keeps its ``file``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = TenantForeignKey("cases.Case", related_name="place_pictures")
    follow_up = TenantForeignKey("cases.FollowUp", null=True, related_name="pictures")
    look_back = TenantForeignKey("cases.LookBack", null=True, related_name="pictures")
    evidence = TenantForeignKey("cases.EvidenceItem", null=True, related_name="pictures")
    is_after = models.BooleanField()
    position = models.PositiveSmallIntegerField(default=0)
    file = TenantForeignKey("evidence.StoredFile", related_name="+")
    taken_on = models.DateField(null=True, blank=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    time_source = models.CharField(
        max_length=10, choices=[(source, source) for source in TimeSource], blank=True
    )
    read_at = models.DateTimeField(null=True, blank=True)
    read_source = models.CharField(
        max_length=10, choices=[(source, source) for source in TimeSource], blank=True
    )
    taken_by = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=120, blank=True)
    witness = models.CharField(max_length=60, blank=True)
    proves = models.CharField(max_length=200, blank=True)

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "case"]),
            models.Index(fields=["procuratorate", "follow_up"]),
            models.Index(fields=["procuratorate", "look_back"]),
            models.Index(fields=["procuratorate", "evidence"]),
            models.Index(fields=["procuratorate", "file"]),
        ]


class LookBackSchedule(TenantModel):
    """How many months after closing the office looks back; the newest row holds, [] is never by itself."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    months = models.JSONField(default=list)
    set_by_label = models.CharField(max_length=60)
    set_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["procuratorate", "-set_at"], name="look_back_schedules")]


class LookBackBatch(TenantModel):
    """A batch 批次 of 回头看: how its cases were chosen; a random draw keeps seed and pool."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=120)
    basis = models.CharField(max_length=200, blank=True)
    way = models.CharField(max_length=10, choices=[(way, way) for way in SamplingWay])
    seed = models.CharField(max_length=64, blank=True)
    pool = models.JSONField(default=list)
    made_on = models.DateField()
    made_by_label = models.CharField(max_length=60)

    class Meta(TenantModel.Meta):
        indexes = [models.Index(fields=["procuratorate", "-made_on"])]


class LookBack(TenantModel):
    """回头看 of one closed case: due day, done day, result; a rebound becomes a new lead.

    One that is not to be done after all keeps the day and the reason it was ``called_off``.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = TenantForeignKey("cases.Case", related_name="look_backs")
    batch = TenantForeignKey("cases.LookBackBatch", null=True, related_name="look_backs")
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True, blank=True)
    staff = models.JSONField(default=list)
    helpers = models.JSONField(default=list)
    place = models.CharField(max_length=120, blank=True)
    words = models.TextField(blank=True)
    result = models.CharField(
        max_length=12, choices=[(one, one) for one in LookBackResult], blank=True
    )
    record_file = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    new_lead = TenantForeignKey("leads.Lead", null=True, related_name="+")
    entered_by_label = models.CharField(max_length=60, blank=True)
    called_off_on = models.DateField(null=True, blank=True)
    called_off_reason = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(done_on__isnull=True) | ~models.Q(result=""),
                name="look_back_done_has_a_result",
            ),
            models.CheckConstraint(
                condition=models.Q(called_off_on__isnull=True)
                | (models.Q(done_on__isnull=True) & ~models.Q(called_off_reason="")),
                name="look_back_called_off_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "case"]),
            models.Index(fields=["procuratorate", "batch"]),
            models.Index(fields=["procuratorate", "new_lead"]),
            models.Index(fields=["procuratorate", "record_file"]),
            models.Index(
                fields=["procuratorate", "due_on"],
                condition=models.Q(done_on__isnull=True, called_off_on__isnull=True),
                name="look_backs_to_do",
            ),
        ]


class Outcome(TenantModel):
    """成效: a quantity with its unit and its proof, or a policy adopted with those it serves."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = TenantForeignKey("cases.Case", related_name="outcomes")
    words = models.CharField(max_length=200)
    quantity = models.DecimalField(max_digits=14, decimal_places=2)
    unit = models.CharField(max_length=12, choices=[(unit, unit) for unit in OutcomeUnit])
    policy = models.CharField(max_length=120, blank=True)
    verified_on = models.DateField(null=True, blank=True)
    verified_how = models.CharField(max_length=200, blank=True)
    proof_file = TenantForeignKey("evidence.StoredFile", null=True, related_name="+")
    entered_by_label = models.CharField(max_length=60)
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(quantity__gt=0), name="outcome_is_more_than_nothing"
            )
        ]
        indexes = [
            models.Index(fields=["procuratorate", "case"]),
            models.Index(fields=["procuratorate", "proof_file"]),
        ]


class Recusal(TenantModel):
    """A request for recusal or a withdrawal of one's own 回避; the work goes on meanwhile."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = TenantForeignKey("cases.Case", related_name="recusals")
    about_label = models.CharField(max_length=60)
    about_staff = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    is_about_chief = models.BooleanField(default=False)
    is_own = models.BooleanField(default=False)
    applicant = models.CharField(max_length=60)
    ground = models.CharField(max_length=20, choices=[(one, one) for one in RecusalGround])
    reasons = models.TextField()
    is_oral = models.BooleanField(default=False)
    applied_on = models.DateField()
    outcome = models.CharField(
        max_length=10, choices=[(one, one) for one in RecusalOutcome], blank=True
    )
    decider = models.CharField(max_length=20, blank=True)
    decided_by_label = models.CharField(max_length=60, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    review_applied_on = models.DateField(null=True, blank=True)
    review_outcome = models.CharField(
        max_length=10, choices=[(one, one) for one in RecusalOutcome], blank=True
    )
    reviewed_on = models.DateField(null=True, blank=True)
    entered_by_label = models.CharField(max_length=60)
    entered_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        indexes = [
            models.Index(fields=["procuratorate", "case"]),
            models.Index(fields=["procuratorate", "about_staff"]),
        ]
