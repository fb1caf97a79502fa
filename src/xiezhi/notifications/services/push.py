"""Web Push of grid members: a phone turns it on, turns it off, or its service forgets it."""

import hashlib
from datetime import datetime
from typing import Final
from uuid import UUID

from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import InvalidInputError, NotAllowedError
from xiezhi.kernel.ids import public_id
from xiezhi.ledger.services.acts import act
from xiezhi.notifications.channels.failure import ChannelFailedError
from xiezhi.notifications.channels.web_push import (
    GONE,
    is_push_configured,
    permitted_hosts,
    push_channel,
)
from xiezhi.notifications.models import PushSubscription
from xiezhi.notifications.rules.web_push import PushAddress, check_address

MOST_PHONES: Final = 5


def begin_push(*, address: PushAddress, acting: Actor, now: datetime) -> PushSubscription:
    """Let a supporter's phone take pushes; a phone that changed hands serves its new owner only.

    Raises:
        NotAllowedError: ``notifications.push_for_supporters``: nobody else, least of all reporters.
        InvalidInputError: ``notifications.push_off``, ``notifications.push_host``,
            ``notifications.push_keys``.
    """
    recipient_id = _own_id(acting)
    if not is_push_configured():
        raise InvalidInputError("notifications.push_off")
    check_address(address, hosts=permitted_hosts())
    with act(acting=acting, now=now) as record:
        PushSubscription.objects.filter(endpoint_hash=_hash(address.endpoint)).delete()
        subscription: PushSubscription = PushSubscription.objects.create(
            id=public_id(),
            recipient_id=recipient_id,
            endpoint=address.endpoint,
            endpoint_hash=_hash(address.endpoint),
            point=address.point,
            auth=address.auth,
            begun_at=now,
        )
        own = PushSubscription.objects.filter(recipient_id=recipient_id)
        newest = own.order_by("-begun_at", "id").values_list("id", flat=True)[:MOST_PHONES]
        own.exclude(id__in=list(newest)).delete()
        record("notifications.begin_push", "supporter", recipient_id)
    return subscription


def end_push(*, endpoint: str, acting: Actor, now: datetime) -> None:
    """End the pushes of one phone of the actor's; a second time changes nothing.

    Raises:
        NotAllowedError: ``notifications.push_for_supporters``.
    """
    recipient_id = _own_id(acting)
    with act(acting=acting, now=now) as record:
        own = PushSubscription.objects.filter(recipient_id=recipient_id)
        own.filter(endpoint_hash=_hash(endpoint)).delete()
        record("notifications.end_push", "supporter", recipient_id)


def end_pushes_of(recipient_id: UUID, *, begun_by: datetime) -> None:
    """End the pushes of a person's phones begun by an instant; part of signing them out."""
    PushSubscription.objects.filter(recipient_id=recipient_id, begun_at__lte=begun_by).delete()


def push_to(*, subscription_id: UUID, now: datetime) -> None:
    """Send the neutral sentence to one phone; one its service has forgotten is forgotten here.

    Raises:
        ChannelFailedError: it did not go out.
    """
    subscription: PushSubscription | None = PushSubscription.objects.filter(
        id=subscription_id
    ).first()
    if subscription is None:
        raise ChannelFailedError(GONE, is_final=True)
    address = PushAddress(
        endpoint=subscription.endpoint,
        point=bytes(subscription.point),
        auth=bytes(subscription.auth),
    )
    try:
        push_channel().send(address, now=now)
    except ChannelFailedError as failure:
        if failure.code == GONE:
            PushSubscription.objects.filter(id=subscription.id).delete()
        raise


def _own_id(acting: Actor) -> UUID:
    if acting.kind is not ActorKind.SUPPORTER or acting.id is None:
        raise NotAllowedError("notifications.push_for_supporters")
    return acting.id


def _hash(endpoint: str) -> bytes:
    return hashlib.sha256(endpoint.encode()).digest()
