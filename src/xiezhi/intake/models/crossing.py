"""When a report of the outer zone arrived inside."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel


class ReportArrival(TenantModel):
    """A report that came in a package. The report keeps the day it was received outside.

    The id is the report's. ``package_id`` names the package it came in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = TenantForeignKey("intake.Report", related_name="arrivals")
    package_id = models.UUIDField()
    arrived_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["procuratorate", "report"], name="report_arrives_once")
        ]
