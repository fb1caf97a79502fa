"""The signer: Ed25519 today; another algorithm (SM2) is one more entry, never a change elsewhere.

A card is the line two sides hand each other to become peers: who, where, and the public key.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from typing_extensions import override

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.canonical import canonical_bytes

KEY_BYTES: Final = 32
_CARD: Final = "xiezhi-peer-1"
_MAX_CARD: Final = 2000
_GROUP: Final = 4
_SHOWN: Final = 32


class SignatureAlgorithm(StrEnum):
    """How a package is signed."""

    ED25519 = "ed25519"


class Signer(Protocol):
    """Signs: a file here, a card or an HSM elsewhere."""

    @property
    def algorithm(self) -> SignatureAlgorithm:
        """How it signs."""

    @property
    def public_key(self) -> bytes:
        """What verifies it."""

    def sign(self, message: bytes) -> bytes:
        """Return the signature; equal messages get equal signatures."""


class Ed25519Signer:
    """Signs with a private key of 32 bytes."""

    algorithm: Final = SignatureAlgorithm.ED25519

    def __init__(self, private_key: bytes) -> None:
        self._key: Final = Ed25519PrivateKey.from_private_bytes(private_key)
        self.public_key: Final = self._key.public_key().public_bytes_raw()

    def sign(self, message: bytes) -> bytes:
        """Return the signature of 64 bytes."""
        return self._key.sign(message)

    @override
    def __repr__(self) -> str:
        return f"Ed25519Signer({fingerprint(self.algorithm, self.public_key)[:8]})"


def _verifies_ed25519(public_key: bytes, message: bytes, signature: bytes) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


VERIFIERS: Final[Mapping[SignatureAlgorithm, Callable[[bytes, bytes, bytes], bool]]] = {
    SignatureAlgorithm.ED25519: _verifies_ed25519
}


def fingerprint(algorithm: SignatureAlgorithm, public_key: bytes) -> str:
    """Return what names a key: SHA-256 (hex) over its algorithm and bytes."""
    return hashlib.sha256(f"{algorithm}\n".encode() + public_key).hexdigest()


def spoken(mark: str) -> str:
    """Return the first half of a fingerprint in groups of four, to be read out on the telephone."""
    shown = mark[:_SHOWN].upper()
    return " ".join(shown[at : at + _GROUP] for at in range(0, len(shown), _GROUP))


@dataclass(frozen=True, slots=True, kw_only=True)
class PeerCard:
    """对接码: what one side tells the other.

    Attributes:
        identity_key: the key the door seals reporters' identities to; only between the two zones
            of one office, empty otherwise.
    """

    office_id: UUID
    installation_id: UUID
    name: str
    algorithm: SignatureAlgorithm
    public_key: bytes
    identity_key: bytes = b""

    @property
    def fingerprint(self) -> str:
        """The key's fingerprint."""
        return fingerprint(self.algorithm, self.public_key)


def write_card(card: PeerCard) -> str:
    """Return the card as one line of text, with a check sum at its end."""
    content = canonical_bytes(
        {
            "office": card.office_id,
            "installation": card.installation_id,
            "name": card.name,
            "algorithm": card.algorithm,
            "key": card.public_key.hex(),
            "identity_key": card.identity_key.hex(),
        }
    )
    coded = base64.urlsafe_b64encode(content).decode().rstrip("=")
    return f"{_CARD}:{coded}:{_check_sum(coded)}"


def read_card(text: str) -> PeerCard:
    """Return the card a line holds; spaces and line breaks from copying do not matter.

    Raises:
        InvalidInputError: ``exchange.card_unreadable``.
    """
    parts = "".join(text.split()).split(":")
    refusal = InvalidInputError("exchange.card_unreadable")
    if len(text) > _MAX_CARD or len(parts) != len(("kind", "content", "check")):
        raise refusal
    kind, coded, check = parts
    if kind != _CARD or check != _check_sum(coded):
        raise refusal
    try:
        content = json.loads(base64.urlsafe_b64decode(coded + "=" * (-len(coded) % 4)))
        return _card_of(content)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise refusal from error


def _card_of(content: Mapping[str, str]) -> PeerCard:
    card = PeerCard(
        office_id=UUID(content["office"]),
        installation_id=UUID(content["installation"]),
        name=content["name"],
        algorithm=SignatureAlgorithm(content["algorithm"]),
        public_key=bytes.fromhex(content["key"]),
        identity_key=bytes.fromhex(content["identity_key"]),
    )
    if len(card.public_key) != KEY_BYTES or len(card.identity_key) not in {0, KEY_BYTES}:
        raise ValueError(_CARD)
    return card


def _check_sum(coded: str) -> str:
    return hashlib.sha256(coded.encode()).hexdigest()[:8]
