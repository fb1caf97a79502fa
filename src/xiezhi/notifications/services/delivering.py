"""Delivering: one try on one channel, another later, and in the end a person who is told."""

from datetime import datetime
from uuid import UUID, uuid5

from xiezhi.accounts.rules.roles import Role
from xiezhi.accounts.selectors.posts import find_member_addresses, list_holders
from xiezhi.infra.jobs import enqueue, enqueue_at
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.ledger.services.acts import act
from xiezhi.notifications.channels.failure import ChannelFailedError
from xiezhi.notifications.channels.outlets import send_notice
from xiezhi.notifications.models import Delivery, Message
from xiezhi.notifications.rules.delivery import (
    CHANNEL_LABELS,
    Channel,
    DeliveryState,
    is_too_early,
    retry_delay,
)
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Recipient, RecipientKind
from xiezhi.notifications.selectors.deliveries import list_overdue_ids
from xiezhi.notifications.services.addresses import contacts_of
from xiezhi.notifications.services.messages import INBOX_ONLY, Draft, address_for, send_message
from xiezhi.notifications.services.push import push_to


def deliver_one(*, delivery_id: UUID, acting: Actor, now: datetime) -> Delivery | None:
    """Try a queued delivery once; None when there is nothing to try (sent, or not yet due).

    The row stays locked while the gateway is asked, so the same notice is not sent twice at once.
    A failure is a state with a later try, not an error.
    """
    delivery: Delivery | None = (
        Delivery.objects.select_for_update(of=("self",))
        .select_related("message")
        .filter(id=delivery_id, state=DeliveryState.QUEUED)
        .first()
    )
    if delivery is None or is_too_early(delivery.next_attempt_at, now):
        return None
    with act(acting=acting, now=now) as record:
        try:
            _send(delivery, now)
        except ChannelFailedError as failure:
            _fail(delivery, failure, acting, now)
        else:
            delivery.state, delivery.sent_at, delivery.last_error = DeliveryState.SENT, now, ""
            delivery.next_attempt_at = None
        delivery.attempts += 1
        delivery.save(
            update_fields=["state", "attempts", "last_error", "next_attempt_at", "sent_at"]
        )
        record(
            "notifications.deliver",
            "message",
            delivery.message_id,
            after={"channel": delivery.channel, "state": delivery.state},
        )
    return delivery


def queue_overdue(*, now: datetime) -> int:
    """Queue again the deliveries whose job was lost; returns how many."""
    overdue = list_overdue_ids(now)
    for delivery_id in overdue:
        enqueue("notifications.deliver", delivery_id=str(delivery_id))
    return len(overdue)


def _send(delivery: Delivery, now: datetime) -> None:
    """Send to each person behind the recipient; one who is reached is enough."""
    message: Message = delivery.message
    to = Recipient(kind=RecipientKind(message.recipient_kind), id=message.recipient_id)
    channel = Channel(delivery.channel)
    addresses = [
        address
        for contact in contacts_of(to, day=legal_day(now))
        if (address := address_for(channel, to.kind, contact))
    ]
    failure = ChannelFailedError("notifications.no_address", is_final=True)
    is_reached = False
    for address in addresses:
        try:
            key = uuid5(delivery.id, address).hex  # the same at every try of this delivery
            _send_one(channel, address, Notice(message.notice), now=now, key=key)
        except ChannelFailedError as error:
            failure = error
        else:
            is_reached = True
    if not is_reached:
        raise failure


def _send_one(channel: Channel, address: str, notice: Notice, *, now: datetime, key: str) -> None:
    if channel is Channel.PUSH:
        push_to(subscription_id=UUID(address), now=now)
    else:
        send_notice(channel, address, notice, now=now, key=key)


def _fail(delivery: Delivery, failure: ChannelFailedError, acting: Actor, now: datetime) -> None:
    delivery.last_error = failure.code[:60]
    delay = None if failure.is_final else retry_delay(delivery.attempts + 1)
    if delay is None:
        delivery.state, delivery.next_attempt_at = DeliveryState.FAILED, None
        # A push is a courtesy beside the own page: phones drop it every day, nobody need be told.
        if delivery.channel != Channel.PUSH:
            _tell_a_person(delivery, acting, now)
        return
    delivery.next_attempt_at = now + delay
    enqueue_at("notifications.deliver", delivery.next_attempt_at, delivery_id=str(delivery.id))


def _tell_a_person(delivery: Delivery, acting: Actor, now: datetime) -> None:
    """Tell the sender, or the 联络员 where nobody sent it; once a message, in the inbox alone."""
    message: Message = delivery.message
    channel = CHANNEL_LABELS[Channel(delivery.channel)]
    told = Draft(
        kind="notifications.failed",
        title=f"{channel}没有送达：{message.title}",
        body="对方的站内消息已收录。请核对联系方式，或改用电话告知。",
        notice=Notice.NEW_MESSAGE,
        path=message.sender_path,
        dedup_key=f"undelivered:{message.id}",
    )
    for staff_id in _who_is_told(message, now):
        to = Recipient(kind=RecipientKind.STAFF, id=staff_id)
        send_message(to=to, draft=told, acting=acting, now=now, channels=INBOX_ONLY)


def _who_is_told(message: Message, now: datetime) -> list[UUID]:
    sender: UUID | None = message.sender_id
    if sender is not None and find_member_addresses(sender) is not None:
        return [sender]
    return list_holders(Role.LIAISON, legal_day(now))
