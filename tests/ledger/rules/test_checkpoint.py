"""Checkpoints: what was signed comes back, anything else is refused."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.rules.reference_tree import ROOTS
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.checkpoint import (
    Checkpoint,
    checkpoint_text,
    parse_and_verify_checkpoint,
    sign_checkpoint,
)
from xiezhi.ledger.rules.proofs import MAX_SIZE, ProofRefusedError
from xiezhi.ledger.rules.signed_note import (
    MAX_NOTE_BYTES,
    key_id,
    open_note,
    sign_note,
    verifier_key,
)

ORIGIN = "xiezhi.example/ledger/07"
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(32))
ROOT = bytes.fromhex(ROOTS[8])
CHECKPOINT = Checkpoint(origin=ORIGIN, size=8, root=ROOT)
TEXT = f"{ORIGIN}\n8\nXcnaeacGWamtVZy3Ad7ZoqudgjqtL0lgz+Nw7/RgQyg=\n"
NOTE = sign_checkpoint(CHECKPOINT, KEY)
LINE = NOTE.decode().splitlines(keepends=True)[-1]

# The example note of the Go implementation, which the C2SP text was written from.
GO_NAME = "PeterNeumann"
GO_KEY = Ed25519PublicKey.from_public_bytes(
    base64.b64decode("ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")[1:]
)
GO_TEXT = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
)
GO_NOTE = (
    GO_TEXT + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNX"
    "gKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)


def parse(note: bytes) -> Checkpoint:
    return parse_and_verify_checkpoint(note, origin=ORIGIN, public_key=KEY.public_key())


def signed(text: str) -> bytes:
    return sign_note(text, ORIGIN, KEY)


def line_by(name: str, raw: bytes) -> str:
    return f"— {name} {base64.b64encode(raw).decode()}\n"


def test_verifier_key_of_the_known_key_is_known() -> None:
    expected = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

    assert verifier_key(GO_NAME, GO_KEY) == expected


def test_known_note_opens() -> None:
    assert open_note(GO_NOTE.encode(), GO_NAME, GO_KEY) == GO_TEXT


def test_checkpoint_is_three_lines() -> None:
    assert checkpoint_text(CHECKPOINT) == TEXT


def test_note_is_text_empty_line_and_signature_line() -> None:
    raw = key_id(ORIGIN, KEY.public_key()) + KEY.sign(TEXT.encode())

    assert NOTE.decode() == TEXT + "\n" + line_by(ORIGIN, raw)


@settings(deadline=None)
@given(size=st.integers(0, MAX_SIZE), root=st.binary(min_size=32, max_size=32))
def test_signed_checkpoint_comes_back(size: int, root: bytes) -> None:
    checkpoint = Checkpoint(origin=ORIGIN, size=size, root=root)

    assert parse(sign_checkpoint(checkpoint, KEY)) == checkpoint


def test_lines_of_other_signers_are_let_stand() -> None:
    witness = line_by("witness.example", b"\1\2\3\4" + bytes(72))
    same_name = line_by(ORIGIN, b"\1\2\3\4" + bytes(64))
    same_id = line_by("witness.example", key_id(ORIGIN, KEY.public_key()) + bytes(64))
    head, line = NOTE.decode().removesuffix(LINE), LINE

    assert parse(f"{head}{witness}{line}{same_name}{same_id}".encode()) == CHECKPOINT


@settings(deadline=None, max_examples=300)
@given(at=st.integers(0, len(NOTE) - 1), bit=st.integers(0, 7))
def test_note_with_a_flipped_bit_is_refused(at: int, bit: int) -> None:
    changed = bytearray(NOTE)
    changed[at] ^= 1 << bit

    with pytest.raises(ProofRefusedError):
        parse(bytes(changed))


@settings(deadline=None)
@given(length=st.integers(0, len(NOTE) - 1))
def test_note_cut_short_is_refused(length: int) -> None:
    with pytest.raises(ProofRefusedError):
        parse(NOTE[:length])


@settings(deadline=None, max_examples=300)
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "ignore"))
)
def test_invented_bytes_are_refused_and_nothing_else_happens(note: bytes) -> None:
    with pytest.raises(ProofRefusedError):
        parse(note)


@pytest.mark.parametrize(
    "note",
    [
        pytest.param(NOTE + b"\n", id="line after the signatures"),
        pytest.param(NOTE.replace(b"\n", b"\r\n"), id="carriage returns"),
        pytest.param(NOTE.replace("— ".encode(), b"- "), id="hyphen for dash"),
        pytest.param(NOTE.replace("— ".encode(), "—  ".encode()), id="two spaces"),
        pytest.param(NOTE[:-1] + b" \n", id="space after the signature"),
        pytest.param(NOTE[:-1] + b"=\n", id="padding too much"),
        pytest.param(NOTE + "— a+b AAAAAAAA\n".encode(), id="plus in a name"),
        pytest.param(NOTE + "— a AAAAAA==\n".encode(), id="key id without signature"),
        pytest.param(NOTE + "— a AAAAAAB=\n".encode(), id="spare bits in base64"),
        pytest.param(NOTE + "— a é\n".encode(), id="base64 that is not ASCII"),
        pytest.param(NOTE + b"\xff\n", id="no UTF-8"),
        pytest.param(NOTE + LINE.encode() * 200, id="overlong"),
        pytest.param(TEXT.encode(), id="no signature"),
        pytest.param(TEXT.encode() + b"\n", id="empty signature block"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_malformed_note_is_refused(note: bytes) -> None:
    with pytest.raises(ProofRefusedError) as refusal:
        parse(note)

    assert refusal.value.code == "ledger.note_malformed"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(TEXT.replace("\n8\n", "\n08\n"), id="leading zero"),
        pytest.param(TEXT.replace("\n8\n", "\n+8\n"), id="sign"),
        pytest.param(TEXT.replace("\n8\n", "\n-8\n"), id="negative"),
        pytest.param(TEXT.replace("\n8\n", "\n8 \n"), id="space after the size"),
        pytest.param(TEXT.replace("\n8\n", "\n８\n"), id="full-width digit"),
        pytest.param(TEXT.replace("\n8\n", "\n1_0\n"), id="underscore"),
        pytest.param(TEXT.replace("\n8\n", f"\n{MAX_SIZE + 1}\n"), id="size no log has"),
        pytest.param(TEXT.replace("\n8\n", "\n" + "9" * 5000 + "\n"), id="digits without end"),
        pytest.param(TEXT.replace("\n8\n", "\n\n"), id="no size"),
        pytest.param(TEXT + "extension\n", id="extension line"),
        pytest.param(TEXT.rpartition("Xcna")[0], id="no root"),
        pytest.param(TEXT.replace("Xcna", "Xcnaaaaa"), id="long root"),
        pytest.param(TEXT.replace("Xcna", ""), id="short root"),
    ],
)
def test_signed_text_that_is_no_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(ProofRefusedError) as refusal:
        parse(signed(text))

    assert refusal.value.code == "ledger.checkpoint_malformed"


@pytest.mark.parametrize(
    ("note", "code"),
    [
        pytest.param(
            signed(TEXT.replace(ORIGIN, "xiezhi.example/ledger/08")),
            "ledger.checkpoint_origin",
            id="another ledger",
        ),
        pytest.param(
            signed(TEXT.replace("=\n", "\n")), "ledger.note_malformed", id="root without padding"
        ),
        pytest.param(
            sign_checkpoint(CHECKPOINT, OTHER_KEY), "ledger.note_unsigned", id="another key"
        ),
        pytest.param(
            sign_note(TEXT, "other.example", KEY), "ledger.note_unsigned", id="another name"
        ),
        pytest.param(NOTE.replace(b"\n8\n", b"\n9\n"), "ledger.note_signature", id="another size"),
        pytest.param(b"\xef\xbb\xbf" + NOTE, "ledger.note_signature", id="byte order mark"),
        pytest.param(
            NOTE.replace(b"\n\n", b"\n\n\n"), "ledger.note_signature", id="two empty lines"
        ),
        pytest.param(
            NOTE + line_by(ORIGIN, key_id(ORIGIN, KEY.public_key()) + bytes(64)).encode(),
            "ledger.note_signature",
            id="a true and a false signature by one key",
        ),
        pytest.param(
            (TEXT + "\n" + line_by(ORIGIN, key_id(ORIGIN, KEY.public_key()) + b"\1")).encode(),
            "ledger.note_signature",
            id="signature of one byte",
        ),
    ],
)
def test_checkpoint_that_proves_nothing_is_refused(note: bytes, code: str) -> None:
    with pytest.raises(ProofRefusedError) as refusal:
        parse(note)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    "name",
    ["", " ", "a b", "a+b", "a\nb", "a\u3000b", " a", "a\x00", "\ud800"],
    ids=ascii,
)
def test_name_that_cannot_stand_in_a_signature_line_is_refused(name: str) -> None:
    with pytest.raises(InvalidInputError, match=r"ledger\.note_name"):
        sign_checkpoint(Checkpoint(origin=name, size=8, root=ROOT), KEY)


@pytest.mark.parametrize("text", ["", "no end", "tab\t\n", "\ud800\n"], ids=ascii)
def test_text_that_cannot_be_signed_is_refused(text: str) -> None:
    with pytest.raises(InvalidInputError, match=r"ledger\.note_text"):
        signed(text)


@pytest.mark.parametrize(
    ("size", "root"),
    [
        pytest.param(-1, ROOT, id="negative size"),
        pytest.param(MAX_SIZE + 1, ROOT, id="size no log has"),
        pytest.param(8, ROOT[:31], id="short root"),
    ],
)
def test_impossible_checkpoint_is_not_signed(size: int, root: bytes) -> None:
    with pytest.raises(InvalidInputError, match=r"ledger\.checkpoint_malformed"):
        sign_checkpoint(Checkpoint(origin=ORIGIN, size=size, root=root), KEY)


def test_longest_note_is_well_above_a_checkpoint_with_witnesses() -> None:
    witness = line_by("witness.example/of/a/higher/procuratorate", bytes(76))

    assert len(NOTE) + 50 * len(witness) < MAX_NOTE_BYTES
