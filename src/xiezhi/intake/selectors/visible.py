"""Which reports of the pool a person may see, as a query of ids."""

from typing import Any

from django.db.models import QuerySet

from xiezhi.accounts.rules.rights import Action, may
from xiezhi.intake.models import Report
from xiezhi.kernel.actor import Actor


def list_visible_report_ids(acting: Actor) -> "QuerySet[Any, Any]":
    """Return the ids of the reports the actor may see: the whole pool, or none of it."""
    reports: QuerySet[Any, Any] = Report.objects.values("id")
    return reports if may(acting, Action.VIEW_POOL) else reports.none()
