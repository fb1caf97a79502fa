"""Proofs over ledgers too long to hold: leaves are streamed once, in constant memory.

Source: RFC 9162 section 2.1.3.1. Each hash of an inclusion proof is the root over a stretch of
leaves; the stretches do not overlap and leave out the leaf itself only.
"""

from collections.abc import Collection, Iterable

from xiezhi.kernel.errors import InvalidInputError
from xiezhi.ledger.rules.merkle import Frontier, node_hash, trailing_ones

Stretch = tuple[int, int]


def sibling_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """Return the stretches (first, end) whose roots prove a leaf, lowest in the tree first.

    Raises:
        InvalidInputError: ``ledger.no_such_leaf``.
    """
    if not 0 <= index < size:
        raise InvalidInputError("ledger.no_such_leaf", index=index, size=size)
    ranges: list[tuple[int, int]] = []
    first, end = 0, size
    while end - first > 1:
        split = first + (1 << (end - first - 1).bit_length() - 1)
        if index < split:
            ranges.append((split, end))
            end = split
        else:
            ranges.append((first, split))
            first = split
    return ranges[::-1]


def streamed_proof(leaves: Iterable[bytes], index: int, size: int) -> list[bytes]:
    """Return the inclusion proof of a leaf from a stream of at least ``size`` leaf hashes.

    Raises:
        InvalidInputError: ``ledger.no_such_leaf``.
    """
    ranges = sibling_ranges(index, size)
    roots: dict[tuple[int, int], bytes] = {}
    waiting = sorted(ranges)
    frontier = Frontier()
    for place, leaf in enumerate(leaves):
        if not waiting or place >= size:
            break
        first, end = waiting[0]
        if place < first:
            continue
        frontier = frontier.append(leaf)
        if place == end - 1:
            roots[waiting.pop(0)] = frontier.root()
            frontier = Frontier()
    if waiting:
        raise InvalidInputError("ledger.no_such_leaf", index=index, size=size)
    return [roots[stretch] for stretch in ranges]


def streamed_proofs(
    leaves: Iterable[bytes], indices: Collection[int], size: int
) -> dict[int, list[bytes]]:
    """Return the inclusion proofs of many leaves, by place, from one reading of the leaf hashes.

    Raises:
        InvalidInputError: ``ledger.no_such_leaf``: a place outside the tree, or leaves missing.
    """
    ranges = {index: sibling_ranges(index, size) for index in indices}
    roots = _roots(leaves, {stretch for found in ranges.values() for stretch in found}, size)
    return {index: [roots[stretch] for stretch in found] for index, found in ranges.items()}


def _roots(leaves: Iterable[bytes], wanted: set[Stretch], size: int) -> dict[Stretch, bytes]:
    """Return the roots of stretches that are nodes of the tree of this size."""
    roots: dict[Stretch, bytes] = {}
    # Complete subtrees from the left, each with the place its stretch begins at.
    edge: list[tuple[int, bytes]] = []
    read = 0

    def note(first: int, end: int, root: bytes) -> None:
        if (first, end) in wanted:
            roots[first, end] = root

    for place, leaf in enumerate(leaves):
        if place == size:
            break
        read, first, root = place + 1, place, leaf
        note(first, read, root)
        for _ in range(trailing_ones(place)):
            first, left = edge.pop()
            root = node_hash(left, root)
            note(first, read, root)
        edge.append((first, root))
    if read != size:
        raise InvalidInputError("ledger.no_such_leaf", index=read, size=size)
    while len(edge) > 1:
        _, right = edge.pop()
        first, left = edge.pop()
        edge.append((first, node_hash(left, right)))
        note(first, size, edge[-1][1])
    return roots
