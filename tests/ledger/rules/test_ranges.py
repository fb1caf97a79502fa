"""Proofs of many leaves from one reading of the ledger."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.merkle import inclusion_proof
from xiezhi.ledger.rules.ranges import streamed_proof, streamed_proofs

LEAVES = [sha256(b"%d" % place).digest() for place in range(130)]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 31, 64, 65, 130])
def test_each_proof_read_at_once_is_the_proof_of_the_whole_tree(size: int) -> None:
    found = streamed_proofs(iter(LEAVES), range(size), size)
    for index in range(size):
        assert found[index] == inclusion_proof(LEAVES[:size], index)
        assert found[index] == streamed_proof(LEAVES, index, size)


@given(st.data(), st.integers(1, len(LEAVES)))
def test_some_of_the_leaves_are_proved_as_all_are(data: st.DataObject, size: int) -> None:
    chosen = data.draw(st.sets(st.integers(0, size - 1)))
    found = streamed_proofs(LEAVES, chosen, size)
    assert found == {index: inclusion_proof(LEAVES[:size], index) for index in chosen}


@pytest.mark.parametrize(("indices", "size"), [([4], 4), ([-1], 4), ([0], len(LEAVES) + 1)])
def test_leaf_outside_the_tree_has_no_proof(indices: list[int], size: int) -> None:
    with pytest.raises(InvalidInputError):
        streamed_proofs(LEAVES, indices, size)
