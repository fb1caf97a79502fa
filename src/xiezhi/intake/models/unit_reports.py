"""What a partner unit handed over in the portal, beside the report it became."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.intake.rules.unit_reports import UnitStanding


class UnitReport(TenantModel):
    """移送线索: which unit handed a report over, by which officer, under which number of its own.

    ``area`` and ``basis`` are the unit's opinion; the office makes up its own. ``standing`` is what
    the outer zone was told of how far it has come; where the pool is, that is worked out. A trigger
    keeps the rest as handed over until the report is forgotten.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = TenantForeignKey("intake.Report", related_name="unit_reports")
    unit = TenantForeignKey("partners.PartnerUnit", related_name="+")
    officer = TenantForeignKey("partners.LiaisonOfficer", related_name="+")
    officer_label = models.CharField(max_length=70)
    own_number = models.CharField(max_length=60, blank=True)
    area = models.CharField(max_length=40, blank=True)
    basis = models.CharField(max_length=500, blank=True)
    handed_at = models.DateTimeField()
    standing = models.CharField(
        max_length=10, choices=[(one, one) for one in UnitStanding], blank=True
    )

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "report"], name="report_of_one_unit_once"
            ),
            models.CheckConstraint(
                condition=models.Q(standing__in=["", *sorted(UnitStanding)]),
                name="unit_standing_known",
            ),
        ]
        indexes = [
            models.Index(fields=["procuratorate", "unit", "-handed_at"], name="reports_of_a_unit"),
            models.Index(fields=["procuratorate", "officer"]),
        ]
