"""Words sealed to whoever holds a receipt: the outer zone shows them and cannot read them.

The receipt itself, hashed for this purpose, is an X25519 private key; the public one is kept with
the report. A sealed box, bound to its message, padded to a multiple of `PAD_BYTES`.
"""

from typing import Final
from uuid import UUID

from nacl.exceptions import CryptoError
from nacl.public import PrivateKey, PublicKey, SealedBox

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.rules.sealing import checked_key

PAD_BYTES: Final = 512
_END: Final = b"\n"


def reply_key_of(private_key: bytes) -> bytes:
    """Return the public key (32 bytes) words are sealed to.

    Raises:
        InvalidInputError: ``vault.key_length``.
    """
    return bytes(PrivateKey(checked_key(private_key)).public_key)


def seal_words(reply_key: bytes, words: str, *, message_id: UUID) -> bytes:
    """Return words only the holder of the receipt can read.

    Raises:
        InvalidInputError: ``vault.key_length``.
    """
    content = message_id.bytes + words.encode() + _END
    padded = content.ljust(-(-len(content) // PAD_BYTES) * PAD_BYTES, b" ")
    return bytes(SealedBox(PublicKey(checked_key(reply_key))).encrypt(padded))


def open_words(private_key: bytes, sealed: bytes, *, message_id: UUID) -> str:
    """Return what was sealed.

    Raises:
        InvalidInputError: ``vault.reply_unreadable``: another key, another message, or altered.
    """
    try:
        content = SealedBox(PrivateKey(checked_key(private_key))).decrypt(sealed)
    except CryptoError as error:
        raise InvalidInputError("vault.reply_unreadable") from error
    head, body = content[:16], content[16:]
    if head != message_id.bytes:
        raise InvalidInputError("vault.reply_unreadable")
    return body.rstrip(b" ").removesuffix(_END).decode()
