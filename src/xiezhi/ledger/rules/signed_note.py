"""Signed notes: a text and, below it, who vouches for it.

Source: C2SP signed-note, Ed25519 signatures (type 0x01). Lines of other signers, a witness for
example, may stand beside ours; they are read but not judged.
"""

import base64
import binascii
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.proofs import ProofRefusedError

MAX_NOTE_BYTES: Final = 16 * 1024
_ED25519: Final = b"\x01"
_KEY_ID_BYTES: Final = 4
_DASH: Final = "\u2014"


def key_id(name: str, public_key: Ed25519PublicKey) -> bytes:
    """Return the four bytes by which a signature line points at its key."""
    raw = public_key.public_bytes_raw()
    return sha256(name.encode() + b"\n" + _ED25519 + raw).digest()[:_KEY_ID_BYTES]


def verifier_key(name: str, public_key: Ed25519PublicKey) -> str:
    """Return the key as the one-line text that is published and printed: ``name+id+key``."""
    raw = base64.b64encode(_ED25519 + public_key.public_bytes_raw()).decode()
    return f"{name}+{key_id(name, public_key).hex()}+{raw}"


def sign_note(text: str, name: str, private_key: Ed25519PrivateKey) -> bytes:
    """Return the text with our signature line below it.

    Raises:
        InvalidInputError: ``ledger.note_name`` or ``ledger.note_text``.
    """
    if not is_key_name(name):
        raise InvalidInputError("ledger.note_name")
    if not text.endswith("\n") or not _is_printable(text):
        raise InvalidInputError("ledger.note_text")
    signature = private_key.sign(text.encode())
    stamp = base64.b64encode(key_id(name, private_key.public_key()) + signature).decode()
    return f"{text}\n{_DASH} {name} {stamp}\n".encode()


def open_note(note: bytes, name: str, public_key: Ed25519PublicKey) -> str:
    """Return the text that this key signed.

    Raises:
        ProofRefusedError: ``ledger.note_malformed``; ``ledger.note_unsigned`` when no line is by
            this key; ``ledger.note_signature`` when one is and does not fit the text.
    """
    text, lines = _split(note)
    ours = key_id(name, public_key)
    stamps = [_read_line(line) for line in lines]
    signatures = [
        stamp[_KEY_ID_BYTES:]
        for signer, stamp in stamps
        if signer == name and stamp[:_KEY_ID_BYTES] == ours
    ]
    if not signatures:
        raise ProofRefusedError("ledger.note_unsigned")
    try:
        for signature in signatures:
            public_key.verify(signature, text.encode())
    except InvalidSignature as error:
        raise ProofRefusedError("ledger.note_signature") from error
    return text


def is_key_name(name: str) -> bool:
    """Return whether a name can stand in a signature line: not empty, no space, no plus."""
    return name.split() == [name] and "+" not in name and _is_printable(name)


def read_base64(text: str) -> bytes:
    """Return what strict base64 stands for: standard alphabet, padded, no spare bits.

    Raises:
        ProofRefusedError: ``ledger.note_malformed``.
    """
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise ProofRefusedError("ledger.note_malformed") from error
    if base64.b64encode(raw).decode() != text:
        raise ProofRefusedError("ledger.note_malformed")
    return raw


def _split(note: bytes) -> tuple[str, list[str]]:
    if len(note) > MAX_NOTE_BYTES:
        raise ProofRefusedError("ledger.note_malformed")
    try:
        whole = note.decode()
    except UnicodeDecodeError as error:
        raise ProofRefusedError("ledger.note_malformed") from error
    text, blank, lines = whole.rpartition("\n\n")
    if not blank or not lines.endswith("\n") or not _is_printable(whole):
        raise ProofRefusedError("ledger.note_malformed")
    return text + "\n", lines[:-1].split("\n")


def _read_line(line: str) -> tuple[str, bytes]:
    match line.split(" "):
        case [dash, name, stamp] if dash == _DASH and is_key_name(name):
            raw = read_base64(stamp)
            if len(raw) > _KEY_ID_BYTES:
                return name, raw
    raise ProofRefusedError("ledger.note_malformed")


def _is_printable(text: str) -> bool:
    """Return whether the text is UTF-8 without control characters other than newlines."""
    return all((char >= " " or char == "\n") and not "\ud800" <= char <= "\udfff" for char in text)
