"""People of the office: departments, staff members, the roles they hold, who stands in for whom."""

import uuid

from django.db import models

from xiezhi.accounts.rules.roles import STAFF_ROLES
from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class Department(TenantModel):
    """A department 内设机构 of the office."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=40)
    duties = models.CharField(max_length=200, blank=True)
    is_public_interest = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["procuratorate", "name"], name="department_name_once")
        ]


class StaffMember(TenantModel):
    """A member of staff; shown by post and number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    department = TenantForeignKey("accounts.Department", related_name="members")
    label = models.CharField(max_length=30)
    office_phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    mobile = models.CharField(max_length=20, blank=True)
    backup = TenantForeignKey(
        "accounts.StaffMember", null=True, blank=True, related_name="backs_up"
    )
    is_active = models.BooleanField(default=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "account"], name="one_profile_an_account"
            ),
            models.UniqueConstraint(fields=["procuratorate", "label"], name="staff_label_once"),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "department"]),
            models.Index(fields=["procuratorate", "backup"]),
        ]


class RoleHolding(TenantModel):
    """A role held for a time. Concurrent holding 兼任 of administrators is named, not hidden."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    staff = TenantForeignKey("accounts.StaffMember", related_name="holdings")
    role = models.CharField(max_length=30)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    concurrent_note = models.CharField(max_length=120, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(role__in=sorted(STAFF_ROLES)), name="role_is_a_staff_role"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="role_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "staff", "role", "since"], name="role_held_once_a_day"
            ),
        ]
        indexes = [models.Index(fields=["procuratorate", "staff"])]


class Delegation(TenantModel):
    """代办授权: one member's work may be done by another for a time; decisions may not."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    principal = TenantForeignKey("accounts.StaffMember", related_name="delegations_given")
    deputy = TenantForeignKey("accounts.StaffMember", related_name="delegations_held")
    since = models.DateField()
    until = models.DateField()
    reason = models.CharField(max_length=120)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(principal=models.F("deputy")), name="deputy_is_another_person"
            ),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("since")),
                name="delegation_ends_after_it_begins",
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "principal"]),
            models.Index(fields=["procuratorate", "deputy"]),
        ]
