"""Tables of notifications."""

import uuid

from django.db import models

from xiezhi.infra.tenant import TenantForeignKey, TenantModel
from xiezhi.notifications.rules.delivery import Channel, DeliveryState
from xiezhi.notifications.rules.recipients import RecipientKind


class Message(TenantModel):
    """A message to one person or unit. ``path`` leads to what it is about, inside the site.

    Outside the application only ``notice`` leaves: neutral words without any content of a report.
    ``dedup_key`` keeps one alarm from being sent twice. ``about_*`` names the thing whose page
    shows how far the message got; ``sender_id`` is the member of staff told when it gets nowhere,
    and ``sender_path`` leads that member to the matter.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient_kind = models.CharField(
        max_length=10, choices=[(kind, kind) for kind in RecipientKind]
    )
    recipient_id = models.UUIDField()
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    body = models.TextField(blank=True)
    notice = models.CharField(max_length=70)
    path = models.CharField(max_length=200, blank=True)
    about_kind = models.CharField(max_length=20, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    sender_id = models.UUIDField(null=True, blank=True)
    sender_path = models.CharField(max_length=200, blank=True)
    dedup_key = models.CharField(max_length=120)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "recipient_id", "dedup_key"], name="message_once"
            )
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "recipient_id", "-created_at"], name="inbox_of_a_person"
            ),
            models.Index(
                fields=["procuratorate", "recipient_id"],
                condition=models.Q(read_at__isnull=True),
                name="unread_of_a_person",
            ),
            models.Index(
                fields=["procuratorate", "about_kind", "about_id"],
                condition=models.Q(about_id__isnull=False),
                name="messages_about_a_thing",
            ),
        ]


class PushSubscription(TenantModel):
    """A phone of a supporter that takes Web Push; made and ended by its owner, or by its service."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient_id = models.UUIDField()
    endpoint = models.CharField(max_length=1000)
    endpoint_hash = models.BinaryField(max_length=32)
    point = models.BinaryField(max_length=65)
    auth = models.BinaryField(max_length=16)
    begun_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["procuratorate", "endpoint_hash"], name="push_endpoint_once"
            )
        ]
        indexes = [
            models.Index(fields=["procuratorate", "recipient_id"], name="phones_of_a_person")
        ]


class Delivery(TenantModel):
    """One message on one channel."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    message = TenantForeignKey("notifications.Message", related_name="deliveries")
    channel = models.CharField(max_length=10, choices=[(channel, channel) for channel in Channel])
    state = models.CharField(max_length=10, choices=[(state, state) for state in DeliveryState])
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=60, blank=True)
    next_attempt_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    received_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantModel.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=sorted(DeliveryState)), name="delivery_state_known"
            ),
            models.UniqueConstraint(
                fields=["procuratorate", "message", "channel"], name="one_delivery_a_channel"
            ),
        ]
        indexes = [
            models.Index(
                fields=["procuratorate", "next_attempt_at"],
                condition=models.Q(state="queued"),
                name="deliveries_to_try",
            )
        ]
