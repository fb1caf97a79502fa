"""People who get messages, and channels that keep what they are given."""

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture
def channels(settings: Any) -> Iterator[Any]:
    """E-mail, SMS and 企业微信 configured as doubles, empty."""
    from xiezhi.notifications.channels import sms, wecom  # noqa: PLC0415  # needs Django's setup

    settings.EMAIL_HOST = "mail.test"
    settings.XIEZHI_SMS_GATEWAY = "double"
    settings.XIEZHI_WECOM_WEBHOOK = "double"
    sms.DOUBLE.sent.clear()
    wecom.DOUBLE.sent.clear()
    yield settings
    sms.DOUBLE.sent.clear()
    wecom.DOUBLE.sent.clear()
