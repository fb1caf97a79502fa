"""The one sentence can be read by its browser alone, and is signed as RFC 8292 asks."""

import base64
import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from tests.notifications.browser import Browser
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.notifications.rules.web_push import (
    PAYLOAD,
    PushAddress,
    check_address,
    decoded,
    encoded,
    is_permitted,
    point_of,
    private_key,
    seal,
    signed_header,
)

HOSTS = frozenset({"push.example.cn"})
ENDPOINT = "https://push.example.cn/send/abc"
NOW = datetime(2026, 11, 26, 2, 0, tzinfo=UTC)


def test_the_example_of_rfc_8291_comes_out_byte_for_byte() -> None:
    """Appendix A: keys, salt and message of the standard's own example."""
    point = decoded(
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
    )
    address = PushAddress(endpoint=ENDPOINT, point=point, auth=decoded("BTBZMqHH6r4Tts7J_aSIgg"))
    # A scalar below the order minus one becomes itself plus one: hand in one less.
    scalar = int.from_bytes(decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"), "big")
    sealed = seal(
        b"When I grow up, I want to be a watermelon",
        address,
        salt=decoded("DGv6ra1nlYgDCS1FRnbzlw"),
        one_time=(scalar - 1).to_bytes(32, "big"),
    )
    assert encoded(sealed) == (
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIg"
        "Dll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
    )


def test_only_the_browser_it_is_for_reads_it() -> None:
    browser, other = Browser(ENDPOINT), Browser(ENDPOINT)
    sealed = seal(PAYLOAD, browser.address, salt=bytes(16), one_time=bytes(range(32)))
    assert browser.read(sealed) == PAYLOAD
    with pytest.raises(InvalidTag):
        other.read(sealed)


def test_the_sentence_says_nothing_of_what_waits() -> None:
    assert json.loads(PAYLOAD) == {"title": "随手拍", "body": "有新的事项，请打开查看"}


def test_the_service_learns_who_sends_for_half_a_day() -> None:
    header = signed_header(ENDPOINT, contact="mailto:a@b.cn", key=bytes(range(32)), now=NOW)
    token, _, key = header.removeprefix("vapid t=").partition(", k=")
    head, claims, signature = token.split(".")
    assert json.loads(_plain(head)) == {"typ": "JWT", "alg": "ES256"}
    said: dict[str, Any] = json.loads(_plain(claims))
    parts = urlsplit(ENDPOINT)
    assert said["aud"] == f"{parts.scheme}://{parts.netloc}"
    assert said["sub"] == "mailto:a@b.cn"
    assert 0 < said["exp"] - NOW.timestamp() <= 24 * 3600
    public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), decoded(key))
    raw = decoded(signature)
    pair = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
    public.verify(pair, f"{head}.{claims}".encode(), ec.ECDSA(hashes.SHA256()))
    assert decoded(key) == point_of(private_key(bytes(range(32))))


def _plain(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


@pytest.mark.parametrize(
    "endpoint",
    [
        "http://push.example.cn/send/abc",
        "https://push.example.com/send/abc",
        "https://push.example.cn.evil.com/send",
        "https://push.example.cn:8443/send",
        "https://user@push.example.cn/send",
        "https://push.example.cn@evil.com/send",
        "https://127.0.0.1/send",
        "https://[::1]/send",
        "https://PUSH.example.cn\n.evil.com/",
        "https://push.example.cn/#x",
        "https://push.example.cn:x/",
        f"https://push.example.cn/{'a' * 1000}",
        "",
    ],
)
def test_no_other_host_than_those_named_is_ever_asked(endpoint: str) -> None:
    assert not is_permitted(endpoint, hosts=HOSTS)
    with pytest.raises(InvalidInputError) as refused:
        check_address(Browser(endpoint).address, hosts=HOSTS)
    assert refused.value.code == "notifications.push_host"


def test_where_no_host_is_named_none_is_permitted() -> None:
    assert is_permitted(ENDPOINT, hosts=HOSTS)
    assert not is_permitted(ENDPOINT, hosts=frozenset())


@pytest.mark.parametrize(
    ("point", "auth"),
    [
        (b"", bytes(16)),
        (bytes(65), bytes(16)),
        (b"\x04" + bytes(64), bytes(16)),
        (Browser(ENDPOINT).address.point, bytes(15)),
    ],
    ids=["no-point", "zeros", "off-the-curve", "short-secret"],
)
def test_keys_that_are_none_are_refused(point: bytes, auth: bytes) -> None:
    with pytest.raises(InvalidInputError) as refused:
        check_address(PushAddress(endpoint=ENDPOINT, point=point, auth=auth), hosts=HOSTS)
    assert refused.value.code == "notifications.push_keys"


@pytest.mark.parametrize("text", ["***", "é", "a"])
def test_text_that_is_no_base64_is_no_key(text: str) -> None:
    assert decoded(text) == b""
