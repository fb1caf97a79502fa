"""States of a delivery, apart from the state of what it is about."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final


class DeliveryState(StrEnum):
    """How far a message got on one channel."""

    QUEUED = "queued"
    SENT = "sent"
    RECEIVED = "received"
    FAILED = "failed"


class Channel(StrEnum):
    """A way to reach a person."""

    INBOX = "inbox"
    EMAIL = "email"
    SMS = "sms"
    WECOM = "wecom"
    PUSH = "push"


DELIVERY_LABELS: Final = {
    DeliveryState.QUEUED: "待发送",
    DeliveryState.SENT: "已发送",
    DeliveryState.RECEIVED: "已收到",
    DeliveryState.FAILED: "发送失败",
}
CHANNEL_LABELS: Final = {
    Channel.INBOX: "站内消息",
    Channel.EMAIL: "电子邮件",
    Channel.SMS: "短信",
    Channel.WECOM: "企业微信",
    Channel.PUSH: "手机提醒",
}
RETRY_AFTER: Final = (
    timedelta(minutes=1),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
)

# A job is begun by the clock of one machine, its hour was written down by that of another.
CLOCKS_DIFFER: Final = timedelta(seconds=30)


def is_too_early(due_at: datetime | None, now: datetime) -> bool:
    """Return whether a try is not due yet; what comes early by a difference of clocks is due."""
    return due_at is not None and due_at > now + CLOCKS_DIFFER


def retry_delay(attempts: int) -> timedelta | None:
    """Return the wait before the next try after so many tries; None when a person must be told."""
    return RETRY_AFTER[attempts - 1] if 1 <= attempts <= len(RETRY_AFTER) else None
