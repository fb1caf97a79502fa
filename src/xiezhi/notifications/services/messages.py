"""Sending: a message in the inbox, and a notice on each way out the recipient can be reached by."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.infra.jobs import enqueue
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.actor import Actor
from xiezhi.kernel.clock import legal_day
from xiezhi.kernel.ids import public_id
from xiezhi.ledger.services.acts import act
from xiezhi.notifications.channels.outlets import is_configured
from xiezhi.notifications.models import Delivery, Message
from xiezhi.notifications.rules.delivery import Channel, DeliveryState
from xiezhi.notifications.rules.notices import Notice
from xiezhi.notifications.rules.recipients import Contact, Recipient, RecipientKind
from xiezhi.notifications.services.addresses import contacts_of

INBOX_ONLY: Final[frozenset[Channel]] = frozenset()
QUIETLY: Final = frozenset({Channel.EMAIL, Channel.WECOM, Channel.PUSH})
LOUDLY: Final = QUIETLY | {Channel.SMS}
_TITLE: Final = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is said. Title and body stay inside the application; only the notice leaves it.

    Attributes:
        path: where opening the message leads, inside the site.
        about: kind and id of the thing whose page shows how far the message got.
        sender_id: the member of staff told when the message gets nowhere; else the 联络员.
        sender_path: where that member finds the matter.
        dedup_key: the same key reaches the same recipient once; empty means never the same.
    """

    kind: str
    title: str
    notice: Notice
    body: str = ""
    path: str = ""
    about: tuple[str, UUID] | None = None
    sender_id: UUID | None = None
    sender_path: str = ""
    dedup_key: str = ""


def send_message(
    *,
    to: Recipient,
    draft: Draft,
    acting: Actor,
    now: datetime,
    channels: Collection[Channel] = QUIETLY,
) -> Message | None:
    """Put a message into an inbox and queue its notice on the ways out; None when it went before.

    Ways out without an address or a gateway are left out: the inbox always holds the message.
    """
    message = _message(to, draft, now)
    Message.objects.bulk_create([message], ignore_conflicts=True)
    if not Message.objects.filter(id=message.id).exists():
        return None
    with act(acting=acting, now=now) as record:
        Delivery.objects.create(
            id=public_id(),
            message=message,
            channel=Channel.INBOX,
            state=DeliveryState.SENT,
            sent_at=now,
        )
        queued = [_queue(message, channel, now) for channel in _ways_out(to, channels, now)]
        record(
            "notifications.send",
            "message",
            message.id,
            after={"kind": draft.kind, "to": str(to.id), "channels": queued},
        )
    return message


def _message(to: Recipient, draft: Draft, now: datetime) -> Message:
    about_kind, about_id = draft.about or ("", None)
    made = public_id()
    return Message(
        id=made,
        procuratorate_id=current_tenant(),
        recipient_kind=to.kind,
        recipient_id=to.id,
        kind=draft.kind,
        title=draft.title[:_TITLE],
        body=draft.body,
        notice=Notice(draft.notice),
        path=draft.path,
        about_kind=about_kind,
        about_id=about_id,
        sender_id=draft.sender_id,
        sender_path=draft.sender_path,
        dedup_key=draft.dedup_key or str(made),
        created_at=now,
    )


def _queue(message: Message, channel: Channel, now: datetime) -> str:
    delivery = Delivery.objects.create(
        id=public_id(),
        message=message,
        channel=channel,
        state=DeliveryState.QUEUED,
        next_attempt_at=now,
    )
    enqueue("notifications.deliver", delivery_id=str(delivery.id))
    return channel.value


def _ways_out(to: Recipient, channels: Collection[Channel], now: datetime) -> list[Channel]:
    wanted = [channel for channel in Channel if channel in channels and is_configured(channel)]
    if not wanted:
        return []
    contacts = contacts_of(to, day=legal_day(now))
    return [
        channel
        for channel in wanted
        if any(address_for(channel, to.kind, contact) for contact in contacts)
    ]


def address_for(channel: Channel, kind: RecipientKind, contact: Contact) -> str:
    """Return the address of a person on a channel, empty when there is none.

    企业微信 is the office's own: it reaches staff, by their mobile number.
    """
    match channel:
        case Channel.EMAIL:
            return contact.email
        case Channel.SMS:
            return contact.mobile
        case Channel.WECOM:
            return contact.mobile if kind is RecipientKind.STAFF else ""
        case Channel.PUSH:
            return contact.push
        case Channel.INBOX:
            return ""
