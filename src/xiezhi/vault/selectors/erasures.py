"""Which identities are ordered to go, or have gone."""

from collections.abc import Collection
from uuid import UUID

from xiezhi.vault.models import ErasureOrder, RelayMessage


def ordered_erasures(report_ids: Collection[UUID]) -> dict[UUID, ErasureOrder]:
    """Return the orders of reports, by report."""
    return {order.id: order for order in ErasureOrder.objects.filter(id__in=list(report_ids))}


def list_relays(report_id: UUID) -> list[RelayMessage]:
    """Return the words sent on to a reporter, newest first."""
    found = RelayMessage.objects.filter(report_id=report_id).select_related("asked_by")
    return list(found.order_by("-asked_at"))
