"""Recompute a ledger from its entries and say where the first contradiction stands.

Pure and in constant memory: entries and checkpoints are streams, oldest first. Each entry names
the root of the tree before it, so a change contradicts the next entry and is named exactly; who
rewrites everything after it too contradicts the next checkpoint, and the stretch since the last
good one is named.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from xiezhi.ledger.rules.canonical import Json, canonical_bytes
from xiezhi.ledger.rules.checkpoint import parse_and_verify_checkpoint
from xiezhi.ledger.rules.merkle import Frontier, leaf_hash
from xiezhi.ledger.rules.proofs import ProofRefusedError

_STRANGERS: Final = frozenset({"ledger.note_unsigned", "ledger.checkpoint_origin"})


class Outcome(StrEnum):
    """What recomputing showed."""

    SOUND = "sound"
    TAMPERED = "tampered"
    INCOMPLETE = "incomplete"
    UNTRUSTED = "untrusted"


class Fault(StrEnum):
    """What contradicts what."""

    ALTERED = "altered"
    MISSING = "missing"
    REWRITTEN = "rewritten"
    EXTRA = "extra"
    CUT_OFF = "cut_off"
    HEAD = "head"
    CHECKPOINT_ALTERED = "checkpoint_altered"
    CHECKPOINT_CONTRADICTS = "checkpoint_contradicts"
    CHECKPOINT_STRANGER = "checkpoint_stranger"


_OUTCOMES: Final = {
    Fault.CUT_OFF: Outcome.INCOMPLETE,
    Fault.CHECKPOINT_STRANGER: Outcome.UNTRUSTED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredEntry:
    """An entry as its row holds it; ``at`` is canonical text."""

    sequence: int
    leaf: bytes
    body: str
    act: str
    actor_id: str
    at: str
    object_kind: str
    object_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredCheckpoint:
    """A checkpoint as its row holds it."""

    size: int
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The first contradiction: the first bad entry, or the checkpoint of a size.

    Attributes:
        sequence: first entry that cannot be trusted.
        until: last of the stretch where it lies, when the place is not exact.
        checkpoint: size of the checkpoint the finding is about.
    """

    fault: Fault
    sequence: int
    until: int | None = None
    checkpoint: int | None = None

    @property
    def outcome(self) -> Outcome:
        """What the contradiction means."""
        return _OUTCOMES.get(self.fault, Outcome.TAMPERED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What was read and what was found; ``signed_size`` is covered by the last good checkpoint."""

    entries: int
    checkpoints: int
    signed_size: int
    root: bytes
    finding: Finding | None

    @property
    def outcome(self) -> Outcome:
        """What recomputing showed."""
        return Outcome.SOUND if self.finding is None else self.finding.outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whose ledger it must be and whose signature counts."""

    tenant: str
    origin: str
    public_key: Ed25519PublicKey


class Auditor:
    """Follows one ledger; stops at the first contradiction."""

    def __init__(self, trust: Trust, checkpoints: Iterable[StoredCheckpoint]) -> None:
        self._trust = trust
        self._checkpoints: Iterator[StoredCheckpoint] = iter(checkpoints)
        self._next = next(self._checkpoints, None)
        self._frontier = Frontier()
        self._root = self._frontier.root()
        self._root_before = self._root
        self._signed = 0
        self._seen = 0
        self._finding: Finding | None = None

    def follow(self, entries: Iterable[StoredEntry], head: Frontier | None) -> None:
        """Read the entries; ``head`` was read before them and is met on the way."""
        for entry in entries:
            self._take(entry)
            if head is not None and self._frontier.size == head.size and head != self._frontier:
                self._found(Fault.HEAD, max(head.size - 1, 0))
            if self._finding is not None:
                return

    def close(self, head_before: Frontier | None, head_after: Frontier | None) -> Audit:
        """Compare the end with the head as it was before and after reading; return the result.

        Appends during the reading lie between the two.
        """
        if self._finding is None:
            self._check_end(head_before or Frontier(), head_after or Frontier())
        return Audit(
            entries=self._frontier.size,
            checkpoints=self._seen,
            signed_size=self._signed,
            root=self._root,
            finding=self._finding,
        )

    def _found(
        self,
        fault: Fault,
        sequence: int,
        *,
        until: int | None = None,
        checkpoint: int | None = None,
    ) -> None:
        if self._finding is None:
            self._finding = Finding(
                fault=fault, sequence=sequence, until=until, checkpoint=checkpoint
            )

    def _take(self, entry: StoredEntry) -> None:
        place = self._frontier.size
        if entry.sequence != place:
            self._found(Fault.MISSING, place)
            return
        if leaf_hash(entry.body.encode()) != entry.leaf:
            self._found(Fault.ALTERED, place)
            return
        # The entry first: it names a false predecessor exactly, a checkpoint names a stretch.
        self._compare(entry, place)
        self._check_signed_here()
        if self._finding is None:
            self._frontier = self._frontier.append(entry.leaf)
            self._root_before, self._root = self._root, self._frontier.root()

    def _compare(self, entry: StoredEntry, place: int) -> None:
        words = _words(entry.body)
        sequence, tree = words.get("sequence"), words.get("tree")
        is_pushed = sequence == place - 1 and tree == self._root_before.hex()
        contradicts = sequence == place and tree != self._root.hex()
        if place and (is_pushed or (contradicts and not self._is_signed_here())):
            # What this entry says of the tree before it no longer holds: the one before is false.
            self._found(Fault.REWRITTEN, place - 1)
        elif words != self._expected(entry, words):
            self._found(Fault.ALTERED, place)

    def _expected(self, entry: StoredEntry, words: dict[str, Json]) -> dict[str, Json]:
        """Return the body with every word that is known from elsewhere put in its place."""
        actor = words.get("actor")
        return words | {
            "sequence": self._frontier.size,
            "tree": self._root.hex(),
            "tenant": self._trust.tenant,
            "time": entry.at,
            "act": entry.act,
            "actor": (dict(actor) if isinstance(actor, dict) else {})
            | {"id": entry.actor_id or None},
            "object": {"kind": entry.object_kind, "id": entry.object_id},
        }

    def _check_signed_here(self) -> None:
        """Compare the tree so far with every checkpoint of this size, or smaller than any tree."""
        while self._next is not None and self._next.size <= self._frontier.size:
            self._seen += 1
            fault = self._judge(self._next)
            if fault is None:
                self._signed = self._next.size
            else:
                is_contradiction = fault is Fault.CHECKPOINT_CONTRADICTS
                self._found(
                    fault,
                    self._signed,
                    until=self._next.size - 1 if is_contradiction else None,
                    checkpoint=self._next.size,
                )
            self._next = next(self._checkpoints, None)

    def _is_signed_here(self) -> bool:
        here = self._next
        return here is not None and here.size == self._frontier.size and self._judge(here) is None

    def _judge(self, stored: StoredCheckpoint) -> Fault | None:
        try:
            checkpoint = parse_and_verify_checkpoint(
                stored.note.encode(), origin=self._trust.origin, public_key=self._trust.public_key
            )
        except ProofRefusedError as error:
            is_strange = error.code in _STRANGERS
            return Fault.CHECKPOINT_STRANGER if is_strange else Fault.CHECKPOINT_ALTERED
        if checkpoint.size != stored.size or stored.size != self._frontier.size:
            return Fault.CHECKPOINT_ALTERED
        return None if checkpoint.root == self._root else Fault.CHECKPOINT_CONTRADICTS

    def _check_end(self, before: Frontier, after: Frontier) -> None:
        self._check_signed_here()
        size = self._frontier.size
        if size < before.size or self._next is not None:
            self._found(Fault.CUT_OFF, size)
        elif size > after.size:
            self._found(Fault.EXTRA, after.size)
        elif size == after.size and self._frontier != after:
            self._found(Fault.HEAD, max(size - 1, 0))


def instant_text(at: object) -> str:
    """Return an instant as the canonical JSON of a body writes it."""
    return str(json.loads(canonical_bytes(at)))  # type: ignore[arg-type]  # refused unless canonical


def _words(body: str) -> dict[str, Json]:
    try:
        words = json.loads(body)
    except ValueError:
        return {}
    return words if isinstance(words, dict) else {}
