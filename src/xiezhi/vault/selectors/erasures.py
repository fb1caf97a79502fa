"""Which identities are ordered to go, or have gone."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.vault.models import ErasureOrder, RelayMessage


def list_relays(report_id: UUID) -> list[RelayMessage]:
    """Return the words sent on to a reporter, newest first."""
    found = RelayMessage.objects.filter(report_id=report_id).select_related("asked_by")
    return list(found.order_by("-asked_at"))


def ordered_report_ids() -> "QuerySet[Any, Any]":
    """Return the ids of the reports whose identities are ordered to go, as a query."""
    orders: QuerySet[Any, Any] = ErasureOrder.objects.values("id")
    return orders
