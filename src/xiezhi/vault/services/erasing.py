"""Ordering that an identity be destroyed. The vault process carries it out; the app role cannot."""

from datetime import datetime
from uuid import UUID

from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.ledger.services.acts import act
from xiezhi.vault.models import ErasureOrder
from xiezhi.vault.rules.retention import ErasureReason


def order_erasure(
    *, report_id: UUID, reason: ErasureReason, acting: Actor, now: datetime
) -> ErasureOrder:
    """Order an identity's end; a second order changes nothing."""
    with act(acting=acting, now=now) as record:
        order: ErasureOrder
        order, is_new = ErasureOrder.objects.get_or_create(
            id=report_id,
            defaults={
                "reason": reason,
                "ordered_by_id": acting.id if acting.kind is ActorKind.STAFF else None,
                "ordered_at": now,
            },
        )
        record("vault.order_erasure", "report", report_id, after={"reason": reason, "new": is_new})
    return order
