"""The key fields of evidence are encrypted with: one for each office, of the installation's own.

It stands in the installation's key folder and not in the database: a dump shows nothing.
"""

from hashlib import blake2b
from typing import Final

from nacl.exceptions import CryptoError
from nacl.secret import SecretBox

from xiezhi.infra.keys import installation_key
from xiezhi.infra.tenant import current_tenant
from xiezhi.kernel.errors import InvalidInputError

_KEY: Final = "evidence_fields"


def seal_field(content: bytes) -> bytes:
    """Return content encrypted with the key of this office."""
    return bytes(_box().encrypt(content))


def open_field(sealed: bytes) -> bytes:
    """Return what `seal_field` closed.

    Raises:
        InvalidInputError: ``evidence.unreadable``: altered, of another office, or the key is gone.
    """
    try:
        return bytes(_box().decrypt(sealed))
    except CryptoError as error:
        raise InvalidInputError("evidence.unreadable") from error


def _box() -> SecretBox:
    key = installation_key(_KEY, size_bytes=SecretBox.KEY_SIZE)
    return SecretBox(blake2b(current_tenant().bytes, key=key, digest_size=32).digest())
