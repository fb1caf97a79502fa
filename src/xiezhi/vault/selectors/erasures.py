"""Which identities are ordered to go, or have gone."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.vault.models import ErasureOrder, RelayMessage
from xiezhi.vault.rules.relay import RelayOutcome


def list_relays(report_id: UUID) -> list[RelayMessage]:
    """Return the words sent on to a reporter, newest first."""
    found = RelayMessage.objects.filter(report_id=report_id).select_related("asked_by")
    return list(found.order_by("-asked_at"))


def ordered_report_ids() -> "QuerySet[Any, Any]":
    """Return the ids of the reports whose identities are ordered to go, as a query."""
    orders: QuerySet[Any, Any] = ErasureOrder.objects.values("id")
    return orders


def has_erasures_due() -> bool:
    """Return whether an identity is ordered to go and still there."""
    return ErasureOrder.objects.filter(carried_out_at__isnull=True).exists()


def waiting_relay_ids(since: datetime) -> list[UUID]:
    """Return the words written since an instant that did not go out yet."""
    waiting = RelayMessage.objects.filter(
        outcome__in=(RelayOutcome.WAITING, RelayOutcome.FAILED), asked_at__gte=since
    )
    return list(waiting.order_by("asked_at").values_list("id", flat=True))
