"""What was sent already, so that an alarm running again stays silent."""

from collections.abc import Collection
from uuid import UUID

from xiezhi.notifications.models import Message


def sent_keys(recipient_ids: Collection[UUID], keys: Collection[str]) -> set[tuple[UUID, str]]:
    """Return which of these keys reached which of these recipients; one indexed query."""
    return set(
        Message.objects.filter(
            recipient_id__in=set(recipient_ids), dedup_key__in=set(keys)
        ).values_list("recipient_id", "dedup_key")
    )
