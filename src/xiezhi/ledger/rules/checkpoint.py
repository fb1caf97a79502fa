"""Checkpoints: the head of a ledger, signed, small enough to print in the duty book.

Source: C2SP tlog-checkpoint. Ours carry no extension lines, and none are accepted.
"""

import base64
import re
from dataclasses import dataclass
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.merkle import HASH_BYTES
from xiezhi.ledger.rules.proofs import MAX_SIZE, ProofRefusedError
from xiezhi.ledger.rules.signed_note import open_note, read_base64, sign_note

_SIZE: Final = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """The state of one ledger.

    Attributes:
        origin: which ledger, unique in the world and for ever; also the name of its key.
    """

    origin: str
    size: int
    root: bytes


def checkpoint_text(checkpoint: Checkpoint) -> str:
    """Return the three lines that are signed.

    Raises:
        InvalidInputError: ``ledger.checkpoint_malformed``.
    """
    if not 0 <= checkpoint.size <= MAX_SIZE or len(checkpoint.root) != HASH_BYTES:
        raise InvalidInputError("ledger.checkpoint_malformed")
    root = base64.b64encode(checkpoint.root).decode()
    return f"{checkpoint.origin}\n{checkpoint.size}\n{root}\n"


def sign_checkpoint(checkpoint: Checkpoint, private_key: Ed25519PrivateKey) -> bytes:
    """Return the checkpoint as a signed note, the origin being the key's name.

    Raises:
        InvalidInputError: ``ledger.checkpoint_malformed`` or ``ledger.note_name``.
    """
    return sign_note(checkpoint_text(checkpoint), checkpoint.origin, private_key)


def parse_and_verify_checkpoint(
    note: bytes, *, origin: str, public_key: Ed25519PublicKey
) -> Checkpoint:
    """Return the checkpoint of this ledger that this key signed.

    Raises:
        ProofRefusedError: a code of ``open_note``, ``ledger.checkpoint_malformed`` or
            ``ledger.checkpoint_origin``.
    """
    checkpoint = _parse(open_note(note, origin, public_key))
    if checkpoint.origin != origin:
        raise ProofRefusedError("ledger.checkpoint_origin")
    return checkpoint


def _parse(text: str) -> Checkpoint:
    match text.split("\n"):
        case [origin, size, root, ""] if _SIZE.fullmatch(size) and int(size) <= MAX_SIZE:
            raw = read_base64(root)
            if len(raw) == HASH_BYTES:
                return Checkpoint(origin=origin, size=int(size), root=raw)
    raise ProofRefusedError("ledger.checkpoint_malformed")
