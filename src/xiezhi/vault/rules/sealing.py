"""Sealing: the door can close an identity away but cannot look at it again.

A libsodium sealed box (X25519, XSalsa20-Poly1305) to the vault's public key. What is inside is
canonical JSON, padded with spaces to a size class: length tells nothing of name, note or photos.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from nacl.public import PrivateKey, PublicKey, SealedBox

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.canonical import canonical_bytes

KEY_BYTES: Final = PublicKey.SIZE
SIZE_CLASSES_BYTES: Final = (4 * 1024, 16 * 1024, 64 * 1024)
# An ephemeral public key and the authentication tag.
SEAL_OVERHEAD_BYTES: Final = 32 + 16

FORMAT: Final = "xiezhi identity 1"


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Identity:
    """Who reported, and whatever could betray it; has no ``repr``, so that no log shows it.

    Attributes:
        note: anything else the reporter said about themselves or how to reach them.
        submitted_at: the exact instant; officials see the day only.
        exif: per SHA-256 of an original file, its tags as text: position, device, serial number.
    """

    submitted_at: datetime
    name: str = ""
    phone: str = ""
    note: str = ""
    exif: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyPair:
    """The vault's keys: the public one for the door, the private one for the vault alone."""

    public_key: bytes
    private_key: bytes = field(repr=False)


def new_key_pair() -> KeyPair:
    """Return fresh random keys."""
    private_key = PrivateKey.generate()
    return KeyPair(public_key=bytes(private_key.public_key), private_key=bytes(private_key))


def seal_identity(public_key: bytes, identity: Identity, *, bound_to: str) -> bytes:
    """Return the identity sealed; only the private key's holder can open it.

    ``bound_to`` says which report of which procuratorate it belongs to; opening asks for the
    same, so a sealed identity moved to another row is found out.

    Raises:
        InvalidInputError: ``vault.key_length``, ``vault.identity_too_large`` or
            ``ledger.not_canonical``.
    """
    content = canonical_bytes(
        {
            "format": FORMAT,
            "bound_to": bound_to,
            "submitted_at": identity.submitted_at,
            "name": identity.name,
            "phone": identity.phone,
            "note": identity.note,
            "exif": identity.exif,
        }
    )
    return bytes(SealedBox(PublicKey(checked_key(public_key))).encrypt(_padded(content)))


def _padded(content: bytes) -> bytes:
    for size in SIZE_CLASSES_BYTES:
        if len(content) <= size:
            # JSON ignores the spaces, so nothing has to be taken off again.
            return content.ljust(size)
    raise InvalidInputError("vault.identity_too_large", bytes=SIZE_CLASSES_BYTES[-1])


def checked_key(key: bytes) -> bytes:
    """Return a key of the right length.

    Raises:
        InvalidInputError: ``vault.key_length``.
    """
    if len(key) != KEY_BYTES:
        raise InvalidInputError("vault.key_length", bytes=len(key))
    return key
