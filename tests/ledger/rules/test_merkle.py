"""The tree: known answers, and the frontier against the definition in RFC 9162."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.ledger.rules.reference_tree import (
    CONSISTENCY_PROOFS,
    ENTRIES,
    INCLUSION_PROOFS,
    LEAVES,
    ROOTS,
    hashes,
    leaves,
)
from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.merkle import (
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    node_hash,
    root_of,
)


def frontier_of(leaf_hashes: list[bytes]) -> Frontier:
    frontier = Frontier()
    for leaf in leaf_hashes:
        frontier = frontier.append(leaf)
    return frontier


def defined_root(entries: list[bytes]) -> bytes:
    """MTH of RFC 9162 section 2.1.1, word for word."""
    if len(entries) == 1:
        return leaf_hash(entries[0])
    split = 1
    while split * 2 < len(entries):
        split *= 2
    return node_hash(defined_root(entries[:split]), defined_root(entries[split:]))


@pytest.mark.parametrize("size", range(9))
def test_root_of_the_reference_tree_is_known(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize("size", range(9))
def test_frontier_of_the_reference_tree_has_the_known_root(size: int) -> None:
    assert frontier_of(list(LEAVES[:size])).root().hex() == ROOTS[size]


@pytest.mark.parametrize("size", range(1, 9))
def test_definition_in_the_tests_has_the_known_root(size: int) -> None:
    assert defined_root(list(ENTRIES[:size])).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSION_PROOFS)
def test_inclusion_proof_of_the_reference_tree_is_known(
    index: int, size: int, proof: tuple[str, ...]
) -> None:
    assert inclusion_proof(LEAVES[:size], index) == hashes(proof)


@pytest.mark.parametrize(("old_size", "size", "proof"), CONSISTENCY_PROOFS)
def test_consistency_proof_of_the_reference_tree_is_known(
    old_size: int, size: int, proof: tuple[str, ...]
) -> None:
    assert consistency_proof(LEAVES[:size], old_size) == hashes(proof)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=8), min_size=1, max_size=70))
def test_frontier_and_recomputation_agree_with_the_definition(entries: list[bytes]) -> None:
    leaf_hashes = [leaf_hash(entry) for entry in entries]

    assert frontier_of(leaf_hashes).root() == root_of(leaf_hashes) == defined_root(entries)


@settings(deadline=None)
@given(before=st.integers(0, 70), added=st.integers(0, 20))
def test_frontier_kept_as_a_list_grows_on_as_if_never_kept(before: int, added: int) -> None:
    leaf_hashes = leaves(before + added)
    frontier = frontier_of(leaf_hashes[:before])

    kept = Frontier.from_list(frontier.size, frontier.to_list())
    for leaf in leaf_hashes[before:]:
        kept = kept.append(leaf)

    assert kept == frontier_of(leaf_hashes)


def test_frontier_of_a_million_entries_is_twenty_hashes_at_most() -> None:
    assert Frontier(size=2**20 - 1, hashes=(b"\0" * 32,) * 20).append(b"\1" * 32).size == 2**20


@pytest.mark.parametrize(
    ("size", "kept"),
    [
        pytest.param(-1, [], id="negative"),
        pytest.param(0, [b"\0" * 32], id="hash too many"),
        pytest.param(3, [b"\0" * 32], id="hash missing"),
        pytest.param(1, [b"\0" * 31], id="hash too short"),
        pytest.param(1, [b"\0" * 33], id="hash too long"),
    ],
)
def test_malformed_frontier_is_refused(size: int, kept: list[bytes]) -> None:
    with pytest.raises(InvalidInputError, match=r"ledger\.frontier_malformed"):
        Frontier.from_list(size, kept)


def test_leaf_hash_of_the_wrong_length_is_not_appended() -> None:
    with pytest.raises(InvalidInputError, match=r"ledger\.frontier_malformed"):
        Frontier().append(b"entry instead of its hash")


def test_entry_that_looks_like_a_node_has_another_hash() -> None:
    left, right = leaves(2)

    assert leaf_hash(left + right) != node_hash(left, right)


@pytest.mark.parametrize("index", [-1, 3])
def test_no_inclusion_proof_of_a_leaf_that_is_not_there(index: int) -> None:
    with pytest.raises(InvalidInputError, match=r"ledger\.no_such_leaf"):
        inclusion_proof(leaves(3), index)


@pytest.mark.parametrize("old_size", [-1, 0, 4])
def test_no_consistency_proof_from_a_size_that_never_was(old_size: int) -> None:
    with pytest.raises(InvalidInputError, match=r"ledger\.no_such_size"):
        consistency_proof(leaves(3), old_size)
