"""Proofs: all true ones hold, every altered one is refused."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.ledger.rules.reference_tree import leaves
from xiezhi.ledger.rules.merkle import EMPTY_ROOT, consistency_proof, inclusion_proof, root_of
from xiezhi.ledger.rules.proofs import (
    MAX_SIZE,
    ProofRefusedError,
    verify_consistency,
    verify_inclusion,
)

MAX_TREE = 40
HASH = b"\x5a" * 32


@dataclass(frozen=True, kw_only=True)
class Inclusion:
    proof: list[bytes]
    leaf: bytes
    index: int
    size: int
    root: bytes

    def verify(self) -> None:
        verify_inclusion(
            self.proof, leaf=self.leaf, index=self.index, size=self.size, root=self.root
        )


@dataclass(frozen=True, kw_only=True)
class Consistency:
    proof: list[bytes]
    old_size: int
    old_root: bytes
    size: int
    root: bytes

    def verify(self) -> None:
        verify_consistency(
            self.proof,
            old_size=self.old_size,
            old_root=self.old_root,
            size=self.size,
            root=self.root,
        )


def true_inclusion(index: int, size: int) -> Inclusion:
    tree = leaves(size)
    return Inclusion(
        proof=inclusion_proof(tree, index),
        leaf=tree[index],
        index=index,
        size=size,
        root=root_of(tree),
    )


def true_consistency(old_size: int, size: int) -> Consistency:
    tree = leaves(size)
    return Consistency(
        proof=consistency_proof(tree, old_size),
        old_size=old_size,
        old_root=root_of(tree[:old_size]),
        size=size,
        root=root_of(tree),
    )


@st.composite
def inclusions(draw: st.DrawFn) -> Inclusion:
    size = draw(st.integers(1, MAX_TREE))
    return true_inclusion(draw(st.integers(0, size - 1)), size)


@st.composite
def consistencies(draw: st.DrawFn) -> Consistency:
    size = draw(st.integers(1, MAX_TREE))
    return true_consistency(draw(st.integers(1, size)), size)


@st.composite
def altered(draw: st.DrawFn, proof: list[bytes]) -> list[bytes]:
    """Return the proof with a bit flipped, or an element lost, added, moved, cut or lengthened."""
    change = draw(st.sampled_from(["flip", "lose", "add", "repeat", "swap", "cut", "lengthen"]))
    assume(proof or change == "add")
    at = draw(st.integers(0, max(len(proof) - 1, 0)))
    before, after = proof[:at], proof[at + 1 :]
    match change:
        case "flip":
            return [*before, flipped(proof[at], draw(st.integers(0, 255))), *after]
        case "lose":
            return before + after
        case "add":
            return [*before, draw(st.binary(min_size=32, max_size=32)), *proof[at:]]
        case "repeat":
            return [*before, proof[at], proof[at], *after]
        case "swap":
            other = draw(st.integers(0, len(proof) - 1))
            assume(other != at)
            swapped = list(proof)
            swapped[at], swapped[other] = proof[other], proof[at]
            return swapped
        case "cut":
            return [*before, proof[at][: draw(st.integers(0, 31))], *after]
        case _:
            return [*before, proof[at] + draw(st.binary(min_size=1, max_size=32)), *after]


def flipped(digest: bytes, bit: int) -> bytes:
    changed = int.from_bytes(digest, "big") ^ (1 << bit)
    return changed.to_bytes(len(digest), "big")


@pytest.mark.parametrize("size", range(1, MAX_TREE + 1))
def test_every_leaf_is_proved_included(size: int) -> None:
    for index in range(size):
        true_inclusion(index, size).verify()


@pytest.mark.parametrize("size", range(1, MAX_TREE + 1))
def test_every_earlier_tree_is_proved_a_prefix(size: int) -> None:
    for old_size in range(1, size + 1):
        true_consistency(old_size, size).verify()


@settings(deadline=None, max_examples=500)
@given(st.data())
def test_inclusion_with_an_altered_proof_is_refused(data: st.DataObject) -> None:
    true = data.draw(inclusions())

    with pytest.raises(ProofRefusedError):
        replace(true, proof=data.draw(altered(true.proof))).verify()


@settings(deadline=None, max_examples=500)
@given(st.data())
def test_consistency_with_an_altered_proof_is_refused(data: st.DataObject) -> None:
    true = data.draw(consistencies())

    with pytest.raises(ProofRefusedError):
        replace(true, proof=data.draw(altered(true.proof))).verify()


@settings(deadline=None)
@given(true=inclusions(), bit=st.integers(0, 255))
def test_inclusion_of_another_leaf_or_root_is_refused(true: Inclusion, bit: int) -> None:
    for lie in (
        replace(true, leaf=flipped(true.leaf, bit)),
        replace(true, root=flipped(true.root, bit)),
    ):
        with pytest.raises(ProofRefusedError, match=r"ledger\.proof_root"):
            lie.verify()


@settings(deadline=None)
@given(true=consistencies(), bit=st.integers(0, 255))
def test_consistency_of_another_root_is_refused(true: Consistency, bit: int) -> None:
    for lie in (
        replace(true, old_root=flipped(true.old_root, bit)),
        replace(true, root=flipped(true.root, bit)),
    ):
        with pytest.raises(ProofRefusedError, match=r"ledger\.proof_root"):
            lie.verify()


@settings(deadline=None)
@given(true=inclusions(), index=st.integers(0, MAX_TREE - 1))
def test_inclusion_at_another_place_is_refused(true: Inclusion, index: int) -> None:
    assume(index != true.index)

    with pytest.raises(ProofRefusedError):
        replace(true, index=index).verify()


@settings(deadline=None)
@given(size=st.integers(2, MAX_TREE), data=st.data())
def test_rewritten_entry_breaks_consistency(size: int, data: st.DataObject) -> None:
    old_size = data.draw(st.integers(1, size - 1))
    rewritten = leaves(size)
    rewritten[data.draw(st.integers(0, old_size - 1))] = HASH
    true = true_consistency(old_size, size)

    with pytest.raises(ProofRefusedError, match=r"ledger\.proof_root"):
        replace(
            true, proof=consistency_proof(rewritten, old_size), root=root_of(rewritten)
        ).verify()


@settings(deadline=None, max_examples=500)
@given(
    proof=st.lists(st.binary(min_size=32, max_size=32), max_size=70),
    index=st.integers(),
    size=st.integers(),
)
def test_invented_proofs_are_refused_and_nothing_else_happens(
    proof: list[bytes], index: int, size: int
) -> None:
    with pytest.raises(ProofRefusedError):
        Inclusion(proof=proof, leaf=HASH, index=index, size=size, root=b"\0" * 32).verify()
    with pytest.raises(ProofRefusedError):
        Consistency(proof=proof, old_size=index, old_root=HASH, size=size, root=b"\0" * 32).verify()


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param({"size": 0, "index": 0}, "ledger.proof_size", id="empty tree"),
        pytest.param({"size": -1}, "ledger.proof_size", id="negative size"),
        pytest.param({"size": MAX_SIZE + 1}, "ledger.proof_size", id="size no log has"),
        pytest.param({"index": 5}, "ledger.proof_index", id="index equals size"),
        pytest.param({"index": -1}, "ledger.proof_index", id="negative index"),
        pytest.param({"leaf": b""}, "ledger.proof_hash", id="no leaf hash"),
        pytest.param({"leaf": HASH + b"\0"}, "ledger.proof_hash", id="long leaf hash"),
        pytest.param({"root": HASH[:31]}, "ledger.proof_hash", id="short root"),
        pytest.param({"proof": [HASH, b"", HASH]}, "ledger.proof_hash", id="short element"),
        pytest.param({"proof": []}, "ledger.proof_length", id="no elements"),
        pytest.param({"proof": [HASH] * 2}, "ledger.proof_length", id="element missing"),
        pytest.param({"proof": [HASH] * 4}, "ledger.proof_length", id="element too many"),
        pytest.param({"proof": [HASH] * 3}, "ledger.proof_root", id="other elements"),
    ],
)
def test_malformed_inclusion_is_refused_by_name(change: Mapping[str, Any], code: str) -> None:
    with pytest.raises(ProofRefusedError) as refusal:
        replace(true_inclusion(1, 5), **change).verify()

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("change", "code"),
    [
        pytest.param(
            {"old_size": 0, "old_root": EMPTY_ROOT}, "ledger.proof_size", id="from the empty tree"
        ),
        pytest.param(
            {"old_size": 0, "old_root": EMPTY_ROOT, "proof": []},
            "ledger.proof_size",
            id="from the empty tree without elements",
        ),
        pytest.param(
            {"old_size": 0, "size": 0, "proof": []}, "ledger.proof_size", id="between empty trees"
        ),
        pytest.param({"old_size": 9}, "ledger.proof_size", id="shrinking"),
        pytest.param({"size": MAX_SIZE + 1}, "ledger.proof_size", id="size no log has"),
        pytest.param({"old_root": b""}, "ledger.proof_hash", id="no old root"),
        pytest.param({"root": HASH + HASH}, "ledger.proof_hash", id="long root"),
        pytest.param({"proof": [HASH, HASH, b"\0"]}, "ledger.proof_hash", id="short element"),
        pytest.param({"proof": []}, "ledger.proof_length", id="no elements"),
        pytest.param({"proof": [HASH] * 2}, "ledger.proof_length", id="element missing"),
        pytest.param({"proof": [HASH] * 4}, "ledger.proof_length", id="element too many"),
        pytest.param({"old_size": 8}, "ledger.proof_length", id="elements for equal sizes"),
        pytest.param(
            {"old_size": 8, "proof": []}, "ledger.proof_root", id="equal sizes, unequal roots"
        ),
    ],
)
def test_malformed_consistency_is_refused_by_name(change: Mapping[str, Any], code: str) -> None:
    with pytest.raises(ProofRefusedError) as refusal:
        replace(true_consistency(6, 8), **change).verify()

    assert refusal.value.code == code
