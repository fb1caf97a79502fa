"""A person's inbox."""

from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from xiezhi.kernel.actor import Actor, ActorKind
from xiezhi.kernel.errors import NotFoundError
from xiezhi.notifications.models import Message

PAGE_SIZE: Final = 30
MAX_PAGE: Final = 200
MAX_COUNT: Final = 100
"""Beyond this a badge shows 99+; nobody reads a longer count, and it stays cheap."""


def recipient_id_of(acting: Actor) -> UUID | None:
    """Return whose inbox an actor opens: their own, or their unit's."""
    return acting.unit_id if acting.kind is ActorKind.UNIT else acting.id


def own_inbox(acting: Actor) -> QuerySet[Message]:
    """Return the messages to the actor; none for whoever is not signed in."""
    recipient = recipient_id_of(acting)
    messages: QuerySet[Message] = Message.objects.filter(recipient_id=recipient)
    return messages if recipient is not None else messages.none()


def list_inbox(acting: Actor, *, page: int = 1) -> tuple[list[Message], bool]:
    """Return one page of messages, newest first, and whether there is another; one query."""
    start = (min(max(page, 1), MAX_PAGE) - 1) * PAGE_SIZE
    found = list(own_inbox(acting).order_by("-created_at")[start : start + PAGE_SIZE + 1])
    return found[:PAGE_SIZE], len(found) > PAGE_SIZE


def count_unread(acting: Actor) -> int:
    """Return how many messages the actor has not opened, at most 100; one indexed query."""
    if recipient_id_of(acting) is None:
        return 0
    return own_inbox(acting).filter(read_at__isnull=True).values("id")[:MAX_COUNT].count()


def access_message(acting: Actor, message_id: UUID, *, lock: bool = False) -> Message:
    """Return a message to the actor; locked until the transaction ends when asked for.

    Raises:
        NotFoundError: ``notifications.no_message``; other people's messages are not told of.
    """
    messages = own_inbox(acting).filter(id=message_id)
    found = (messages.select_for_update() if lock else messages).first()
    if found is None:
        raise NotFoundError("notifications.no_message")
    return found
