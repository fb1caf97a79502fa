"""Sealing: only the vault reads an identity, and its length says nothing."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nacl.public import PublicKey, SealedBox

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.vault.rules.sealing import (
    SEAL_OVERHEAD_BYTES,
    SIZE_CLASSES_BYTES,
    Identity,
    new_key_pair,
    seal_identity,
)
from xiezhi.vault.rules.unsealing import open_identity

KEYS = new_key_pair()
PLACE = "150621/report-1"
NOON = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
IDENTITY = Identity(
    submitted_at=NOON,
    name="网格员07",
    phone="13800000000",
    note="晚上打",
    exif={"ab" * 32: {"GPSLatitude": "40.41", "BodySerialNumber": "CANARY-0001"}},
)
CONTENT: dict[str, object] = {
    "format": "xiezhi identity 1",
    "bound_to": PLACE,
    "submitted_at": "2026-03-01T04:00:00.000000Z",
    "name": "网格员07",
    "phone": "13800000000",
    "note": "",
    "exif": {},
}

# Text that is its own normal form, so that what comes back can be compared.
words = st.text('甲乙丙丁 abc019\n\0"\\', max_size=60)
identities = st.builds(
    Identity,
    submitted_at=st.datetimes(timezones=st.just(UTC)),
    name=words,
    phone=words,
    note=words,
    exif=st.dictionaries(words, st.dictionaries(words, words, max_size=3), max_size=3),
)


def sealed_by_anyone(content: bytes) -> bytes:
    return SealedBox(PublicKey(KEYS.public_key)).encrypt(content)


def content_with(key: str, value: object) -> bytes:
    return json.dumps({**CONTENT, key: value}).encode()


def refusal_code(sealed: bytes, private_key: bytes = KEYS.private_key) -> str:
    with pytest.raises(InvalidInputError) as refusal:
        open_identity(private_key, sealed, bound_to=PLACE)
    return refusal.value.code


@settings(deadline=None)
@given(identities)
def test_identity_comes_back(identity: Identity) -> None:
    sealed = seal_identity(KEYS.public_key, identity, bound_to=PLACE)

    assert open_identity(KEYS.private_key, sealed, bound_to=PLACE) == identity


def test_nothing_of_the_identity_is_in_the_sealed_bytes() -> None:
    sealed = seal_identity(KEYS.public_key, IDENTITY, bound_to=PLACE)

    # Nothing shorter than five bytes: two or three occur in random ones.
    canaries = ["网格员07", "13800000000", "晚上打", "CANARY-0001", "40.41", PLACE]
    assert not [canary for canary in canaries if canary.encode() in sealed]


def test_same_identity_is_sealed_differently_each_time() -> None:
    sealed = {seal_identity(KEYS.public_key, IDENTITY, bound_to=PLACE) for _ in range(3)}

    assert len(sealed) == 3


@settings(deadline=None)
@given(identities)
def test_sealed_length_says_nothing(identity: Identity) -> None:
    sealed = seal_identity(KEYS.public_key, identity, bound_to=PLACE)

    assert len(sealed) == SIZE_CLASSES_BYTES[0] + SEAL_OVERHEAD_BYTES


def test_nameless_and_full_identity_have_one_length() -> None:
    nameless = seal_identity(KEYS.public_key, Identity(submitted_at=NOON), bound_to=PLACE)

    assert len(nameless) == len(seal_identity(KEYS.public_key, IDENTITY, bound_to=PLACE))


@pytest.mark.parametrize(
    ("note_bytes", "size_class"),
    [(0, 0), (3000, 0), (5000, 1), (17_000, 2), (65_000, 2)],
)
def test_sealed_length_is_one_of_the_size_classes(note_bytes: int, size_class: int) -> None:
    identity = Identity(submitted_at=NOON, note="n" * note_bytes)

    sealed = seal_identity(KEYS.public_key, identity, bound_to=PLACE)

    assert len(sealed) - SEAL_OVERHEAD_BYTES == SIZE_CLASSES_BYTES[size_class]
    assert open_identity(KEYS.private_key, sealed, bound_to=PLACE) == identity


def test_identity_above_the_largest_class_is_refused() -> None:
    identity = Identity(submitted_at=NOON, note="n" * SIZE_CLASSES_BYTES[-1])

    with pytest.raises(InvalidInputError, match=r"vault\.identity_too_large"):
        seal_identity(KEYS.public_key, identity, bound_to=PLACE)


def test_another_key_does_not_open() -> None:
    sealed = seal_identity(KEYS.public_key, IDENTITY, bound_to=PLACE)

    assert refusal_code(sealed, new_key_pair().private_key) == "vault.identity_unreadable"


def test_public_key_does_not_open() -> None:
    sealed = seal_identity(KEYS.public_key, IDENTITY, bound_to=PLACE)

    assert refusal_code(sealed, KEYS.public_key) == "vault.identity_unreadable"


@settings(deadline=None)
@given(at=st.integers(0, SIZE_CLASSES_BYTES[0] + SEAL_OVERHEAD_BYTES - 1), bit=st.integers(0, 7))
def test_sealed_identity_with_a_flipped_bit_does_not_open(at: int, bit: int) -> None:
    sealed = bytearray(seal_identity(KEYS.public_key, IDENTITY, bound_to=PLACE))
    # X25519 ignores the top bit of the ephemeral key, but the nonce is made from all of it.
    sealed[at] ^= 1 << bit

    assert refusal_code(bytes(sealed)) == "vault.identity_unreadable"


@pytest.mark.parametrize("length", [0, 1, 47, 48, 100])
def test_sealed_identity_cut_short_does_not_open(length: int) -> None:
    sealed = seal_identity(KEYS.public_key, IDENTITY, bound_to=PLACE)

    assert refusal_code(sealed[:length]) == "vault.identity_unreadable"


def test_identity_moved_to_another_report_is_found_out() -> None:
    sealed = seal_identity(KEYS.public_key, IDENTITY, bound_to="150621/report-2")

    assert refusal_code(sealed) == "vault.identity_misplaced"


def test_content_of_the_known_format_opens() -> None:
    identity = Identity(submitted_at=NOON, name="网格员07", phone="13800000000")

    sealed = sealed_by_anyone(json.dumps(CONTENT).encode())

    assert open_identity(KEYS.private_key, sealed, bound_to=PLACE) == identity


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xff\xfe\xfd", id="no text"),
        pytest.param(b"[" * 100_000, id="deep"),
        pytest.param(b"null", id="null"),
        pytest.param(b"{}", id="empty object"),
        pytest.param(content_with("format", "xiezhi identity 2"), id="another format"),
        pytest.param(content_with("submitted_at", "yesterday"), id="no instant"),
        pytest.param(content_with("submitted_at", "2026-03-01T04:00:00"), id="naive instant"),
        pytest.param(content_with("name", 7), id="name no text"),
        pytest.param(content_with("exif", []), id="exif no object"),
        pytest.param(content_with("exif", {"ab": "cd"}), id="tags no object"),
        pytest.param(content_with("exif", {"ab": {"tag": 1}}), id="tag no text"),
    ],
)
def test_foreign_content_does_not_open(content: bytes) -> None:
    assert refusal_code(sealed_by_anyone(content)) == "vault.identity_unreadable"


@pytest.mark.parametrize("length", [0, 31, 33])
def test_key_of_another_length_is_refused(length: int) -> None:
    key = b"\0" * length

    with pytest.raises(InvalidInputError, match=r"vault\.key_length"):
        seal_identity(key, IDENTITY, bound_to=PLACE)
    with pytest.raises(InvalidInputError, match=r"vault\.key_length"):
        open_identity(key, b"", bound_to=PLACE)


def test_identity_and_private_key_do_not_show_in_logs() -> None:
    shown = f"{IDENTITY!r} {IDENTITY} {KEYS!r}"

    assert not [
        secret for secret in ("网格员", "138", "晚上", repr(KEYS.private_key)) if secret in shown
    ]
