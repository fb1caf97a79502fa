"""A push goes sealed and signed to the service named, and what the service answers is understood."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.notifications.browser import Browser
from tests.notifications.channels.test_poster import gateway
from xiezhi.notifications.channels.failure import ChannelFailedError
from xiezhi.notifications.channels.web_push import (
    WebPushChannel,
    is_push_configured,
    push_channel,
    push_public_key,
)
from xiezhi.notifications.rules.web_push import PAYLOAD, decoded

NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)
ENDPOINT = "https://push.example.cn/send/abc"
KEY = bytes(range(32))


def channel(poster: Any) -> WebPushChannel:
    return WebPushChannel(
        contact="mailto:a@b.cn",
        hosts=frozenset({"push.example.cn"}),
        key=KEY,
        poster_of=lambda _endpoint: poster,
    )


def test_what_goes_over_the_wire_is_read_by_the_browser_alone(tmp_path: Path) -> None:
    browser = Browser(ENDPOINT)
    with gateway(tmp_path, 201, b"") as (poster, received):
        channel(poster).send(browser.address, now=NOW)
    ((_path, headers, body),) = received
    assert browser.read(body) == PAYLOAD
    assert headers["Content-Encoding"] == "aes128gcm"
    assert headers["Content-Type"] == "application/octet-stream"
    assert int(headers["TTL"]) > 0
    assert headers["Authorization"].startswith("vapid t=")
    assert "提醒".encode() not in body
    assert "打开".encode() not in body


@pytest.mark.parametrize(
    ("status", "code", "is_final"),
    [
        (404, "notifications.push_gone", True),
        (410, "notifications.push_gone", True),
        (400, "notifications.push_refused", True),
        (403, "notifications.push_refused", True),
        (302, "notifications.push_refused", True),
        (408, "notifications.push_refused", False),
        (429, "notifications.push_refused", False),
        (503, "notifications.push_refused", False),
    ],
)
def test_a_service_that_does_not_take_it_says_whether_to_try_again(
    tmp_path: Path, status: int, code: str, is_final: bool
) -> None:
    with (
        gateway(tmp_path, status, b"") as (poster, _),
        pytest.raises(ChannelFailedError) as failed,
    ):
        channel(poster).send(Browser(ENDPOINT).address, now=NOW)
    assert (failed.value.code, failed.value.is_final) == (code, is_final)


def test_a_host_no_longer_named_is_not_asked(tmp_path: Path) -> None:
    with (
        gateway(tmp_path) as (poster, received),
        pytest.raises(ChannelFailedError) as failed,
    ):
        channel(poster).send(Browser("https://other.example.cn/x").address, now=NOW)
    assert (failed.value.code, failed.value.is_final) == ("notifications.push_host", True)
    assert received == []


def test_a_named_host_inside_the_house_is_not_asked_either() -> None:
    inside = WebPushChannel(contact="mailto:a@b.cn", hosts=frozenset({"localhost"}), key=KEY)
    with pytest.raises(ChannelFailedError) as failed:
        inside.send(Browser("https://localhost/x").address, now=NOW)
    assert failed.value.code == "notifications.gateway_forbidden"


@pytest.mark.parametrize(
    ("contact", "hosts"), [("", ()), ("mailto:a@b.cn", ()), ("", ("push.example.cn",))]
)
def test_it_is_off_unless_the_office_names_itself_and_a_service(
    settings: Any, contact: str, hosts: tuple[str, ...]
) -> None:
    settings.XIEZHI_WEB_PUSH, settings.XIEZHI_WEB_PUSH_HOSTS = contact, hosts
    assert not is_push_configured()
    assert push_public_key() == ""
    with pytest.raises(ChannelFailedError):
        push_channel()


def test_the_key_is_made_once_and_stays(settings: Any, tmp_path: Path) -> None:
    settings.XIEZHI_KEYS = tmp_path
    settings.XIEZHI_WEB_PUSH = "mailto:a@b.cn"
    settings.XIEZHI_WEB_PUSH_HOSTS = ("push.example.cn",)
    first = push_public_key()
    assert len(decoded(first)) == 65
    assert push_public_key() == first
    assert (tmp_path / "web_push").stat().st_mode & 0o077 == 0
