"""JSON goes to the gateway that was named, and to nowhere else."""

import base64
import hmac
import http.server
import json
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from typing_extensions import override

from xiezhi.infra.certificates import own_certificate
from xiezhi.notifications.channels.failure import ChannelFailedError
from xiezhi.notifications.channels.poster import GatewayPoster, is_public
from xiezhi.notifications.channels.sms import HttpSmsChannel
from xiezhi.notifications.channels.wecom import WecomRobot
from xiezhi.notifications.rules.notices import Notice

NOW = datetime(2026, 11, 25, 2, 0, tzinfo=UTC)
SECRET = bytes(range(32))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "0.0.0.0",  # noqa: S104  # an address to refuse
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "100.64.0.1",
        "169.254.169.254",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:8.8.8.8",
        "::ffff:127.0.0.1",
        "fe80::1",
        "fd00::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "64:ff9b::7f00:1",
        "2001::1",
        "ff02::1",
    ],
)
def test_addresses_inside_are_refused(address: str) -> None:
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "114.114.114.114", "2400:3200::1"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "url",
    [
        "http://8.8.8.8/",
        "ftp://8.8.8.8/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://2130706433/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://8.8.8.8:22/",
        "https://8.8.8.8:99999/",
        "https://user:word@8.8.8.8/",
        "https:///path",
        "https://[::ffff:127.0.0.1]/",
        "",
    ],
)
def test_gateway_inside_or_without_tls_is_refused_for_good(url: str) -> None:
    with pytest.raises(ChannelFailedError) as refused:
        GatewayPoster(url).post(b"{}", {})
    assert refused.value.code == "notifications.gateway_forbidden"
    assert refused.value.is_final


class _Handler(http.server.BaseHTTPRequestHandler):
    """Keeps what it is given and answers as it was told."""

    answers: tuple[int, bytes, dict[str, str]] = (200, b'{"errcode": 0}', {})
    received: list[tuple[str, dict[str, str], bytes]]

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.received.append((self.path, dict(self.headers), body))
        status, content, headers = self.answers
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    @override
    def log_message(self, format: str, *args: object) -> None:  # the base's name
        """Say nothing."""


class _Server(socketserver.TCPServer):
    """Shakes hands while it serves, so that a refused handshake ends like any other request."""

    @override
    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing."""


@contextmanager
def gateway(
    folder: Path, status: int = 200, content: bytes = b'{"errcode": 0}', **headers: str
) -> Iterator[tuple[GatewayPoster, list[tuple[str, dict[str, str], bytes]]]]:
    """A gateway with a certificate of its own, and a poster that may reach it."""
    made = own_certificate(folder, names=("localhost",), now=datetime.now(UTC))  # noqa: TID251  # TLS compares with the real clock
    received: list[tuple[str, dict[str, str], bytes]] = []
    handler = type(
        "Handler", (_Handler,), {"answers": (status, content, headers), "received": received}
    )
    server = _Server(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.certificate, made.key)
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}).start()
    port = server.server_address[1]
    trusted = ssl.create_default_context(cafile=str(made.certificate))
    poster = GatewayPoster(
        f"https://localhost:{port}/send?key=k",
        allows=lambda address: address.is_loopback,
        ports=frozenset({port}),
        context=trusted,
    )
    try:
        yield poster, received
    finally:
        server.shutdown()
        server.server_close()


def test_sms_is_signed_json(tmp_path: Path) -> None:
    with gateway(tmp_path) as (poster, received):
        HttpSmsChannel(poster, SECRET).send(number="13800000007", text=Notice.NEW_WORK, now=NOW)
    ((path, headers, body),) = received
    assert path == "/send?key=k"
    assert json.loads(body) == {"mobile": "13800000007", "text": Notice.NEW_WORK.value}
    signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
    expected = base64.b64encode(hmac.digest(SECRET, signed, "sha256")).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"


def test_the_gateway_can_tell_a_text_that_comes_again(tmp_path: Path) -> None:
    with gateway(tmp_path) as (poster, received):
        channel = HttpSmsChannel(poster, SECRET)
        for key in ("one", "one", "other", "", ""):
            channel.send(number="13800000007", text=Notice.NEW_WORK, now=NOW, key=key)
    ids = [headers["webhook-id"] for _path, headers, _body in received]
    assert ids[:3] == ["msg_one", "msg_one", "msg_other"]
    assert len(set(ids)) == 4


def test_robot_calls_a_member_by_mobile_number(tmp_path: Path) -> None:
    with gateway(tmp_path) as (poster, received):
        WecomRobot(poster).send(mobile="13800000007", notice=Notice.URGENT)
    words = json.loads(received[0][2])
    assert words["text"] == {
        "content": Notice.URGENT.value,
        "mentioned_mobile_list": ["13800000007"],
    }


@pytest.mark.parametrize(
    ("status", "content", "code"),
    [
        pytest.param(500, b"{}", "notifications.gateway_refused", id="server error"),
        pytest.param(302, b"{}", "notifications.gateway_refused", id="redirect is not followed"),
        pytest.param(200, b"<html>", "notifications.gateway_answer", id="no JSON"),
        pytest.param(200, b"[]", "notifications.gateway_answer", id="no object"),
        pytest.param(
            200, b'{"a": "' + b"x" * 1024 * 1024 + b'"}', "notifications.gateway_answer", id="long"
        ),
    ],
)
def test_bad_answer_is_a_failure_to_try_again(
    tmp_path: Path, status: int, content: bytes, code: str
) -> None:
    with (
        gateway(tmp_path, status, content, Location="https://localhost/") as (poster, _),
        pytest.raises(ChannelFailedError) as failed,
    ):
        poster.post(b"{}", {})
    assert (failed.value.code, failed.value.is_final) == (code, False)


def test_robot_that_refuses_is_a_failure(tmp_path: Path) -> None:
    with (
        gateway(tmp_path, content=b'{"errcode": 93000}') as (poster, _),
        pytest.raises(ChannelFailedError),
    ):
        WecomRobot(poster).send(mobile="13800000007", notice=Notice.URGENT)


def test_certificate_of_another_name_is_not_trusted(tmp_path: Path) -> None:
    with gateway(tmp_path) as (poster, received):
        stranger = GatewayPoster(
            poster._url, allows=poster._allows, ports=poster._ports, context=None
        )
        with pytest.raises(ChannelFailedError, match="gateway_unreachable"):
            stranger.post(b"{}", {})
    assert received == []
