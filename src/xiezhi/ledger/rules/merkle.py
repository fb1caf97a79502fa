"""The Merkle tree: one hash that stands for every entry of a ledger and their order.

Source: RFC 9162 section 2.1 (2021), SHA-256. Functions take leaf hashes, oldest first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from xiezhi.kernel.errors import InvalidInputError

HASH_BYTES: Final = 32
EMPTY_ROOT: Final = sha256().digest()


def leaf_hash(data: bytes) -> bytes:
    """Return the hash of an entry's bytes; its prefix keeps an entry from posing as a node."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash that joins two subtrees."""
    return sha256(b"\x01" + left + right).digest()


def trailing_ones(number: int) -> int:
    """Return how many binary ones a number ends with: the subtrees the next leaf completes."""
    return (number ^ (number + 1)).bit_length() - 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Frontier:
    """The right edge of a tree: all that is needed to append to it and to name its root.

    Attributes:
        size: number of entries.
        hashes: one root for each complete subtree, largest (oldest) first; there are as many
            as ``size`` has binary ones.
    """

    size: int = 0
    hashes: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or self.size.bit_count() != len(self.hashes):
            raise InvalidInputError("ledger.frontier_malformed", size=self.size)
        if any(len(subtree) != HASH_BYTES for subtree in self.hashes):
            raise InvalidInputError("ledger.frontier_malformed", size=self.size)

    @classmethod
    def from_list(cls, size: int, hashes: Sequence[bytes]) -> "Frontier":
        """Return the frontier kept as a size and a list.

        Raises:
            InvalidInputError: ``ledger.frontier_malformed``.
        """
        return cls(size=size, hashes=tuple(bytes(subtree) for subtree in hashes))

    def to_list(self) -> list[bytes]:
        """Return the hashes as ``from_list`` takes them back."""
        return list(self.hashes)

    def append(self, leaf: bytes) -> "Frontier":
        """Return the frontier with one more leaf hash."""
        subtree, left = leaf, list(self.hashes)
        for _ in range(trailing_ones(self.size)):
            subtree = node_hash(left.pop(), subtree)
        return Frontier(size=self.size + 1, hashes=(*left, subtree))

    def root(self) -> bytes:
        """Return the root hash of the whole tree."""
        if not self.hashes:
            return EMPTY_ROOT
        *left, subtree = self.hashes
        while left:
            subtree = node_hash(left.pop(), subtree)
        return subtree


def root_of(leaves: Iterable[bytes]) -> bytes:
    """Return the root over all leaf hashes, computed level by level."""
    level = list(leaves)
    while len(level) > 1:
        level = _parents(level)
    return level[0] if level else EMPTY_ROOT


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the siblings on the way from a leaf to the root, lowest first.

    Raises:
        InvalidInputError: ``ledger.no_such_leaf``.
    """
    if not 0 <= index < len(leaves):
        raise InvalidInputError("ledger.no_such_leaf", index=index, size=len(leaves))
    proof, level = [], list(leaves)
    while len(level) > 1:
        sibling = index ^ 1
        if sibling < len(level):
            proof.append(level[sibling])
        level, index = _parents(level), index >> 1
    return proof


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """Return the hashes that show the first ``old_size`` leaves to be a prefix of the tree.

    Source: RFC 9162 section 2.1.4.1. Empty when nothing was added.

    Raises:
        InvalidInputError: ``ledger.no_such_size``; an empty tree is a prefix of anything, so
            there is nothing to prove from it.
    """
    if not 1 <= old_size <= len(leaves):
        raise InvalidInputError("ledger.no_such_size", old_size=old_size, size=len(leaves))
    return _subproof(leaves, old_size, is_old_root=True)


def _subproof(leaves: Sequence[bytes], old_size: int, *, is_old_root: bool) -> list[bytes]:
    if old_size == len(leaves):
        return [] if is_old_root else [root_of(leaves)]
    split = 1 << (len(leaves) - 1).bit_length() - 1
    left, right = leaves[:split], leaves[split:]
    if old_size <= split:
        return [*_subproof(left, old_size, is_old_root=is_old_root), root_of(right)]
    return [*_subproof(right, old_size - split, is_old_root=False), root_of(left)]


def _parents(level: Sequence[bytes]) -> list[bytes]:
    pairs = zip(level[::2], level[1::2], strict=False)
    parents = [node_hash(left, right) for left, right in pairs]
    # An odd last subtree has no sibling yet and rises unchanged.
    return parents + list(level[2 * len(parents) :])
