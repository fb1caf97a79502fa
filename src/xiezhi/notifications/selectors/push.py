"""Which phones of a person take pushes."""

from uuid import UUID

from xiezhi.notifications.models import PushSubscription


def list_push_ids(recipient_id: UUID) -> list[UUID]:
    """Return the subscriptions of a person's phones."""
    own = PushSubscription.objects.filter(recipient_id=recipient_id)
    return list(own.order_by("begun_at", "id").values_list("id", flat=True))
