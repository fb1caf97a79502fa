"""Verify ledgers as they stand in the database, with nothing locked and in constant memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Final
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from xiezhi.infra.offices import list_office_ids, slug_of
from xiezhi.infra.tenant import current_tenant, tenant_scope
from xiezhi.ledger.models import LedgerCheckpoint, LedgerEntry, LedgerHead
from xiezhi.ledger.rules.audit import (
    Audit,
    Auditor,
    StoredCheckpoint,
    StoredEntry,
    Trust,
    instant_text,
)
from xiezhi.ledger.rules.merkle import Frontier
from xiezhi.ledger.services.keys import origin_of, public_checkpoint_key

CHUNK: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerAudit:
    """The audit of one procuratorate's ledger."""

    slug: str
    audit: Audit


def verify_ledger(*, public_key: Ed25519PublicKey | None = None) -> LedgerAudit:
    """Recompute the ledger of the open scope.

    Args:
        public_key: whose checkpoints count; the installation's own key by default. Give the one
            printed in the duty book where the installation itself is in doubt.
    """
    slug = slug_of(current_tenant())
    trust = Trust(
        tenant=str(current_tenant()),
        origin=origin_of(slug),
        public_key=public_key or public_checkpoint_key(),
    )
    before = _head()
    # Opened before the entries: a checkpoint signed meanwhile would be of entries not read.
    auditor = Auditor(trust, _opened(_checkpoints()))
    auditor.follow(_entries(), before)
    return LedgerAudit(slug=slug, audit=auditor.close(before, _head()))


def verify_all(
    *, slug: str | None = None, public_key: Ed25519PublicKey | None = None
) -> Iterator[LedgerAudit]:
    """Yield the audit of every ledger, or of one office's, each in a scope of its own."""
    for office_id in list_office_ids():
        if slug is None or slug_of(office_id) == slug:
            yield _verify(office_id, public_key)


def _verify(office_id: UUID, public_key: Ed25519PublicKey | None) -> LedgerAudit:
    with tenant_scope(office_id):
        return verify_ledger(public_key=public_key)


def _head() -> Frontier | None:
    head = LedgerHead.objects.filter(id=1).first()
    if head is None:
        return None
    return Frontier(size=head.size, hashes=tuple(bytes(subtree) for subtree in head.frontier))


def _opened(stream: Iterator[StoredCheckpoint]) -> Iterator[StoredCheckpoint]:
    """Return the stream with its first row read, so that its snapshot is taken now."""
    first = next(stream, None)
    return iter(()) if first is None else chain([first], stream)


def _checkpoints() -> Iterator[StoredCheckpoint]:
    rows = LedgerCheckpoint.objects.order_by("id").values_list("id", "note")
    for size, note in rows.iterator(chunk_size=CHUNK):
        yield StoredCheckpoint(size=size, note=note)


def _entries() -> Iterator[StoredEntry]:
    rows = LedgerEntry.objects.order_by("id").values_list(
        "id", "leaf_hash", "body", "act", "actor_id", "at", "object_kind", "object_id"
    )
    for sequence, leaf, body, act, actor_id, at, kind, object_id in rows.iterator(chunk_size=CHUNK):
        yield StoredEntry(
            sequence=sequence,
            leaf=bytes(leaf),
            body=body,
            act=act,
            actor_id=actor_id,
            at=instant_text(at),
            object_kind=kind,
            object_id=object_id,
        )
