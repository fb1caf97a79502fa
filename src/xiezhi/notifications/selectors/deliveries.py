"""How far messages got: for whoever sent them, and for the job that tries again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from xiezhi.notifications.models import Delivery
from xiezhi.notifications.rules.delivery import Channel, DeliveryState
from xiezhi.notifications.rules.recipients import RecipientKind

OVERDUE: Final = timedelta(minutes=5)
AT_ONCE: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryLine:
    """One message on one channel. ``at`` is when the present state was reached."""

    title: str
    recipient_kind: RecipientKind
    channel: Channel
    state: DeliveryState
    at: datetime
    attempts: int
    last_error: str


def deliveries_about(kind: str, thing_id: UUID) -> list[DeliveryLine]:
    """Return the deliveries of all messages about a thing, newest message first; one query.

    Whoever may see the thing's page may see these: they hold no address and no content.
    """
    return deliveries_about_any([(kind, thing_id)])


def deliveries_about_any(things: Iterable[tuple[str, UUID]]) -> list[DeliveryLine]:
    """Return the deliveries about several things, newest message first; one query."""
    wanted = Q(pk__in=[])
    for kind, thing_id in things:
        wanted |= Q(message__about_kind=kind, message__about_id=thing_id)
    found = (
        Delivery.objects.filter(wanted)
        .select_related("message")
        .order_by("-message__created_at", "message_id", "channel")
    )
    return [_line(delivery) for delivery in found]


def list_overdue_ids(now: datetime) -> list[UUID]:
    """Return queued deliveries that should have been tried a while ago, longest waiting first."""
    ids: list[UUID] = list(
        Delivery.objects.filter(state=DeliveryState.QUEUED, next_attempt_at__lt=now - OVERDUE)
        .order_by("next_attempt_at")
        .values_list("id", flat=True)[:AT_ONCE]
    )
    return ids


def _line(delivery: Delivery) -> DeliveryLine:
    return DeliveryLine(
        title=delivery.message.title,
        recipient_kind=RecipientKind(delivery.message.recipient_kind),
        channel=Channel(delivery.channel),
        state=DeliveryState(delivery.state),
        at=delivery.received_at or delivery.sent_at or delivery.message.created_at,
        attempts=delivery.attempts,
        last_error=delivery.last_error,
    )
