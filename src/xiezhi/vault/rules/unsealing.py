"""Opening what the door sealed. Only the vault process imports this (a contract checks it)."""

import json
from datetime import datetime

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, SealedBox

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.rules.sealing import FORMAT, Identity, checked_key


def open_identity(private_key: bytes, sealed: bytes, *, bound_to: str) -> Identity:
    """Return the identity.

    Raises:
        InvalidInputError: ``vault.key_length``; ``vault.identity_unreadable`` for another key,
            altered bytes or foreign content; ``vault.identity_misplaced`` for another report.
    """
    return read_identity(unseal(private_key, sealed), bound_to=bound_to)


def unseal(private_key: bytes, sealed: bytes) -> bytes:
    """Return what was sealed to a key, as bytes.

    Raises:
        InvalidInputError: ``vault.key_length`` or ``vault.identity_unreadable``.
    """
    box = SealedBox(PrivateKey(checked_key(private_key)))
    try:
        return bytes(box.decrypt(sealed))
    except (CryptoError, ValueError) as error:
        raise InvalidInputError("vault.identity_unreadable") from error


def read_identity(content: bytes, *, bound_to: str) -> Identity:
    """Return the identity in unsealed bytes.

    Raises:
        InvalidInputError: ``vault.identity_unreadable`` or ``vault.identity_misplaced``.
    """
    try:
        place, identity = _read(json.loads(content))
    # What is inside may be hostile too: whoever knows the public key can seal anything.
    except (ValueError, RecursionError) as error:
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
        } if layout == FORMAT:
            return place, Identity(
                submitted_at=_instant(submitted_at),
                name=name,
                phone=phone,
                note=note,
                exif={file: _tags(tags) for file, tags in exif.items()},
            )
    raise ValueError(FORMAT)


def _instant(text: str) -> datetime:
    instant = datetime.fromisoformat(text)
    if instant.utcoffset() is None:
        raise ValueError(FORMAT)
    return instant


def _tags(tags: object) -> dict[str, str]:
    if isinstance(tags, dict) and all(isinstance(text, str) for text in tags.values()):
        return dict(tags)
    raise ValueError(FORMAT)
