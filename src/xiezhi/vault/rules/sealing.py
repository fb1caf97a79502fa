"""Sealing: the door can close an identity away but cannot look at it again.

A libsodium sealed box (X25519, XSalsa20-Poly1305) to the vault's public key. What is inside is
canonical JSON, padded with spaces to a size class: length tells nothing of name, note or photos.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.canonical import canonical_bytes

KEY_BYTES: Final = PublicKey.SIZE
SIZE_CLASSES_BYTES: Final = (4 * 1024, 16 * 1024, 64 * 1024)
# An ephemeral public key and the authentication tag.
SEAL_OVERHEAD_BYTES: Final = 32 + 16

_FORMAT: Final = "xiezhi identity 1"


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
            "format": _FORMAT,
            "bound_to": bound_to,
            "submitted_at": identity.submitted_at,
            "name": identity.name,
            "phone": identity.phone,
            "note": identity.note,
            "exif": identity.exif,
        }
    )
    return bytes(SealedBox(PublicKey(_key(public_key))).encrypt(_padded(content)))


def open_identity(private_key: bytes, sealed: bytes, *, bound_to: str) -> Identity:
    """Return the identity. Called by the vault process only.

    Raises:
        InvalidInputError: ``vault.key_length``; ``vault.identity_unreadable`` for another key,
            altered bytes or foreign content; ``vault.identity_misplaced`` for another report.
    """
    box = SealedBox(PrivateKey(_key(private_key)))
    try:
        place, identity = _read(json.loads(box.decrypt(sealed)))
    # What is inside may be hostile too: whoever knows the public key can seal anything.
    except (CryptoError, ValueError, RecursionError) as error:
        raise InvalidInputError("vault.identity_unreadable") from error
    if place != bound_to:
        raise InvalidInputError("vault.identity_misplaced")
    return identity


def _read(content: object) -> tuple[str, Identity]:
    """Return what an identity is bound to, and the identity; ValueError when it is neither."""
    match content:
        case {
            "format": str(layout),
            "bound_to": str(place),
            "submitted_at": str(submitted_at),
            "name": str(name),
            "phone": str(phone),
            "note": str(note),
            "exif": dict(exif),
        } if layout == _FORMAT:
            return place, Identity(
                submitted_at=_instant(submitted_at),
                name=name,
                phone=phone,
                note=note,
                exif={file: _tags(tags) for file, tags in exif.items()},
            )
    raise ValueError(_FORMAT)


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.utcoffset() is None:
        raise ValueError(_FORMAT)
    return instant


def _tags(tags: object) -> dict[str, str]:
    if isinstance(tags, dict) and all(isinstance(text, str) for text in tags.values()):
        return dict(tags)
    raise ValueError(_FORMAT)


def _padded(content: bytes) -> bytes:
    for size in SIZE_CLASSES_BYTES:
        if len(content) <= size:
            # JSON ignores the spaces, so nothing has to be taken off again.
            return content.ljust(size)
    raise InvalidInputError("vault.identity_too_large", bytes=SIZE_CLASSES_BYTES[-1])


def _key(key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise InvalidInputError("vault.key_length", bytes=len(key))
    return key
