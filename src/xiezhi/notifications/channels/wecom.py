"""企业微信: a group robot of the office calls a member by mobile number. The group sees the notice."""

import json
from typing import Final, Protocol

from django.conf import settings
from typing_extensions import override

from xiezhi.notifications.channels.failure import ChannelFailedError
from xiezhi.notifications.channels.poster import GatewayPoster
from xiezhi.notifications.rules.notices import Notice


class WecomChannel(Protocol):
    """Calls one member of staff."""

    def send(self, *, mobile: str, notice: Notice) -> None:
        """Hand the notice over, or raise ``ChannelFailedError``."""


class DoubleWecomChannel(WecomChannel):
    """Sends nothing: keeps notices in memory."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    @override
    def send(self, *, mobile: str, notice: Notice) -> None:
        self.sent.append((mobile, notice.value))


class WecomRobot(WecomChannel):
    """The robot behind the webhook address of a group."""

    def __init__(self, poster: GatewayPoster) -> None:
        self._poster = poster

    @override
    def send(self, *, mobile: str, notice: Notice) -> None:
        words = {
            "msgtype": "text",
            "text": {"content": notice.value, "mentioned_mobile_list": [mobile]},
        }
        answer = self._poster.post(json.dumps(words, ensure_ascii=False).encode(), {})
        if answer.get("errcode") != 0:
            raise ChannelFailedError("notifications.gateway_refused")


DOUBLE: Final = DoubleWecomChannel()


def is_wecom_configured() -> bool:
    """Return whether the installation has a robot."""
    return bool(settings.XIEZHI_WECOM_WEBHOOK)


def wecom_channel() -> WecomChannel:
    """Return the channel of this installation.

    Raises:
        ChannelFailedError: ``notifications.no_gateway``.
    """
    webhook = settings.XIEZHI_WECOM_WEBHOOK
    if not webhook:
        raise ChannelFailedError("notifications.no_gateway", is_final=True)
    return DOUBLE if webhook == "double" else WecomRobot(GatewayPoster(webhook))
