"""填报: a form filled for a period, what a person put in its place, and what was locked."""

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.reporting.rules.procedure import ReturnState


class UpwardReturn(TenantModel):
    """A form filled for a period. ``edition`` 1 is the first, more are corrections 更正.

    ``cells`` holds the values handed to the checker, as `reporting.rules.values` stores them.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    form = TenantForeignKey("reporting.ReturnForm", related_name="returns")
    mapping = TenantForeignKey("reporting.FormMapping", related_name="returns")
    since = models.DateField()
    until = models.DateField()
    edition = models.PositiveSmallIntegerField(default=1)
    correction_reason = models.CharField(max_length=300, blank=True)
    responsible = models.CharField(max_length=60, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    state = models.CharField(
        max_length=12,
        choices=[(state, state) for state in ReturnState],
        default=ReturnState.DRAFT,
    )
    prepared_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    prepared_by_label = models.CharField(max_length=30)
    started_at = models.DateTimeField()
    cells = models.JSONField(default=list, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    sent_back_reason = models.CharField(max_length=300, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(ReturnState)), name="return_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")), name="return_period_in_order"
            ),
            models.CheckConstraint(
                condition=models.Q(edition=1) | ~models.Q(correction_reason=""),
                name="correction_gives_a_reason",
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "form", "since", "until", "edition"],
                condition=~models.Q(state=ReturnState.ABANDONED),
                name="return_edition_once",
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "form", "-until"], name="returns_of_a_form"),
            models.Index(fields=["procuratorate", "mapping"]),
            models.Index(
                fields=["procuratorate", "started_at"],
                condition=models.Q(state__in=[ReturnState.DRAFT, ReturnState.CHECKING]),
                name="returns_open",
            ),
        ]


class ReturnOverride(TenantModel):
    """手工调整: a value a person put in place of what was counted, and why."""

    id = models.UUIDField(primary_key=True, editable=False)
    upward_return = TenantForeignKey("reporting.UpwardReturn", related_name="overrides")
    sheet = models.CharField(max_length=31)
    cell = models.CharField(max_length=10)
    words = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    set_by_label = models.CharField(max_length=30)
    set_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "upward_return", "sheet", "cell"],
                name="one_override_a_cell",
            ),
            models.CheckConstraint(condition=~models.Q(reason=""), name="override_gives_a_reason"),
        ]


class LockedReturn(TenantModel):
    """上报版: values, file and who answered for it; append-only by trigger.

    ``sha256`` is of the file handed upward; downloading again gives the same bytes.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    upward_return = TenantForeignKey("reporting.UpwardReturn", related_name="locked")
    cells = models.JSONField()
    file_name = models.CharField(max_length=120)
    sha256 = models.BinaryField(max_length=32)
    size_bytes = models.PositiveIntegerField()
    prepared_by_label = models.CharField(max_length=30)
    checked_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    checked_by_label = models.CharField(max_length=30)
    locked_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "upward_return"], name="return_locked_once"
            )
        ]
