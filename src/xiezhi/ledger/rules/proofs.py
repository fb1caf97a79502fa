"""Proofs are refused here: silence means the proof holds.

Whoever hands in a proof may be the one who tampered, so every part of it is hostile.
Source: RFC 9162 sections 2.1.3.2 and 2.1.4.2; fn, sn, fr, sr there are ``old``, ``last``,
``old_root``, ``new_root`` here.
"""

from collections.abc import Sequence
from typing import Final

from xiezhi.kernel.errors import DomainError
from xiezhi.ledger.rules.merkle import HASH_BYTES, node_hash, trailing_ones

MAX_SIZE: Final = 2**63 - 1


class ProofRefusedError(DomainError):
    """What was shown does not prove what it claims."""


def verify_inclusion(
    proof: Sequence[bytes], *, leaf: bytes, index: int, size: int, root: bytes
) -> None:
    """Accept that the leaf hash stands at ``index`` of the tree, or raise.

    Raises:
        ProofRefusedError: ``ledger.proof_size``, ``proof_index``, ``proof_hash``,
            ``proof_length`` or ``proof_root``.
    """
    _require(1 <= size <= MAX_SIZE, "ledger.proof_size")
    _require(0 <= index < size, "ledger.proof_index")
    _require_hashes(leaf, root, *proof)
    _, computed = _climb(leaf, proof, index, size - 1)
    _require(computed == root, "ledger.proof_root")


def verify_consistency(
    proof: Sequence[bytes], *, old_size: int, old_root: bytes, size: int, root: bytes
) -> None:
    """Accept that the old tree is a prefix of the new one, or raise.

    Raises:
        ProofRefusedError: ``ledger.proof_size``, ``proof_hash``, ``proof_length`` or
            ``proof_root``.
    """
    _require(1 <= old_size <= size <= MAX_SIZE, "ledger.proof_size")
    _require_hashes(old_root, root, *proof)
    if old_size == size:
        _require(not proof, "ledger.proof_length")
        _require(old_root == root, "ledger.proof_root")
        return
    _require(bool(proof), "ledger.proof_length")
    # An old tree of 2^k leaves is one node of the new tree: its root is left out of the proof.
    start, *path = [old_root, *proof] if old_size.bit_count() == 1 else proof
    levels = trailing_ones(old_size - 1)
    computed = _climb(start, path, (old_size - 1) >> levels, (size - 1) >> levels)
    _require(computed == (old_root, root), "ledger.proof_root")


def _climb(start: bytes, path: Sequence[bytes], old: int, last: int) -> tuple[bytes, bytes]:
    """Return the roots of the tree that ends with ``start`` and of the whole tree."""
    old_root = new_root = start
    for sibling in path:
        _require(last > 0, "ledger.proof_length")
        if old & 1 or old == last:
            old_root, new_root = node_hash(sibling, old_root), node_hash(sibling, new_root)
            while not old & 1 and old:
                old, last = old >> 1, last >> 1
        else:
            new_root = node_hash(new_root, sibling)
        old, last = old >> 1, last >> 1
    _require(last == 0, "ledger.proof_length")
    return old_root, new_root


def _require_hashes(*hashes: bytes) -> None:
    _require(all(len(digest) == HASH_BYTES for digest in hashes), "ledger.proof_hash")


def _require(holds: bool, code: str) -> None:  # noqa: FBT001  # the claim is the argument
    if not holds:
        raise ProofRefusedError(code)
