"""A browser's half of Web Push: keys of its own, and reading what is sealed for them (RFC 8291)."""

import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from xiezhi.notifications.rules.web_push import PushAddress


class Browser:
    """A browser that subscribed at an endpoint."""

    def __init__(self, endpoint: str) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())
        point = self._key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.address = PushAddress(endpoint=endpoint, point=point, auth=secrets.token_bytes(16))

    def read(self, sealed: bytes) -> bytes:
        """Open one record; the standard's steps, written from its text and not from our code."""
        salt, size = sealed[:16], sealed[20]
        sender, content = sealed[21 : 21 + size], sealed[21 + size :]
        public = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self._key.exchange(ec.ECDH(), public)
        info = b"WebPush: info\0" + self.address.point + sender
        secret = HKDF(hashes.SHA256(), 32, self.address.auth, info).derive(shared)
        key = HKDF(hashes.SHA256(), 16, salt, b"Content-Encoding: aes128gcm\0").derive(secret)
        nonce = HKDF(hashes.SHA256(), 12, salt, b"Content-Encoding: nonce\0").derive(secret)
        plain = AESGCM(key).decrypt(nonce, content, None)
        assert plain[-1:] == b"\x02"
        return plain[:-1]
