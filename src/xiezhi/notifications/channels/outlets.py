"""The way out of a notice by the name of its channel."""

from datetime import datetime

from xiezhi.notifications.channels.email import is_email_configured, send_email
from xiezhi.notifications.channels.sms import is_sms_configured, sms_channel
from xiezhi.notifications.channels.web_push import is_push_configured
from xiezhi.notifications.channels.wecom import is_wecom_configured, wecom_channel
from xiezhi.notifications.rules.delivery import Channel
from xiezhi.notifications.rules.notices import Notice


def is_configured(channel: Channel) -> bool:
    """Return whether this installation can send on a channel."""
    match channel:
        case Channel.EMAIL:
            return is_email_configured()
        case Channel.SMS:
            return is_sms_configured()
        case Channel.WECOM:
            return is_wecom_configured()
        case Channel.PUSH:
            return is_push_configured()
        case Channel.INBOX:
            return False


def send_notice(
    channel: Channel, address: str, notice: Notice, *, now: datetime, key: str = ""
) -> None:
    """Send a notice to one address; a gateway by which it goes tells a second try by its key.

    Raises:
        ChannelFailedError: it did not go out; the code says why, never to whom.
    """
    match channel:
        case Channel.EMAIL:
            send_email(address, notice)
        case Channel.SMS:
            sms_channel().send(number=address, text=notice.value, now=now, key=key)
        case Channel.WECOM:
            wecom_channel().send(mobile=address, notice=notice)
        case Channel.INBOX | Channel.PUSH:
            # The inbox is no way out; a push goes to a subscription (services.push).
            return
