"""E-mail by the office's SMTP server."""

import smtplib
from typing import Final

from django.conf import settings
from django.core.mail import EmailMessage

from xiezhi.notifications.channels.failure import ChannelFailedError
from xiezhi.notifications.rules.notices import Notice

SUBJECT: Final = "协治提醒"
FOOT: Final = "\n\n本邮件由系统自动发出，请勿回复。"


def is_email_configured() -> bool:
    """Return whether the installation has an SMTP server."""
    return bool(settings.EMAIL_HOST)


def send_email(address: str, notice: Notice) -> None:
    """Hand the notice to the SMTP server.

    Raises:
        ChannelFailedError: ``notifications.mail_refused`` (final for an address the server does
            not take) or ``notifications.mail_unreachable``.
    """
    mail = EmailMessage(subject=SUBJECT, body=notice.value + FOOT, to=[address])
    try:
        mail.send()
    except smtplib.SMTPRecipientsRefused:
        raise ChannelFailedError("notifications.mail_refused", is_final=True) from None
    except smtplib.SMTPException:
        raise ChannelFailedError("notifications.mail_refused") from None
    except ValueError:  # an address that would break out of its header
        raise ChannelFailedError("notifications.mail_refused", is_final=True) from None
    except OSError:
        raise ChannelFailedError("notifications.mail_unreachable") from None
