"""Reading: the recipient opened a message, or signed for the thing it is about."""

from datetime import datetime
from uuid import UUID

from xiezhi.kernel.actor import Actor
from xiezhi.ledger.services.acts import act
from xiezhi.notifications.models import Delivery, Message
from xiezhi.notifications.rules.delivery import Channel, DeliveryState
from xiezhi.notifications.selectors.inbox import access_message, own_inbox, recipient_id_of


def mark_read(*, message_id: UUID, acting: Actor, now: datetime) -> Message:
    """Note that a message was opened; the first time only.

    Raises:
        NotFoundError: ``notifications.no_message``.
    """
    message = access_message(acting, message_id, lock=True)
    if message.read_at is not None:
        return message
    with act(acting=acting, now=now) as record:
        message.read_at = now
        message.save(update_fields=["read_at"])
        _confirm([message.id], now)
        record("notifications.read", "message", message.id)
    return message


def mark_all_read(*, acting: Actor, now: datetime) -> int:
    """Note that a person has seen the whole inbox; returns how many messages were unread."""
    unread = list(
        own_inbox(acting)
        .filter(read_at__isnull=True)
        .select_for_update()
        .order_by("id")
        .values_list("id", flat=True)
    )
    if not unread:
        return 0
    with act(acting=acting, now=now) as record:
        Message.objects.filter(id__in=unread).update(read_at=now)
        _confirm(unread, now)
        record(
            "notifications.read_all", "inbox", str(acting.id or ""), after={"count": len(unread)}
        )
    return len(unread)


def mark_received(*, about: tuple[str, UUID], acting: Actor, now: datetime) -> int:
    """Confirm every message to the actor's party about a thing it signed for; returns how many.

    Called inside the act of signing, for example when a unit confirms a document in the portal.
    """
    recipient = recipient_id_of(acting)
    messages = Message.objects.filter(
        recipient_id=recipient, about_kind=about[0], about_id=about[1]
    )
    ids = list(messages.order_by("id").values_list("id", flat=True))
    if not ids:
        return 0
    with act(acting=acting, now=now) as record:
        Message.objects.filter(id__in=ids, read_at__isnull=True).update(read_at=now)
        Delivery.objects.filter(message_id__in=ids, state=DeliveryState.SENT).update(
            state=DeliveryState.RECEIVED, received_at=now
        )
        record("notifications.receive", about[0], about[1], after={"count": len(ids)})
    return len(ids)


def _confirm(message_ids: list[UUID], now: datetime) -> None:
    Delivery.objects.filter(message_id__in=message_ids, channel=Channel.INBOX).exclude(
        state=DeliveryState.RECEIVED
    ).update(state=DeliveryState.RECEIVED, received_at=now)
