"""上级表样: a superior's own XLSX form, its versions, and what its cells are filled with."""

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.reporting.rules.periods import PeriodKind


class ReturnForm(TenantModel):
    """A form a superior wants filled again and again."""

    id = models.UUIDField(primary_key=True, editable=False)
    name = models.CharField(max_length=60)
    issuer = models.CharField(max_length=60)
    period_kind = models.CharField(max_length=10, choices=[(kind, kind) for kind in PeriodKind])
    is_in_use = models.BooleanField(default=True)
    added_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    added_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "name"],
                condition=models.Q(is_in_use=True),
                name="form_in_use_named_once",
            )
        ]


class ReturnFormVersion(TenantModel):
    """A file of a form as it came; append-only by trigger. The file store holds the bytes."""

    id = models.UUIDField(primary_key=True, editable=False)
    form = TenantForeignKey("reporting.ReturnForm", related_name="versions")
    number = models.PositiveSmallIntegerField()
    file_name = models.CharField(max_length=120)
    sha256 = models.BinaryField(max_length=32)
    size_bytes = models.PositiveIntegerField()
    uploaded_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "form", "number"], name="form_version_once"
            )
        ]


class FormMapping(TenantModel):
    """取数对应 of a file; one draft, whose words change until it is put to use, then never again.

    ``cells`` holds the map of ``reporting.rules.mapping``.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    version = TenantForeignKey("reporting.ReturnFormVersion", related_name="mappings")
    number = models.PositiveSmallIntegerField()
    cells = models.JSONField()
    is_draft = models.BooleanField(default=True)
    saved_by = TenantForeignKey("accounts.StaffMember", null=True, related_name="+")
    saved_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "version", "number"], name="form_mapping_once"
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "version"],
                condition=models.Q(is_draft=True),
                name="one_mapping_draft",
            ),
        ]
