"""JSON by https to a gateway the operator named, and to nowhere else.

The name is resolved once; every address must be a public one, and the connection goes to exactly
the address that was checked, under the certificate of the name. No redirects, five seconds, one
megabyte.
"""

import http.client
import json
import socket
import ssl
from collections.abc import Callable, Mapping
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, Final
from urllib.parse import SplitResult, urlsplit

from typing_extensions import override

from xiezhi.notifications.channels.failure import ChannelFailedError

IpAddress = IPv4Address | IPv6Address

PORTS: Final = frozenset({443, 8443})
TIMEOUT_SECONDS: Final = 5
MAX_ANSWER_BYTES: Final = 1024 * 1024


def is_public(address: IpAddress) -> bool:
    """Return whether an address may be connected to: a public one, not wrapped in another form."""
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is not None or address.sixtofour is not None:
            return False
        if address.teredo is not None or str(address).startswith("64:ff9b:"):
            return False
    return address.is_global and not address.is_multicast


class GatewayPoster:
    """Posts JSON to one https address.

    Args:
        allows: which addresses may be connected to.
        ports: which ports may be named.
        context: the certificates that are trusted; the system's by default.
    """

    def __init__(
        self,
        url: str,
        *,
        allows: Callable[[IpAddress], bool] = is_public,
        ports: frozenset[int] = PORTS,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._url = url
        self._allows = allows
        self._ports = ports
        self._context = context

    def post(self, body: bytes, headers: Mapping[str, str]) -> dict[str, Any]:
        """Return the JSON object the gateway answers with.

        Raises:
            ChannelFailedError: ``notifications.gateway_forbidden`` (final), ``gateway_unreachable``,
                ``gateway_refused``, ``gateway_answer``.
        """
        return _read(*self.send(body, headers))

    def send(self, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
        """Return the status the gateway answers with, and at most a megabyte of what it says.

        Raises:
            ChannelFailedError: ``notifications.gateway_forbidden`` (final), ``gateway_unreachable``.
        """
        parts, port = self._checked()
        address = self._resolve(parts.hostname or "", port)
        connection = _PinnedConnection(
            parts.hostname or "", port, address, self._context or ssl.create_default_context()
        )
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        sent = {"Content-Type": "application/json", "User-Agent": "xiezhi", **headers}
        try:
            connection.request("POST", target, body=body, headers=sent)
            with connection.getresponse() as answer:
                content = answer.read(MAX_ANSWER_BYTES + 1)
        except (OSError, http.client.HTTPException):
            raise ChannelFailedError("notifications.gateway_unreachable") from None
        finally:
            connection.close()
        return answer.status, content

    def _checked(self) -> tuple[SplitResult, int]:
        try:
            parts = urlsplit(self._url)
            port = parts.port or 443
        except ValueError:
            raise ChannelFailedError("notifications.gateway_forbidden", is_final=True) from None
        if parts.scheme != "https" or not parts.hostname or parts.username is not None:
            raise ChannelFailedError("notifications.gateway_forbidden", is_final=True)
        if port not in self._ports:
            raise ChannelFailedError("notifications.gateway_forbidden", is_final=True)
        return parts, port

    def _resolve(self, host: str, port: int) -> str:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise ChannelFailedError("notifications.gateway_unreachable") from None
        addresses = [str(entry[4][0]).partition("%")[0] for entry in found]
        if not addresses or not all(self._allows(ip_address(one)) for one in addresses):
            raise ChannelFailedError("notifications.gateway_forbidden", is_final=True)
        return addresses[0]


class _PinnedConnection(http.client.HTTPSConnection):
    """A connection to an address that was checked, under the name it was found by."""

    def __init__(self, host: str, port: int, address: str, context: ssl.SSLContext) -> None:
        super().__init__(host, port, timeout=TIMEOUT_SECONDS, context=context)
        self._address = address
        self._tls = context

    @override
    def connect(self) -> None:
        plain = socket.create_connection((self._address, self.port), TIMEOUT_SECONDS)
        self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)


def _read(status: int, content: bytes) -> dict[str, Any]:
    if not http.client.OK <= status < http.client.MULTIPLE_CHOICES:
        raise ChannelFailedError("notifications.gateway_refused")
    if len(content) > MAX_ANSWER_BYTES:
        raise ChannelFailedError("notifications.gateway_answer")
    try:
        answer = json.loads(content or b"{}")
    except ValueError:
        raise ChannelFailedError("notifications.gateway_answer") from None
    if not isinstance(answer, dict):
        raise ChannelFailedError("notifications.gateway_answer")
    return answer
