"""Entries as whoever holds no database may verify them: words, salt of what they say, proof."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from xiezhi.kernel.actor import ActorKind
from xiezhi.kernel.errors import NotFoundError
from xiezhi.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerSalt
from xiezhi.ledger.rules.ranges import streamed_proofs

CHUNK: Final = 10_000
_SHOWN: Final = frozenset({ActorKind.STAFF, ActorKind.SYSTEM})


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvenEntry:
    """One entry with its way to the root of a checkpoint.

    Attributes:
        salt: with it whoever knows what the entry says of the act's outcome can check it; None
            where it says nothing or the salt was destroyed.
    """

    sequence: int
    body: str
    salt: bytes | None
    hashes: tuple[bytes, ...] = field(default_factory=tuple)


def get_checkpoint_note(size: int) -> str:
    """Return the signed note of the checkpoint of a size.

    Raises:
        NotFoundError: ``ledger.not_signed_yet``.
    """
    note = LedgerCheckpoint.objects.filter(id=size).values_list("note", flat=True).first()
    if note is None:
        raise NotFoundError("ledger.not_signed_yet")
    return str(note)


def last_signed_size() -> int:
    """Return how many entries the newest checkpoint covers; 0 before the first."""
    found = LedgerCheckpoint.objects.order_by("-id").values_list("id", flat=True).first()
    return int(found or 0)


def list_sequences(
    object_kind: str, object_ids: Collection[UUID], acts: Collection[str]
) -> dict[UUID, int]:
    """Return the place of the last entry of these acts on each object that has one."""
    rows = LedgerEntry.objects.filter(
        object_kind=object_kind, object_id__in=[str(one) for one in object_ids], act__in=acts
    )
    return {UUID(name): place for name, place in rows.order_by("id").values_list("object_id", "id")}


def list_acts_on(object_kind: str, object_id: UUID) -> list[int]:
    """Return the places of what staff and the program did to an object, in order.

    What others did is left out: their labels must not leave with a bundle.
    """
    rows = LedgerEntry.objects.filter(object_kind=object_kind, object_id=str(object_id))
    return [
        place
        for place, body in rows.order_by("id").values_list("id", "body")
        if json.loads(body)["actor"]["kind"] in _SHOWN
    ]


def list_proven(sequences: Collection[int], size: int) -> tuple[ProvenEntry, ...]:
    """Return entries with their proofs against the tree of a size, in order; reads all leaves once.

    Raises:
        NotFoundError: ``ledger.no_entry``.
        InvalidInputError: ``ledger.no_such_leaf``: a place the tree does not have.
    """
    wanted = sorted(set(sequences))
    bodies = dict(LedgerEntry.objects.filter(id__in=wanted).values_list("id", "body"))
    salts = dict(LedgerSalt.objects.filter(id__in=wanted).values_list("id", "after"))
    if len(bodies) != len(wanted):
        raise NotFoundError("ledger.no_entry")
    leaves = LedgerEntry.objects.filter(id__lt=size).order_by("id")
    stream = leaves.values_list("leaf_hash", flat=True).iterator(chunk_size=CHUNK)
    proofs = streamed_proofs(map(bytes, stream), wanted, size)
    return tuple(
        ProvenEntry(
            sequence=place,
            body=bodies[place],
            salt=bytes(salts[place]) if salts.get(place) else None,
            hashes=tuple(proofs[place]),
        )
        for place in wanted
    )
