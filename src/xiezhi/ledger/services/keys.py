"""The key that signs checkpoints: one file of the installation, one name for each ledger."""

from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from xiezhi.infra.keys import installation_key
from xiezhi.ledger.rules.signed_note import verifier_key

KEY_FILE: Final = "ledger_checkpoints"
_KEY_BYTES: Final = 32


def checkpoint_key() -> Ed25519PrivateKey:
    """Return the signing key, made on first use."""
    return Ed25519PrivateKey.from_private_bytes(installation_key(KEY_FILE, size_bytes=_KEY_BYTES))


def public_checkpoint_key() -> Ed25519PublicKey:
    """Return the key that verifies."""
    return checkpoint_key().public_key()


def origin_of(slug: str) -> str:
    """Return the name of a procuratorate's ledger in checkpoints."""
    return f"{slug}.xiezhi"


def published_key(slug: str) -> str:
    """Return the one line to print in the duty book: with it anyone verifies this ledger."""
    return verifier_key(origin_of(slug), public_checkpoint_key())
