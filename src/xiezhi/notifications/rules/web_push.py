"""Web Push: one neutral sentence, sealed for one browser, under the office's own signature.

Source: RFC 8291 (message encryption), RFC 8188 (aes128gcm), RFC 8292 (VAPID).
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from xiezhi.kernel.errors import InvalidInputError

PAYLOAD: Final = json.dumps(
    {"title": "随手拍", "body": "有新的事项，请打开查看"}, ensure_ascii=False
).encode()
"""The only words that go: no matter, no number, no place, not even what sort of thing waits."""
POINT_BYTES: Final = 65
AUTH_BYTES: Final = 16
SALT_BYTES: Final = 16
MAX_ENDPOINT: Final = 1000
_RECORD_BYTES: Final = 4096
_LAST_RECORD: Final = b"\x02"
_LASTS: Final = timedelta(hours=12)
_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


@dataclass(frozen=True, slots=True, kw_only=True)
class PushAddress:
    """Where one browser takes pushes, as it gave it: address, public point, shared secret."""

    endpoint: str
    point: bytes
    auth: bytes


def check_address(address: PushAddress, *, hosts: frozenset[str]) -> None:
    """Refuse an address that is not one of the services the office named, or keys that are none.

    Raises:
        InvalidInputError: ``notifications.push_host``, ``notifications.push_keys``.
    """
    if not is_permitted(address.endpoint, hosts=hosts):
        raise InvalidInputError("notifications.push_host")
    if len(address.auth) != AUTH_BYTES or len(address.point) != POINT_BYTES:
        raise InvalidInputError("notifications.push_keys")
    try:
        _public_key(address.point)
    except ValueError:
        raise InvalidInputError("notifications.push_keys") from None


def is_permitted(endpoint: str, *, hosts: frozenset[str]) -> bool:
    """Return whether an address is https on a named host, without user, port or fragment."""
    if len(endpoint) > MAX_ENDPOINT or not endpoint.isascii() or not endpoint.isprintable():
        return False
    try:
        parts = urlsplit(endpoint)
        port = parts.port
    except ValueError:
        return False
    is_plain = parts.scheme == "https" and port is None and not parts.fragment
    return is_plain and "@" not in parts.netloc and parts.netloc in hosts


def seal(payload: bytes, address: PushAddress, *, salt: bytes, one_time: bytes) -> bytes:
    """Return a payload only that browser can read.

    Args:
        payload: shorter than one record of 4096 bytes.
        address: of the browser.
        salt: 16 random bytes.
        one_time: 32 random bytes, the private key of this one message.
    """
    own = private_key(one_time)
    own_point = point_of(own)
    shared = own.exchange(ec.ECDH(), _public_key(address.point))
    info = b"WebPush: info\x00" + address.point + own_point
    secret = _derived(shared, salt=address.auth, info=info, size=32)
    key = _derived(secret, salt=salt, info=b"Content-Encoding: aes128gcm\x00", size=16)
    nonce = _derived(secret, salt=salt, info=b"Content-Encoding: nonce\x00", size=12)
    head = salt + _RECORD_BYTES.to_bytes(4, "big") + bytes([len(own_point)]) + own_point
    return head + AESGCM(key).encrypt(nonce, payload + _LAST_RECORD, None)


def signed_header(endpoint: str, *, contact: str, key: bytes, now: datetime) -> str:
    """Return the Authorization header by which a push service knows who sends, for twelve hours."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((now + _LASTS).timestamp()),
        "sub": contact,
    }
    signed = f"{_part({'typ': 'JWT', 'alg': 'ES256'})}.{_part(claims)}"
    own = private_key(key)
    first, second = decode_dss_signature(own.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    signature = encoded(first.to_bytes(32, "big") + second.to_bytes(32, "big"))
    return f"vapid t={signed}.{signature}, k={encoded(point_of(own))}"


def private_key(seed: bytes) -> ec.EllipticCurvePrivateKey:
    """Return the private key of 32 random bytes."""
    number = int.from_bytes(seed, "big") % (_ORDER - 1) + 1
    return ec.derive_private_key(number, ec.SECP256R1())


def point_of(key: ec.EllipticCurvePrivateKey) -> bytes:
    """Return the public point of a key, uncompressed."""
    form = serialization.PublicFormat.UncompressedPoint
    return key.public_key().public_bytes(serialization.Encoding.X962, form)


def encoded(data: bytes) -> str:
    """Return bytes in the Base64 of web addresses, unpadded."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def decoded(text: str) -> bytes:
    """Return the bytes of such a text; empty when it is none."""
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except ValueError:
        return b""


def _public_key(point: bytes) -> ec.EllipticCurvePublicKey:
    return ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)


def _derived(secret: bytes, *, salt: bytes, info: bytes, size: int) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=size, salt=salt, info=info).derive(secret)


def _part(value: dict[str, object]) -> str:
    return encoded(json.dumps(value, separators=(",", ":")).encode())
