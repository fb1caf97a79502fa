"""The manifest: read back as written, and anything a sender never writes refused."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.exchange.envelopes import AT, INNER, OUTER, party, picture, seal, transfer
from xiezhi.exchange.rules.acceptance import Known, check_manifest, missing_sequences
from xiezhi.exchange.rules.items import ItemFile, ItemKind, PeerKind
from xiezhi.exchange.rules.manifest import Manifest, read_manifest, write_manifest
from xiezhi.exchange.rules.signing import (
    Ed25519Signer,
    PeerCard,
    fingerprint,
    read_card,
    spoken,
    write_card,
)
from xiezhi.kernel.errors import DomainError, InvalidInputError, NotAllowedError
from xiezhi.ledger.rules.canonical import canonical_bytes

MANIFEST = seal([transfer(1, picture(1))], [picture(1)]).manifest


def known(signer: Ed25519Signer, number: int) -> Known:
    side = party(signer, number)
    return Known(
        office_id=side.office, installation_id=side.installation, fingerprint=side.fingerprint
    )


def check(manifest: Manifest, **changes: Any) -> None:
    given_by: dict[str, Any] = {
        "us": known(INNER, 2),
        "peer": known(OUTER, 1),
        "peer_kind": PeerKind.PROCURATORATE,
        "now": AT,
    }
    check_manifest(manifest, **(given_by | changes))


def test_a_manifest_is_read_as_it_was_written() -> None:
    assert read_manifest(write_manifest(MANIFEST)) == MANIFEST


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("sequence", 0),
        ("sequence", -1),
        ("sequence", True),
        ("package", "../../etc"),
        ("algorithm", "rot13"),
        ("created_at", "2026-11-25T02:00:00"),
        ("exported_by", ""),
        ("medium", "a\nb"),
        ("medium", "x" * 81),
        ("items", []),
        ("parts", []),
        ("items", [["lead_transfer", "", 1, "0" * 64, 5]]),
        ("items", [["lead_transfer", "a", 1, "0" * 63, 5]]),
        ("items", [["lead_transfer", "a", 1, "0" * 64, -5]]),
        ("files", [["0" * 64, 0]]),
        ("files", [["0" * 64, 2**53 - 1]]),
        ("parts", [[1, "0" * 64]]),
        ("void", ["1"]),
        ("more", 1),
    ],
)
def test_what_no_sender_writes_is_refused(name: str, value: Any) -> None:
    content = json.loads(write_manifest(MANIFEST)) | {name: value}
    with pytest.raises(InvalidInputError, match=r"exchange\.(damaged|kind_unknown)"):
        read_manifest(canonical_bytes(content))


def test_a_kind_of_a_later_version_is_named() -> None:
    content = json.loads(write_manifest(MANIFEST))
    content["items"][0][0] = "verdict"
    with pytest.raises(InvalidInputError, match=r"exchange\.kind_unknown"):
        read_manifest(canonical_bytes(content))


def test_only_the_one_text_of_a_manifest_is_read() -> None:
    content = write_manifest(MANIFEST)
    for other in (content + b" ", content.replace(b'"void":[]', b'"void":[],"void":[]')):
        with pytest.raises(InvalidInputError):
            read_manifest(other)


@settings(max_examples=200)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_any_other_json_is_refused(value: Any) -> None:
    with pytest.raises(DomainError):
        read_manifest(json.dumps(value).encode())


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"us": known(INNER, 9)}, "exchange.not_for_us"),
        ({"us": known(OUTER, 2)}, "exchange.not_for_us"),
        ({"peer": known(OUTER, 9)}, "exchange.wrong_office"),
        (
            {
                "us": Known(
                    office_id=UUID(int=8),
                    installation_id=UUID(int=2),
                    fingerprint=known(INNER, 2).fingerprint,
                )
            },
            "exchange.wrong_office",
        ),
        ({"peer_kind": PeerKind.INNER}, "exchange.kind_not_taken"),
        ({"now": AT - timedelta(days=2)}, "exchange.clock"),
    ],
)
def test_a_manifest_not_meant_so_is_refused(changes: dict[str, Any], code: str) -> None:
    check(MANIFEST)
    with pytest.raises(DomainError) as refusal:
        check(MANIFEST, **changes)
    assert refusal.value.code == code


def test_a_seal_before_the_draft_is_nonsense() -> None:
    with pytest.raises(InvalidInputError, match=r"exchange\.clock"):
        check(replace(MANIFEST, reviewed_at=AT - timedelta(hours=1)))


def test_a_file_too_large_is_refused_before_it_is_read() -> None:
    huge = replace(MANIFEST, files=(ItemFile(sha256="0" * 64, size_bytes=10**12),))
    with pytest.raises(InvalidInputError, match=r"exchange\.item_too_large"):
        check(huge)
    item = replace(MANIFEST.items[0], size_bytes=10**12)
    with pytest.raises(InvalidInputError, match=r"exchange\.item_too_large"):
        check(replace(MANIFEST, items=(item,)))


def test_a_peer_may_not_send_what_is_not_its_to_send() -> None:
    item = replace(MANIFEST.items[0], kind=ItemKind.LETTER)
    with pytest.raises(NotAllowedError, match=r"exchange\.kind_not_taken"):
        check(replace(MANIFEST, items=(item,)))


@pytest.mark.parametrize(
    ("received", "void", "missing"),
    [
        (set(), set(), []),
        ({1, 2, 3}, set(), []),
        ({2}, set(), [1]),
        ({1, 5}, {3}, [2, 4]),
        ({7}, {1, 2, 3, 4, 5, 6}, []),
    ],
)
def test_missing_numbers(received: set[int], void: set[int], missing: list[int]) -> None:
    assert missing_sequences(received, void) == missing


CARD = PeerCard(
    office_id=UUID(int=7),
    installation_id=UUID(int=1),
    name="甲检察院",
    algorithm=OUTER.algorithm,
    public_key=OUTER.public_key,
    identity_key=bytes(32),
)


def test_a_card_is_read_as_it_was_written_whatever_copying_did_to_it() -> None:
    text = write_card(CARD)
    assert read_card(text) == CARD
    assert read_card(f"  {text[:40]}\n {text[40:]} ") == CARD


@settings(max_examples=60)
@given(st.integers(0, len(write_card(CARD)) - 1), st.sampled_from("aZ0-:"))
def test_a_card_with_a_wrong_character_is_refused(place: int, wrong: str) -> None:
    text = write_card(CARD)
    if text[place] == wrong:
        return
    with pytest.raises(InvalidInputError, match=r"exchange\.card_unreadable"):
        read_card(text[:place] + wrong + text[place + 1 :])


@settings(max_examples=100)
@given(st.text(max_size=60))
def test_anything_else_is_no_card(text: str) -> None:
    with pytest.raises(InvalidInputError, match=r"exchange\.card_unreadable"):
        read_card(text)


def test_a_fingerprint_is_spoken_in_eight_groups() -> None:
    mark = fingerprint(OUTER.algorithm, OUTER.public_key)
    assert [len(group) for group in spoken(mark).split()] == [4] * 8
