"""Who does 沟通、协调、联络、反馈 towards whom, and since when."""

import uuid

from django.db import models

from xiezhi.house.rules.functions import Circle, ContactFunction
from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class FunctionPost(TenantModel):
    """A function in the hands of a department and its A and B person; past rows are the history.

    ``department_name``, ``first_label`` and ``second_label`` stand for them where the office's
    staff are not: in the outer zone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.CharField(max_length=12, choices=[(one, one) for one in Circle])
    function = models.CharField(max_length=14, choices=[(one, one) for one in ContactFunction])
    department = TenantForeignKey("accounts.Department", null=True, blank=True, related_name="+")
    department_name = models.CharField(max_length=40, blank=True)
    first = TenantForeignKey("accounts.StaffMember", null=True, blank=True, related_name="+")
    first_label = models.CharField(max_length=30, blank=True)
    second = TenantForeignKey("accounts.StaffMember", null=True, blank=True, related_name="+")
    second_label = models.CharField(max_length=30, blank=True)
    telephone = models.CharField(max_length=30, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    set_by_label = models.CharField(max_length=70)
    set_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(circle__in=sorted(Circle), function__in=sorted(ContactFunction)),
                name="function_known",
            ),
            models.CheckConstraint(
                condition=models.Q(first__isnull=False, department__isnull=False)
                | ~models.Q(first_label=""),
                name="function_is_in_hands",
            ),
            models.CheckConstraint(
                condition=~models.Q(first=models.F("second")), name="second_is_another_person"
            ),
            models.CheckConstraint(
                condition=models.Q(until__isnull=True) | models.Q(until__gte=models.F("since")),
                name="function_ends_after_it_begins",
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "circle", "function"],
                condition=models.Q(until__isnull=True),
                name="function_in_one_hand",
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "department"]),
            models.Index(fields=["procuratorate", "first"]),
            models.Index(fields=["procuratorate", "second"]),
        ]
