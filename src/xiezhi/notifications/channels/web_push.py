"""Web Push by the services the office named, and by no other; off unless it names itself and them."""

import secrets
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus
from typing import Final, Protocol

from django.conf import settings
from typing_extensions import override

from xiezhi.infra.keys import installation_key
from xiezhi.notifications.channels.failure import ChannelFailedError
from xiezhi.notifications.channels.poster import GatewayPoster
from xiezhi.notifications.rules.web_push import (
    PAYLOAD,
    SALT_BYTES,
    PushAddress,
    encoded,
    is_permitted,
    point_of,
    private_key,
    seal,
    signed_header,
)

KEY_BYTES: Final = 32
GONE: Final = "notifications.push_gone"
_KEEPS_SECONDS: Final = 24 * 3600
_ENDED: Final = frozenset({HTTPStatus.NOT_FOUND, HTTPStatus.GONE})
_LATER: Final = frozenset({HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS})


class PushChannel(Protocol):
    """Sends the one neutral sentence to one browser."""

    def send(self, address: PushAddress, *, now: datetime) -> None:
        """Hand it over, or raise ``ChannelFailedError``; ``notifications.push_gone`` for good."""


class DoublePushChannel(PushChannel):
    """Sends nothing: keeps addresses in memory, and says of some that they are gone."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.gone: set[str] = set()

    @override
    def send(self, address: PushAddress, *, now: datetime) -> None:
        if address.endpoint in self.gone:
            raise ChannelFailedError(GONE, is_final=True)
        self.sent.append(address.endpoint)


class WebPushChannel(PushChannel):
    """The push services named.

    Args:
        contact: whom a service may write to, ``mailto:`` or https.
        hosts: the permitted services; another host is refused at every sending too.
        key: 32 bytes of the installation; browsers are bound to it.
        poster_of: how an address is posted to.
    """

    def __init__(
        self,
        *,
        contact: str,
        hosts: frozenset[str],
        key: bytes,
        poster_of: Callable[[str], GatewayPoster] = GatewayPoster,
    ) -> None:
        self._contact = contact
        self._hosts = hosts
        self._key = key
        self._poster_of = poster_of

    @override
    def send(self, address: PushAddress, *, now: datetime) -> None:
        if not is_permitted(address.endpoint, hosts=self._hosts):
            raise ChannelFailedError("notifications.push_host", is_final=True)
        body = seal(
            PAYLOAD,
            address,
            salt=secrets.token_bytes(SALT_BYTES),
            one_time=secrets.token_bytes(KEY_BYTES),
        )
        headers = {
            "Content-Type": "application/octet-stream",
            "Content-Encoding": "aes128gcm",
            "TTL": str(_KEEPS_SECONDS),
            "Urgency": "normal",
            "Authorization": signed_header(
                address.endpoint, contact=self._contact, key=self._key, now=now
            ),
        }
        status, _content = self._poster_of(address.endpoint).send(body, headers)
        if status in _ENDED:
            raise ChannelFailedError(GONE, is_final=True)
        if not HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            is_final = status < HTTPStatus.INTERNAL_SERVER_ERROR and status not in _LATER
            raise ChannelFailedError("notifications.push_refused", is_final=is_final)


DOUBLE: Final = DoublePushChannel()


def permitted_hosts() -> frozenset[str]:
    """Return the push services the office named."""
    return frozenset(settings.XIEZHI_WEB_PUSH_HOSTS)


def is_push_configured() -> bool:
    """Return whether the installation names itself to push services, and any of them."""
    return bool(settings.XIEZHI_WEB_PUSH and permitted_hosts())


def push_public_key() -> str:
    """Return what browsers bind their subscription to; empty where push is off."""
    if not is_push_configured():
        return ""
    return encoded(point_of(private_key(_key())))


def push_channel() -> PushChannel:
    """Return the channel of this installation.

    Raises:
        ChannelFailedError: ``notifications.no_push``.
    """
    if not is_push_configured():
        raise ChannelFailedError("notifications.no_push", is_final=True)
    if settings.XIEZHI_WEB_PUSH == "double":
        return DOUBLE
    return WebPushChannel(contact=settings.XIEZHI_WEB_PUSH, hosts=permitted_hosts(), key=_key())


def _key() -> bytes:
    return installation_key("web_push", size_bytes=KEY_BYTES)
