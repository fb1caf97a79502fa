"""Public keys as they are printed in the duty book: one line ``name+id+key``.

Source: C2SP signed-note, verifier keys.
"""

import base64
import binascii
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from xiezhi.ledger.rules.signed_note import verifier_key

_ED25519: Final = 1
_KEY_BYTES: Final = 33


def read_public_key(line: str) -> Ed25519PublicKey | None:
    """Return the key of a line, whoever's it is; None where it is no such line."""
    try:
        raw = base64.b64decode(line.strip().split("+", 2)[2], validate=True)
    except (IndexError, binascii.Error, ValueError):
        return None
    if len(raw) != _KEY_BYTES or raw[0] != _ED25519:
        return None
    return Ed25519PublicKey.from_public_bytes(raw[1:])


def read_verifier_key(line: str, name: str) -> Ed25519PublicKey | None:
    """Return the key of this name, from a line written as it is printed; None otherwise."""
    key = read_public_key(line)
    return key if key is not None and verifier_key(name, key) == line else None
